// Accounts: groups that people were told to belong to, and households; found, sorted, opened.
import { Button, CloseButton, Group, SegmentedControl, Skeleton, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback, useMediaQuery } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { Building2, House, Search as SearchIcon, SlidersHorizontal } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountKind, AccountRow } from "#contract";
import { useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { type DataColumn, DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { useMay } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { HouseholdDrawer } from "./household-drawer.tsx";
import { type AccountPages, useAccountPages } from "./use-accounts.ts";

function SearchField() {
  const { t } = useTranslation("accounts");
  const [search, setSearch] = useSearchState();
  const [text, setText] = useState(search.q ?? "");
  const send = useDebouncedCallback((value: string) => setSearch({ q: value.trim() || undefined }), 250);
  const change = (value: string) => {
    setText(value);
    send(value);
  };
  return (
    <TextInput
      type="search"
      aria-label={t("search")}
      placeholder={t("search")}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      leftSection={<SearchIcon size={15} />}
      rightSection={
        text === "" ? undefined : <CloseButton size="sm" aria-label={t("clear_search")} onClick={() => change("")} />
      }
      style={{ flex: "1 1 220px", maxWidth: 360 }}
    />
  );
}

function Nothing({ kind, onRule }: { readonly kind: AccountKind; readonly onRule: (() => void) | undefined }) {
  const { t } = useTranslation("accounts");
  const [search] = useSearchState();
  if (search.q !== undefined)
    return <EmptyState icon={SearchIcon} title={t("none", { search: search.q })} text={t("none_hint")} />;
  return (
    <EmptyState icon={kind === "group" ? Building2 : House} title={t(`empty.${kind}`)} text={t(`empty_hint.${kind}`)}>
      {kind === "group" && <PageLink to="/sources">{t("empty_action")}</PageLink>}
      {kind === "household" && onRule !== undefined && (
        <Button variant="default" onClick={onRule}>
          {t("rule.open")}
        </Button>
      )}
    </EmptyState>
  );
}

const phone_columns: ReadonlySet<string> = new Set(["label", "members", "revenue"]);

function useColumns(currency: string): DataColumn<AccountRow>[] {
  const { t } = useTranslation("accounts");
  const format = useFormat();
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  return useMemo(() => {
    const all: DataColumn<AccountRow>[] = [
      {
        id: "label",
        header: t("column.label"),
        width: 160,
        cell: (row) => (
          <PageLink to={`/accounts/${row.account_id}`} className="k-link k-row-link">
            {row.label}
          </PageLink>
        ),
      },
      { id: "members", header: t("column.members"), width: 100, cell: (row) => format.count(row.members) },
      {
        id: "revenue",
        header: t("column.revenue"),
        width: 130,
        cell: (row) => format.money(row.revenue_minor, currency),
      },
      { id: "orders", header: t("column.orders"), width: 100, cell: (row) => format.count(row.orders) },
      { id: "aov", header: t("column.aov"), width: 130, cell: (row) => format.money(row.aov_minor, currency) },
      {
        id: "last_order",
        header: t("column.last_order"),
        width: 160,
        cell: (row) => format.instant(row.last_order_at, time_zone),
      },
    ];
    return all
      .filter(({ id }) => !narrow || phone_columns.has(id))
      .map((column) => ({ ...column, sortable: true, align: column.id === "label" ? "left" : "right" }));
  }, [t, format, currency, narrow, time_zone]);
}

interface TableProps {
  readonly pages: AccountPages;
  readonly kind: AccountKind;
  readonly onRule: (() => void) | undefined;
}

function AccountTable({ pages, kind, onRule }: TableProps) {
  const { t } = useTranslation("accounts");
  const [search, setSearch] = useSearchState();
  const navigate = useNavigate();
  const columns = useColumns(pages.head?.currency ?? "EUR");
  return (
    <DataTable
      columns={columns}
      rows={pages.rows}
      rowKey={(row) => row.account_id}
      label={t(`table.${kind}`)}
      height="max(320px, calc(100dvh - 270px))"
      sort={{ id: search.sort ?? "revenue", desc: search.order !== "asc" }}
      onSort={({ id, desc }) => setSearch({ sort: id === "revenue" ? undefined : id, order: desc ? undefined : "asc" })}
      onRowClick={(row) => void navigate({ to: `/accounts/${row.account_id}`, search: {} })}
      onEnd={pages.more}
      loading={pages.loading}
      empty={<Nothing kind={kind} onRule={onRule} />}
      {...(pages.head === undefined ? {} : { total: pages.head.total })}
    />
  );
}

export default function Accounts() {
  const { t } = useTranslation("accounts");
  const format = useFormat();
  const [search, setSearch] = useSearchState();
  const [ruling, setRuling] = useState(false);
  const may_rule = useMay("analyst");
  const kind: AccountKind = search.kind === "household" ? "household" : "group";
  const order = search.order === "asc" ? "asc" : "desc";
  const pages = useAccountPages({ kind, search: search.q, sort: search.sort ?? "revenue", order });
  const { head, error } = pages;
  const onRule = may_rule ? () => setRuling(true) : undefined;
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        {onRule !== undefined && (
          <Button variant="default" leftSection={<SlidersHorizontal size={15} />} onClick={onRule}>
            {t("rule.open")}
          </Button>
        )}
      </PageHead>
      <Card>
        <Group gap="xs" mb="sm">
          <SegmentedControl
            aria-label={t("kind.label")}
            value={kind}
            onChange={(value) => setSearch({ kind: value === "group" ? undefined : value })}
            data={(["group", "household"] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          <SearchField />
        </Group>
        {head !== undefined && head.total > 0 && (
          <Text size="sm" c="dimmed" mb="sm" className="k-number" data-testid="whole">
            {t("whole", {
              accounts: t(`count.${kind}`, { count: head.total }),
              members: t("members", { count: head.whole.members }),
              revenue: format.money(head.whole.revenue_minor, head.currency),
            })}{" "}
            {t("whole_hint")}
          </Text>
        )}
        {error !== null && <ErrorState error={error} onRetry={pages.retry} />}
        {head === undefined && error === null && <Skeleton height="calc(100dvh - 270px)" radius="md" />}
        {head !== undefined && <AccountTable pages={pages} kind={kind} onRule={onRule} />}
      </Card>
      <HouseholdDrawer opened={ruling} onClose={() => setRuling(false)} />
    </>
  );
}
