// The run that works now: its step, how far it is, and the way to end it.
import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MatchRun } from "#contract";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Progress } from "../../ui/progress.tsx";
import type { MatchingChange } from "./matching.ts";

interface RunningCardProps {
  readonly run: MatchRun;
  readonly change: MatchingChange;
}

export function RunningCard({ run, change }: RunningCardProps) {
  const { t } = useTranslation("matching");
  const { cancel } = change;
  return (
    <Card
      title={t("running.title", { id: run.id })}
      actions={
        <Button variant="default" size="xs" loading={cancel.isPending} onClick={() => cancel.mutate(run.id)}>
          {t("running.cancel")}
        </Button>
      }
    >
      <Progress share={run.share} label={run.step === null ? t("running.waiting") : t(`step.${run.step}`)} />
      {run.error !== null && (
        <Group mt="xs">
          <Text size="sm">{run.error}</Text>
        </Group>
      )}
      {cancel.error !== null && <ErrorState error={cancel.error} />}
    </Card>
  );
}
