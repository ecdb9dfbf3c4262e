// The heat map of cohorts: a real table in which arrow keys move from cell to cell.

import { useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CohortTable } from "#contract";
import { useFormat } from "../../ui/format.ts";
import { useGridKeys } from "../../ui/grid-keys.ts";
import { heatColors } from "../../ui/heat-colors.ts";
import { TipArea } from "../../ui/tip-area.tsx";
import { tokens } from "../../ui/tokens.ts";
import { averageAt, type Cohort, type CohortCell, heatOf, lastAge, type Shown, strongest } from "./cohort.ts";
import classes from "./cohorts.module.css";

/** What a cell says, in the cell and in full. */
export function useCellTexts(shown: Shown, currency: string) {
  const { t } = useTranslation("cohorts");
  const format = useFormat();
  const money = (value: number | null) => format.brief(value, "money", currency);
  const value = (cell: CohortCell) => {
    if (shown === "percent") return format.share(cell.share);
    return shown === "counts" ? format.count(cell.customers) : money(heatOf(cell, shown));
  };
  const spent = shown === "revenue" || shown === "ltv";
  return {
    short: (cell: CohortCell) => `${value(cell)}${cell.partial ? "*" : ""}`,
    full: (cohort: Cohort, cell: CohortCell) =>
      t(`${spent ? "spent" : "cell"}${cell.partial ? "_partial" : ""}`, {
        cohort: format.month(cohort.month),
        age: cell.age,
        customers: format.count(cell.customers),
        all: format.count(cohort.customers),
        share: format.share(cell.share),
        revenue: format.money(cell.revenue_minor, currency),
        ltv: format.money(cell.ltv_minor, currency),
      }),
  };
}

interface RowProps {
  readonly cohort: Cohort;
  readonly row: number;
  readonly shown: Shown;
  readonly currency: string;
  readonly max: number;
  readonly cellProps: (row: number, column: number) => object;
}

function CohortRow({ cohort, row, shown, currency, max, cellProps }: RowProps) {
  const format = useFormat();
  const texts = useCellTexts(shown, currency);
  const heat = tokens[useComputedColorScheme("light")].heat;
  return (
    <tr>
      <th scope="row">{format.month(cohort.month)}</th>
      <td className={classes.count}>{format.count(cohort.customers)}</td>
      {cohort.cells.map((cell, column) => (
        <td
          key={cell.age}
          className={`${classes.cell} ${cell.partial ? classes.partial : ""}`}
          style={stripes(heatColors(heat, (heatOf(cell, shown) ?? 0) / max), cell.partial)}
          data-tip={texts.full(cohort, cell)}
          aria-label={texts.full(cohort, cell)}
          {...cellProps(row, column)}
        >
          {texts.short(cell)}
        </td>
      ))}
    </tr>
  );
}

/** `background` would wipe out the stripes of the class. */
function stripes({ background, color }: { background: string; color: string }, partial: boolean) {
  return partial ? { backgroundColor: background, color } : { background, color };
}

/** Rows are cohorts, columns are months after the first purchase. */
export function HeatTable({ table, shown }: { readonly table: CohortTable; readonly shown: Shown }) {
  const { t } = useTranslation("cohorts");
  const format = useFormat();
  const ages = useMemo(() => Array.from({ length: lastAge(table) + 1 }, (_, age) => age), [table]);
  const lengths = useMemo(() => table.months.map((cohort) => cohort.cells.length), [table]);
  const keys = useGridKeys(lengths);
  const max = strongest(table, shown);
  const average = (age: number) =>
    shown === "ltv"
      ? format.brief(averageAt(table, age, "ltv"), "money", table.currency)
      : format.share(averageAt(table, age));
  return (
    <TipArea>
      <div className={classes.box}>
        <table className={`${classes.table} k-number`} aria-label={t("table_label")} onKeyDown={keys.onKeyDown}>
          <thead>
            <tr>
              <th scope="col">{t("cohort")}</th>
              <th scope="col">{t("customers")}</th>
              {ages.map((age) => (
                <th key={age} scope="col" aria-label={t("age", { age })}>
                  {age}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.months.map((cohort, row) => (
              <CohortRow
                key={cohort.month}
                cohort={cohort}
                row={row}
                shown={shown}
                currency={table.currency}
                max={max}
                cellProps={keys.cell}
              />
            ))}
            {(shown === "percent" || shown === "ltv") && (
              <tr className={classes.all}>
                <th scope="row" title={t("average_hint")}>
                  {t("average")}
                </th>
                <td className={classes.count}>
                  {format.count(table.months.reduce((sum, cohort) => sum + cohort.customers, 0))}
                </td>
                {ages.map((age) => (
                  <td key={age}>{average(age)}</td>
                ))}
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </TipArea>
  );
}
