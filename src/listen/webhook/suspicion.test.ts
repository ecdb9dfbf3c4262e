// Calls that were not believed: counted for all processes, in few writes, by hour, as long as their source is there.
import { beforeAll, describe, expect, it } from "vitest";
import type { Engines } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { createSource, deleteSource, type SourceRow } from "../source/record.ts";
import { badSignatures, noteBadSignature, suspicionsWritten } from "./suspicion.ts";

const now = new Date("2026-03-01T12:34:56Z");
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
let databases: Engines;
beforeAll(async () => {
  databases = await testEngines();
});

const webhook = (name: string): Promise<SourceRow> => createSource(databases, { name, kind: "webhook" }, {});

/** A process of its own on the same databases: how often it went to PostgreSQL, and a way to cut it off from there. */
function newProcess() {
  let asked = 0;
  let away = false;
  const { guarded } = databases.postgres;
  const engines: Engines = {
    ...databases,
    postgres: {
      ...databases.postgres,
      guarded(...call) {
        asked += 1;
        return away ? Promise.reject(new Error("away")) : guarded(...call);
      },
    },
  };
  const cut = (now_away: boolean) => {
    away = now_away;
  };
  return { engines, asked: () => asked, cut };
}

const rows = () => databases.postgres.db.selectFrom("bad_signature").selectAll().orderBy("hour").execute();

describe("a call that was not believed", () => {
  it("is seen from every process, whichever it came to", async () => {
    const source = await webhook("Seen");
    const [here, there] = [newProcess(), newProcess()];
    noteBadSignature(here.engines, source.id, now);
    for (const at of [now, hours(-1)]) noteBadSignature(there.engines, source.id, at);
    // Nobody looks there: it is written all the same, within a second or so.
    await expect.poll(async () => (await rows()).length, { timeout: 10_000 }).toBe(2);
    const told = { count: 3, last_at: now.toISOString() };
    expect(await badSignatures(here.engines, source.slug, now)).toEqual(told);
    expect(await badSignatures(there.engines, source.slug, now)).toEqual(told);
    const other = await webhook("Other");
    expect(await badSignatures(here.engines, other.slug, now)).toEqual({ count: 0, last_at: null });
  });

  it("costs no write of its own: a thousand are one", async () => {
    const source = await webhook("Flood");
    const { engines, asked } = newProcess();
    for (let n = 0; n < 1_000; n += 1) noteBadSignature(engines, source.id, now);
    expect(asked()).toBe(0);
    await suspicionsWritten(engines);
    await suspicionsWritten(engines);
    expect(asked()).toBe(1);
    expect(await badSignatures(engines, source.slug, now)).toMatchObject({ count: 1_000 });
  });

  it("is lost neither while PostgreSQL is away nor when many write at one time", async () => {
    const source = await webhook("Away");
    const { engines, cut } = newProcess();
    cut(true);
    noteBadSignature(engines, source.id, now);
    await suspicionsWritten(engines);
    cut(false);
    const all = [engines, ...Array.from({ length: 8 }, () => newProcess().engines)];
    for (const each of all) for (const at of [hours(-1), now]) noteBadSignature(each, source.id, at);
    await Promise.all(all.map(suspicionsWritten));
    expect(await badSignatures(engines, source.slug, now)).toMatchObject({ count: 19 });
  });

  it("is shown for a day and kept for thirty", async () => {
    const source = await webhook("Old");
    const { engines } = newProcess();
    for (const at of [hours(-24 * 31), hours(-26), hours(-23), now]) {
      noteBadSignature(engines, source.id, at);
      await suspicionsWritten(engines);
    }
    expect(await badSignatures(engines, source.slug, now)).toMatchObject({ count: 2 });
    expect(await badSignatures(engines, source.slug, hours(30))).toEqual({ count: 0, last_at: null });
    expect((await rows()).filter(({ source_id }) => source_id === source.id)).toHaveLength(3);
  });

  it("goes with its source, and keeps no source from being deleted", async () => {
    const [gone, stays] = [await webhook("Gone"), await webhook("Stays")];
    const { engines } = newProcess();
    noteBadSignature(engines, gone.id, now);
    await suspicionsWritten(engines);
    for (const source of [gone, stays]) noteBadSignature(engines, source.id, now);
    await deleteSource(engines, gone.slug);
    await suspicionsWritten(engines);
    expect((await rows()).filter(({ source_id }) => source_id === gone.id)).toEqual([]);
    expect(await badSignatures(engines, stays.slug, now)).toMatchObject({ count: 1 });
  });
});
