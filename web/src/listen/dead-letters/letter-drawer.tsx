// One dead letter: what came, why it was refused, and an editor to mend it and send it again.
import { Alert, Button, Code, Group, Skeleton, Stack, Text, Textarea } from "@mantine/core";
import { CircleCheck, RotateCcw, Trash2, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Letter, LetterSelection, ReplayedLetter } from "#contract";
import { useApi, useWorkspace } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { pretty, useReplayOne } from "./letters.ts";
import { Mend, useReason } from "./reason.tsx";

interface LetterDrawerProps {
  /** undefined closes the drawer. */
  readonly id: string | undefined;
  readonly onClose: () => void;
  /** What was refused again may be another letter. */
  readonly onMoved: (id: string) => void;
  readonly onDiscard: (selection: LetterSelection) => void;
}

function Outcome({ result }: { readonly result: ReplayedLetter }) {
  const { t } = useTranslation("dead-letters");
  const reason = useReason();
  const Icon = result.accepted ? CircleCheck : TriangleAlert;
  return (
    <Alert
      color={result.accepted ? "teal" : "yellow"}
      variant="outline"
      icon={<Icon size={18} />}
      title={t(result.accepted ? "passed" : "refused_again")}
      role="status"
      bg="var(--k-card)"
    >
      {result.accepted ? t("passed_text") : reason(result)}
    </Alert>
  );
}

function Editor({ letter, onDiscard, onMoved }: { letter: Letter } & Pick<LetterDrawerProps, "onDiscard" | "onMoved">) {
  const { t } = useTranslation("dead-letters");
  const [text, setText] = useState(() => pretty(letter.body));
  const [result, setResult] = useState<ReplayedLetter>();
  const send = useReplayOne(letter.id, (answer) => {
    setResult(answer);
    if (!answer.accepted && answer.id !== letter.id) onMoved(answer.id);
  });
  const mended = text !== pretty(letter.body);
  return (
    <Stack gap="sm">
      <Textarea
        label={t("body")}
        description={t("body_hint")}
        value={text}
        readOnly={send.isPending}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={8}
        maxRows={24}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: 12 } }}
      />
      {send.error !== null && <ErrorState error={send.error} />}
      {result !== undefined && <Outcome result={result} />}
      <Group justify="flex-end">
        <Button
          variant="default"
          leftSection={<Trash2 size={15} />}
          disabled={result?.accepted === true}
          onClick={() => onDiscard({ ids: [letter.id] })}
        >
          {t("discard")}
        </Button>
        <Button
          leftSection={<RotateCcw size={15} />}
          loading={send.isPending}
          disabled={result?.accepted === true}
          onClick={() => send.mutate(mended ? text : undefined)}
        >
          {t(mended ? "replay_mended" : "replay")}
        </Button>
      </Group>
    </Stack>
  );
}

function Closed({ letter }: { readonly letter: Letter }) {
  const { t } = useTranslation("dead-letters");
  const body = pretty(letter.mended ?? letter.body);
  return (
    <Stack gap="xs">
      <Text size="sm">{t(`closed.${letter.state}`)}</Text>
      {letter.reason !== "" && <Text size="sm">{t("closed.reason", { reason: letter.reason })}</Text>}
      <Code block tabIndex={0} role="region" aria-label={t("body")} bg="var(--k-sunken)" fz={12}>
        {body}
      </Code>
    </Stack>
  );
}

function Content({ letter, ...actions }: { letter: Letter } & Pick<LetterDrawerProps, "onDiscard" | "onMoved">) {
  const { t } = useTranslation("dead-letters");
  const format = useFormat();
  const reason = useReason();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  // Shown while it is being sent too, when the table already says that it is closed.
  const [was_open] = useState(letter.state === "open");
  return (
    <Stack gap="md">
      <div>
        <Text size="sm">{letter.message}</Text>
        {reason(letter) !== letter.message && (
          <Text size="sm" c="dimmed">
            {reason(letter)}
          </Text>
        )}
        <Text size="sm" c="dimmed" mt={4}>
          {[
            letter.source,
            letter.code,
            letter.field,
            t("received", { at: format.instant(letter.received_at, time_zone) }),
          ]
            .filter((text) => text !== "")
            .join(" · ")}
        </Text>
      </div>
      {was_open && <Mend code={letter.code} source={letter.source} />}
      {was_open ? <Editor letter={letter} {...actions} /> : <Closed letter={letter} />}
    </Stack>
  );
}

export function LetterDrawer({ id, onClose, ...actions }: LetterDrawerProps) {
  const { t } = useTranslation("dead-letters");
  const answer = useApi<Letter>(
    `/api/v1/dead-letters/${id}`,
    {},
    { enabled: id !== undefined, placeholderData: () => undefined },
  );
  return (
    <SideDrawer opened={id !== undefined} title={t("letter")} onClose={onClose}>
      {id !== undefined && answer.isPending && <Skeleton height={300} radius="md" />}
      {answer.isError && <ErrorState error={answer.error} />}
      {id !== undefined && answer.data !== undefined && <Content key={id} letter={answer.data} {...actions} />}
    </SideDrawer>
  );
}
