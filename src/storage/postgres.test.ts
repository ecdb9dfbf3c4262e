// Faults of PostgreSQL have codes, and the pool lives on.
import { sql } from "kysely";
import { expect, test } from "vitest";
import { testEngines } from "../../tests/engines.ts";
import { connectPostgres } from "./postgres.ts";

test("a bad statement, a conflict, a time limit and a cancellation each have their code", async () => {
  const { postgres } = await testEngines();
  const run = (text: string) => postgres.guarded("story", (db) => sql.raw(text).execute(db));
  await expect(run("SELECT nothing FROM nowhere")).rejects.toMatchObject({
    code: "bad_query",
    engine: "postgres",
    query: "story",
  });
  await expect(run("INSERT INTO workspace DEFAULT VALUES")).rejects.toMatchObject({ code: "conflict" });
  await expect(run("SELECT 1 / 0")).rejects.toMatchObject({ code: "bad_input" });
  await expect(run("SET LOCAL statement_timeout = 50; SELECT pg_sleep(60)")).rejects.toMatchObject({
    code: "query_timeout",
  });
  const slow = expect(run("SELECT pg_sleep(61)")).rejects.toMatchObject({ code: "query_cancelled" });
  const cancel =
    "SELECT pg_cancel_backend(pid) AS done FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(61)' AND state = 'active'";
  await expect.poll(async () => (await postgres.pool.query(cancel)).rowCount, { timeout: 10_000 }).toBe(1);
  await slow;
  expect((await postgres.pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
});

test("no server is a fault with a code", async () => {
  const nobody = connectPostgres("postgresql://kompas:x@127.0.0.1:9/kompas");
  await expect(nobody.guarded("story", (db) => sql.raw("SELECT 1").execute(db))).rejects.toMatchObject({
    code: "engine_unavailable",
  });
  await nobody.close();
});
