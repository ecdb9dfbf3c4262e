// What the customer said of us: the latest score, and every answer, review, ticket and call.
import { Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Feeling, Feelings } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import classes from "./customer.module.css";
import { moodOf, scaleOf } from "./customer.ts";

interface FeelingsProps {
  readonly id: string;
  readonly time_zone: string;
}

/** A score on its scale; good, middling or bad is said in a word too. */
function Score({ feeling }: { readonly feeling: Feeling }) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  const { score } = feeling;
  if (score === null) return null;
  const scale = scaleOf(feeling);
  const mood = moodOf(score, scale);
  return (
    <Text span size="sm" fw={650} className="k-number" c={`var(--k-${mood})`}>
      {t("feelings.of", { score: format.count(score), scale })} · {t(`feelings.${mood}`)}
    </Text>
  );
}

/** What was said, in the words that there are. */
function words({ properties }: Feeling): string {
  const { text, title, review_body, subject, reason, outcome } = properties;
  return [title, subject, text, review_body, reason, outcome]
    .filter((part) => part !== undefined && part !== "")
    .join(". ");
}

const few = 3;

export function FeelingsCard({ id, time_zone }: FeelingsProps) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  const [all, setAll] = useState(false);
  const answer = useApi<Feelings>(`/api/v1/customers/${id}/feelings`, {}, { placeholderData: () => undefined });
  const rows = answer.data?.rows ?? [];
  const latest = rows.find(({ score }) => score !== null);
  return (
    <Card
      title={t("feelings.title")}
      {...(latest === undefined ? {} : { actions: <Score feeling={latest} /> })}
      subtitle={
        latest === undefined ? undefined : t("feelings.latest", { at: format.instant(latest.occurred_at, time_zone) })
      }
    >
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isSuccess && rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("feelings.empty")}
        </Text>
      )}
      <ul className={classes.notes}>
        {rows.slice(0, all ? rows.length : few).map((feeling) => (
          <li key={feeling.id} className={classes.note}>
            <Group justify="space-between" gap="xs">
              <Text size="sm" fw={600}>
                {t(`feelings.name.${feeling.name}`, { defaultValue: feeling.name })}
              </Text>
              <Score feeling={feeling} />
            </Group>
            {words(feeling) !== "" && (
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                {words(feeling)}
              </Text>
            )}
            <Text size="xs" c="dimmed">
              {[format.instant(feeling.occurred_at, time_zone), feeling.channel, feeling.source]
                .filter((part) => part !== "")
                .join(" · ")}
            </Text>
          </li>
        ))}
      </ul>
      {rows.length > few && !all && (
        <Text size="sm" mt="xs">
          <button type="button" className={classes.toggle} onClick={() => setAll(true)}>
            {t("feelings.all", { count: rows.length })}
          </button>
        </Text>
      )}
    </Card>
  );
}
