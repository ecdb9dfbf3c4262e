// What departed from the plan in the last 30 days, by source, with the newest example.
import { Code, Group, SimpleGrid, Skeleton, Text, UnstyledButton } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanViolation } from "#contract";
import { useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { type DataColumn, DataTable } from "../../ui/data-table.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import classes from "./plan.module.css";
import { pretty, titleOf, violationKey } from "./plan.ts";

function useColumns(onOpen: (row: PlanViolation) => void): DataColumn<PlanViolation>[] {
  const { t, i18n } = useTranslation("plan");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  return useMemo(() => {
    const what = ({ kind, property }: PlanViolation) =>
      i18n.exists(`plan:violation.${kind}`) ? t(`violation.${kind}`, { property }) : `${kind} ${property}`;
    return [
      {
        id: "what",
        header: t("column.violation"),
        width: 260,
        value: what,
        cell: (row) => (
          <UnstyledButton className="k-link" fz="sm" onClick={() => onOpen(row)}>
            {what(row)}
          </UnstyledButton>
        ),
      },
      { id: "event", header: t("column.event"), width: 180, value: titleOf, cell: titleOf },
      {
        id: "source",
        header: t("column.source"),
        width: 120,
        value: ({ source }) => source,
        cell: ({ source }) => source,
      },
      {
        id: "flagged",
        header: t("column.flagged"),
        width: 110,
        align: "right",
        value: ({ flagged }) => flagged,
        cell: ({ flagged }) => format.count(flagged),
      },
      {
        id: "dead",
        header: t("column.dead_letters"),
        width: 120,
        align: "right",
        value: ({ dead_letters }) => dead_letters,
        cell: ({ dead_letters, source, kind }) =>
          dead_letters === 0 ? (
            format.count(0)
          ) : (
            <PageLink to="/dead-letters" search={{ source, code: `plan_${kind}` }}>
              {format.count(dead_letters)}
            </PageLink>
          ),
      },
      {
        id: "last",
        header: t("column.last_seen"),
        width: 150,
        align: "right",
        value: ({ last_at }) => last_at,
        cell: ({ last_at }) => format.instant(last_at, time_zone),
      },
    ];
  }, [t, i18n, format, time_zone, onOpen]);
}

export function ViolationsCard({ source }: { readonly source: string | undefined }) {
  const { t } = useTranslation("plan");
  const [open, setOpen] = useState<string>();
  const columns = useColumns((row) => setOpen(violationKey(row)));
  const answer = useApi<{ rows: PlanViolation[] }>("/api/v1/plan/violations");
  const rows = (answer.data?.rows ?? []).filter((row) => source === undefined || row.source === source);
  const shown = rows.find((row) => violationKey(row) === open);
  return (
    <Card title={t("violations.title")} subtitle={t("violations.text")}>
      {answer.isPending && <Skeleton height={80} radius="md" />}
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isSuccess && (
        <DataTable
          columns={columns}
          rows={rows}
          rowKey={violationKey}
          label={t("violations.title")}
          height={rows.length > 8 ? 360 : "auto"}
          onRowClick={(row) => setOpen(violationKey(row))}
          empty={
            <Text size="sm" c="dimmed">
              {t("violations.none")}
            </Text>
          }
        />
      )}
      {shown !== undefined && (
        <SimpleGrid cols={1} mt="sm" spacing={4}>
          <Group gap={6}>
            <Text size="sm" fw={600}>
              {t("violations.example")}
            </Text>
          </Group>
          <Code
            block
            tabIndex={0}
            role="region"
            aria-label={t("violations.example")}
            bg="var(--k-sunken)"
            className={classes.code ?? ""}
          >
            {pretty(shown.example)}
          </Code>
        </SimpleGrid>
      )}
    </Card>
  );
}
