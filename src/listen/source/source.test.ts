// The life of a source: made, heard of, renamed, given a new key, switched off, deleted.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Engines } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { collect } from "../collect/collect.ts";
import { keepDeadLetters } from "../dead-letter/keep.ts";
import { allSources, conditionOf, healthOf, oneSource } from "./health.ts";
import { changeSource, createSource, deleteSource, rotateKey, validOldKeys } from "./record.ts";
import { slugOf } from "./slug.ts";
import { sourceOfKey } from "./source.ts";

const none = { count: 0, last_at: null };
// Of late: minutes older than a month are forgotten as they are written.
const quarter_ms = 900_000;
const minute = new Date(Math.floor(Date.now() / quarter_ms) * quarter_ms - quarter_ms);
const now = new Date(minute.getTime() + 30_000);
let engines: Engines;
beforeAll(async () => {
  engines = await testEngines();
});

const make = (name: string) => createSource(engines, { name, kind: "site" }, {});

describe("a slug", () => {
  it.each([
    ["Sklep „Łódź” (PL)", "sklep-lodz-pl"],
    ["Сайт и блог", "sait-i-blog"],
    ["Größe & Café", "grosse-cafe"],
    ["  -- ", ""],
  ])("of %s is %s", (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it("is always one that the table takes, or empty", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (name) =>
        /^([a-z0-9][a-z0-9-]{0,62})?$/.test(slugOf(name)),
      ),
    );
  });
});

describe("a new source", () => {
  it("gets a slug of its own and a key that cannot be guessed", async () => {
    const [one, two] = [await make("Web shop"), await make("Web shop")];
    expect([one.slug, two.slug]).toEqual(["web-shop", "web-shop-2"]);
    expect(one.write_key).toMatch(/^[0-9a-f]{40}$/);
    expect(two.write_key).not.toBe(one.write_key);
    expect(await sourceOfKey(engines, one.write_key)).toMatchObject({ slug: "web-shop" });
  });

  it("gets different slugs also when two are made at once", async () => {
    const made = await Promise.all([make("At once"), make("At once"), make("At once")]);
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(3);
  });

  it("waits until the first event, then is live; what it sends and what is refused is counted", async () => {
    const { slug, write_key } = await make("Pulse");
    expect(await oneSource(engines, slug, now)).toMatchObject({ condition: "waiting", last_seen_at: null });
    const source = await sourceOfKey(engines, write_key);
    const event = (id: string) => ({ type: "track", event: "Seen", userId: "u", messageId: id });
    await collect(engines, source, [event("1"), event("2"), { type: "track" }], { now });
    expect(await oneSource(engines, slug, now)).toMatchObject({
      condition: "live",
      last_seen_at: now.toISOString(),
      deliveries_hour: 2,
      deliveries_day: 2,
      rejected_day: 1,
    });
    const health = await healthOf(engines, slug, now, none);
    expect(health.hour).toHaveLength(60);
    expect(health.hour.at(-1)).toEqual({ start: minute.toISOString(), deliveries: 2, rejected: 1 });
    expect(health.day).toHaveLength(96);
    expect(health.day.at(-1)).toMatchObject({ deliveries: 2, rejected: 1 });
    expect(health.rejections).toMatchObject([{ code: "missing_identity", count: 1 }]);
    const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
    expect(await oneSource(engines, slug, hours(2))).toMatchObject({ condition: "quiet", deliveries_hour: 0 });
    expect(await oneSource(engines, slug, hours(25))).toMatchObject({ condition: "silent", deliveries_day: 0 });
  });

  it("of which all is refused says so", async () => {
    const { slug } = await make("Refused");
    await keepDeadLetters(engines, [{ source: slug, code: "bad_json", message: "no", body: "x", received_at: now }]);
    expect(await oneSource(engines, slug, now)).toMatchObject({ condition: "refused", rejected_day: 1 });
  });
});

it("the condition has one word for every case", () => {
  const quiet = { hour: 0, last_ms: undefined, refused_hour: 0, refused_day: 0 };
  expect(conditionOf(false, quiet, 0)).toBe("off");
  expect(conditionOf(true, quiet, 0)).toBe("waiting");
  expect(conditionOf(true, { ...quiet, refused_day: 1 }, 0)).toBe("refused");
  expect(conditionOf(true, { ...quiet, hour: 5, refused_hour: 5, last_ms: 0 }, 0)).toBe("live");
});

describe("a change", () => {
  it("renames and switches off; the slug stays, the key is refused", async () => {
    const { slug, write_key } = await make("Old name");
    await changeSource(engines, slug, { name: " New name ", enabled: false });
    expect(await oneSource(engines, slug, now)).toMatchObject({ name: "New name", slug, condition: "off" });
    await expect(sourceOfKey(engines, write_key)).rejects.toMatchObject({ status: 401, code: "bad_write_key" });
    await changeSource(engines, slug, { enabled: true });
    expect(await sourceOfKey(engines, write_key)).toMatchObject({ slug });
  });

  it("of the key lets the old one pass while its grace lasts", async () => {
    const real = new Date();
    const { slug, write_key: first } = await make("Keys");
    const { write_key: second } = await rotateKey(engines, slug, 24, real);
    expect(await sourceOfKey(engines, first)).toMatchObject({ slug });
    expect(await sourceOfKey(engines, second)).toMatchObject({ slug });
    const row = await rotateKey(engines, slug, 0, real);
    await expect(sourceOfKey(engines, second)).rejects.toMatchObject({ status: 401 });
    expect(await sourceOfKey(engines, first)).toMatchObject({ slug });
    expect(validOldKeys(row, new Date(real.getTime() + 25 * 3_600_000))).toEqual([]);
  });
});

describe("deleting", () => {
  it("takes a source that left nothing, and refuses one with events", async () => {
    const { slug } = await make("Gone");
    await deleteSource(engines, slug);
    await expect(oneSource(engines, slug, now)).rejects.toMatchObject({ status: 404 });
    await expect(deleteSource(engines, "pulse")).rejects.toMatchObject({ status: 409, code: "source_has_events" });
  });

  it("leaves a name with events to nobody else: a new source of that name gets another slug", async () => {
    await engines.postgres.db.deleteFrom("source").where("slug", "=", "pulse").execute();
    expect((await make("Pulse")).slug).toBe("pulse-2");
    expect((await allSources(engines, now)).rows.map(({ slug }) => slug)).toContain("pulse-2");
  });
});
