// Names in statements that imports make up: columns of a file by their place, and a file's own column names, quoted.
import { identifier, join, type Sql, sql } from "#storage";

/** A name of ours with a number, e.g. `c3` for the third cell of a row. Lower-case letters only. */
export function slot(prefix: string, at: number): Sql {
  if (!/^[a-z]+$/.test(prefix) || !Number.isInteger(at)) throw new TypeError(`${prefix}${at} is not a name of ours`);
  const text = `${prefix}${at}`;
  return identifier({ [text]: text }, text);
}

/** A file's own column name in backticks, with what could end them escaped. */
export function quotedText(name: string): string {
  return `\`${name.replace(/[\\`]/g, "\\$&")}\``;
}

export function quoted(name: string): Sql {
  return identifier({ [name]: quotedText(name) }, name);
}

/** `a, b, c`; at least one. */
export function list(fragments: readonly Sql[]): Sql {
  return join(fragments, ", ");
}

/** A number as it stands, for places where a bound value is not allowed or would repeat. */
export function literal(value: number): Sql {
  const text = String(Math.trunc(value));
  return identifier({ [text]: text }, text);
}

/** `[]` of a known type when there is nothing to list. */
export function arrayOf(fragments: readonly Sql[], empty: Sql): Sql {
  return fragments.length === 0 ? empty : sql`[${list(fragments)}]`;
}
