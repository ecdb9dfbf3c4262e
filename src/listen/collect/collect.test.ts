// What collecting promises: a delivery that comes again changes nothing, one bad event harms no other, and an engine
// that is away makes clients send again.
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ProblemError } from "#contract";
import { connectClickHouse, type Engines, sql } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { type Source, sourceOfKey } from "../source/source.ts";
import { collect } from "./collect.ts";

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

async function empty(): Promise<void> {
  await engines.clickhouse.run("test.empty", sql`TRUNCATE TABLE event_log`);
  await engines.clickhouse.run("test.empty", sql`TRUNCATE TABLE identifier_log`);
  await engines.clickhouse.run("test.empty", sql`TRUNCATE TABLE trait_log`);
  await engines.clickhouse.run("test.empty", sql`TRUNCATE TABLE dead_letter`);
}
beforeEach(empty);

/** All that is known, as the views tell it. */
async function known(): Promise<unknown> {
  const { clickhouse } = engines;
  return {
    events: await clickhouse.rows("test.events", sql`SELECT * EXCEPT (customer_id) FROM event ORDER BY id`),
    // By the stamp: who that is is told a moment later, and stays told for the next history.
    identifiers: await clickhouse.rows(
      "test.identifiers",
      sql`SELECT stamp, kind, value, min(seen.first_seen_at) AS at FROM identifier_seen AS seen GROUP BY stamp, kind, value ORDER BY kind, value, stamp`,
    ),
    traits: await clickhouse.rows(
      "test.traits",
      sql`SELECT stamp, name, argMax(said.value, weight) AS known, max(said.occurred_at) AS at FROM trait_said AS said GROUP BY stamp, name ORDER BY stamp, name`,
    ),
    letters: await clickhouse.rows("test.letters", sql`SELECT * FROM dead_letter FINAL ORDER BY id`),
  };
}

const start = Date.UTC(2026, 0, 5, 12);
const at = (after_ms: number) => new Date(start + after_ms);

// Few people, few names, few values: so that events meet on the same customer, trait and instant.
const anEvent = fc.record(
  {
    type: fc.constantFrom("identify", "track", "page", "nonsense"),
    userId: fc.constantFrom("u1", "u2"),
    anonymousId: fc.constantFrom("a1", "a2"),
    event: fc.constantFrom("Order Completed", "Product Viewed"),
    timestamp: fc.integer({ min: -90_000_000, max: 5_000 }).map((after) => at(after).toISOString()),
    traits: fc.dictionary(fc.constantFrom("plan", "city", "email"), fc.constantFrom("x", "y", "z@example.com", null)),
    properties: fc.dictionary(fc.constantFrom("revenue", "order_id"), fc.constantFrom("12.50", 3, "O1", null)),
  },
  { requiredKeys: ["type"] },
);

const aHistory = fc.array(anEvent, { minLength: 1, maxLength: 8 }).chain((events) =>
  fc.record({
    events: fc.constant(events.map((event, index) => ({ ...event, messageId: `m${index}` }))),
    // Each event is delivered by at least one of these: the last one holds them all.
    deliveries: fc
      .array(fc.array(fc.nat(events.length - 1), { minLength: 1, maxLength: 10 }), { maxLength: 4 })
      .map((some) => [...some, events.map((_, index) => index)]),
    // When each was received, in ms, all different; how long it was under way by the client's clock.
    received: fc.uniqueArray(fc.integer({ min: 1, max: 20_000 }), { minLength: 5, maxLength: 5 }),
    under_way: fc.array(fc.option(fc.integer({ min: 0, max: 900 }), { nil: undefined }), {
      minLength: 5,
      maxLength: 5,
    }),
    order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
  }),
);

