// An engine falls silent or falls: clients are told to send again, and everything goes on by itself.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readConfig, type Server, startServer } from "#server";
import { connectClickHouse, connectPostgres, type Embedded, type Engines, migrate, sql, startEmbedded } from "#storage";

let folder = "";
let embedded: Embedded;
let engines: Engines;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "kompas-away-"));
  embedded = await startEmbedded(path.join(folder, "engines"));
  const urls = { clickhouse: embedded.clickhouse?.url ?? "", postgres: embedded.postgres ?? "" };
  engines = { clickhouse: connectClickHouse({ url: urls.clickhouse }), postgres: connectPostgres(urls.postgres) };
  await migrate(engines);
  await engines.postgres.db
    .insertInto("source")
    .values({ slug: "shop", name: "Shop", kind: "site", write_key: "away-key", settings: "{}" })
    .execute();
  const config = readConfig({
    KOMPAS_DATA: path.join(folder, "kompas"),
    KOMPAS_PORT: "0",
    KOMPAS_CLICKHOUSE_URL: urls.clickhouse,
    KOMPAS_POSTGRES_URL: urls.postgres,
  });
  server = await startServer(config, { logger: pino({ level: "silent" }) });
  await server.ready;
});

afterAll(async () => {
  await server.stop();
  await Promise.all([engines.clickhouse.close(), engines.postgres.close()]);
  await embedded.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

let sent = 0;

async function send(): Promise<{ status: number; retry_after: string | null }> {
  sent += 1;
  const event = { anonymousId: "visitor", messageId: `away-${sent}`, writeKey: "away-key" };
  const answer = await fetch(`${server.local_address}/v1/page`, { method: "POST", body: JSON.stringify(event) });
  await answer.text();
  return { status: answer.status, retry_after: answer.headers.get("retry-after") };
}

const stored = async () => {
  const rows = await engines.clickhouse.rows("away", sql`SELECT toUInt32(count()) AS events FROM event`);
  return rows[0];
};

it("events come in while PostgreSQL falls and while it is silent", { timeout: 60_000 }, async () => {
  expect(await send()).toMatchObject({ status: 200 });
  const { pid } = embedded.state().postgres ?? {};
  process.kill(pid ?? 0, "SIGSTOP");
  const began = performance.now();
  while (performance.now() - began < 4_000) expect(await send()).toMatchObject({ status: 200 });
  process.kill(pid ?? 0, "SIGKILL");
  for (let again = 0; again < 20; again += 1) expect(await send()).toMatchObject({ status: 200 });
  await expect
    .poll(() => embedded.state().postgres, { timeout: 30_000 })
    .toMatchObject({ status: "running", restarts: 1 });
  expect(await stored()).toEqual({ events: sent });
});

it("clients are told to send again while ClickHouse is away, and it goes on by itself", {
  timeout: 120_000,
}, async () => {
  const before = sent;
  process.kill(embedded.state().clickhouse?.pid ?? 0, "SIGKILL");
  let taken = 0;
  let refused = 0;
  // Each is either durable or refused in a way that makes an SDK send it again.
  while (taken < 20) {
    const { status, retry_after } = await send();
    if (status === 200) taken += 1;
    else {
      refused += 1;
      expect([429, 503]).toContain(status);
      expect(retry_after).toMatch(/^[1-9]\d*$/);
    }
  }
  expect(refused).toBeGreaterThan(0);
  expect(await stored()).toEqual({ events: before + taken });
});

it("an engine that hangs is not waited for without end", { timeout: 120_000 }, async () => {
  const pid = embedded.state().clickhouse?.pid ?? 0;
  process.kill(pid, "SIGSTOP");
  const answers = await Promise.all(Array.from({ length: 5 }, () => send()));
  expect(answers.every(({ status, retry_after }) => status === 503 && Number(retry_after) > 0)).toBe(true);
  process.kill(pid, "SIGCONT");
  await expect.poll(async () => (await send()).status, { timeout: 60_000 }).toBe(200);
});
