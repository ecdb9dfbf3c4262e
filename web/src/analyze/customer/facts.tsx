// What is known of a customer beside the orders: identifiers and traits, each with its source, and spend by month.

import { Text } from "@mantine/core";
import { Fragment, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Customer } from "#contract";
import { Card } from "../../ui/card.tsx";
import { ChartCard } from "../../ui/chart-card.tsx";
import { baseOption, categoryAxis, valueAxis } from "../../ui/chart-theme.ts";
import { useFormat } from "../../ui/format.ts";
import type { Tokens } from "../../ui/tokens.ts";
import classes from "./customer.module.css";
import { dayOf, monthsOf, readable } from "./customer.ts";

interface Fact {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  /** Where it was learned, and when. */
  readonly from: string;
}

function Facts({
  title,
  facts,
  empty,
}: {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly empty: string;
}) {
  return (
    <Card title={title}>
      {facts.length === 0 ? (
        <Text size="sm" c="dimmed">
          {empty}
        </Text>
      ) : (
        <dl className={classes.facts}>
          {facts.map((fact) => (
            <Fragment key={fact.key}>
              <dt>{fact.name}</dt>
              <dd>
                {fact.value}
                <span className={classes.from}>{fact.from}</span>
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
    </Card>
  );
}

export function Spend({ customer }: { readonly customer: Customer }) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  const { currency } = customer;
  const months = useMemo(() => monthsOf(customer), [customer]);
  const build = useCallback(
    (of: Tokens) => ({
      ...baseOption(of),
      tooltip: {
        ...Object(baseOption(of).tooltip),
        valueFormatter: (value: number) => format.money(value, currency),
      },
      xAxis: categoryAxis(
        of,
        months.map(({ month }) => format.month(month)),
      ),
      yAxis: valueAxis(of, (value) => format.money(value, currency, "compact")),
      series: [
        {
          type: "bar",
          name: t("spend"),
          barMaxWidth: 28,
          data: months.map(({ revenue_minor }) => ({
            value: revenue_minor,
            itemStyle: {
              color: revenue_minor < 0 ? of.bad : of.series[0],
              borderRadius: revenue_minor < 0 ? [0, 0, 3, 3] : [3, 3, 0, 0],
            },
          })),
        },
      ],
    }),
    [months, currency, format, t],
  );
  if (months.length === 0)
    return (
      <Card title={t("spend")}>
        <Text size="sm" c="dimmed">
          {t("spend_empty")}
        </Text>
      </Card>
    );
  const table = {
    columns: [t("spend_month"), t("tile.revenue")],
    rows: months.map(({ month, revenue_minor }) => [format.month(month), format.money(revenue_minor, currency)]),
  };
  return <ChartCard title={t("spend")} label={t("spend")} build={build} table={table} height={180} />;
}

interface FactsProps {
  readonly customer: Customer;
  readonly time_zone: string;
}

export function Identifiers({ customer, time_zone }: FactsProps) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  const day = (instant: string) => format.day(dayOf(instant, time_zone));
  const facts = customer.identifiers.map(({ kind, value, sources, first_seen_at, last_seen_at }, index) => ({
    // Two masked values may look alike.
    key: `${kind}:${value}:${index}`,
    name: t(`kind.${kind}`, { defaultValue: readable(kind) }),
    value,
    from: t("identifier_seen", { sources: sources.join(", "), date: day(first_seen_at), last: day(last_seen_at) }),
  }));
  return <Facts title={t("identifiers")} facts={facts} empty={t("identifiers_empty")} />;
}

export function Traits({ customer, time_zone }: FactsProps) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  const facts = customer.traits.map(({ name, value, source, occurred_at }) => ({
    key: name,
    name: readable(name),
    value,
    from: t("trait_from", { source, date: format.day(dayOf(occurred_at, time_zone)) }),
  }));
  return <Facts title={t("traits")} facts={facts} empty={t("traits_empty")} />;
}
