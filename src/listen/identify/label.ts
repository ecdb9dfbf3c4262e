// Names of the people in examples, as far as their identifiers give any.
import type { IdentityEffect } from "#contract";
import type { Engines } from "#storage";
import type { Effect } from "./effect.ts";
import { linksQuery } from "./link.sql.ts";

const strongest = ["user_id", "email", "phone"];

/** Examples with a label for each customer: the value of the strongest identifier, else the id. */
export async function examplePeople(
  { clickhouse }: Engines,
  examples: Effect["examples"],
): Promise<IdentityEffect["examples"]> {
  const ids = [...new Set(examples.flatMap(({ customers }) => customers))];
  const rows = ids.length === 0 ? [] : await linksQuery(clickhouse, ids);
  const labels = new Map<string, { rank: number; value: string }>();
  for (const { stamp, kind, value } of rows) {
    const at = strongest.indexOf(kind);
    const rank = at < 0 ? strongest.length : at;
    const known = labels.get(stamp);
    if (!known || rank < known.rank) labels.set(stamp, { rank, value });
  }
  return examples.map(({ kind, customers }) => ({
    kind,
    people: customers.map((id) => ({
      customer_id: id.toString(),
      label: labels.get(id.toString())?.value ?? id.toString(),
    })),
  }));
}
