// Writes what was learned into PostgreSQL, within the bounds of how many names a source and an event may have.
import { type Kysely, sql } from "kysely";
import type { ValueType } from "#contract";
import type { Database, Engines } from "#storage";
import { maxEvents, maxProperties } from "./shape.ts";

/** What was not known of one event. */
export interface News {
  readonly source: string;
  readonly type: string;
  readonly name: string;
  readonly seen_at: Date;
  readonly too_many_events: boolean;
  readonly too_many_properties: boolean;
  readonly properties: readonly { readonly name: string; readonly type: ValueType }[];
}

type Db = Kysely<Database>;

const eventKey = (event: { source: string; type: string; name: string }) =>
  JSON.stringify([event.source, event.type, event.name]);

function noNul(text: string): string {
  // PostgreSQL's text holds any character but this one.
  return text.replaceAll("\0", "\uFFFD");
}

interface Met {
  readonly source: string;
  readonly type: string;
  readonly name: string;
  first_seen_at: Date;
  last_seen_at: Date;
  too_many_names: boolean;
  readonly properties: Map<string, Set<ValueType>>;
}

// One entry an event, so that a statement meets no row twice; sorted, so that processes lock in the same order.
function gather(news: readonly News[]): Met[] {
  const met = new Map<string, Met>();
  for (const item of news) {
    if (item.too_many_events) continue;
    const event = { source: item.source, type: item.type, name: noNul(item.name) };
    const key = eventKey(event);
    const entry = met.get(key) ?? {
      ...event,
      first_seen_at: item.seen_at,
      last_seen_at: item.seen_at,
      too_many_names: false,
      properties: new Map(),
    };
    met.set(key, entry);
    if (item.seen_at < entry.first_seen_at) entry.first_seen_at = item.seen_at;
    if (item.seen_at > entry.last_seen_at) entry.last_seen_at = item.seen_at;
    if (item.too_many_properties) entry.too_many_names = true;
    for (const { name, type } of item.properties) {
      const types = entry.properties.get(noNul(name)) ?? new Set();
      entry.properties.set(noNul(name), types.add(type));
    }
  }
  return [...met.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
}

async function noteEvents(db: Db, met: readonly Met[], crowded: Set<string>): Promise<Map<string, number>> {
  const sources = [...new Set(met.map(({ source }) => source))];
  const before = await db
    .selectFrom("plan_event")
    .select(["id", "source", "type", "name"])
    .where("source", "in", sources)
    .execute();
  const ids = new Map(before.map((row) => [eventKey(row), row.id]));
  const counts = new Map<string, number>();
  for (const { source } of before) counts.set(source, (counts.get(source) ?? 0) + 1);
  const taken = met.filter((event) => {
    if (ids.has(eventKey(event))) return true;
    const count = counts.get(event.source) ?? 0;
    if (count >= maxEvents) crowded.add(event.source);
    else counts.set(event.source, count + 1);
    return count < maxEvents;
  });
  if (taken.length === 0) return ids;
  const noted = await db
    .insertInto("plan_event")
    .values(taken.map(({ properties: _, ...event }) => event))
    .onConflict((conflict) =>
      conflict.columns(["source", "type", "name"]).doUpdateSet({
        first_seen_at: sql`least(plan_event.first_seen_at, excluded.first_seen_at)`,
        last_seen_at: sql`greatest(plan_event.last_seen_at, excluded.last_seen_at)`,
        too_many_names: sql`plan_event.too_many_names OR excluded.too_many_names`,
      }),
    )
    .returning(["id", "source", "type", "name"])
    .execute();
  return new Map(noted.map((row) => [eventKey(row), row.id]));
}

async function noteProperties(db: Db, met: readonly Met[], ids: ReadonlyMap<string, number>): Promise<void> {
  const events = met.flatMap((event) => {
    const event_id = ids.get(eventKey(event));
    return event_id === undefined || event.properties.size === 0 ? [] : [{ event_id, event }];
  });
  if (events.length === 0) return;
  const before = await db
    .selectFrom("plan_property")
    .select(["event_id", "name"])
    .where(
      "event_id",
      "in",
      events.map(({ event_id }) => event_id),
    )
    .execute();
  for (const { event_id, event } of events) {
    const known = new Set(before.filter((row) => row.event_id === event_id).map(({ name }) => name));
    const names = [...event.properties.keys()].sort();
    const room = Math.max(maxProperties - known.size, 0);
    const added = names.filter((name) => !known.has(name));
    const taken = [...names.filter((name) => known.has(name)), ...added.slice(0, room)];
    if (added.length > room) {
      await db.updateTable("plan_event").set({ too_many_names: true }).where("id", "=", event_id).execute();
    }
    if (taken.length === 0) continue;
    await upsertProperties(db, event_id, event, taken);
  }
}

async function upsertProperties(db: Db, event_id: number, event: Met, names: readonly string[]): Promise<void> {
  const { first_seen_at, last_seen_at } = event;
  const rows = names.map((name) => {
    const types = [...(event.properties.get(name) ?? [])].sort();
    return { event_id, name, types, first_seen_at, last_seen_at };
  });
  await db
    .insertInto("plan_property")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["event_id", "name"]).doUpdateSet({
        types: sql`ARRAY(SELECT DISTINCT unnest(plan_property.types || excluded.types) ORDER BY 1)`,
        first_seen_at: sql`least(plan_property.first_seen_at, excluded.first_seen_at)`,
        last_seen_at: sql`greatest(plan_property.last_seen_at, excluded.last_seen_at)`,
      }),
    )
    .execute();
}

/** Notes news. Noting the same again changes nothing but the time of the last. */
export async function noteNews(engines: Engines, news: readonly News[]): Promise<void> {
  if (news.length === 0) return;
  const met = gather(news);
  const crowded = new Set(news.filter((item) => item.too_many_events).map(({ source }) => source));
  await engines.postgres.guarded("listen.plan.note", async (db) => {
    if (met.length > 0) await noteProperties(db, met, await noteEvents(db, met, crowded));
    if (crowded.size === 0) return;
    await db
      .insertInto("plan_source")
      .values([...crowded].sort().map((source) => ({ source, too_many_names: true })))
      .onConflict((conflict) => conflict.column("source").doUpdateSet({ too_many_names: true }))
      .execute();
  });
}
