// What conditions need to know of customers: columns, each an aggregate over the rows of one source, asked for once.
import { identifier, join, render, type Sql, sql } from "#storage";
import { idList, ofCustomers } from "../sql.ts";

/** Whose rows are read: everybody's, those of some people, or those of people with ids below a bound, who are a sample. */
export type Scope =
  | { readonly kind: "all" }
  | {
      readonly kind: "people";
      readonly customer_ids: readonly string[];
      /** All stamps of these people, where they were looked up before: else each source looks for them. */
      readonly stamps?: readonly string[];
    }
  | { readonly kind: "sample"; readonly below: string };

/** Rows that facts are drawn from. */
export interface Source {
  /** Facts of the same key are drawn from one reading. */
  readonly key: string;
  /** A SELECT of customer_id and the columns; `rows` tells which rows any of them needs. */
  readonly select: (columns: Sql, rows: Sql, scope: Scope) => Sql;
}

export interface Fact {
  readonly source: Source;
  readonly column: Sql;
  readonly aggregate: Sql;
  readonly rows: Sql;
  /** What stands there for customers without such rows: NULL, or [] in a column of arrays. */
  readonly nothing: Sql;
}

/** Facts asked for so far; the same one is drawn once. */
export interface Facts {
  /** The column that will hold an aggregate over a source's rows, and for customers without such rows `nothing`: NULL. */
  ask(source: Source, aggregate: Sql, rows: Sql, nothing?: Sql): Sql;
  all(): readonly Fact[];
}

export function collectFacts(): Facts {
  const facts = new Map<string, Fact>();
  return {
    ask(source, aggregate, rows, nothing = sql`NULL`) {
      const key = JSON.stringify([source.key, render(aggregate), render(rows)]);
      const name = `fact_${facts.size}`;
      const fact = facts.get(key) ?? {
        source,
        column: identifier({ [name]: name }, name),
        aggregate,
        rows,
        nothing,
      };
      facts.set(key, fact);
      return fact.column;
    },
    all: () => [...facts.values()],
  };
}

const alias = (expression: Sql, name: Sql) => sql`${expression} AS ${name}`;

/** One SELECT a source: its own facts, NULL for those of others. */
function sourceSelects(facts: readonly Fact[], scope: Scope): Sql[] {
  const sources = new Map(facts.map(({ source }) => [source.key, source]));
  return [...sources.values()].map((source) => {
    const columns = facts.map((fact) =>
      alias(fact.source.key === source.key ? fact.aggregate : fact.nothing, fact.column),
    );
    const own = facts.filter((fact) => fact.source.key === source.key);
    const texts = new Map(own.map(({ rows }) => [JSON.stringify(render(rows)), rows]));
    return source.select(join(columns, ", "), sql`(${join([...texts.values()], " OR ")})`, scope);
  });
}

/** Those who are asked about although nothing may be known of them. */
function everybody(facts: readonly Fact[], scope: Scope): Sql {
  const columns = join([sql`customer_id`, ...facts.map(({ nothing, column }) => alias(nothing, column))], ", ");
  if (scope.kind !== "people")
    return sql`SELECT ${columns} FROM identifier_seen WHERE ${ofScope(scope)} GROUP BY customer_id`;
  return sql`SELECT ${columns} FROM (SELECT arrayJoin(${idList(scope.customer_ids)}) AS customer_id)`;
}

/** A step with a row for each customer: customer_id and all facts. `whole` when the row of one without facts matters. */
export function factStep(facts: readonly Fact[], scope: Scope, whole: boolean): Sql {
  const selects = sourceSelects(facts, scope);
  if (whole || scope.kind === "people" || selects.length === 0) selects.push(everybody(facts, scope));
  const [only, ...more] = selects;
  const columns = join(
    facts.map(({ column }) => alias(sql`max(${column})`, column)),
    ", ",
  );
  const known = only && more.length === 0 ? only : gathered(selects, columns, facts.length > 0);
  return sql`facts AS (
  ${known}
)`;
}

function gathered(selects: readonly Sql[], columns: Sql, any: boolean): Sql {
  return sql`SELECT customer_id${any ? sql`, ${columns}` : sql``}
  FROM (
    ${join(selects, "\nUNION ALL\n")}
  )
  GROUP BY customer_id`;
}

/** Rows of a scope by the column `stamp` of the views. */
export function ofScope(scope: Scope): Sql {
  switch (scope.kind) {
    case "all":
      return sql`true`;
    case "people":
      return scope.stamps ? sql`stamp IN ${idList(scope.stamps)}` : ofCustomers(scope.customer_ids);
    case "sample":
      return sql`(stamp < toUInt64(${scope.below}) OR stamp IN (SELECT alias.stamp FROM alias FINAL WHERE alias.customer_id < toUInt64(${scope.below})))`;
  }
}
