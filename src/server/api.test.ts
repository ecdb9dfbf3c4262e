// The API on real engines with real orders: every answer is as its route declares, and the server stops in order.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { Value } from "typebox/value";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ImportState, Upload } from "#contract";
import { engineSettings, testEngines } from "../../tests/engines.ts";
import { readConfig } from "./config.ts";
import { createKompas } from "./kompas.ts";
import { allRoutes } from "./routes.ts";
import { type Server, startServer } from "./server.ts";

const orders = [
  "order_id,date,email,sku,product,qty,price,country",
  "A1,2024-01-05 10:00,jo@example.com,S1,Tea,2,3.50,UK",
  "A1,2024-01-05 10:00,jo@example.com,S2,Cup,1,7.25,UK",
  "A2,2024-02-10 12:00,al@example.com,S1,Tea,1,3.50,France",
  "A3,2024-03-01 12:00,jo@example.com,S1,Tea,-1,3.50,UK",
  "A4,not a date,jo@example.com,S1,Tea,1,3.50,UK",
  "A5,2024-03-03 12:00,,S1,Tea,1,3.50,",
].join("\n");

let folder = "";
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kompas-api-"));
  const engines = await testEngines();
  const config = readConfig({
    KOMPAS_DATA: folder,
    KOMPAS_PORT: "0",
    ...engineSettings(engines),
  });
  server = await startServer(config, { logger: pino({ level: "silent" }), check_replies: true });
  await server.ready;
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function ask(
  method: string,
  path: string,
  body?: string,
  type = "application/json",
): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${server.local_address}${path}`, {
    method,
    ...(body === undefined ? {} : { body, headers: { "content-type": type } }),
  });
  return { status: answer.status, text: await answer.text() };
}

async function imported(id: number): Promise<ImportState> {
  for (;;) {
    const state: unknown = JSON.parse((await ask("GET", `/api/v1/imports/${id}`)).text);
    if (!Value.Check(ImportState, state)) throw new Error(JSON.stringify(state));
    if (state.state !== "waiting" && state.state !== "running") return state;
  }
}

test("a file is uploaded, looked at, checked and imported, and the workspace tells how far the data reaches", async () => {
  const sent: unknown = JSON.parse(
    (await ask("POST", "/api/v1/uploads?file_name=orders.csv", orders, "text/csv")).text,
  );
  if (!Value.Check(Upload, sent)) throw new Error(JSON.stringify(sent));
  const location = { kind: "upload", upload_id: sent.upload_id, file_name: "orders.csv" };
  const preview = await ask("POST", "/api/v1/imports/preview", JSON.stringify({ location }));
  expect(preview.status, preview.text).toBe(200);
  const { mapping } = JSON.parse(preview.text);
  const check = await ask("POST", "/api/v1/imports/check", JSON.stringify({ location, mapping }));
  expect(JSON.parse(check.text)).toMatchObject({ rows: 6, accepted: 5, rejected: 1, without_customer: 1 });
  const begun = await ask("POST", "/api/v1/imports", JSON.stringify({ location, mapping }));
  expect(begun.status).toBe(202);
  expect(await imported(JSON.parse(begun.text).id)).toMatchObject({
    state: "done",
    rows_accepted: 5,
    rows_rejected: 1,
  });
  const workspace = JSON.parse((await ask("GET", "/api/v1/workspace")).text);
  expect(workspace).toMatchObject({ first_day: "2024-01-05", last_day: "2024-03-03", customers: 2 });
});

test("every GET route answers as it declares", async () => {
  const { rows } = JSON.parse((await ask("GET", "/api/v1/customers")).text);
  const ids: Record<string, string> = { customers: rows[0].customer_id, metrics: "revenue_net", imports: "1" };
  const routes = allRoutes(createKompas(readConfig({}))).filter(({ method, path, access, reply }) => {
    const list = /\/([\w-]+)\/:/.exec(path)?.[1];
    // Sources show their own keys, streams never end, and what other stories make is theirs to ask for.
    const ends = reply !== "file" || path.endsWith(".csv");
    return method === "GET" && access !== "source" && ends && (list === undefined || list in ids);
  });
  expect(routes.length).toBeGreaterThan(20);
  // What a question cannot do without.
  const inputs: Record<string, string> = {
    scheme: "rfm",
    trait: "city",
    value: "nobody",
    ids: rows[0].customer_id,
    field: "email",
    of: "missing",
  };
  await ask("POST", "/api/v1/segments", JSON.stringify({ id: "asked", name: "Asked" }));
  const own: Record<string, string> = { "/api/v1/segments/overlap": "asked" };
  for (const { path, query } of routes) {
    const required =
      query !== undefined && "required" in query && Array.isArray(query.required) ? [...query.required] : [];
    // One of several inputs must be there.
    if (path === "/api/v1/conditions/values") required.push("trait");
    const asked = new URLSearchParams(
      required.map((name): [string, string] => [name, own[path] ?? inputs[name] ?? ""]),
    );
    const address = `${path.replace(/\/(\w+)\/:id/, (_, list: string) => `/${list}/${ids[list] ?? "1"}`)}?${asked}`;
    const answer = await ask("GET", address);
    expect(answer.status, `${address}: ${answer.text}`).toBe(200);
  }
});

test.each([
  "metrics/revenue_net/values?by=property:country&compare=previous&grain=day&from=2024-02-01&to=2024-02-29",
  "metrics/refund_rate/values?from=2030-01-01&to=2030-01-31&compare=year",
  "metrics/aov/values?by=product",
  "metrics/summary?from=2024-01-01&to=2024-03-31&compare=year",
  "classes?form=variation&grain=quarter",
  "classes/customers?abc=AB&xyz=XYZ&limit=1",
  "customers?sort=aov&order=asc&limit=1&search=jo",
  "customers?metric=customers_new&from=2024-02-01&to=2024-02-29",
])("%s answers as declared", async (path) => {
  const answer = await ask("GET", `/api/v1/${path}`);
  expect(answer.status, answer.text).toBe(200);
});

test("what does not exist is a problem with a code, not a failure", async () => {
  for (const path of [
    "customers/1",
    "customers/x",
    "metrics/none/values",
    "imports/999",
    "metrics/aov/values?by=moon",
    "customers?cursor=broken",
  ]) {
    const { status, text } = await ask("GET", `/api/v1/${path}`);
    expect(status, `${path}: ${text}`).toBeGreaterThanOrEqual(400);
    expect(status, `${path}: ${text}`).toBeLessThan(500);
    expect(JSON.parse(text).code).toMatch(/^[a-z_]+$/);
  }
});
