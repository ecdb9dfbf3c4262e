// The pair on the screen: how probable it is, both records, why, and the answers with their keys.
import { Alert, Button, Group, Text } from "@mantine/core";
import { CircleCheck, EyeOff, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ReviewPairWhole } from "#contract";
import { Card } from "../../ui/card.tsx";
import { useFormat } from "../../ui/format.ts";
import { Beside } from "./beside.tsx";
import classes from "./review.module.css";
import { type Deed, type Outcome, useReason } from "./review.ts";
import { Waterfall } from "./waterfall.tsx";

/** What became of the answer before. */
export function OutcomeNote({ outcome }: { readonly outcome: Outcome }) {
  const { t } = useTranslation("review");
  const { state, reason, answer, pair_id } = outcome;
  const because = useReason();
  const refused = state === "refused";
  const what = answer === "skip" ? "skipped" : state;
  return (
    <Alert
      color={refused ? "yellow" : "teal"}
      variant="outline"
      icon={refused ? <TriangleAlert size={18} /> : <CircleCheck size={18} />}
      bg="var(--k-card)"
      role="status"
    >
      {t(`outcome.${what}`, { id: pair_id })}
      {refused && ` ${because(reason)}`}
    </Alert>
  );
}

function Answers({ pair }: { readonly pair: ReviewPairWhole }) {
  const { t } = useTranslation("review");
  const given = pair.given.map(({ reviewer, answer }) => `${reviewer}: ${t(`said.${answer}`)}`).join(", ");
  return (
    <>
      {pair.answers_needed > 1 && (
        <Text size="sm" c="dimmed">
          {t("answers", { given: pair.answers, needed: pair.answers_needed })}
        </Text>
      )}
      {given !== "" && (
        <Text size="sm" c="dimmed">
          {given}
        </Text>
      )}
    </>
  );
}

interface PairCardProps {
  readonly pair: ReviewPairWhole;
  readonly busy: boolean;
  readonly undoable: boolean;
  readonly act: (deed: Deed) => void;
}

const buttons = [
  { deed: "same", key: "Y", variant: "filled" },
  { deed: "apart", key: "N", variant: "default" },
  { deed: "skip", key: "S", variant: "subtle" },
] as const;

function Actions({ pair, busy, undoable, act }: PairCardProps) {
  const { t } = useTranslation("review");
  const because = useReason();
  const waits = pair.state === "open" || pair.state === "disputed";
  return (
    <div className={classes.actions}>
      {waits &&
        buttons.map(({ deed, key, variant }) => (
          <Button key={deed} variant={variant} disabled={busy} aria-keyshortcuts={key} onClick={() => act(deed)}>
            {t(`deed.${deed}`)}
            <kbd className={classes.key}>{key}</kbd>
          </Button>
        ))}
      {!waits && (
        <Text size="sm">
          {t(`state.${pair.state}`)}
          {pair.reason !== "" && `. ${because(pair.reason)}`}
        </Text>
      )}
      <Button variant="subtle" disabled={busy || !undoable} aria-keyshortcuts="U" ml="auto" onClick={() => act("undo")}>
        {t("deed.undo")}
        <kbd className={classes.key}>U</kbd>
      </Button>
    </div>
  );
}

export function PairCard(props: PairCardProps) {
  const { t } = useTranslation("review");
  const format = useFormat();
  const because = useReason();
  const { pair } = props;
  return (
    <Card title={t("question")} subtitle={t("number", { id: pair.id })}>
      <div className={classes.verdict}>
        <span className={`${classes.probability} k-number`}>{format.share(pair.probability)}</span>
        <Text size="sm" c="dimmed">
          {t("probability")}
        </Text>
        <Answers pair={pair} />
      </div>
      {pair.masked && (
        <Group gap={6} mb="xs" c="dimmed">
          <EyeOff size={15} aria-hidden />
          <Text size="sm">{t("masked")}</Text>
        </Group>
      )}
      {pair.would_refuse !== null && (
        <Alert color="yellow" variant="outline" icon={<TriangleAlert size={18} />} bg="var(--k-card)" mb="xs">
          {because(pair.would_refuse)} {t("would_refuse")}
        </Alert>
      )}
      {pair.fields.length === 0 ? <Text size="sm">{t("no_fields")}</Text> : <Beside pair={pair} />}
      <Actions {...props} />
      <Text fw={600} size="sm" mt="md" mb={4}>
        {t("why.title")}
      </Text>
      <Waterfall pair={pair} />
    </Card>
  );
}
