// The best name at hand of a customer: a name, given or made of first and last, else the strongest identifier's value.

import { Type } from "typebox";
import { query, type Sql, sql, standingWord, typed } from "#storage";
import { ofCustomers } from "../sql.ts";

/** How well a trait names a person; a first name is followed by the last one. Both spellings that sources use. */
const nameRanks: Readonly<Record<string, number>> = {
  name: 1,
  full_name: 2,
  fullName: 2,
  first_name: 3,
  firstName: 3,
  last_name: 4,
  lastName: 4,
};
const [first_rank, last_rank] = [3, 4];
const nameTraits = Object.keys(nameRanks);

// From what names a person best to what names a person least; kinds that are not here come last but one.
const kinds = ["user_id", "email", "phone", "anonymous_id"];
const rankOf = [11, 12, 13, 100];
const ranks = typed("Array(UInt8)", rankOf);

/**
 * Step `known_names` (customer_id, rank, value): every name and identifier of the rows that `whose` lets through. The
 * log of identifiers is read as it is: that one stands there twice matters to no label.
 */
export function nameSteps(of: Sql | null): Sql {
  const rank = sql`transform(toString(name), ${nameTraits}, ${typed("Array(UInt8)", Object.values(nameRanks))}, toUInt8(0)) AS rank`;
  // Of everybody the view is asked, which is made for it; of few the words themselves, by the log's key.
  const named = of
    ? sql`SELECT customer_id, ${rank}, (${standingWord()}).2 AS value
  FROM trait_said AS said
  WHERE name IN ${nameTraits} AND ${of}
  GROUP BY customer_id, name
  HAVING value != ''`
    : sql`SELECT customer_id, ${rank}, value
  FROM trait
  WHERE name IN ${nameTraits}`;
  return sql`known_names AS (
  ${named}
  UNION ALL
  SELECT customer_id, transform(toString(kind), ${kinds}, ${ranks}, toUInt8(99)) AS rank, value
  FROM identifier_seen
  WHERE ${of ?? sql`true`}
)`;
}

/** The best name out of a customer's `known_names`: the least rank, then the least value, as one text that has both. */
export const bestName = sql`trimRight(concat(
    substring(min(concat(char(rank), value)), 2),
    if(min(rank) = ${first_rank}, concat(' ', minIf(value, rank = ${last_rank})), '')
  ))`;

/** Steps up to `labels` (customer_id, label, label_rank), of all customers or of the given ones. */
export function labelSteps(customer_ids: readonly string[] | null): Sql {
  return sql`${nameSteps(customer_ids && ofCustomers(customer_ids))},
labels AS (
  SELECT customer_id, ${bestName} AS label, min(rank) AS label_rank
  FROM known_names
  GROUP BY customer_id
)`;
}

/** What a label of this rank is: the kind of the identifier, or "name". */
export function labelKind(rank: number): string {
  return rank <= last_rank ? "name" : (kinds[rankOf.indexOf(rank)] ?? "other");
}

/** The label and its kind out of what is known of one customer: the same choice as `labels` makes; null without any. */
export function labelAmong(
  traits: readonly { readonly name: string; readonly value: string }[],
  identifiers: readonly { readonly kind: string; readonly value: string }[],
): { readonly label: string; readonly kind: string } | null {
  const named = traits.flatMap(({ name, value }) => {
    const rank = nameRanks[name];
    return rank === undefined ? [] : [{ rank, value }];
  });
  const known = identifiers.map(({ kind, value }) => ({ rank: rankOf[kinds.indexOf(kind)] ?? 99, value }));
  const bytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));
  const [best, ...others] = [...named, ...known].sort(
    (one, other) => one.rank - other.rank || bytes(one.value, other.value),
  );
  if (best === undefined) return null;
  const last = best.rank === first_rank ? others.find(({ rank }) => rank === last_rank) : undefined;
  const label = last === undefined ? best.value : `${best.value} ${last.value}`;
  return { label, kind: labelKind(best.rank) };
}

const someone: { readonly customer_ids: readonly string[] } = { customer_ids: ["1"] };

/** Labels of the given customers; who has neither name nor identifier is left out. */
export const labelsQuery = query({
  name: "analyze.customer.labels",
  row: Type.Object({ customer_id: Type.String(), label: Type.String(), label_rank: Type.Integer() }),
  branches: { plain: someone },
  sql: ({ customer_ids }) => sql`WITH
${labelSteps(customer_ids)}
SELECT toString(customer_id) AS customer_id, label, label_rank
FROM labels`,
});
