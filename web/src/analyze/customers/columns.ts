// Which columns a list of customers has and which are shown. Pure.
import type { CustomerSort } from "#contract";

export const column_ids = [
  "label",
  "classes",
  "revenue",
  "orders",
  "aov",
  "refunds",
  "first_order",
  "last_order",
] as const;
export type ColumnId = (typeof column_ids)[number];

/** What is shown when the URL does not say: a phone has room for three. */
export function defaultColumns(narrow: boolean): readonly ColumnId[] {
  return narrow ? ["label", "revenue", "orders"] : column_ids;
}

/** The columns that a URL asks for, in our order; the name always stands first. */
export function columnsOf(text: string | undefined, narrow: boolean): readonly ColumnId[] {
  if (text === undefined) return defaultColumns(narrow);
  const wanted = new Set(text.split(","));
  return column_ids.filter((id) => id === "label" || wanted.has(id));
}

/** The URL's text of a choice of columns; undefined for the default. */
export function columnsText(columns: readonly ColumnId[], narrow: boolean): string | undefined {
  const ordered = column_ids.filter((id) => id === "label" || columns.includes(id)).join(",");
  return ordered === defaultColumns(narrow).join(",") ? undefined : ordered;
}

const sorts: readonly CustomerSort[] = ["revenue", "orders", "aov", "first_order", "last_order", "label"];

/** The sort that a text names, if the server can sort by it. */
export function sortOf(text: string | undefined): CustomerSort | undefined {
  return sorts.find((sort) => sort === text);
}

/** Golden customers are AX and AY: valuable and regular. */
export function isGolden(abc: string | null, xyz: string | null): boolean {
  return abc === "A" && (xyz === "X" || xyz === "Y");
}
