// The matrix of classes: a table whose cells are buttons that open their customers.

import { UnstyledButton, useComputedColorScheme, VisuallyHidden } from "@mantine/core";
import { Star } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ClassCell, ClassMatrix } from "#contract";
import { useFormat } from "../../ui/format.ts";
import { heatColors } from "../../ui/heat-colors.ts";
import type { SimpleTableData } from "../../ui/simple-table.tsx";
import { type Tokens, tokens } from "../../ui/tokens.ts";
import classes from "./classes.module.css";
import { cellName, cellOf } from "./classes.ts";

const rows = ["A", "B", "C"] as const;
const columns = ["X", "Y", "Z"] as const;

/** What a cell says below its number; of nobody there is nothing to say. */
function Shares({ cell, currency }: { readonly cell: ClassCell; readonly currency: string }) {
  const { t } = useTranslation("classes");
  const format = useFormat();
  if (cell.customers === 0) return <span>{t("nobody")}</span>;
  return (
    <>
      <span>{t("of_customers", { share: format.share(cell.customers_share) })}</span>
      <span>{t("of_revenue", { share: format.share(cell.revenue_share) })}</span>
      <span>{t("aov", { value: format.money(cell.aov_minor, currency, "whole") })}</span>
    </>
  );
}

/** Tinted by the share of revenue; a cell without customers has no tint. */
function tint(heat: Tokens["heat"], cell: ClassCell, strongest: number) {
  if (cell.customers === 0) return { background: "var(--k-sunken)", color: "var(--k-muted)" };
  return heatColors(heat, (cell.revenue_share ?? 0) / strongest);
}

interface CellProps {
  readonly cell: ClassCell;
  readonly currency: string;
  /** The greatest share of revenue of any cell. */
  readonly strongest: number;
  readonly opened: boolean;
  readonly onOpen: (name: string) => void;
}

function Cell({ cell, currency, strongest, opened, onOpen }: CellProps) {
  const { t } = useTranslation("classes");
  const format = useFormat();
  const heat = tokens[useComputedColorScheme("light")].heat;
  const name = cellName(cell);
  return (
    <UnstyledButton
      className={classes.cell ?? ""}
      style={tint(heat, cell, strongest)}
      aria-pressed={opened}
      onClick={() => onOpen(name)}
    >
      <VisuallyHidden>{name}: </VisuallyHidden>
      <span className={classes.number}>
        {format.count(cell.customers)}
        <VisuallyHidden> {t("column.customers")}</VisuallyHidden>
      </span>
      <Shares cell={cell} currency={currency} />
      {cell.golden && (
        <span className={classes.golden}>
          <Star size={11} fill="currentColor" aria-hidden />
          {t("golden")}
        </span>
      )}
    </UnstyledButton>
  );
}

/** "A · most valuable" as a letter and a note below it. */
function Heading({ text }: { readonly text: string }) {
  const [letter, note] = text.split(" · ");
  return (
    <>
      <span className={classes.letter}>{letter}</span>
      <span className={classes.note}>{note}</span>
    </>
  );
}

interface MatrixProps {
  readonly matrix: ClassMatrix;
  /** Name of the opened cell. */
  readonly opened: string | undefined;
  readonly onOpen: (name: string) => void;
}

export function Matrix({ matrix, opened, onOpen }: MatrixProps) {
  const { t } = useTranslation("classes");
  const strongest = Math.max(...matrix.cells.map((cell) => cell.revenue_share ?? 0)) || 1;
  const isOpened = (cell: ClassCell) => opened === cellName(cell) || (opened === "golden" && cell.golden);
  return (
    <table className={`${classes.matrix} k-number`} aria-label={t("matrix_label")}>
      <thead>
        <tr>
          <td className={classes.corner} style={{ height: "auto" }} />
          {columns.map((xyz) => (
            <th key={xyz} scope="col">
              <Heading text={t(`col.${matrix.form}.${xyz}`)} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((abc) => (
          <tr key={abc}>
            <th scope="row">
              <Heading text={t(`row.${abc}`)} />
            </th>
            {columns.map((xyz) => {
              const cell = cellOf(matrix, abc, xyz);
              return (
                <td key={xyz}>
                  {cell !== undefined && (
                    <Cell
                      cell={cell}
                      currency={matrix.currency}
                      strongest={strongest}
                      opened={isOpened(cell)}
                      onOpen={onOpen}
                    />
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The matrix as a plain table, with the sum of all. */
export function useMatrixTable(matrix: ClassMatrix | undefined): SimpleTableData {
  const { t } = useTranslation("classes");
  const format = useFormat();
  if (matrix === undefined) return { columns: [], rows: [] };
  const names = ["class", "customers", "customers_share", "revenue", "revenue_share", "orders", "aov"] as const;
  const body = matrix.cells.map((cell) => [
    cell.golden ? `★ ${cellName(cell)} ${t("golden")}` : cellName(cell),
    format.count(cell.customers),
    format.share(cell.customers_share),
    format.money(cell.revenue_minor, matrix.currency),
    format.share(cell.revenue_share),
    format.count(cell.orders),
    format.money(cell.aov_minor, matrix.currency),
  ]);
  const orders = matrix.cells.reduce((sum, cell) => sum + cell.orders, 0);
  const whole = [
    t("total"),
    format.count(matrix.customers),
    format.share(matrix.customers === 0 ? null : 1),
    format.money(matrix.revenue_minor, matrix.currency),
    format.share(matrix.revenue_minor === 0 ? null : 1),
    format.count(orders),
    format.money(orders === 0 ? null : Math.round(matrix.revenue_minor / orders), matrix.currency),
  ];
  return { columns: names.map((name) => t(`column.${name}`)), rows: [...body, whole] };
}
