// The `sql` tag: SQL text whose values are always bound with their type, never pasted.

/** A ClickHouse value and the type it is bound with. */
export interface Bound {
  readonly type: string;
  readonly value: unknown;
}

/** SQL in pieces: what is text, and what is bound between the texts. `parts` is one longer than `values`. */
export class Sql {
  readonly parts: readonly string[];
  readonly values: readonly Bound[];
  constructor(parts: readonly string[], values: readonly Bound[]) {
    this.parts = parts;
    this.values = values;
  }
}

/** What may stand in a `${}`: a nested Sql, an explicitly typed value, or a plain value with an evident type. */
export type SqlInput =
  | Sql
  | TypedValue
  | string
  | number
  | boolean
  | bigint
  | Date
  | readonly string[]
  | readonly number[];

class TypedValue {
  readonly bound: Bound;
  constructor(bound: Bound) {
    this.bound = bound;
  }
}

/** Binds a value with a ClickHouse type that its JavaScript form does not show, e.g. `typed("Array(UInt64)", ids)`. */
export function typed(type: string, value: unknown): TypedValue {
  return new TypedValue({ type, value });
}

function bind(input: Exclude<SqlInput, Sql>): Bound {
  if (input instanceof TypedValue) return input.bound;
  if (input instanceof Date) return { type: "DateTime64(3, 'UTC')", value: input };
  switch (typeof input) {
    case "string":
      return { type: "String", value: input };
    case "boolean":
      return { type: "Bool", value: input };
    case "bigint":
      return { type: "Int64", value: input.toString() };
    case "number":
      return { type: Number.isInteger(input) ? "Int64" : "Float64", value: input };
    default:
      return {
        type: input.every((item) => typeof item === "number") && input.length > 0 ? "Array(Float64)" : "Array(String)",
        value: input,
      };
  }
}

/**
 * SQL with its values bound. A string in `${}` becomes a bound value wherever it stands, so it can never name a
 * column; identifiers come from {@link identifier}, fragments from a nested `sql`.
 */
export function sql(texts: TemplateStringsArray, ...inputs: readonly SqlInput[]): Sql {
  const parts: string[] = [texts[0] ?? ""];
  const values: Bound[] = [];
  const addText = (text: string) => {
    parts[parts.length - 1] += text;
  };
  inputs.forEach((input, index) => {
    if (input instanceof Sql) {
      addText(input.parts[0] ?? "");
      input.values.forEach((value, at) => {
        values.push(value);
        parts.push(input.parts[at + 1] ?? "");
      });
    } else {
      values.push(bind(input));
      parts.push("");
    }
    addText(texts[index + 1] ?? "");
  });
  return new Sql(parts, values);
}

/**
 * A name out of a closed map: `identifier({ day: "toStartOfDay" }, "day")`. What is not a key of the map is refused,
 * so no text from outside can become SQL.
 */
export function identifier<Key extends string>(map: Readonly<Record<Key, string>>, key: Key): Sql {
  if (!Object.hasOwn(map, key)) throw new TypeError(`"${key}" is not one of ${Object.keys(map).join(", ")}`);
  return new Sql([map[key]], []);
}

/** Fragments one after another, e.g. conditions with `" AND "`. An empty list is empty text. */
export function join(fragments: readonly Sql[], separator: ", " | ",\n" | " AND " | " OR " | "\nUNION ALL\n"): Sql {
  const [first, ...rest] = fragments;
  if (!first) return new Sql([""], []);
  const between = new Sql([separator], []);
  return rest.reduce((joined, fragment) => sql`${joined}${between}${fragment}`, first);
}

/** The text with positional parameter names (`{p0:String}`) and the values by those names. */
export function render(statement: Sql): { text: string; params: Record<string, unknown> } {
  const params: Record<string, unknown> = {};
  const text = statement.parts.reduce((before, part, index) => {
    const bound = statement.values[index - 1];
    params[`p${index - 1}`] = bound?.value;
    return `${before}{p${index - 1}:${bound?.type}}${part}`;
  });
  return { text, params };
}
