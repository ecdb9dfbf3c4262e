import fc from "fast-check";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { beforeAll, describe, expect, test } from "vitest";
import { connectClickHouse, connectPostgres, type Engines, sql } from "#storage";
import { engineSettings, testEngines } from "../../../tests/engines.ts";
import { collect } from "../collect/collect.ts";
import { sipHash64 } from "../collect/understand/sip.ts";
import { type Source, sourceOfKey } from "../source/source.ts";
import { decide, keepAllSame, keepApart, keepSame, undoDecision } from "./decision.ts";
import { standingDecisions, underLock } from "./record.ts";
import { settled } from "./settle.ts";
import { sweep } from "./sweep.ts";
import { resolveWhole, standingAliases } from "./whole.ts";

let engines: Engines;
let source: Source;

beforeAll(async () => {
  engines = await testEngines();
  await engines.postgres.db
    .insertInto("source")
    .values({ slug: "shop", name: "Shop", kind: "site", write_key: "key", settings: "{}" })
    .execute();
  source = await sourceOfKey(engines, "key");
});

const start = Date.UTC(2026, 0, 5, 12);
let sent = 0;

/** Events of a minute, told to one process and settled. */
async function tell(events: readonly object[], at_minute = 0, by: Engines = engines): Promise<void> {
  const now = new Date(start + at_minute * 60_000);
  const whole = events.map((event) => {
    sent += 1;
    return { type: "track", event: "Seen", messageId: `m${sent}`, timestamp: now.toISOString(), ...event };
  });
  await collect(by, source, whole, { now });
  await settled(by);
}

const Row = Type.Object({ customer_id: Type.String(), events: Type.Number() });

/** How many events each customer has, of those whose stamp is among the given. */
async function eventsOf(...who: readonly (readonly [kind: string, value: string])[]): Promise<Record<string, number>> {
  const stamps = who.map(([kind, value]) => sipHash64(kind, value).toString());
  const rows = await engines.clickhouse.rows(
    "test.events",
    sql`SELECT toString(customer_id) AS customer_id, count() AS events FROM event WHERE has(${stamps}, toString(stamp)) GROUP BY customer_id`,
  );
  const named = new Map(who.map(([kind, value]) => [sipHash64(kind, value).toString(), value]));
  return Object.fromEntries(
    rows
      .map((row) => Value.Parse(Row, row))
      .map(({ customer_id, events }) => [named.get(customer_id) ?? customer_id, events]),
  );
}

