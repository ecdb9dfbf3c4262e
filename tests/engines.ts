// Engines for a test: a database of its own in each, migrated, dropped when the test file ends.
import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { connectClickHouse, connectPostgres, type Engines, identifier, migrate, sql } from "#storage";

/** Both engines on fresh, migrated databases. Call it in a test or a hook; the file's end drops them. */
export async function testEngines(): Promise<Engines> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const clickhouseUrl = new URL(inject("clickhouse_url"));
  const postgresUrl = new URL(inject("postgres_url"));
  const admin = {
    clickhouse: connectClickHouse({ url: clickhouseUrl.toString() }),
    postgres: connectPostgres(postgresUrl.toString()),
  };
  const database = identifier({ name }, "name");
  await admin.clickhouse.run("create database", sql`CREATE DATABASE ${database} ENGINE = Atomic`);
  await admin.postgres.pool.query(`CREATE DATABASE ${name}`);
  clickhouseUrl.pathname = `/${name}`;
  postgresUrl.pathname = `/${name}`;
  const engines: Engines = {
    clickhouse: connectClickHouse({ url: clickhouseUrl.toString(), local_files: inject("local_files") }),
    postgres: connectPostgres(postgresUrl.toString()),
  };
  cleanups.push(async () => {
    await Promise.all([engines.clickhouse.close(), engines.postgres.close()]);
    await admin.clickhouse.run("drop database", sql`DROP DATABASE ${database} SYNC`);
    await admin.postgres.pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await Promise.all([admin.clickhouse.close(), admin.postgres.close()]);
  });
  await migrate(engines);
  return engines;
}

const cleanups: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});
