// Engines for a test: a database of its own in each, migrated, dropped when the test file ends.
import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { connectClickHouse, connectPostgres, type Engines, identifier, migrate, sql } from "#storage";

/** Both engines on fresh, migrated databases. Call it in a test or a hook; the file's end drops them. */
export async function testEngines(): Promise<Engines> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const clickhouseUrl = new URL(inject("clickhouse_url"));
  const postgresUrl = new URL(inject("postgres_url"));
  const addresses = { clickhouse: clickhouseUrl.toString(), postgres: postgresUrl.toString() };
  const database = identifier({ name }, "name");
  await asAdmin(addresses, async ({ clickhouse, postgres }) => {
    await clickhouse.run("create database", sql`CREATE DATABASE ${database} ENGINE = Atomic`);
    await postgres.pool.query(`CREATE DATABASE ${name}`);
  });
  clickhouseUrl.pathname = `/${name}`;
  postgresUrl.pathname = `/${name}`;
  const engines: Engines = {
    clickhouse: connectClickHouse({ url: clickhouseUrl.toString(), local_files: inject("local_files") }),
    postgres: connectPostgres(postgresUrl.toString()),
  };
  cleanups.push(async () => {
    await Promise.all([engines.clickhouse.close(), engines.postgres.close()]);
    await asAdmin(addresses, async ({ clickhouse, postgres }) => {
      await clickhouse.run("drop database", sql`DROP DATABASE ${database} SYNC`);
      await postgres.pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
    });
  });
  await migrate(engines);
  return engines;
}

/** The settings by which a Kompas of its own finds these databases. */
export function engineSettings(engines: Engines): { KOMPAS_CLICKHOUSE_URL: string; KOMPAS_POSTGRES_URL: string } {
  const clickhouse = new URL(inject("clickhouse_url"));
  const postgres = new URL(inject("postgres_url"));
  clickhouse.pathname = new URL(engines.clickhouse.url).pathname;
  postgres.pathname = new URL(engines.postgres.url).pathname;
  return { KOMPAS_CLICKHOUSE_URL: clickhouse.toString(), KOMPAS_POSTGRES_URL: postgres.toString() };
}

// Connections of the whole server are closed at once: a file with many databases must not hold one for each.
async function asAdmin(
  addresses: { clickhouse: string; postgres: string },
  work: (admin: Engines) => Promise<void>,
): Promise<void> {
  const admin = {
    clickhouse: connectClickHouse({ url: addresses.clickhouse }),
    postgres: connectPostgres(addresses.postgres),
  };
  try {
    await work(admin);
  } finally {
    await Promise.all([admin.clickhouse.close(), admin.postgres.close()]);
  }
}

const cleanups: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});
