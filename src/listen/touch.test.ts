// Of whom something changed is told to whoever keeps what follows from it: all that was done, each once it can be read.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectPostgres, type Engines } from "#storage";
import { testEngines } from "../../tests/engines.ts";
import { collect } from "./collect/collect.ts";
import { sipHash64 } from "./collect/understand/sip.ts";
import { writeByHand } from "./consent/entry.ts";
import { setPurpose } from "./consent/purpose.ts";
import { reconcile } from "./enrich/reconcile.ts";
import { decide } from "./identify/decision.ts";
import { settled } from "./identify/settle.ts";
import { askForImport } from "./import/import.job.ts";
import { runImport } from "./import/run.ts";
import { type Source, sourceOfKey } from "./source/source.ts";
import { everybodyTouched, forgetTouches, told, touched } from "./touch.ts";
import { setPolicy } from "./trait/policy.ts";

const now = new Date("2026-03-01T12:00:00Z");
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

const stampOf = (user_id: string) => sipHash64("user_id", user_id);

let sent = 0;
async function tell(...events: readonly object[]): Promise<void> {
  const whole = events.map((event) => ({ type: "track", event: "Seen", messageId: `m${++sent}`, ...event }));
  await collect(engines, source, whole, { now });
  await settled(engines);
}

/** What the table holds: "everybody", or the stamps of a row in rising order. */
async function rows(): Promise<("everybody" | bigint[])[]> {
  await told(engines);
  const found = await engines.postgres.db.selectFrom("touch").select("stamps").orderBy("seq").execute();
  return found.map(({ stamps }) =>
    stamps === null
      ? "everybody"
      : stamps.map((one) => BigInt.asUintN(64, BigInt(one))).sort((one, other) => (one < other ? -1 : 1)),
  );
}

/** All stamps that were told of, those of several rows together. */
const stamps = async () => new Set((await rows()).flatMap((row) => (row === "everybody" ? [] : row)));

beforeEach(async () => {
  await told(engines);
  await engines.postgres.db.deleteFrom("touch").execute();
});

describe("of whom something changed", () => {
  it("is told once for a batch, in one row, to whoever listens", async () => {
    const heard: string[] = [];
    const client = await engines.postgres.dedicated();
    client.on("notification", ({ channel }) => heard.push(channel));
    await client.query("LISTEN kompas_touch");
    // Nobody is nobody: an event of no customer tells of none.
    await tell({ userId: "ann" }, { userId: "bea" }, { userId: "ann" }, { event: "Shop Opened" });
    expect(await rows()).toEqual([[stampOf("ann"), stampOf("bea")].sort((one, other) => (one < other ? -1 : 1))]);
    await expect.poll(() => heard).toEqual(["kompas_touch"]);
    await client.end();
  });

  it("are both when two become one, and both when they are parted", async () => {
    await tell({ userId: "cleo" }, { anonymousId: "c-browser" });
    const [cleo, browser] = [stampOf("cleo"), sipHash64("anonymous_id", "c-browser")];
    await told(engines);
    await engines.postgres.db.deleteFrom("touch").execute();
    await decide(engines, { kind: "same", left: [String(cleo)], right: [String(browser)] }, { by: "Ada" });
    expect(await stamps()).toEqual(new Set([cleo, browser]));
    await engines.postgres.db.deleteFrom("touch").execute();
    await decide(engines, { kind: "apart", left: [String(cleo)], right: [String(browser)] }, { by: "Ada" });
    expect(await stamps()).toEqual(new Set([cleo, browser]));
  });

  it("is a customer whose word was written down by hand, or of whom a service told more", async () => {
    await tell({ userId: "dan" });
    await told(engines);
    const names = { en: "News", ru: "Новости", pl: "Nowości" };
    const purpose = { names, descriptions: names, basis: "consent" as const, channels: ["email" as const] };
    await setPurpose(engines, "news", { ...purpose, enabled: true });
    expect((await rows()).at(-1)).toBe("everybody");
    await engines.postgres.db.deleteFrom("touch").execute();
    const word = { purpose: "news", channels: ["email" as const], granted: true, proof: { note: "by phone" } };
    await writeByHand(engines, String(stampOf("dan")), word, { name: "Ada", now });
    expect(await rows()).toEqual([[stampOf("dan")]]);
    const given = [{ stamp: String(stampOf("dan")), traits: { country: "PL" }, at: now }];
    await reconcile(engines, "enrich:test", given, now);
    await reconcile(engines, "enrich:test", given, now);
    // The second time nothing changed.
    expect(await rows()).toEqual([[stampOf("dan")], [stampOf("dan")]]);
  });

  it("is everybody after an import, and where the rule of a trait changes", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "kompas-touch-"));
    afterAll(() => rm(folder, { recursive: true, force: true }));
    const file = path.join(folder, "people.csv");
    await writeFile(file, "email,city\neve@example.org,Gdynia\n");
    const settings = { currency: "EUR", time_zone: "UTC" };
    const location = { kind: "path", path: file } as const;
    const { id } = await askForImport(engines, { location }, settings, now);
    const signal = new AbortController().signal;
    await runImport(id, { engines, data_dir: folder, now: () => now, signal, last: true, settings });
    expect(await rows()).toEqual(["everybody"]);
    await setPolicy(engines, "city", { policy: "oldest", sources: [] }, "Ada", now);
    expect(await rows()).toEqual(["everybody", "everybody"]);
  });

  it("is everybody where they are more than had better be named", async () => {
    touched(
      engines,
      Array.from({ length: 50_000 }, (_, at) => BigInt(at + 1)),
    );
    expect((await rows()).map((row) => row.length)).toEqual([50_000]);
    touched(
      engines,
      Array.from({ length: 50_001 }, (_, at) => BigInt(at + 1)),
    );
    touched(engines, [1n]);
    expect((await rows()).slice(1)).toEqual(["everybody"]);
  });
});

