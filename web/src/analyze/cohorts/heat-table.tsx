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
import { averageAt, type Cohort, type CohortCell, lastAge, strongest } from "./cohort.ts";
import classes from "./cohorts.module.css";

export type Shown = "percent" | "counts";

/** What a cell says, in the cell and in full. */
export function useCellTexts(shown: Shown) {
  const { t } = useTranslation("cohorts");
  const format = useFormat();
  return {
    short: (cell: CohortCell) =>
      `${shown === "percent" ? format.share(cell.share) : format.count(cell.customers)}${cell.partial ? "*" : ""}`,
    full: (cohort: Cohort, cell: CohortCell) =>
      t(cell.partial ? "cell_partial" : "cell", {
        cohort: format.month(cohort.month),
        age: cell.age,
        customers: format.count(cell.customers),
        all: format.count(cohort.customers),
        share: format.share(cell.share),
      }),
  };
}

interface RowProps {
  readonly cohort: Cohort;
  readonly row: number;
  readonly shown: Shown;
  readonly max: number;
  readonly cellProps: (row: number, column: number) => object;
}

function CohortRow({ cohort, row, shown, max, cellProps }: RowProps) {
  const format = useFormat();
  const texts = useCellTexts(shown);
  const heat = tokens[useComputedColorScheme("light")].heat;
  return (
    <tr>
      <th scope="row">{format.month(cohort.month)}</th>
      <td className={classes.count}>{format.count(cohort.customers)}</td>
      {cohort.cells.map((cell, column) => (
        <td
          key={cell.age}
          className={`${classes.cell} ${cell.partial ? classes.partial : ""}`}
          style={stripes(heatColors(heat, (cell.share ?? 0) / max), cell.partial)}
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
  const max = strongest(table);
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
              <CohortRow key={cohort.month} cohort={cohort} row={row} shown={shown} max={max} cellProps={keys.cell} />
            ))}
            {shown === "percent" && (
              <tr className={classes.all}>
                <th scope="row" title={t("average_hint")}>
                  {t("average")}
                </th>
                <td className={classes.count}>
                  {format.count(table.months.reduce((sum, cohort) => sum + cohort.customers, 0))}
                </td>
                {ages.map((age) => (
                  <td key={age}>{format.share(averageAt(table, age))}</td>
                ))}
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </TipArea>
  );
}