describe("who is who, in the engines", () => {
  test("a visitor signs in: soon after the answer every event is the user's, traits and identifiers too", async () => {
    const who = [
      ["user_id", "ann"],
      ["anonymous_id", "a-browser"],
    ] as const;
    await tell([{ anonymousId: "a-browser" }, { anonymousId: "a-browser" }], 1);
    await tell([{ type: "identify", anonymousId: "a-browser", traits: { city: "Łódź" } }], 2);
    expect(await eventsOf(...who)).toEqual({ "a-browser": 3 });
    await tell([{ userId: "ann", anonymousId: "a-browser" }], 3);
    expect(await eventsOf(...who)).toEqual({ ann: 4 });
    const ann = sipHash64("user_id", "ann").toString();
    const traits = await engines.clickhouse.rows(
      "t",
      sql`SELECT name, value FROM trait WHERE customer_id = toUInt64(${ann})`,
    );
    expect(traits).toEqual([{ name: "city", value: "Łódź" }]);
    const known = await engines.clickhouse.rows(
      "t",
      sql`SELECT kind, value FROM identifier WHERE customer_id = toUInt64(${ann}) ORDER BY kind`,
    );
    expect(known).toEqual([
      { kind: "anonymous_id", value: "a-browser" },
      { kind: "user_id", value: "ann" },
    ]);
  });

  test("a merge taken back gives each what was theirs; the decision taken back too makes them one again", async () => {
    const who = [
      ["user_id", "bea"],
      ["anonymous_id", "b-browser"],
    ] as const;
    await tell([{ anonymousId: "b-browser" }, { userId: "bea" }], 1);
    const before = await eventsOf(...who);
    await tell([{ userId: "bea", anonymousId: "b-browser", type: "identify" }], 2);
    expect(await eventsOf(...who)).toEqual({ bea: 3 });
    const [bea, browser] = who.map(([kind, value]) => sipHash64(kind, value).toString());
    if (bea === undefined || browser === undefined) throw new Error("no stamps");
    const id = await decide(engines, { kind: "apart", left: [bea], right: [browser] }, { by: "Cleo" });
    expect(await eventsOf(...who)).toEqual({ ...before, bea: 2 });
    await undoDecision(engines, id, "Cleo", new Date(start));
    expect(await eventsOf(...who)).toEqual({ bea: 3 });
    const off = await decide(
      engines,
      { kind: "detach", identifier_kind: "anonymous_id", value: "b-browser" },
      { by: "Cleo" },
    );
    expect(await eventsOf(...who)).toEqual({ ...before, bea: 2 });
    await undoDecision(engines, off, "Cleo", new Date(start));
    await expect(undoDecision(engines, off, "Cleo", new Date(start))).rejects.toMatchObject({ code: "already_undone" });
  });

  test("people say that two are one, and a later word takes the place of an earlier", async () => {
    const who = [
      ["user_id", "dan"],
      ["email", "dan@x.pl"],
    ] as const;
    await tell([{ userId: "dan" }, { type: "identify", traits: { email: "dan@x.pl" } }], 1);
    const [dan, mail] = who.map(([kind, value]) => sipHash64(kind, value).toString());
    if (dan === undefined || mail === undefined) throw new Error("no stamps");
    await keepSame(engines, { stamps: [dan, mail], by: "Cleo" });
    expect(await eventsOf(...who)).toEqual({ dan: 2 });
    await decide(engines, { kind: "apart", left: [mail], right: [dan] }, { by: "Ed" });
    expect(await eventsOf(...who)).toEqual({ dan: 1, "dan@x.pl": 1 });
    await keepSame(engines, { stamps: [mail, dan], by: "Cleo" });
    expect(await eventsOf(...who)).toEqual({ dan: 2 });
  });

  test("many are made one at once as far as limits and people allow, and what is forbidden leaves no trace", async () => {
    const who = ["ivy", "ivy@x.pl", "ivys@x.pl", "gil", "gil@x.pl"].map(
      (value) => [value.includes("@") ? "email" : "user_id", value] as const,
    );
    const events = who.map(([kind, value]) =>
      kind === "email"
        ? { type: "identify", traits: { email: value } }
        : { type: "track", event: "Seen", userId: value },
    );
    await tell(events, 1);
    const [ivy = "", mail = "", other = "", gil = "", gils = ""] = who.map(([kind, value]) =>
      sipHash64(kind, value).toString(),
    );
    await keepApart(engines, { stamps: [gil, gils], by: "Ed" });
    const ids = await keepAllSame(
      engines,
      [
        [ivy, mail],
        [mail, other],
        [other, gil],
        [gils, gil],
      ],
      { by: "", reason: "match" },
    );
    expect(ids.map((id) => id === null)).toEqual([false, false, true, true]);
    expect(await eventsOf(...who)).toEqual({ ivy: 3, gil: 1, "gil@x.pl": 1 });
    // A further word about one of them finds nothing else that waits to act.
    await undoDecision(engines, ids[1] ?? 0, "Ed", new Date(start));
    expect(await eventsOf(...who)).toEqual({ ivy: 2, "ivys@x.pl": 1, gil: 1, "gil@x.pl": 1 });
  });

  test("two processes hear the two halves of an identity at once: one customer", async () => {
    const settings = engineSettings(engines);
    const other: Engines = {
      clickhouse: connectClickHouse({ url: settings.KOMPAS_CLICKHOUSE_URL }),
      postgres: connectPostgres(settings.KOMPAS_POSTGRES_URL),
    };
    for (let round = 0; round < 3; round += 1) {
      const who = [
        ["user_id", `eva${round}`],
        ["anonymous_id", `e-browser${round}`],
        ["email", `eva${round}@x.pl`],
      ] as const;
      await tell(
        [{ anonymousId: `e-browser${round}` }, { type: "identify", traits: { email: `eva${round}@x.pl` } }],
        1,
      );
      await Promise.all([
        tell([{ userId: `eva${round}`, anonymousId: `e-browser${round}` }], 2, engines),
        tell([{ type: "identify", userId: `eva${round}`, traits: { email: `eva${round}@x.pl` } }], 2, other),
      ]);
      expect(await eventsOf(...who)).toEqual({ [`eva${round}`]: 4 });
    }
    await Promise.all([other.clickhouse.close(), other.postgres.close()]);
  });

  test("what a crash cut off between the answer and the settling is found by the sweep", async () => {
    const rows = [
      ["fay", "f-browser"],
      ["gus", "g-browser"],
    ].map(([user, browser]) => ({
      customer_id: sipHash64("user_id", user ?? "").toString(),
      identifiers: [
        { kind: "user_id", value: user },
        { kind: "anonymous_id", value: browser },
      ],
    }));
    const received_at = new Date(start + 3_600_000).toISOString();
    await tell([{ anonymousId: "f-browser" }, { anonymousId: "g-browser" }], 1);
    await engines.clickhouse.insert(
      "delivery",
      rows.map((row, index) => ({
        ...row,
        id: index + 1,
        type: "track",
        name: "Seen",
        source: "shop",
        received_at,
        original_at: received_at,
        sent_at: received_at,
      })),
    );
    expect(await eventsOf(["user_id", "fay"], ["anonymous_id", "f-browser"])).toEqual({ fay: 1, "f-browser": 1 });
    await sweep(engines, new Date(start + 3_601_000));
    expect(await eventsOf(["user_id", "fay"], ["anonymous_id", "f-browser"])).toEqual({ fay: 2 });
    expect(await eventsOf(["user_id", "gus"], ["anonymous_id", "g-browser"])).toEqual({ gus: 2 });
  });

  test("a device that more share than may is nobody's, and those it had joined are apart again", async () => {
    const at_kiosk = (messenger: string) => ({
      anonymousId: `browser-of-${messenger}`,
      context: { device: { id: "kiosk" }, externalIds: [{ type: "messenger_id", id: messenger }] },
    });
    const who = [
      ["messenger_id", "m0"],
      ["messenger_id", "m1"],
    ] as const;
    await tell([at_kiosk("m0"), at_kiosk("m1")], 1);
    expect(Object.values(await eventsOf(...who))).toEqual([2]);
    await tell(
      Array.from({ length: 99 }, (_, index) => at_kiosk(`n${index}`)),
      2,
    );
    expect(await eventsOf(...who)).toEqual({ m0: 1, m1: 1 });
  });
});

