// The vocabulary of conditions: what can be asked for by name.
import {
  type Context,
  isOpenField,
  type KnownValues,
  maskerOf,
  ProblemError,
  type ValuesQuery,
  type Vocabulary,
} from "#contract";
import type { Engines } from "#storage";
import { schemes } from "../class/scheme.ts";
import { metrics } from "../metric/registry.ts";
import { metricSource } from "./source.sql.ts";
import { eventsQuery, knownValuesQuery, namesQuery, purposesQuery } from "./vocabulary.sql.ts";

const never = { at: new Date(0), time_zone: "UTC" };

/** Metrics that can be told of a single customer. */
const tellable = () => metrics.filter((metric) => metricSource(metric, { kind: "ever" }, never, 2)).map(({ id }) => id);

/** All names that conditions can be made of. */
export async function vocabulary({ clickhouse, postgres }: Engines): Promise<Vocabulary> {
  const [names, events, purposes, segments] = await Promise.all([
    namesQuery(clickhouse, {}),
    eventsQuery(clickhouse, {}),
    purposesQuery(clickhouse, {}),
    postgres.guarded("analyze.condition.segments", (db) =>
      db.selectFrom("segment").select(["id", "name"]).orderBy("name").execute(),
    ),
  ]);
  const named = (of: string) => names.filter((row) => row.of === of).map(({ name }) => name);
  return {
    traits: named("trait").map((name) => ({ name })),
    identifiers: named("identifier"),
    events,
    metrics: tellable(),
    schemes: schemes.map(({ id, classes }) => ({ scheme: id, classes: [...classes] })),
    purposes,
    segments,
  };
}

/** Values that a trait or an event's property has, with how many customers have each. */
export async function knownValues(context: Context<Engines>, asked: ValuesQuery): Promise<KnownValues> {
  const { trait, event, property, search = "" } = asked;
  const { clickhouse } = context.engines;
  // Values of names that may say who somebody is are personal data themselves.
  if (maskerOf(context).masked && !isOpenField(trait ?? property ?? "")) return { rows: [] };
  if (trait !== undefined) return { rows: await knownValuesQuery(clickhouse, { of: { trait }, search }) };
  if (event === undefined || property === undefined)
    throw new ProblemError(400, "nothing_asked", "Name a trait, or an event and its property", "trait");
  return { rows: await knownValuesQuery(clickhouse, { of: { event, property }, search }) };
}
