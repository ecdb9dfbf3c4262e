// Kompas is killed with SIGKILL in the steps of an erasure: the next start goes on, and in the end nothing of the person
// is there, nothing of others is lost, and the certificate counts what all runs together found.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { Value } from "typebox/value";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Certificate } from "#contract";
import { routes } from "#listen";
import { type Engines, sql } from "#storage";
import { testContext } from "../tests/context.ts";
import { engineSettings, testEngines } from "../tests/engines.ts";
import { everything } from "../tests/planted.ts";
import { kill } from "./killing.ts";

const steps = ["settle", "orders", "tables", "files", "rewrite", "verify", "forget"];
const killed_in = ["settle", "tables", "rewrite"];
const email = "killed.often@example.org";
const orders = 40;

let engines: Engines;
let folder: string;
let child: ChildProcess | undefined;

beforeAll(async () => {
  engines = await testEngines();
  folder = await mkdtemp(path.join(tmpdir(), "kompas-erase-"));
});
afterAll(async () => {
  if (child?.pid) kill(child.pid);
  await rm(folder, { recursive: true, force: true });
});

/** Calls a route of listen as its server would. */
async function call(method: string, address: string, params: object, body: object): Promise<unknown> {
  const route = routes.find((one) => one.method === method && one.path === address);
  const context = { ...testContext(engines), now: () => new Date() };
  return await route?.handle({ params, query: {}, body, headers: {}, ip: "", bytes: Readable.from([]), context });
}

async function tellOrders(person: string, customer_id: string, address: string): Promise<void> {
  const rows = Array.from({ length: orders }, (_, at) => ({
    id: `${customer_id}${at}`,
    source: "shop",
    message_id: `${person}-${at}`,
    type: "track",
    name: "Order Completed",
    customer_id,
    occurred_at: "2026-02-01 10:00:00.000",
    received_at: "2026-02-01 10:00:00.000",
    revenue: 10,
    currency: "EUR",
    order_id: `${person}-${at}`,
    identifiers: [{ kind: "email", value: address }],
    traits: [{ name: "email", value: address }],
    body: JSON.stringify({ email: address }),
  }));
  await engines.clickhouse.insert("delivery", rows);
}

const requestRow = () => engines.postgres.db.selectFrom("rights_request").selectAll().executeTakeFirstOrThrow();

function start(): void {
  const program = fileURLToPath(new URL("erase-crash.child.ts", import.meta.url));
  const { KOMPAS_CLICKHOUSE_URL: clickhouse, KOMPAS_POSTGRES_URL: postgres } = engineSettings(engines);
  const args = ["--import", "tsx", "--conditions=development", program, folder, clickhouse, postgres];
  child = spawn(process.execPath, args, { stdio: "ignore" });
}

it("goes on after every kill", async () => {
  await tellOrders("killed", "71", email);
  await tellOrders("other", "72", "other@example.org");
  await call(
    "POST",
    "/api/v1/privacy/requests",
    {},
    { kind: "erasure", identifier: { value: email }, policy: "anonymize" },
  );
  await call("POST", "/api/v1/privacy/requests/:id/run", { id: 1 }, { confirm: email });
  for (const step of killed_in) {
    start();
    // A step may be over before it is seen: then a later one is cut.
    await expect
      .poll(async () => steps.indexOf((await requestRow()).step) >= steps.indexOf(step), {
        timeout: 60_000,
        interval: 5,
      })
      .toBe(true);
    if (child?.pid) kill(child.pid);
  }
  start();
  await expect.poll(async () => (await requestRow()).state, { timeout: 120_000 }).toBe("done");

  const row = await requestRow();
  const certificate = Value.Parse(Certificate, row.certificate);
  expect(certificate.orders_kept).toBe(orders);
  // The traits of one person are one row a word; doubles of a delivery that was cut count as well.
  expect(certificate.tables.find(({ table }) => table === "event_log")?.own).toBe(orders);
  expect(row.subject).toBeNull();
  const all = await everything(engines);
  expect([...all].filter(([, text]) => text.includes("killed.often"))).toEqual([]);
  const rows = await engines.clickhouse.rows(
    "test.orders",
    sql`SELECT customer_id = 72 AS other, count() AS orders, sum(revenue) AS revenue FROM event GROUP BY other ORDER BY other`,
  );
  expect(rows).toEqual([
    { other: 0, orders, revenue: 10 * orders },
    { other: 1, orders, revenue: 10 * orders },
  ]);
}, 400_000);
