// What the import stories share: a folder for their files, and an import run from asking to its end.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { type Static, Type } from "typebox";
import { afterAll } from "vitest";
import type { Check, ImportState, Location, Mapping, Preview } from "#contract";
import { askForImport, cancelImport, checkLocation, importState, previewLocation, runImport } from "#listen";
import { type Engines, query, sql } from "#storage";

const settings = { name: "Shop", currency: "GBP", time_zone: "UTC", country: "", personal_data_role: "agent" } as const;

/** A file of lines in the story's folder; gives its path. */
export type Write = (name: string, content: string | Uint8Array) => Promise<string>;

/** The verbs of an import story. */
export interface Story {
  readonly folder: string;
  readonly write: Write;
  readonly preview: (location: Location) => Promise<Preview>;
  readonly check: (location: Location, mapping?: Mapping) => Promise<Check>;
  /** Asks for an import and runs it to its end. */
  readonly load: (location: Location, mapping?: Mapping) => Promise<ImportState>;
  /** Asks for an import and cancels it as soon as it runs. */
  readonly cancel: (location: Location) => Promise<ImportState>;
  readonly totals: () => Promise<Totals>;
}

const Row = Type.Object({
  orders: Type.Integer(),
  events: Type.Integer(),
  customers: Type.Integer(),
  revenue_minor: Type.Integer(),
  lines: Type.Integer(),
  identifiers: Type.Integer(),
  traits: Type.Integer(),
});
export type Totals = Static<typeof Row>;

const totalsQuery = query({
  name: "listen.story.totals",
  row: Row,
  branches: {},
  sql: () => sql`WITH
  people AS (SELECT count() AS identifiers FROM identifier),
  said AS (SELECT count() AS traits FROM trait),
  orders AS (
    SELECT
      uniqExact(order_id) AS orders,
      count() AS events,
      uniqExactIf(customer_id, customer_id != 0) AS customers,
      toInt64(round(sum(revenue) * 100)) AS revenue_minor,
      sum(length(products.id)) AS lines
    FROM event
  )
SELECT * FROM orders CROSS JOIN people CROSS JOIN said`,
});

const folders: string[] = [];

// At the top: a hook that is registered inside a hook is never called.
afterAll(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** Opens a story on these engines; its folder goes when the test file ends. */
export async function importStory(engines: Engines): Promise<Story> {
  const folder = await mkdtemp(path.join(tmpdir(), "kompas-story-"));
  folders.push(folder);
  const now = () => new Date();
  const look = { engines, settings, data_dir: folder, now };
  return {
    folder,
    write: async (name, content) => {
      const file = path.join(folder, name);
      await writeFile(file, content);
      return file;
    },
    preview: (location) => previewLocation(look, location),
    check: (location, mapping) => checkLocation(look, location, mapping),
    load: async (location, mapping) => {
      const asked = await askForImport(engines, { location, ...(mapping ? { mapping } : {}) }, settings, now());
      const signal = new AbortController().signal;
      await runImport(asked.id, { engines, data_dir: folder, now, signal, last: true, settings });
      return await importState(engines, asked.id, now());
    },
    cancel: async (location) => {
      const { id } = await askForImport(engines, { location }, settings, now());
      const signal = new AbortController().signal;
      const running = runImport(id, { engines, data_dir: folder, now, signal, last: true, settings });
      while ((await importState(engines, id, now())).state === "waiting") await setImmediate();
      await cancelImport(engines, id, now());
      await running;
      return await importState(engines, id, now());
    },
    totals: async () => {
      const [row] = await totalsQuery(engines.clickhouse, undefined);
      if (!row) throw new Error("No totals");
      return row;
    },
  };
}
