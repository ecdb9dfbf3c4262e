// What is well and what is not with the engines and the data folder, for `kompas check`. Starts and changes nothing.
import { constants, existsSync } from "node:fs";
import { access, statfs } from "node:fs/promises";
import { createRequire } from "node:module";
import { totalmem } from "node:os";
import { dirname, resolve } from "node:path";
import pg from "pg";
import { connectClickHouse } from "./clickhouse.ts";
import { lockOwner } from "./embedded/lock.ts";
import { postgresPackage } from "./embedded/postgres.binaries.ts";
import { type SeenServer, seenServers } from "./embedded/running.ts";
import { readMigrations } from "./migrate.ts";
import type { EnginesConfig } from "./open.ts";
import { sql } from "./sql.ts";

/** One thing looked at: whether it is well, what was seen, and what mends it when it is not. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly mend?: string;
}

const leastFree_bytes = 1_000_000_000;
const leastMemory_bytes = 1_900_000_000;
const oldestPostgres = 15;

/** Looks at everything the engines need: packages, folder, disk, memory, owner, both servers, migrations. */
export async function diagnose(config: EnginesConfig): Promise<Finding[]> {
  const folder = resolve(config.data_dir);
  const owner = await lockOwner(folder);
  const seen = owner ? await seenServers(folder) : {};
  const postgresUrl = config.postgres_url ?? seen.postgres?.url;
  const clickhouseUrl = config.clickhouse_url ?? seen.clickhouse?.url;
  const looked = await Promise.all([
    ...(config.clickhouse_url === undefined ? [checkLibchdb()] : []),
    ...(config.postgres_url === undefined ? [checkPostgresPackage()] : []),
    checkFolder(folder),
    checkDisk(folder),
    checkMemory(),
    {
      name: "Owner",
      ok: true,
      detail: owner ? `process ${owner.pid} runs Kompas on ${folder}` : `no Kompas runs on ${folder}`,
    },
    clickhouseUrl === undefined ? resting("ClickHouse") : checkClickHouse(clickhouseUrl, seen.clickhouse),
    postgresUrl === undefined ? resting("PostgreSQL") : checkPostgres(postgresUrl, seen.postgres),
    ...(postgresUrl === undefined ? [] : [checkMigrations(postgresUrl)]),
  ]);
  return looked;
}

const resting = (name: string): Finding => ({ name, ok: true, detail: "not running; it starts with Kompas" });

const reasonOf = (fault: unknown) => (fault instanceof Error ? fault.message : String(fault));

/** A look that may fail: its failure is the finding. */
async function look(name: string, mend: string, see: () => Promise<string>): Promise<Finding> {
  try {
    return { name, ok: true, detail: await see() };
  } catch (fault) {
    return { name, ok: false, detail: reasonOf(fault), mend };
  }
}

function checkLibchdb(): Promise<Finding> {
  const mend =
    "Run npm ci with optional dependencies on Linux (glibc) or macOS, or set KOMPAS_CLICKHOUSE_URL to a ClickHouse of your own.";
  return look("ClickHouse package", mend, async () => {
    const { libchdbPath }: { libchdbPath: () => string } = createRequire(import.meta.url)("chdb/libchdb");
    return libchdbPath();
  });
}

function checkPostgresPackage(): Promise<Finding> {
  const mend = "Run npm ci with optional dependencies, or set KOMPAS_POSTGRES_URL to a PostgreSQL of your own.";
  return look("PostgreSQL package", mend, async () => {
    const found = postgresPackage();
    if (found === undefined) throw new Error(`no package for ${process.platform}-${process.arch}`);
    return dirname(dirname(found));
  });
}

/** The folder itself, or what of its path there is. */
function existing(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder));
}

function checkFolder(folder: string): Promise<Finding> {
  const mend = "Give this user the right to write there, or set KOMPAS_DATA to another folder.";
  return look("Data folder", mend, async () => {
    await access(existing(folder), constants.W_OK | constants.X_OK);
    return existsSync(folder) ? `${folder} is writable` : `${folder} is made at the first start`;
  });
}

async function checkDisk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(existing(folder));
  const free_bytes = bavail * bsize;
  return {
    name: "Free disk",
    ok: free_bytes >= leastFree_bytes,
    detail: `${(free_bytes / 1e9).toFixed(1)} GB free`,
    ...(free_bytes >= leastFree_bytes ? {} : { mend: "Make room, or set KOMPAS_DATA to a folder on another disk." }),
  };
}

async function checkMemory(): Promise<Finding> {
  const ok = totalmem() >= leastMemory_bytes;
  return {
    name: "Memory",
    ok,
    detail: `${(totalmem() / 1e9).toFixed(1)} GB in this machine`,
    ...(ok ? {} : { mend: "Kompas needs 2 GB." }),
  };
}

const sizeText = (seen: SeenServer | undefined) =>
  seen?.resident_bytes === undefined ? "" : `, ${Math.round(seen.resident_bytes / 1e6)} MB resident`;

function checkClickHouse(url: string, seen: SeenServer | undefined): Promise<Finding> {
  return look("ClickHouse", "See log/clickhouse.log in the data folder, or check KOMPAS_CLICKHOUSE_URL.", async () => {
    const clickhouse = connectClickHouse({ url });
    try {
      const rows = await clickhouse.rows("check", sql`SELECT version() AS version`, { timeout_ms: 5_000 });
      const version = /"version":"([^"]+)"/.exec(JSON.stringify(rows[0]))?.[1] ?? "unknown version";
      return `${version} at ${clickhouse.url}${sizeText(seen)}`;
    } finally {
      await clickhouse.close();
    }
  });
}

async function withPostgres<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function checkPostgres(url: string, seen: SeenServer | undefined): Promise<Finding> {
  return look("PostgreSQL", "See log/postgres.log in the data folder, or check KOMPAS_POSTGRES_URL.", () =>
    withPostgres(url, async (client) => {
      const { rows } = await client.query<{ version: number; text: string }>(
        "SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('server_version') AS text",
      );
      const version = rows[0]?.version ?? 0;
      if (version < oldestPostgres) throw new Error(`version ${version}; Kompas needs ${oldestPostgres} or newer`);
      return `${rows[0]?.text} at ${client.host}:${client.port}${sizeText(seen)}`;
    }),
  );
}

function checkMigrations(url: string): Promise<Finding> {
  return look("Migrations", "Run kompas migrate.", () =>
    withPostgres(url, async (client) => {
      const wanted = await readMigrations();
      const { rows } = await client.query<{ key: string; checksum: string }>(
        "SELECT engine || '/' || name AS key, checksum FROM migration WHERE done",
      );
      const applied = new Map(rows.map(({ key, checksum }) => [key, checksum]));
      const missing = wanted.filter(({ engine, name, checksum }) => applied.get(`${engine}/${name}`) !== checksum);
      if (missing.length > 0) throw new Error(`missing or changed: ${missing.map(({ name }) => name).join(", ")}`);
      return `all ${wanted.length} applied`;
    }),
  );
}
