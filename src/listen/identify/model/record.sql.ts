// Customers as records to be matched: which columns there are, and one row a customer.
import { Type } from "typebox";
import { join, query, type Sql, sql } from "#storage";
import { list, quoted } from "../../import/names.sql.ts";
import type { RecordSet } from "../match/prepare.ts";

/** Columns that are looked at, those of the most customers first. */
const most_columns = 60;

/** Ids of browsers, devices and accounts say nothing of who somebody is. */
const not_telling = ["anonymous_id", "device_id", "cookie", "user_id", "session_id"];

/** Traits and kinds of identifiers with a sample of their values; what was made out of other traits tells nothing new. */
export const recordColumns = query({
  name: "listen.identify.model.columns",
  row: Type.Object({ name: Type.String(), customers: Type.Integer(), sample: Type.Array(Type.String()) }),
  branches: { all: {} },
  sql: (_: object) => sql`WITH told AS (
  SELECT customer_id, toString(name) AS called, value FROM trait WHERE customer_id != 0 AND NOT startsWith(source, 'enrich:')
  UNION ALL
  SELECT customer_id, toString(kind) AS called, value FROM identifier WHERE customer_id != 0
)
SELECT called AS name, uniqExact(customer_id) AS customers, groupArraySample(200, 1)(value) AS sample
FROM told
WHERE NOT has(${not_telling}, called)
GROUP BY called
HAVING customers > 1
ORDER BY customers DESC, called
LIMIT ${most_columns}`,
});

const id = "kompas id";

/** One row a customer: an identifier of a column's name goes before a trait of that name. */
export function customerRecords(names: readonly string[]): RecordSet {
  const cells: Sql[] = names.map((name) => sql`argMinIf(value, (rank, value), called = ${name}) AS ${quoted(name)}`);
  const select = sql`SELECT toString(customer_id) AS ${quoted(id)}, ${list(cells)}
FROM (${join(
    [
      sql`SELECT customer_id, toString(name) AS called, value, toUInt8(1) AS rank FROM trait WHERE name IN ${names} AND NOT startsWith(source, 'enrich:')`,
      sql`SELECT customer_id, toString(kind) AS called, argMax(value, (first_seen_at, value)) AS value, toUInt8(0) AS rank FROM identifier WHERE kind IN ${names} GROUP BY customer_id, kind`,
    ],
    "\nUNION ALL\n",
  )})
WHERE customer_id != 0
GROUP BY customer_id`;
  return { select, columns: [id, ...names], key_column: id };
}
