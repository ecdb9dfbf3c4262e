// An erased person does not come back by a file: their rows are refused without a word of what stood in them.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Engines, sql } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { everything } from "../../../tests/planted.ts";
import { askForImport } from "../import/import.job.ts";
import { checkLocation } from "../import/preview.ts";
import { importState } from "../import/record.ts";
import { runImport } from "../import/run.ts";
import { setTombstones } from "./tombstone.ts";

const settings = { name: "", currency: "EUR", time_zone: "UTC", country: "", personal_data_role: "agent" } as const;
const now = () => new Date("2026-03-01T12:00:00Z");

let engines: Engines;
let data_dir: string;
beforeAll(async () => {
  engines = await testEngines();
  data_dir = await mkdtemp(path.join(tmpdir(), "kompas-erased-"));
});
afterAll(() => rm(data_dir, { recursive: true, force: true }));

it("is refused by any of their identifiers, in the dry run and in the import", async () => {
  const known = [
    { kind: "email", value: "gone.person@example.org" },
    { kind: "phone", value: "+48600700899" },
  ];
  await setTombstones(engines, known, { request_id: 1, lifted: false, now: now() });
  const file = path.join(data_dir, "people.csv");
  const lines = [
    "email,phone,city",
    "Gone.Person@example.org,,Gdynia",
    "other@example.org,+48600700899,Gdynia",
    "stays@example.org,+48600111222,Gdynia",
  ];
  await writeFile(file, `${lines.join("\n")}\n`);
  const location = { kind: "path", path: file } as const;
  const check = await checkLocation({ engines, settings, data_dir, now }, location, undefined);
  expect(check).toMatchObject({ accepted: 1, rejected: 2 });
  expect(check.rejections.map(({ code }) => code)).toEqual(["erased_person", "erased_person"]);
  expect(JSON.stringify(check.rejections)).not.toContain("gone");

  const { id } = await askForImport(engines, { location }, settings, now());
  const signal = new AbortController().signal;
  await runImport(id, { engines, data_dir, now, signal, last: true, settings });
  expect(await importState(engines, id, now())).toMatchObject({ state: "done", rows_accepted: 1, rows_rejected: 2 });
  const letters = sql`SELECT code, raw, body FROM dead_letter FINAL`;
  const nothing = { code: "erased_person", raw: {}, body: "" };
  expect(await engines.clickhouse.rows("test.letters", letters)).toEqual([nothing, nothing]);
  const all = await everything(engines);
  expect([...all].filter(([, text]) => /gone\.person|600700899|other@example/i.test(text))).toEqual([]);
});
