// The copy of a person's data: every fact that was planted stands in it, nothing of anybody else, and it goes in time.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Engines, startWorkers } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { plantEverywhere } from "../../../tests/planted.ts";
import { collect } from "../collect/collect.ts";
import { sipHash64 } from "../collect/understand/sip.ts";
import { settleLearning } from "../plan/learn.ts";
import { sources } from "../source/source.ts";
import { findRequest, recordRequest, takeUp } from "./request.ts";
import { rightsJobs } from "./rights.job.ts";

const email = "olga.copy@example.org";
const start = new Date();

let engines: Engines;
let data_dir: string;
let later_ms = 0;
const now = () => new Date(Date.now() + later_ms);

beforeAll(async () => {
  engines = await testEngines();
  data_dir = await mkdtemp(path.join(tmpdir(), "kompas-copy-"));
});
afterAll(() => rm(data_dir, { recursive: true, force: true }));

async function copyOf(id: number): Promise<{ name: string; json: string; html: string }> {
  const { file } = await findRequest(engines, id);
  const base = path.join(data_dir, "exports", file ?? "none");
  return { name: base, json: await readFile(`${base}.json`, "utf8"), html: await readFile(`${base}.html`, "utf8") };
}

it("holds all that is held in every table, and goes after a week", async () => {
  await engines.postgres.db
    .insertInto("source")
    .values({ slug: "shop", name: "Shop", kind: "site", write_key: "k", settings: "{}" })
    .execute();
  const source = (await sources.get(engines)).by_slug.get("shop");
  if (!source) throw new Error("no source");
  const events = [
    { type: "identify", messageId: "i", userId: "olga-4711", traits: { email, first_name: "Olga <b>" } },
    { type: "track", event: "Wished For", messageId: "w", userId: "olga-4711", properties: { thing: "a blue lamp" } },
    { type: "track", event: "Wished For", messageId: "x", userId: "piotr-1", properties: { thing: "somebody else's" } },
  ];
  await collect(engines, source, events, { now: start });
  await settleLearning(engines);
  const planted = await plantEverywhere(engines, String(sipHash64("user_id", "olga-4711")), `PLANTED for ${email}`);

  const workers = startWorkers(engines, rightsJobs, { data_dir, workers: 1, poll_ms: 20, now });
  try {
    const ask = { kind: "access", identifier: { value: "Olga.Copy@example.org" }, language: "pl" } as const;
    const { id } = await recordRequest(engines, ask, "delete", { caller: undefined, now: start });
    await expect(takeUp(engines, id, "olga", "Ada")).rejects.toThrow(/exactly/);
    await takeUp(engines, id, "Olga.Copy@example.org", "Ada");
    await expect.poll(async () => (await findRequest(engines, id)).state, { timeout: 90_000 }).toBe("done");

    const { json, html } = await copyOf(id);
    const { tables, person }: { tables: Record<string, object[]>; person: object } = JSON.parse(json);
    // Whose rows a table does not know, it gives by their text; a job is work and has gone by then.
    const found = Object.keys(tables).filter((table) => JSON.stringify(tables[table]).includes("PLANTED"));
    const numbers = ["alias", "identity_key", "consent_day", "segment_due"];
    expect(planted.filter((table) => !found.includes(table) && !numbers.includes(table))).toEqual([]);
    for (const table of numbers) expect(tables[table]?.length).toBeGreaterThan(0);
    expect(person).toMatchObject({ asked_by: { value: "Olga.Copy@example.org" } });
    for (const text of ["olga-4711", "a blue lamp", "Wished For"]) {
      expect(json).toContain(text);
      expect(html).toContain(text);
    }
    expect(json).not.toContain("somebody else");
    expect(html).toContain("Kopia Twoich danych");
    expect(html).toContain("Olga &lt;b&gt;");

    later_ms = 8 * 86_400_000;
    await expect.poll(() => readdir(path.join(data_dir, "exports")), { timeout: 30_000 }).toEqual([]);
    expect(await findRequest(engines, id)).toMatchObject({ file: null, expires_at: null });
  } finally {
    await workers.stop();
  }
}, 180_000);
