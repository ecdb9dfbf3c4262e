// The palette (Ctrl+K): finds pages, metrics and customers by a few letters.

import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import { useNavigate } from "@tanstack/react-router";
import { ChartLine, FileText, Search, UserRound } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { hasPage, pages } from "../pages.ts";
import { useCustomers, useMetrics, useWorkspace } from "../ui/api.ts";
import { useFormat } from "../ui/format.ts";
import { reaches, useMe } from "../ui/me.ts";
import { useMetricName } from "../ui/metric-name.ts";
import { keptSearch, useSearchState } from "../ui/search.ts";

const [store, palette] = createSpotlight();

/** Goes to a path and keeps the period. */
function useGo(): (path: string) => void {
  const navigate = useNavigate();
  const [search] = useSearchState();
  return (path) => void navigate({ to: path, search: keptSearch(search) });
}

function usePageActions(): SpotlightActionGroupData {
  const { t } = useTranslation("shell");
  const go = useGo();
  const role = useMe().data?.caller?.role;
  const actions = pages
    .filter((page) => page.icon !== undefined && reaches(role, page.role))
    .map(({ id, path, icon: Icon = FileText }) => ({
      id: `page-${id}`,
      label: t(id, { ns: "titles" }),
      leftSection: <Icon size={18} aria-hidden />,
      onClick: () => go(path),
    }));
  return { group: t("palette.pages"), actions };
}

function useMetricActions(): SpotlightActionGroupData {
  const { t } = useTranslation("shell");
  const go = useGo();
  const nameOf = useMetricName();
  const metrics = useMetrics().data ?? [];
  const actions = metrics.map((metric) => ({
    id: `metric-${metric.id}`,
    label: nameOf(metric.id, metric.name),
    leftSection: <ChartLine size={18} aria-hidden />,
    onClick: () => go(`/metrics/${metric.id}`),
  }));
  return { group: t("palette.metrics"), actions };
}

/** Customers whose name or identifier fits; asked of the server once typing rests. */
function useCustomerActions(text: string): SpotlightActionGroupData {
  const { t } = useTranslation("shell");
  const go = useGo();
  const format = useFormat();
  const [rested] = useDebouncedValue(text.trim(), 150);
  const currency = useWorkspace().data?.currency ?? "EUR";
  const found = useCustomers({ search: rested, limit: 6, classes: false }, rested !== "" && hasPage("customer"));
  const rows = rested === "" ? [] : (found.data?.rows ?? []);
  const actions = rows.map((customer) => ({
    id: `customer-${customer.customer_id}`,
    label: customer.label,
    description: `${t("orders_count", { ns: "ui", count: customer.orders, text: format.count(customer.orders) })} · ${format.money(customer.revenue_minor, currency)}`,
    leftSection: <UserRound size={18} aria-hidden />,
    onClick: () => go(`/customers/${customer.customer_id}`),
  }));
  return { group: t("palette.customers"), actions };
}

function matching(group: SpotlightActionGroupData, text: string): SpotlightActionGroupData {
  const wanted = text.trim().toLocaleLowerCase();
  return {
    ...group,
    actions: group.actions.filter((action) => (action.label ?? "").toLocaleLowerCase().includes(wanted)),
  };
}

interface PaletteProps {
  /** Grows each time the palette is asked for. */
  readonly asked: number;
}

export default function Palette({ asked }: PaletteProps) {
  const { t } = useTranslation("shell");
  const [text, setText] = useState("");
  useEffect(() => {
    if (asked > 0) palette.open();
  }, [asked]);
  const page_actions = usePageActions();
  const metric_actions = useMetricActions();
  const customer_actions = useCustomerActions(text);
  const shown = useMemo(
    () =>
      [matching(page_actions, text), matching(metric_actions, text), customer_actions].filter(
        (group) => group.actions.length > 0,
      ),
    [page_actions, metric_actions, customer_actions, text],
  );
  return (
    <Spotlight
      store={store}
      shortcut={null}
      actions={shown}
      // What is shown has been chosen already; customers are found by identifiers that their labels need not contain.
      filter={(_text, actions) => actions}
      query={text}
      onQueryChange={setText}
      clearQueryOnClose
      attributes={{ content: { "aria-label": t("palette.open") } }}
      styles={{ content: { background: "var(--k-card)" } }}
      overlayProps={{ backgroundOpacity: 0.45, blur: 0 }}
      scrollable
      maxHeight={420}
      nothingFound={t("palette.nothing")}
      searchProps={{
        leftSection: <Search size={18} aria-hidden />,
        placeholder: t("palette.placeholder"),
        "aria-label": t("palette.placeholder"),
      }}
    />
  );
}
