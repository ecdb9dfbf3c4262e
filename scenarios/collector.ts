// What the stories of collecting share: a real server with a source, and what stands in the log afterwards.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import { afterAll } from "vitest";
import { readConfig, startServer } from "#server";
import { type Engines, sql } from "#storage";
import { engineSettings, testEngines } from "../tests/engines.ts";

/** A running Kompas with one source. */
export interface Collector {
  readonly engines: Engines;
  readonly address: string;
  readonly write_key: string;
  readonly slug: string;
}

const cleanups: (() => Promise<void>)[] = [];

// At the top: a hook that is registered inside a hook is never called.
afterAll(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A folder that goes when the test file ends. */
export async function storyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "kompas-collect-"));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Makes the source whose key the stories send with. */
export async function makeSource(engines: Engines): Promise<{ slug: string; write_key: string }> {
  const source = { slug: "shop", name: "Shop", kind: "server", write_key: "test-write-key", settings: "{}" };
  await engines.postgres.db.insertInto("source").values(source).execute();
  return { slug: source.slug, write_key: source.write_key };
}

type EngineSettings = ReturnType<typeof engineSettings>;

/** Starts a server on databases of its own; it stops when the test file ends. `settled` may change its settings. */
export async function startCollector(
  settled: (settings: EngineSettings) => Promise<Readonly<Record<string, string>>> = async (settings) => settings,
): Promise<Collector> {
  const engines = await testEngines();
  const source = await makeSource(engines);
  const settings = await settled(engineSettings(engines));
  const config = readConfig({ KOMPAS_DATA: await storyFolder(), KOMPAS_PORT: "0", ...settings });
  const server = await startServer(config, { logger: pino({ level: "silent" }), check_replies: true });
  cleanups.push(() => server.stop());
  await server.ready;
  return { engines, address: server.local_address, ...source };
}

/** A row of the event log as stories look at it. */
export interface LoggedEvent {
  readonly type: string;
  readonly name: string;
  readonly message_id: string;
  readonly identifiers: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
  readonly group_id: string;
  readonly order_id: string;
  readonly revenue: number;
  readonly currency: string;
  readonly product_ids: readonly string[];
  readonly occurred_at: string;
  readonly original_at: string;
  readonly sent_at: string;
}

/** All events, in the order in which they happened. */
export async function loggedEvents({ engines }: Collector): Promise<readonly LoggedEvent[]> {
  const rows: ReturnType<typeof JSON.parse> = await engines.clickhouse.rows(
    "story.events",
    sql`SELECT
  type, name, message_id, CAST(identifiers, 'Map(String, String)') AS identifiers, properties, group_id, order_id,
  revenue, currency, products.id AS product_ids, occurred_at, original_at, sent_at
FROM event
ORDER BY event.occurred_at, type`,
  );
  return rows;
}
