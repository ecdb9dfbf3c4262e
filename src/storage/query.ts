// A query is a value: its name, the schemas of what goes in and comes out, and its SQL.
import type { Static, TSchema } from "typebox";
import type { ClickHouse, RunOptions } from "./clickhouse.ts";
import type { Sql } from "./sql.ts";

/** One question to ClickHouse. `branches` are inputs that between them show every form of its text. */
export interface QueryDefinition<Params, Row extends TSchema> {
  /** "stage.feature.question"; the committed text stands in src/stage/feature/*.sql. */
  readonly name: string;
  readonly row: Row;
  readonly branches: Readonly<Record<string, Params>>;
  readonly sql: (params: Params) => Sql;
}

/** A defined question: call it with a runner and inputs; `definition` is there for tests and for the curious. */
export interface Query<Params, Row extends TSchema> {
  (runner: ClickHouse, params: Params, options?: RunOptions): Promise<Static<Row>[]>;
  readonly definition: QueryDefinition<Params, Row>;
  /** SQL of each branch, whatever the type of its inputs: what the golden test formats and describes. */
  readonly texts: () => readonly { branch: string; statement: Sql }[];
}

/** What the golden test needs of a query, whatever its types. */
export interface AnyQuery {
  readonly definition: { readonly name: string; readonly row: TSchema };
  readonly texts: () => readonly { branch: string; statement: Sql }[];
}

/**
 * Defines a question. The rows are trusted to have the declared type because the DESCRIBE test holds the
 * declaration against the engine's own answer for every branch.
 */
export function query<Params, Row extends TSchema>(definition: QueryDefinition<Params, Row>): Query<Params, Row> {
  const run = async (runner: ClickHouse, params: Params, options?: RunOptions): Promise<Static<Row>[]> => {
    const rows: Static<Row>[] = [];
    for (const row of await runner.rows(definition.name, definition.sql(params), options)) rows.push(trusted(row));
    return rows;
  };
  const texts = () =>
    Object.entries(definition.branches).map(([branch, params]) => ({ branch, statement: definition.sql(params) }));
  return Object.assign(run, { definition, texts });
}

// The one place where the engine's answer gets its declared type; JSON.parse gives `any`, the DESCRIBE test the right.
function trusted<Row>(row: ReturnType<typeof JSON.parse>): Row {
  return row;
}
