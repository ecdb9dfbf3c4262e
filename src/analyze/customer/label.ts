// Labels of the customers on one page of a list.
import { type Context, type Masker, maskerOf } from "#contract";
import type { ClickHouse, Engines, RunOptions } from "#storage";
import { labelKind, labelsQuery } from "./label.sql.ts";

/** The best name of each given customer, by id, as it is; who has none is absent. */
export async function labelsOf(
  clickhouse: ClickHouse,
  customer_ids: readonly string[],
  options?: RunOptions,
): Promise<ReadonlyMap<string, string>> {
  if (customer_ids.length === 0) return new Map();
  const rows = await labelsQuery(clickhouse, { customer_ids }, options);
  return new Map(rows.map(({ customer_id, label }) => [customer_id, label]));
}

/** A label as the masker's reader sees it. */
export function shownLabel({ label, kind }: { readonly label: string; readonly kind: string }, mask: Masker): string {
  return kind === "name" ? mask.name(label) : mask.identifier(kind, label);
}

/** The same as the caller may see them: initials of a name, a masked identifier. */
export async function shownLabels(
  context: Context<Engines>,
  customer_ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (customer_ids.length === 0) return new Map();
  const mask = maskerOf(context);
  const rows = await labelsQuery(context.engines.clickhouse, { customer_ids }, { signal: context.signal });
  return new Map(
    rows.map(({ customer_id, label, label_rank }) => [
      customer_id,
      shownLabel({ label, kind: labelKind(label_rank) }, mask),
    ]),
  );
}
