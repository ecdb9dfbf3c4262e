// What the rule of households reads: everything that may tell where people live, and who is in which household.
import { Type } from "typebox";
import { ofCustomers, type Query, query, type Sql, sql, standingWord } from "#storage";
import { keyTraits } from "./person-keys.ts";

/** Of everybody, or of the given persons. */
interface Whose {
  readonly customer_ids: readonly string[] | null;
}

const PersonRow = Type.Object({
  customer_id: Type.String(),
  told: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
});

const branches: Readonly<Record<string, Whose>> = { everybody: { customer_ids: null }, some: { customer_ids: ["1"] } };

function traits({ customer_ids }: Whose): Sql {
  const names = [...keyTraits];
  if (customer_ids === null)
    return sql`SELECT customer_id, toString(name) AS name, value FROM trait WHERE name IN ${names} AND customer_id != 0`;
  return sql`SELECT customer_id, toString(name) AS name, (${standingWord()}).2 AS value
  FROM trait_said AS said
  WHERE name IN ${names} AND ${ofCustomers(customer_ids)}
  GROUP BY customer_id, name`;
}

/** What is known of persons: traits that hold names, addresses and telephones, and telephones that they go by. */
export const personsKnown: Query<Whose, typeof PersonRow> = query({
  name: "listen.account.persons",
  row: PersonRow,
  branches,
  sql: (whose) => sql`WITH told AS (
  ${traits(whose)}
  UNION ALL
  SELECT customer_id, 'phone' AS name, value
  FROM identifier_seen
  WHERE kind = 'phone' AND customer_id != 0 AND ${whose.customer_ids ? ofCustomers(whose.customer_ids) : sql`true`}
)
SELECT
  toString(told.customer_id) AS customer_id,
  CAST(arraySort(groupUniqArray((name, value))), 'Array(Tuple(name String, value String))') AS told
FROM told
GROUP BY told.customer_id`,
});

/** How many persons that question has to answer for, for the progress. */
export const personsCount = query({
  name: "listen.account.persons_count",
  row: Type.Object({ persons: Type.Integer() }),
  branches: { plain: {} },
  sql: (_: object) => sql`SELECT uniq(customer_id) AS persons
FROM (
  SELECT customer_id FROM trait_said WHERE name IN ${[...keyTraits]} AND customer_id != 0
  UNION ALL
  SELECT customer_id FROM identifier_seen WHERE kind = 'phone' AND customer_id != 0
)`,
});

/** Everybody who is or was in a household. */
export const householdMembers = query({
  name: "listen.account.household_members",
  row: Type.Object({
    account_id: Type.String(),
    customer_id: Type.String(),
    is_member: Type.Boolean(),
    by_hand: Type.Boolean(),
  }),
  branches: { plain: {} },
  sql: (_: object) => sql`SELECT
  toString(household.account_id) AS account_id,
  toString(household.customer_id) AS customer_id,
  is_member,
  toBool(said_by != '') AS by_hand
FROM account_member AS household
WHERE kind = 'household'`,
});

/** Names of households as they are told now. */
export const householdNames = query({
  name: "listen.account.household_names",
  row: Type.Object({ account_id: Type.String(), name: Type.String(), value: Type.String() }),
  branches: { plain: {} },
  sql: (_: object) => sql`SELECT toString(told.account_id) AS account_id, toString(name) AS name, value
FROM account_trait AS told
WHERE source = 'household'`,
});

/** Kind and key of an account; no row when nobody ever belonged to it. */
export const accountKind = query({
  name: "listen.account.kind",
  row: Type.Object({ kind: Type.String(), key: Type.String() }),
  branches: { plain: { account_id: "1" } },
  sql: ({ account_id }: { readonly account_id: string }) => sql`SELECT any(known.kind) AS kind, any(known.key) AS key
FROM account_member AS known
WHERE account_id = toUInt64(${account_id})
GROUP BY account_id`,
});

/** Whether anything is known of a customer. */
export const customerKnown = query({
  name: "listen.account.customer",
  row: Type.Object({ known: Type.Integer() }),
  branches: { plain: { customer_id: "1" } },
  sql: ({ customer_id }: { readonly customer_id: string }) => sql`SELECT count() AS known
FROM identifier_seen
WHERE ${ofCustomers([customer_id])}`,
});

export const accountQueries = [
  personsKnown,
  personsCount,
  householdMembers,
  householdNames,
  accountKind,
  customerKnown,
];
