// Both engines together, as everything above storage gets them, and the helpers typed with them.

import type { TSchema } from "typebox";
import type { DefinitionKind, RouteDefinition } from "#contract";
import type { ClickHouse } from "./clickhouse.ts";
import type { Postgres } from "./postgres.ts";

export interface Engines {
  readonly clickhouse: ClickHouse;
  readonly postgres: Postgres;
}

/** Types a route's handler by its schemas. */
export function route<
  Reply extends TSchema | "file",
  Params extends TSchema = TSchema,
  Query extends TSchema = TSchema,
  Body extends TSchema = TSchema,
>(
  definition: RouteDefinition<Engines, Params, Query, Body, Reply>,
): RouteDefinition<Engines, Params, Query, Body, Reply> {
  return definition;
}

/** Types a kind of definitions by the schema of its items. */
export function definition<Item extends TSchema>(kind: DefinitionKind<Engines, Item>): DefinitionKind<Engines, Item> {
  return kind;
}
