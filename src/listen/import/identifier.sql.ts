// The value of an identifier in a source's row, as the log has it.
import { type Sql, sql } from "#storage";
import { slot } from "./names.sql.ts";

// A number column read as a float shows "17850.0" where the shop wrote 17850.
/** The value of the identifier in column `at`, read from its text; '' when the cell is empty. */
export function identifierValue(kind: string, at: number): Sql {
  const text = slot("t", at);
  if (kind === "email") return sql`lower(trimBoth(${text}))`;
  return sql`if(endsWith(${text}, '.0') AND match(${text}, '^\\d+\\.0$'), substring(${text}, 1, length(${text}) - 2), trimBoth(${text}))`;
}
