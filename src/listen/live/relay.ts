// Live events between processes of one PostgreSQL: whoever watches says so in a table, the others tell them by NOTIFY.
import { randomUUID } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { sql } from "kysely";
import { type Static, Type } from "typebox";
import { Check } from "typebox/value";
import { LiveCounts, LiveEvent, LiveFilter } from "#contract";
import type { Engines } from "#storage";
import { type LiveItem, matcher, shown } from "./item.ts";
import { countsOf, sum } from "./ring.ts";
import { createSampler, type Sampler } from "./sampler.ts";

/** What one process tells a watcher in another: how much came there, and at most one of the events. */
const Told = Type.Object({
  to: Type.String(),
  counts: Type.Optional(LiveCounts),
  matched: Type.Optional(Type.Integer()),
  event: Type.Optional(LiveEvent),
});
type Told = Static<typeof Told>;

/** A watcher here, as others are told of it. */
export interface Hearer {
  readonly id: string;
  readonly filter: LiveFilter;
  heard(told: Omit<Told, "to">): void;
}

/** Someone who watches in another process. */
interface Elsewhere {
  readonly id: string;
  readonly matches: (item: LiveItem) => boolean;
  readonly sampler: Sampler<LiveItem>;
  matched: number;
}

interface Relay {
  readonly process: string;
  readonly hearers: Map<string, Hearer>;
  hearing: boolean;
  elsewhere: Map<string, Elsewhere>;
  /** When it was last looked who watches elsewhere. */
  looked_ms: number;
  counts: LiveCounts;
  telling: NodeJS.Timeout | undefined;
}

const channel = "kompas_live";
/** A watcher that is silent for so long is gone; it is heard of three times in that time. */
const lease_ms = 9_000;
const look_ms = 1_000;
const ticks_per_second = 2;
/** What is told of one process to a watcher in another: half of what it is shown. */
const told_per_second = 24;
/** PostgreSQL takes payloads below 8,000 bytes. */
const payload_bytes = 7_900;
/** Of so many watchers elsewhere we take notice. */
const elsewhere_max = 20;

const relays = new WeakMap<Engines, Relay>();

function relayOf(engines: Engines): Relay {
  const relay = relays.get(engines) ?? {
    process: randomUUID(),
    hearers: new Map(),
    hearing: false,
    elsewhere: new Map(),
    looked_ms: Number.NEGATIVE_INFINITY,
    counts: countsOf([]),
    telling: undefined,
  };
  relays.set(engines, relay);
  return relay;
}

function packed(told: Told): string {
  return deflateRawSync(JSON.stringify(told)).toString("base64");
}

/** What is told as text that fits; an event that is too long leaves its JSON behind, one that still is stays here. */
export function pack(told: Told): string | undefined {
  const whole = packed(told);
  if (whole.length <= payload_bytes) return whole;
  const cut = packed({ ...told, ...(told.event === undefined ? {} : { event: { ...told.event, body: null } }) });
  return cut.length <= payload_bytes ? cut : undefined;
}

/** The opposite of {@link pack}; undefined for what is none. */
export function unpack(payload: string): Told | undefined {
  try {
    const text = inflateRawSync(Buffer.from(payload, "base64"), { maxOutputLength: 1_000_000 }).toString();
    const told: unknown = JSON.parse(text);
    return Check(Told, told) ? told : undefined;
  } catch {
    return undefined;
  }
}

async function look(engines: Engines, relay: Relay): Promise<void> {
  const found = await engines.postgres.guarded("live.elsewhere", (db) =>
    db
      .selectFrom("live_watch")
      .select(["id", "filter"])
      .where("process", "!=", relay.process)
      .where("until", ">", sql<Date>`now()`)
      .orderBy("id")
      .limit(elsewhere_max)
      .execute(),
  );
  const next = new Map<string, Elsewhere>();
  for (const { id, filter } of found) {
    const known = relay.elsewhere.get(id);
    const sampler = known?.sampler ?? createSampler<LiveItem>(told_per_second, ticks_per_second);
    const matches = known?.matches ?? matcher(Check(LiveFilter, filter) ? filter : {});
    next.set(id, known ?? { id, matches, sampler, matched: 0 });
  }
  relay.elsewhere = next;
}

