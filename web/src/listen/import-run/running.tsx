// An import under way: the share done, rows a second, the time left, and the way out.

import { Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ImportState } from "#contract";
import { Card } from "../../ui/card.tsx";
import { useFormat } from "../../ui/format.ts";
import { Progress } from "../../ui/progress.tsx";

/** "123,000 of 541,909 rows · 98,000 rows/s · about 4 sec left" */
export function useProgressText(): (state: ImportState) => string {
  const { t } = useTranslation("import");
  const format = useFormat();
  return ({ rows_read: read, rows_total: total, rows_per_second, remaining_ms }) =>
    [
      total === null ? t("run.read_unknown", { read }) : t("run.read", { read, total }),
      rows_per_second === null ? "" : t("run.speed", { count: Math.round(rows_per_second) }),
      total !== null && read >= total ? t("run.finishing") : "",
      remaining_ms === null || remaining_ms < 500 ? "" : t("run.remaining", { time: format.duration(remaining_ms) }),
    ]
      .filter((text) => text !== "")
      .join(" · ");
}

interface RunningProps {
  readonly state: ImportState;
  readonly cancelling: boolean;
  readonly onCancel: () => void;
}

export function Running({ state, cancelling, onCancel }: RunningProps) {
  const { t } = useTranslation("import");
  const text = useProgressText();
  const { rows_read, rows_total } = state;
  const share = rows_total === null || rows_total === 0 ? null : Math.min(1, rows_read / rows_total);
  return (
    <Card>
      <Stack gap="sm">
        <Progress share={share} label={text(state)} />
        {share === null && (
          <Text size="sm" c="dimmed" className="k-number" ta="center">
            {text(state)}
          </Text>
        )}
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t("run.leave")}
          </Text>
          <Button variant="default" size="xs" loading={cancelling} onClick={onCancel}>
            {t("run.cancel")}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