describe("a delivery that comes again", () => {
  it("changes no number, trait, identifier or time, in any batch and order", { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(aHistory, async ({ events, deliveries, received, under_way, order }) => {
        const all = deliveries.map((indexes, number) => {
          const now = at(received[number] ?? 0);
          const way_ms = under_way[number];
          const batch = way_ms === undefined ? {} : { sentAt: new Date(now.getTime() - way_ms).toISOString() };
          return { indexes, now, batch };
        });
        const send = async ({ indexes, now, batch }: (typeof all)[number]) =>
          await collect(
            engines,
            source,
            indexes.map((index) => events[index]),
            { now, batch },
          );
        await empty();
        // Only the first delivery of each event, each in a batch of its own.
        const seen = new Set<number>();
        for (const delivery of all.toSorted((a, b) => a.now.getTime() - b.now.getTime())) {
          for (const index of delivery.indexes) {
            if (!seen.has(index)) await send({ ...delivery, indexes: [index] });
            seen.add(index);
          }
        }
        const once = await known();
        await empty();
        for (const number of order) {
          const delivery = all[number];
          if (delivery) await send(delivery);
        }
        expect(await known()).toEqual(once);
      }),
      { numRuns: Number(process.env.KOMPAS_TEST_RUNS ?? 12), interruptAfterTimeLimit: 200_000 },
    );
  });
});

describe("a batch", () => {
  it("is taken but for its bad events, which become dead letters once", async () => {
    const good = { type: "track", event: "Order Completed", userId: "u", messageId: "g1" };
    const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`);
    const batch = [good, 7, { ...good, messageId: "x".repeat(101) }, { ...good, messageId: "g2", properties: deep }];
    const large = { ...good, messageId: "g3", properties: { text: "x".repeat(33 * 1024) } };
    const answer = await collect(engines, source, [...batch, large], { now: at(0) });
    expect(answer).toMatchObject({
      accepted: 1,
      dropped: 0,
      rejected: [
        { index: 1, code: "not_an_object" },
        { index: 2, code: "bad_message_id" },
        { index: 3, code: "too_deep" },
        { index: 4, code: "event_too_large" },
      ],
    });
    await collect(engines, source, [...batch, large], { now: at(5_000) });
    const letters = await engines.clickhouse.rows(
      "test.letters",
      sql`SELECT code, length(body) > 30000 AS whole FROM dead_letter FINAL ORDER BY code`,
    );
    expect(letters).toEqual([
      { code: "bad_message_id", whole: 0 },
      { code: "event_too_large", whole: 1 },
      { code: "not_an_object", whole: 0 },
      { code: "too_deep", whole: 1 },
    ]);
  });

  it("keeps text that is no text, and names that look like something else", async () => {
    const event = {
      type: "track",
      event: "Odd \ud800 name \0",
      userId: "toString",
      messageId: "odd",
      properties: JSON.parse('{"__proto__": {"x": 1}, "constructor": "c", "\\ud83d": "half", "big": 1e308, "n": null}'),
    };
    expect(await collect(engines, source, [event], { now: at(0) })).toMatchObject({ accepted: 1, rejected: [] });
    const [row] = await engines.clickhouse.rows("test.odd", sql`SELECT properties['constructor'] AS name FROM event`);
    expect(row).toEqual({ name: "c" });
  });
});

describe("an engine", () => {
  it("that is away makes clients send again", async () => {
    const event = { type: "page", anonymousId: "a", messageId: "away" };
    // It was there, and what the gates know of it stands; then it is gone.
    const away = { ...engines };
    await collect(away, source, [event], { now: at(0) });
    Object.assign(away, { clickhouse: connectClickHouse({ url: "http://127.0.0.1:9" }) });
    const fault = await collect(away, source, [event], { now: at(0) }).catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(ProblemError);
    expect(fault).toMatchObject({ status: 503, code: "engine_unavailable", retry_after_s: expect.any(Number) });
    const bad = await collect(away, source, [null], { now: at(0) }).catch((thrown: unknown) => thrown);
    expect(bad).toMatchObject({ status: 503 });
    await away.clickhouse.close();
  });

  it("is given what came meanwhile by one insert", async () => {
    const one = (number: number) => ({ type: "page", anonymousId: `a${number % 7}`, messageId: `many${number}` });
    await Promise.all(
      Array.from({ length: 200 }, (_, number) => collect(engines, source, [one(number)], { now: at(0) })),
    );
    const [stored] = await engines.clickhouse.rows("test.count", sql`SELECT toUInt32(count()) AS events FROM event`);
    expect(stored).toEqual({ events: 200 });
    const [parts] = await engines.clickhouse.rows(
      "test.parts",
      sql`SELECT toUInt32(uniqExact(_part)) AS parts FROM event_log`,
    );
    expect(parts).toEqual({ parts: expect.toSatisfy((count: number) => count <= 10) });
  });
});