const kinds = { userId: ["u1", "u2", "u3"], anonymousId: ["a1", "a2", "a3"], email: ["p1@y.pl", "p2@y.pl"] };
const random = fc.array(
  fc.array(
    fc.record({
      userId: fc.option(fc.constantFrom(...kinds.userId), { nil: undefined }),
      anonymousId: fc.constantFrom(...kinds.anonymousId),
      email: fc.option(fc.constantFrom(...kinds.email), { nil: undefined }),
      minute: fc.integer({ min: 0, max: 30 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  { minLength: 1, maxLength: 6 },
);

/** Holds who is who as it was learned against all of it made out at once. */
async function expectAsFromScratch(): Promise<void> {
  const whole = await underLock(engines, async (held) =>
    resolveWhole(engines, { ...held, decisions: await standingDecisions(held.transaction) }),
  );
  const known = await standingAliases(engines);
  for (const [stamp, customer] of whole) expect(known.get(stamp) ?? stamp).toBe(customer);
  for (const [stamp, customer] of known) if (customer !== stamp) expect(whole.get(stamp)).toBe(customer);
}

test("what was told before and is told again of an earlier time may come first now", async () => {
  const seen = (userId: string, minute: number) =>
    tell([{ userId, anonymousId: "late-browser", timestamp: new Date(start + minute * 60_000).toISOString() }], 60);
  await tell([{ anonymousId: "late-browser" }]);
  await seen("late1", 5);
  await seen("late2", 3);
  await expectAsFromScratch();
  await seen("late1", 1);
  await expectAsFromScratch();
});

test("step by step, late and out of order, gives the same people as all at once from scratch", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(random, async (batches) => {
      run += 1;
      for (const batch of batches) {
        const events = batch.map(({ userId, anonymousId, email, minute }) => ({
          type: "identify",
          anonymousId: `${run}-${anonymousId}`,
          ...(userId ? { userId: `${run}-${userId}` } : {}),
          ...(email ? { traits: { email: `r${run}.${email}` } } : {}),
          timestamp: new Date(start + minute * 60_000).toISOString(),
        }));
        await tell(events, 60);
      }
      await expectAsFromScratch();
    }),
    { numRuns: 6, interruptAfterTimeLimit: 20_000 },
  );
}, 90_000);
