// Sources: what sends touchpoints, how each fares, and a new one.
import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Plus, RadioTower } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ImportedSource, SourceList, SourceState } from "#contract";
import { useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { type DataColumn, DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { useMay } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { ConditionMark } from "./condition-mark.tsx";
import { CreateForm } from "./create-form.tsx";

function useColumns(): DataColumn<SourceState>[] {
  const { t } = useTranslation("sources");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  return useMemo(
    () => [
      {
        id: "name",
        header: t("column.name"),
        width: 210,
        value: (row) => row.name,
        cell: (row) => <PageLink to={`/sources/${row.slug}`}>{row.name}</PageLink>,
      },
      {
        id: "kind",
        header: t("column.kind"),
        width: 130,
        value: (row) => row.kind,
        cell: (row) => t(`kind.${row.kind}`),
      },
      {
        id: "condition",
        header: t("column.condition"),
        width: 190,
        value: (row) => row.condition,
        cell: (row) => <ConditionMark condition={row.condition} />,
      },
      {
        id: "hour",
        header: t("column.hour"),
        width: 110,
        align: "right",
        value: (row) => row.deliveries_hour,
        cell: (row) => format.count(row.deliveries_hour),
      },
      {
        id: "day",
        header: t("column.day"),
        width: 110,
        align: "right",
        value: (row) => row.deliveries_day,
        cell: (row) => format.count(row.deliveries_day),
      },
      {
        id: "rejected",
        header: t("column.rejected"),
        width: 120,
        align: "right",
        value: (row) => row.rejected_day,
        cell: (row) => <span className={row.rejected_day > 0 ? "k-bad" : ""}>{format.count(row.rejected_day)}</span>,
      },
      {
        id: "seen",
        header: t("column.seen"),
        width: 170,
        align: "right",
        value: (row) => row.last_seen_at,
        cell: (row) => format.instant(row.last_seen_at, time_zone),
      },
    ],
    [t, format, time_zone],
  );
}

function Imported({ rows }: { readonly rows: readonly ImportedSource[] }) {
  const { t } = useTranslation("sources");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const columns = useMemo<DataColumn<ImportedSource>[]>(
    () => [
      { id: "slug", header: t("column.name"), width: 210, cell: (row) => row.slug },
      {
        id: "imports",
        header: t("column.imports"),
        width: 110,
        align: "right",
        cell: (row) => format.count(row.imports),
      },
      { id: "events", header: t("column.events"), width: 130, align: "right", cell: (row) => format.count(row.events) },
      {
        id: "last",
        header: t("column.last_import"),
        width: 170,
        align: "right",
        cell: (row) => format.instant(row.last_at, time_zone),
      },
    ],
    [t, format, time_zone],
  );
  return (
    <Card title={t("imported.title")} subtitle={<PageLink to="/import">{t("imported.link")}</PageLink>}>
      <DataTable columns={columns} rows={rows} rowKey={(row) => row.slug} label={t("imported.title")} height="auto" />
    </Card>
  );
}

export default function Sources() {
  const { t } = useTranslation("sources");
  const navigate = useNavigate();
  const columns = useColumns();
  const [search, change] = useSearchState();
  const answer = useApi<SourceList>("/api/v1/sources", {}, { refetchInterval: 5_000, staleTime: 0 });
  const rows = answer.data?.rows ?? [];
  const imported = answer.data?.imported ?? [];
  const may_create = useMay("analyst");
  const creating = may_create && search.new !== undefined;
  const open = may_create && (
    <Button leftSection={<Plus size={16} />} onClick={() => change({ new: "1" })}>
      {t("create.open")}
    </Button>
  );
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        {!creating && rows.length > 0 && open}
      </PageHead>
      <Stack gap="sm">
        {creating && (
          <Card title={t("create.title")}>
            <CreateForm onCancel={() => change({ new: undefined })} />
          </Card>
        )}
        {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.isPending && <Skeleton height={200} radius="lg" />}
        {answer.isSuccess && rows.length === 0 && !creating && (
          <Card>
            <EmptyState icon={RadioTower} title={t("empty.title")} text={t("empty.text")}>
              {open}
            </EmptyState>
          </Card>
        )}
        {rows.length > 0 && (
          <Card
            title={t("list.title")}
            subtitle={
              <Text span inherit>
                {t("list.hint")}
              </Text>
            }
          >
            <DataTable
              columns={columns}
              rows={rows}
              rowKey={(row) => row.slug}
              label={t("list.title")}
              height={rows.length > 12 ? 520 : "auto"}
              onRowClick={(row) => void navigate({ to: `/sources/${row.slug}`, search: {} })}
            />
          </Card>
        )}
        {imported.length > 0 && <Imported rows={imported} />}
      </Stack>
    </>
  );
}
