// The audit log: who changed what, with filters that stand in the address, and all of it as CSV.
import { Button, Group, Select, Skeleton, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Download, ScrollText } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AuditEntry } from "#contract";
import { apiGet, apiUrl, type Inputs, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { type DataColumn, DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";

interface AuditPage {
  readonly rows: AuditEntry[];
  readonly next_cursor: number | null;
  readonly actors: string[];
}

function useAudit(inputs: Inputs) {
  const query = useInfiniteQuery({
    queryKey: ["/api/v1/audit", inputs],
    queryFn: ({ pageParam, signal }) =>
      apiGet<AuditPage>("/api/v1/audit", { ...inputs, cursor: pageParam === 0 ? undefined : pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.rows) ?? [], [pages]);
  return { ...query, rows, actors: pages?.[0]?.actors ?? [] };
}

function useColumns(): DataColumn<AuditEntry>[] {
  const { t } = useTranslation("audit");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  return useMemo(
    () => [
      { id: "at", header: t("at"), width: 195, cell: (row) => format.instant(row.at, time_zone) },
      { id: "actor", header: t("actor"), width: 135, cell: (row) => row.actor_name || t("nobody") },
      { id: "summary", header: t("what"), width: 350, cell: (row) => row.summary },
      { id: "object", header: t("object"), width: 110, cell: (row) => row.object },
      { id: "fields", header: t("fields"), width: 160, cell: (row) => row.fields.join(", ") },
      {
        id: "route",
        header: t("route"),
        width: 250,
        cell: (row) => (
          <code title={`${row.method} ${row.route}`}>
            {row.method} {row.route}
          </code>
        ),
      },
      { id: "address", header: t("address"), width: 130, cell: (row) => row.address },
    ],
    [t, format, time_zone],
  );
}

/** Side by side on a wide screen, two in a row on a phone. */
const field = { flex: "1 1 130px", maxWidth: 260 };

function Filters({ actors }: { readonly actors: readonly string[] }) {
  const { t } = useTranslation("audit");
  const [search, change] = useSearchState();
  const [text, setText] = useState(search.text ?? "");
  const [rested] = useDebouncedValue(text.trim(), 250);
  useEffect(() => {
    if (rested !== (search.text ?? "")) change({ text: rested === "" ? undefined : rested });
  }, [rested, search.text, change]);
  const day = (name: "since" | "until") => (
    <TextInput
      type="date"
      label={t(name)}
      value={search[name] ?? ""}
      style={field}
      onChange={(event) => change({ [name]: event.currentTarget.value || undefined })}
    />
  );
  return (
    <Group gap="sm" mb="sm" align="flex-end">
      {day("since")}
      {day("until")}
      <Select
        label={t("actor")}
        placeholder={t("all", { ns: "ui" })}
        data={actors.filter((name) => name !== "")}
        value={search.actor ?? null}
        clearable
        style={field}
        clearButtonProps={{ "aria-label": t("all", { ns: "ui" }) }}
        onChange={(actor) => change({ actor: actor ?? undefined })}
      />
      <TextInput
        label={t("search")}
        value={text}
        style={field}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </Group>
  );
}

export default function Audit() {
  const { t } = useTranslation("audit");
  const [{ since, until, actor, text }] = useSearchState();
  const inputs: Inputs = { from: since, to: until, actor, text };
  const columns = useColumns();
  const audit = useAudit(inputs);
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        <Button
          component="a"
          href={apiUrl("/api/v1/audit.csv", inputs)}
          download
          variant="default"
          leftSection={<Download size={16} />}
        >
          CSV
        </Button>
      </PageHead>
      <Card>
        <Filters actors={audit.actors} />
        {audit.isPending && <Skeleton height={240} radius="md" />}
        {audit.isError && <ErrorState error={audit.error} onRetry={() => void audit.refetch()} />}
        {audit.isSuccess && (
          <DataTable
            columns={columns}
            rows={audit.rows}
            rowKey={(row) => String(row.id)}
            label={t("title")}
            height={audit.rows.length > 12 ? "calc(100dvh - 300px)" : "auto"}
            loading={audit.isFetchingNextPage}
            onEnd={() => {
              if (audit.hasNextPage) void audit.fetchNextPage();
            }}
            empty={<EmptyState icon={ScrollText} title={t("empty.title")} text={t("empty.text")} />}
          />
        )}
      </Card>
    </>
  );
}
