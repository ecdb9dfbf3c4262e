// The invented company at the terminal: simulated, going on until Ctrl+C, and not simulated twice; templates applied.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { engineSettings, testEngines } from "../../tests/engines.ts";
import { recorder, type Said } from "../../tests/recorder.ts";
import { run } from "./kompas.ts";

let folder = "";
let environment: Record<string, string> = {};
let sources: () => Promise<string[]>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kompas-company-"));
  const engines = await testEngines();
  environment = { KOMPAS_DATA: folder, KOMPAS_PORT: "0", KOMPAS_LOG_LEVEL: "silent", ...engineSettings(engines) };
  sources = async () => {
    const rows = await engines.postgres.db
      .selectFrom("source")
      .select("slug")
      .where("slug", "like", "%-live")
      .execute();
    return rows.map(({ slug }) => slug);
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command; `until` says when Ctrl+C is pressed. */
async function kompas(line: string, until?: (text: string) => Promise<boolean>): Promise<Said> {
  const stop = new AbortController();
  const watch = async (text: string) => {
    while (until && !(await until(text))) await delay(50);
    if (until) stop.abort();
  };
  const { terminal, said } = recorder((text) => void watch(text));
  return said(await run(line.split(" "), { terminal, environment, signal: stop.signal }));
}

test("demo --company --live simulates the company and goes on; asked again it is there already", async () => {
  const first = await kompas("demo --company --customers 40 --months 2 --live --rate 200", async () => {
    return (await sources()).length > 0;
  });
  expect(first.code).toBe(0);
  // What takes long is told on the way.
  expect(first.notes).toMatch(/40 customers, 2 months, seed 1 …\n(?:.* %.*\n)*.* rows of \d+ sources became .* events/);
  expect(first.notes).toMatch(/\d+ events? sent\.\nStopping …/);
  const again = await kompas("demo --company", async () => true);
  expect([again.code, again.notes]).toEqual([0, expect.stringContaining("The company is already there.")]);
}, 120_000);

test("a template is listed, applied, and the second time left as it is", async () => {
  expect((await kompas("template")).out).toMatch(/online_shop .*Online shop/);
  const applied = await kompas("template apply online_shop --language pl");
  expect([applied.code, applied.out]).toEqual([0, expect.stringMatching(/source +web-shop/)]);
  const again = await kompas("template apply online_shop");
  expect(again.notes).toMatch(/^0 items added/);
  expect((await kompas("template apply moon")).notes).toContain("online_shop");
}, 60_000);

test.each([
  ["demo --customers 40", /--company/],
  ["demo --company --customers 4", /10 to 1000000/],
  ["demo --company --live --rate no", /--rate/],
  ["template apply online_shop --language de", /en, ru, pl/],
])("kompas %s is wrongly asked", async (line, message) => {
  const said = await kompas(line);
  expect([said.code, said.notes]).toEqual([2, expect.stringMatching(message)]);
});
