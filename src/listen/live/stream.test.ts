// Watching: the past at once, the present sampled and said so, an interruption made good, an end when it is due.
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { type LiveFilter, maskerOf } from "#contract";
import { connectPostgres, type Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { type LiveItem, published } from "./bus.ts";
import { maskedEvent, shown } from "./item.ts";
import { listening, recent } from "./ring.ts";
import { watch } from "./stream.ts";
import { accepted, reader, site } from "./watching.ts";

let databases: Engines;
beforeAll(async () => {
  databases = await testEngines();
});

/** By the engine: SELECT sipHash64('email', 'person-1@example.org'). */
const customer_1 = "2453069110746585372";

/** A process of its own on the same databases. */
const newProcess = (): Engines => ({ ...databases });

function open(engines: Engines, filter: LiveFilter = {}, last_id?: string) {
  const ending = new AbortController();
  const stream = watch(engines, { filter, last_id, signal: ending.signal, process: "p1" });
  return { ...reader(stream), stream, stop: () => ending.abort() };
}

const refused: LiveItem = {
  is: "refused",
  source: site,
  received_at: new Date("2024-06-01T10:00:00Z"),
  body: '{"type":"trak"}',
  code: "bad_type",
  message: "There is no such type",
  field: "type",
};
const dropped: LiveItem = {
  is: "dropped",
  source: site,
  received_at: new Date("2024-06-01T10:00:00Z"),
  reason: "blocked_person",
  type: "track",
  name: "Product Viewed",
};

describe("a page that opens", () => {
  it("is shown what just came, then what comes, then the end", async () => {
    const engines = newProcess();
    published(engines, [accepted(1), refused, dropped]);
    const page = open(engines);
    await expect.poll(() => page.of("live").length).toBe(3);
    const [first, second, third] = page.of("live").map(({ data }) => data);
    expect(first).toMatchObject({ outcome: "accepted", name: "Product Viewed", source_name: "Web site", reason: null });
    expect(first.identifiers[0]).toEqual({ kind: "email", value: "person-1@example.org" });
    expect(JSON.parse(first.body)).toMatchObject({ messageId: "m-1" });
    expect(second).toMatchObject({ outcome: "refused", body: '{"type":"trak"}', reason: { code: "bad_type" } });
    expect(third).toMatchObject({
      outcome: "dropped",
      body: null,
      identifiers: [],
      reason: { code: "blocked_person" },
    });

    published(engines, [accepted(2)]);
    await expect.poll(() => page.of("live").at(-1)?.data.message_id).toBe("m-2");
    await expect
      .poll(() => page.of("rate").map(({ data }) => data))
      .toContainEqual({ counts: { accepted: 1, refused: 0, dropped: 0 }, matched: 1, shown: 1 });

    page.stop();
    await expect.poll(page.ended).toBe(true);
    expect(page.of("end").at(-1)?.data).toEqual({ why: "stopping" });
    expect(listening(engines)).toBe(0);
  });

  it("that was interrupted is shown what it missed, once", async () => {
    const engines = newProcess();
    published(engines, [accepted(1), accepted(2)]);
    const before = open(engines);
    await expect.poll(() => before.of("live").length).toBe(2);
    const last_id = before.of("live").at(-1)?.id;
    before.stop();
    published(engines, [accepted(3), accepted(4)]);
    const after = open(engines, {}, last_id);
    await expect.poll(() => after.of("live").map(({ data }) => data.message_id)).toEqual(["m-3", "m-4"]);
    after.stop();
    // Ids of another process mean nothing here: the page knows by message id what it has.
    const other = open(engines, {}, "p2_3");
    await expect.poll(() => other.of("live").length).toBe(4);
    other.stop();
  });

  it.each([
    [{ outcome: "refused" }, 1],
    [{ outcome: "dropped" }, 1],
    [{ source: "site" }, 4],
    [{ source: "shop" }, 0],
    [{ type: "track" }, 3],
    [{ name: "product v" }, 3],
    [{ who: "PERSON-1@" }, 1],
    [{ who: "a-2", outcome: "accepted" }, 1],
    [{ who: customer_1 }, 1],
    [{ who: "nobody" }, 0],
  ] satisfies [LiveFilter, number][])("and asks for %j is shown %i of 4", async (filter, expected) => {
    const engines = newProcess();
    published(engines, [accepted(1), accepted(2), refused, dropped]);
    const page = open(engines, filter);
    await expect.poll(() => page.of("hello").length).toBe(1);
    expect(page.of("live")).toHaveLength(expected);
    page.stop();
  });
});

describe("what is kept of the past", () => {
  it("is bounded by number and by size", () => {
    const engines = newProcess();
    published(
      engines,
      Array.from({ length: 10_000 }, (_, n) => accepted(n)),
    );
    expect(recent(engines)).toHaveLength(500);
    expect(recent(engines).at(-1)).toMatchObject({ seq: 10_000, item: { event: { message_id: "m-9999" } } });
    const long = "x".repeat(32_000);
    for (let n = 0; n < 500; n += 1) published(engines, [accepted(n, { body: long })]);
    expect(recent(engines)).toHaveLength(125);
  });

  it("costs next to nothing while nobody watches", () => {
    const engines = newProcess();
    const batch = Array.from({ length: 100 }, (_, n) => accepted(n));
    const begun_ms = performance.now();
    for (let round = 0; round < 1_000; round += 1) published(engines, batch);
    // 100,000 events at a quarter of a microsecond each; a busy machine takes its time.
    expect(performance.now() - begun_ms).toBeLessThan(3_000);
  });
});

describe("a flood of 1,000 events a second", () => {
  it("is shown as 50 a second, says so, and holds bounded memory", async () => {
    const engines = newProcess();
    const page = open(engines);
    const unread = watch(engines, { filter: {}, signal: new AbortController().signal, process: "p1" });
    const body = JSON.stringify({ type: "track", properties: { text: randomBytes(6_000).toString("base64") } });
    // 40 batches of 100 over four seconds, as the collector commits them.
    for (let batch = 0; batch < 40; batch += 1) {
      published(
        engines,
        Array.from({ length: 100 }, (_, n) => accepted(batch * 100 + n, { body })),
      );
      await pause(100);
    }
    await expect
      .poll(() => page.of("rate").reduce((sum, { data }) => sum + data.matched, 0), { timeout: 5_000 })
      .toBe(4_000);
    const shown = page.of("rate").reduce((sum, { data }) => sum + data.shown, 0);
    expect(shown).toBe(page.of("live").length);
    // Four seconds and a little, with what a calm second before saved up.
    expect(shown).toBeGreaterThan(150);
    expect(shown).toBeLessThanOrEqual(50 + 50 * 6);
    // 1.3 MB were chosen for it; who does not read is given half a megabyte and what one moment adds.
    expect(unread.readableLength).toBeLessThan(1_200_000);
    unread.destroy();
    page.stop();
    await expect.poll(() => listening(engines)).toBe(0);
  });
});

describe("two processes on one database", () => {
  it("show each other's events to whoever watches, filtered, and are silent when nobody does", async () => {
    const here = newProcess();
    const there: Engines = {
      ...databases,
      postgres: connectPostgres(databases.postgres.pool.options.connectionString ?? ""),
    };
    const page = open(here, { name: "order" });
    const bought = (n: number) => accepted(n, { name: "Order Completed" });
    // The other process takes notice of the watcher within a second or two.
    await expect
      .poll(
        () => {
          published(there, [accepted(1), bought(2)]);
          return page.of("live").map(({ data }) => data.message_id);
        },
        { interval: 250 },
      )
      .toContain("m-2");
    expect(page.of("live").map(({ data }) => data.message_id)).not.toContain("m-1");
    await expect
      .poll(() => page.of("rate").some(({ data }) => data.matched > 0 && data.counts.accepted > 0))
      .toBe(true);

    // JSON that no notification can hold stays behind; what happened is told all the same.
    const noise = randomBytes(16_000).toString("base64");
    published(there, [accepted(3, { name: "Order Cancelled", body: noise })]);
    await expect.poll(() => page.of("live").find(({ data }) => data.message_id === "m-3")?.data.body).toBeNull();

    page.stop();
    const watched = () => databases.postgres.db.selectFrom("live_watch").select("id").execute();
    await expect.poll(watched).toEqual([]);
    await there.postgres.close();
  });
});

it("shows who sees masks neither whose an event is nor what was written in it", () => {
  const caller = { kind: "user", id: "1", name: "Vi", role: "viewer" } as const;
  const mask = maskerOf({ ...testContext(databases), caller });
  for (const item of [accepted(1, { body: '{"email":"person-1@example.org"}' }), refused]) {
    const event = maskedEvent(shown(item), mask);
    expect(JSON.stringify(event)).not.toContain("person-1");
    expect(event).toMatchObject({ name: shown(item).name, body: "***" });
  }
});
