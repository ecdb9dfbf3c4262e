// Definitions in the terminal: written to a folder, kept, changed, shown like a diff, applied and refused.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { engineSettings, testEngines } from "../../tests/engines.ts";
import { recorder } from "../../tests/recorder.ts";
import { run } from "./kompas.ts";

let folder: string;
let environment: Record<string, string>;

async function kompas(...line: string[]) {
  const { terminal, said } = recorder();
  return said(await run(line, { terminal, environment, signal: new AbortController().signal }));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kompas-definitions-"));
  const engines = engineSettings(await testEngines());
  environment = { KOMPAS_DATA: join(folder, "data"), KOMPAS_PORT: "0", KOMPAS_LOG_LEVEL: "silent", ...engines };
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const press = "kompas: 1\nsegments:\n  - id: press\n    name: Press\n";

test("a file is shown, applied, and then as written", async () => {
  const file = join(folder, "press.yaml");
  await writeFile(file, press);
  const dry = await kompas("apply", file, "--dry-run");
  expect(dry, dry.notes).toMatchObject({ code: 3, out: "+ segments press\n    id: press\n    name: Press" });
  expect(dry.notes).toContain("1 to add, 0 to change, 0 to remove; 0 as written");
  expect(await kompas("apply", file)).toMatchObject({ code: 1, notes: expect.stringContaining("--yes") });
  expect(await kompas("apply", file, "--yes")).toMatchObject({
    code: 0,
    notes: expect.stringContaining("1 change applied"),
  });
  expect(await kompas("apply", file, "--dry-run")).toMatchObject({ code: 0, out: "" });
});

test("a folder is written with a file for each kind, and applied as a whole", async () => {
  const out = join(folder, "kompas");
  const written = await kompas("export", "definitions", "--out", out);
  expect(written, written.notes).toMatchObject({ code: 0 });
  expect(await readdir(out)).toEqual(
    expect.arrayContaining(["definitions.schema.json", "segments.yaml", "settings.yaml"]),
  );
  const segments = join(out, "segments.yaml");
  const text = await readFile(segments, "utf8");
  expect(text).toBe(
    `# yaml-language-server: $schema=./definitions.schema.json\n${press.replace("segments", "\nsegments")}`,
  );
  await mkdir(join(out, "more"));
  await writeFile(segments, text.replace("name: Press", "name: Papers"));
  await writeFile(join(out, "more", "radio.yml"), "kompas: 1\nsegments:\n  - { id: radio, name: Radio }\n");
  const planned = await kompas("apply", out, "--dry-run");
  expect(planned.out).toBe(
    "~ segments press\n    name: Press → Papers\n+ segments radio\n    id: radio\n    name: Radio",
  );
  expect(await kompas("apply", out, "--yes", "--prune")).toMatchObject({ code: 0 });
  await rm(join(out, "more"), { recursive: true });
  expect(await kompas("apply", out, "--dry-run")).toMatchObject({
    notes: expect.stringContaining("1 more stand here"),
  });
  expect(await kompas("apply", out, "--dry-run", "--prune")).toMatchObject({ code: 3, out: "- segments radio" });
});

test("every fault is told by file, line and field, and what cannot be read is refused", async () => {
  const file = join(folder, "faults.yaml");
  await writeFile(file, "kompas: 1\nsegments:\n  - id: A B\n    name: A\n  - id: c\n");
  const refused = await kompas("apply", file, "--yes");
  expect(refused.code).toBe(1);
  expect(refused.notes).toContain(`${file}, line 3, segments.0.id: `);
  expect(refused.notes).toContain(`${file}, line 5, segments.1: "name" is missing`);
  expect(refused.notes).toContain("2 faults; nothing was done.");
  expect(await kompas("apply", join(folder, "none.yaml"))).toMatchObject({
    code: 1,
    notes: expect.stringContaining("cannot be read"),
  });
});

test("one file holds everything, with the place of its schema", async () => {
  const file = join(folder, "all.yaml");
  expect(await kompas("export", "definitions", "--out", file)).toMatchObject({ code: 0 });
  expect(await readFile(file, "utf8")).toMatch(
    /^# yaml-language-server: \$schema=http.*\/definitions\.schema\.json\nkompas: 1\n/,
  );
  expect(await kompas("apply", file, "--dry-run")).toMatchObject({ code: 0 });
  expect(await kompas("export", "definitions", "--format", "csv")).toMatchObject({ code: 2 });
});
