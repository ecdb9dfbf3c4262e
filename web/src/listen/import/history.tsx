// Earlier imports, newest first.

import { Skeleton, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ImportState } from "#contract";
import { useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { type DataColumn, DataTable } from "../../ui/data-table.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { nameOf } from "./location.ts";
import { StateMark } from "./state-mark.tsx";

interface Imports {
  readonly rows: ImportState[];
}

function useColumns(): DataColumn<ImportState>[] {
  const { t } = useTranslation("import");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  return useMemo(
    () => [
      {
        id: "from",
        header: t("history.from"),
        width: 220,
        cell: (row) => <PageLink to={`/import/${row.id}`}>{nameOf(row.location)}</PageLink>,
      },
      { id: "source", header: t("history.source"), width: 130, cell: (row) => row.source },
      { id: "state", header: t("history.state"), width: 110, cell: (row) => <StateMark state={row.state} /> },
      {
        id: "accepted",
        header: t("history.accepted"),
        width: 100,
        align: "right",
        cell: (row) => format.count(row.rows_accepted),
      },
      {
        id: "rejected",
        header: t("history.rejected"),
        width: 100,
        align: "right",
        cell: (row) => format.count(row.rows_rejected),
      },
      {
        id: "when",
        header: t("history.when"),
        width: 160,
        align: "right",
        cell: (row) => format.instant(row.created_at, time_zone),
      },
    ],
    [t, format, time_zone],
  );
}

export function History() {
  const { t } = useTranslation("import");
  const navigate = useNavigate();
  const columns = useColumns();
  const answer = useApi<Imports>("/api/v1/imports");
  const rows = answer.data?.rows ?? [];
  return (
    <Card title={t("history.title")}>
      {answer.isPending && <Skeleton height={120} radius="md" />}
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isSuccess && (
        <DataTable
          columns={columns}
          rows={rows}
          rowKey={(row) => String(row.id)}
          label={t("history.title")}
          height={rows.length > 6 ? 300 : "auto"}
          onRowClick={(row) => void navigate({ to: `/import/${row.id}`, search: {} })}
          empty={
            <Text size="sm" c="dimmed">
              {t("history.empty")}
            </Text>
          }
        />
      )}
    </Card>
  );
}