describe("an engine that is away", () => {
  it("holds up no answer, loses no event and hears of it when it is back", async () => {
    const away: Engines = { ...engines };
    await collect(away, source, [{ type: "track", event: "Seen", userId: "fay", messageId: "f1" }], { now });
    await told(away);
    await engines.postgres.db.deleteFrom("touch").execute();
    const nowhere = connectPostgres("postgresql://nobody:none@127.0.0.1:9/none");
    Object.assign(away, { postgres: nowhere });
    const event = { type: "track", event: "Seen", userId: "gil", messageId: "g1" };
    expect(await collect(away, source, [event], { now })).toMatchObject({ accepted: 1 });
    expect(await rows()).toEqual([]);
    everybodyTouched(away);
    Object.assign(away, { postgres: engines.postgres });
    await told(away);
    // What was to be told of one went into what is to be told of all.
    expect(await rows()).toEqual(["everybody"]);
    await nowhere.close();
  });

  it("has rows numbered in the order in which they are seen, whoever writes them", async () => {
    const others: Engines[] = Array.from({ length: 6 }, () => ({ ...engines }));
    const client = await engines.postgres.dedicated();
    await client.query("LISTEN kompas_touch");
    const read: number[] = [];
    let reading: Promise<unknown> = Promise.resolve();
    const look = async () => {
      const found = await client.query("SELECT seq FROM touch WHERE seq > $1 ORDER BY seq", [read.at(-1) ?? 0]);
      read.push(...found.rows.map(({ seq }) => seq));
    };
    client.on("notification", () => {
      reading = reading.then(look);
    });
    for (let round = 0; round < 5; round += 1) {
      for (const [at, other] of others.entries()) touched(other, [BigInt(round * 10 + at + 1)]);
      await Promise.all(others.map(told));
    }
    // One that appeared below a number that was read before would be missing.
    await expect.poll(() => read.length).toBe(30);
    await reading;
    await client.end();
  });
});

it("what was told is forgotten", async () => {
  everybodyTouched(engines);
  await told(engines);
  await forgetTouches(engines, new Date(Date.now() - 60_000));
  expect(await rows()).toEqual(["everybody"]);
  await forgetTouches(engines, new Date(Date.now() + 60_000));
  expect(await rows()).toEqual([]);
});
