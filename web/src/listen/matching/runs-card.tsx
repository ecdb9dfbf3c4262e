// The runs so far: when, by whom, what each found and did.
import { Group, Skeleton, Table, Text } from "@mantine/core";
import { CircleCheck, CircleDashed, CircleX, LoaderCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { MatchRun } from "#contract";
import { useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { not_defined, useFormat } from "../../ui/format.ts";
import { ScrollBox } from "../../ui/scroll-box.tsx";
import { matching_path } from "./matching.ts";

const signs = {
  waiting: { icon: CircleDashed, color: "var(--k-muted)" },
  running: { icon: LoaderCircle, color: "var(--k-accent)" },
  done: { icon: CircleCheck, color: "var(--k-good)" },
  cancelled: { icon: CircleDashed, color: "var(--k-muted)" },
  failed: { icon: CircleX, color: "var(--k-bad)" },
} as const;

function State({ run }: { readonly run: MatchRun }) {
  const { t } = useTranslation("matching");
  const { icon: Icon, color } = signs[run.state];
  return (
    <>
      <Group gap={5} wrap="nowrap" c={color}>
        <Icon size={14} aria-hidden />
        <Text span size="sm">
          {t(`state.${run.state}`)}
        </Text>
      </Group>
      {run.error !== null && (
        <Text size="xs" c="dimmed" style={{ whiteSpace: "normal", minWidth: 220 }}>
          {run.error}
        </Text>
      )}
    </>
  );
}

const figures = ["records", "compared", "sure", "unsure", "merged", "refused"] as const;

export function RunsCard() {
  const { t } = useTranslation("matching");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const { data, isPending, error, refetch } = useApi<{ rows: MatchRun[] }>(`${matching_path}/runs`);
  return (
    <Card title={t("runs.title")}>
      {isPending && <Skeleton height={100} radius="md" />}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <ScrollBox label={t("runs.title")}>
          <Table
            fz="sm"
            verticalSpacing={6}
            className="k-number"
            aria-label={t("runs.title")}
            style={{ "--table-border-color": "var(--k-border)", whiteSpace: "nowrap" }}
          >
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t("runs.run")}</Table.Th>
                <Table.Th scope="col">{t("runs.state")}</Table.Th>
                <Table.Th scope="col" ta="right">
                  {t("runs.model")}
                </Table.Th>
                {figures.map((figure) => (
                  <Table.Th key={figure} scope="col" ta="right">
                    {t(`found.${figure}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.rows.map((run) => (
                <Table.Tr key={run.id}>
                  <Table.Th scope="row" fw={500}>
                    {format.instant(run.created_at, time_zone)}
                    <Text size="xs" c="dimmed">
                      {run.asked_by === "" ? t("runs.nightly") : run.asked_by}
                    </Text>
                  </Table.Th>
                  <Table.Td>
                    <State run={run} />
                  </Table.Td>
                  <Table.Td ta="right">{run.model_id ?? not_defined}</Table.Td>
                  {figures.map((figure) => (
                    <Table.Td key={figure} ta="right">
                      {run.found === null ? not_defined : format.count(run.found[figure])}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollBox>
      )}
    </Card>
  );
}
