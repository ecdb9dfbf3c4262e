// Customers: everybody, or those behind a number; found, sorted, opened.
import { Button, Checkbox, Chip, CloseButton, Group, Pill, Popover, Skeleton, Stack, TextInput } from "@mantine/core";
import { useDebouncedCallback, useMediaQuery } from "@mantine/hooks";
import { Columns3, Search as SearchIcon, Users } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMetrics } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { useClassNames } from "../../ui/class-name.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { useMasked, useMe } from "../../ui/me.ts";
import { useMetricName } from "../../ui/metric-name.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { type Search, useSearchState } from "../../ui/search.ts";
import { type ColumnId, column_ids, columnsOf, columnsText, sortOf } from "./columns.ts";
import { CustomerTable } from "./customer-table.tsx";
import { useClasses, useCustomerPages } from "./use-customers.ts";

/** Inputs of the list as the API takes them; a period narrows only together with a metric. */
function inputsOf(search: Search) {
  const { metric } = search;
  const period = metric === undefined ? {} : { metric, from: search.from, to: search.to };
  // What is looked for comes in the order in which it fits, until another order is asked for.
  const sort = sortOf(search.sort) ?? (search.q === undefined || metric !== undefined ? "revenue" : "match");
  return {
    search: search.q,
    sort,
    order: search.order === "asc" ? "asc" : "desc",
    manager: search.mine === undefined ? undefined : "me",
    class: search.class,
    classes: false,
    ...period,
  } as const;
}

function SearchField() {
  const { t } = useTranslation("customers");
  const [search, setSearch] = useSearchState();
  const masked = useMasked();
  const label = t(masked ? "search_whole" : "search");
  const [text, setText] = useState(search.q ?? "");
  const send = useDebouncedCallback(
    (value: string) => setSearch({ q: value.trim() === "" ? undefined : value.trim() }),
    250,
  );
  const change = (value: string) => {
    setText(value);
    send(value);
  };
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
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

/** Only whom the reader looks after; nothing for who cannot. */
function Mine() {
  const { t } = useTranslation("customers");
  const [search, setSearch] = useSearchState();
  const caller = useMe().data?.caller;
  if (caller?.kind !== "user" || caller.role === "viewer") return null;
  return (
    <Chip
      size="sm"
      variant="outline"
      checked={search.mine !== undefined}
      onChange={(checked) => setSearch({ mine: checked ? "1" : undefined })}
    >
      {t("mine")}
    </Chip>
  );
}

function ColumnChoice({ columns, narrow }: { readonly columns: readonly ColumnId[]; readonly narrow: boolean }) {
  const { t } = useTranslation("customers");
  const [, setSearch] = useSearchState();
  const toggle = (id: ColumnId) => {
    const next = columns.includes(id) ? columns.filter((column) => column !== id) : [...columns, id];
    setSearch({ columns: columnsText(next, narrow) });
  };
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Columns3 size={15} />}>
          {t("columns")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown bg="var(--k-card)" aria-label={t("columns")}>
        <Stack gap="xs">
          {column_ids.map((id) => (
            <Checkbox
              key={id}
              label={t(`column.${id}`)}
              checked={columns.includes(id)}
              disabled={id === "label"}
              onChange={() => toggle(id)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Says that only the customers behind a number are listed, and lets all of them back in. */
function Narrowing() {
  const { t } = useTranslation("customers");
  const format = useFormat();
  const name = useMetricName();
  const metrics = useMetrics().data;
  const [search, setSearch] = useSearchState();
  const { metric, from, to } = search;
  if (metric === undefined) return null;
  const of = name(metric, metrics?.find((known) => known.id === metric)?.name ?? metric);
  const text =
    from === undefined || to === undefined
      ? t("behind_all", { metric: of })
      : t("behind", { metric: of, from: format.day(from), to: format.day(to) });
  return (
    <Pill
      size="lg"
      withRemoveButton
      onRemove={() => setSearch({ metric: undefined, from: undefined, to: undefined })}
      removeButtonProps={{ "aria-label": t("behind_clear"), "aria-hidden": false, tabIndex: 0 }}
      bg="var(--k-accent-soft)"
      c="var(--k-accent-text)"
    >
      {text}
    </Pill>
  );
}

/** Says that only the customers of a class are listed: "RFM: Champions". */
function Classed() {
  const { t } = useTranslation("customers");
  const names = useClassNames();
  const [search, setSearch] = useSearchState();
  if (search.class === undefined) return null;
  const [scheme = "", classes = ""] = search.class.split(":");
  const named = classes.split(",").map((id) => names.of(scheme, id));
  return (
    <Pill
      size="lg"
      withRemoveButton
      onRemove={() => setSearch({ class: undefined })}
      removeButtonProps={{ "aria-label": t("behind_clear"), "aria-hidden": false, tabIndex: 0 }}
      bg="var(--k-accent-soft)"
      c="var(--k-accent-text)"
    >
      {names.scheme(scheme)}: {named.join(", ")}
    </Pill>
  );
}

function Nobody() {
  const { t } = useTranslation("customers");
  const [search] = useSearchState();
  if (search.q !== undefined)
    return <EmptyState icon={Users} title={t("none", { search: search.q })} text={t("none_hint")} />;
  if (search.mine !== undefined) return <EmptyState icon={Users} title={t("none_mine")} text={t("none_mine_hint")} />;
  if (search.class !== undefined)
    return <EmptyState icon={Users} title={t("none_class")} text={t("none_class_hint")} />;
  if (search.metric !== undefined)
    return <EmptyState icon={Users} title={t("none_metric")} text={t("none_metric_hint")} />;
  return (
    <EmptyState icon={Users} title={t("empty")} text={t("empty_hint")}>
      <PageLink to="/import">{t("empty_action")}</PageLink>
    </EmptyState>
  );
}

export default function Customers() {
  const { t } = useTranslation(["customers", "condition"]);
  const [search, setSearch] = useSearchState();
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const columns = useMemo(() => columnsOf(search.columns, narrow), [search.columns, narrow]);
  const inputs = inputsOf(search);
  const { metric, from, to } = search;
  const narrowing = metric === undefined ? {} : { metric, from, to };
  const pages = useClasses(useCustomerPages("/api/v1/customers", inputs), narrowing);
  const { total, error } = pages;
  return (
    <>
      <PageHead title={t("title")} subtitle={total === null ? " " : t("count", { count: total })} />
      <Card>
        <Group gap="xs" mb="sm">
          <SearchField />
          <Mine />
          <Narrowing />
          <Classed />
          <div style={{ marginInlineStart: "auto" }}>
            <ColumnChoice columns={columns} narrow={narrow} />
          </div>
        </Group>
        {error !== null && pages.rows.length === 0 && <ErrorState error={error} onRetry={pages.retry} />}
        {pages.pending && error === null && <Skeleton height="calc(100dvh - 240px)" radius="md" />}
        {!pages.pending && (error === null || pages.rows.length > 0) && (
          <CustomerTable
            pages={pages}
            columns={columns}
            label={t("table")}
            height="max(320px, calc(100dvh - 240px))"
            sort={{ id: inputs.sort, desc: inputs.order === "desc" }}
            onSort={({ id, desc }) =>
              setSearch({
                sort: id === "revenue" && search.q === undefined ? undefined : id,
                order: desc ? undefined : "asc",
              })
            }
            empty={<Nobody />}
          />
        )}
      </Card>
    </>
  );
}