async function tell(engines: Engines, relay: Relay): Promise<void> {
  const { counts } = relay;
  relay.counts = countsOf([]);
  const payloads = [...relay.elsewhere.values()].flatMap((watcher) => {
    const { id: to, matched } = watcher;
    watcher.matched = 0;
    const events = watcher.sampler.take().map((item) => ({ to, event: shown(item) }));
    return [{ to, counts, matched }, ...events].flatMap((told) => pack(told) ?? []);
  });
  if (payloads.length === 0) return;
  await engines.postgres.guarded("live.tell", (db) =>
    sql`SELECT pg_notify(${channel}, payload) FROM unnest(${payloads}::text[]) AS payload`.execute(db),
  );
}

/**
 * Tells watchers in other processes. Only who watches there costs anything: without one this is a comparison, and a
 * look at the table once a second while events come.
 */
export function tellOthers(engines: Engines, items: readonly LiveItem[], now_ms = performance.now()): void {
  const relay = relayOf(engines);
  if (now_ms - relay.looked_ms >= look_ms) {
    relay.looked_ms = now_ms;
    // Who cannot be looked for is not told; the engine's absence is felt elsewhere.
    look(engines, relay).catch(() => undefined);
  }
  if (relay.elsewhere.size === 0) return;
  relay.counts = sum(relay.counts, countsOf(items));
  for (const watcher of relay.elsewhere.values()) {
    for (const item of items) {
      if (!watcher.matches(item)) continue;
      watcher.matched += 1;
      watcher.sampler.offer(item);
    }
  }
  relay.telling ??= setTimeout(() => {
    relay.telling = undefined;
    tell(engines, relay).catch(() => undefined);
  }, 1_000 / ticks_per_second).unref();
}

async function announce(engines: Engines, relay: Relay): Promise<void> {
  const rows = [...relay.hearers.values()].map(({ id, filter }) => ({
    id,
    process: relay.process,
    filter: JSON.stringify(filter),
    until: sql<Date>`now() + ${lease_ms} * interval '1 millisecond'`,
  }));
  await engines.postgres.guarded("live.announce", async (db) => {
    await db.deleteFrom("live_watch").where("until", "<", sql<Date>`now()`).execute();
    if (rows.length === 0) return;
    await db
      .insertInto("live_watch")
      .values(rows)
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ until: sql`excluded.until` }))
      .execute();
  });
}

function receive(relay: Relay, payload: string | undefined): void {
  const told = unpack(payload ?? "");
  if (told === undefined) return;
  const { to, ...heard } = told;
  relay.hearers.get(to)?.heard(heard);
}

const pause = (time_ms: number) => new Promise<void>((resolve) => setTimeout(resolve, time_ms).unref());

/** Hears on a connection of its own while somebody watches here; when that breaks, it is made anew. */
async function hear(engines: Engines, relay: Relay): Promise<void> {
  while (relay.hearers.size > 0) {
    try {
      const client = await engines.postgres.dedicated();
      let broken = false;
      client.once("end", () => {
        broken = true;
      });
      client.on("notification", ({ payload }) => receive(relay, payload));
      try {
        await client.query(`LISTEN ${channel}`);
        for (let beats = 0; relay.hearers.size > 0 && !broken; beats += 1) {
          if (beats % 12 === 0) await announce(engines, relay);
          await pause(lease_ms / 36);
        }
      } finally {
        client.end().catch(() => undefined);
      }
    } catch {
      await pause(1_000);
    }
  }
  relay.hearing = false;
}

/** Lets a watcher hear what comes by other processes; the answer ends that. */
export function hearOthers(engines: Engines, hearer: Hearer): () => void {
  const relay = relayOf(engines);
  relay.hearers.set(hearer.id, hearer);
  if (!relay.hearing) {
    relay.hearing = true;
    void hear(engines, relay);
  } else announce(engines, relay).catch(() => undefined);
  return () => {
    relay.hearers.delete(hearer.id);
    engines.postgres
      .guarded("live.leave", (db) => db.deleteFrom("live_watch").where("id", "=", hearer.id).execute())
      .catch(() => undefined);
  };
}
