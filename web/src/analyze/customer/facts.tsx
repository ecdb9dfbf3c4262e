// What is known of a customer beside the orders: identifiers and traits, each with its source, and spend by month.

import { Stack, Text, Tooltip } from "@mantine/core";
import { useCallback, useMemo } from "react";
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
            <Tooltip.Group key={fact.key}>
              <dt>{fact.name}</dt>
              <Tooltip label={fact.from}>
                <dd>{fact.value}</dd>
              </Tooltip>
            </Tooltip.Group>
          ))}
        </dl>
      )}
    </Card>
  );
}

function Spend({ customer }: { readonly customer: Customer }) {
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

export function CustomerFacts({ customer, time_zone }: { readonly customer: Customer; readonly time_zone: string }) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  const day = (instant: string) => format.day(dayOf(instant, time_zone));
  const identifiers = customer.identifiers.map(({ kind, value, sources, first_seen_at }) => ({
    key: `${kind}:${value}`,
    name: t(`kind.${kind}`, { defaultValue: readable(kind) }),
    value,
    from: t("identifier_seen", { sources: sources.join(", "), date: day(first_seen_at) }),
  }));
  const traits = customer.traits.map(({ name, value, source, occurred_at }) => ({
    key: name,
    name: readable(name),
    value,
    from: t("trait_from", { source, date: day(occurred_at) }),
  }));
  return (
    <Stack gap="sm">
      <Facts title={t("identifiers")} facts={identifiers} empty={t("identifiers_empty")} />
      <Facts title={t("traits")} facts={traits} empty={t("traits_empty")} />
      <Spend customer={customer} />
    </Stack>
  );
}
