// The workspace over HTTP with real engines: what may be changed, and that a change is seen at once.
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { Type } from "typebox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Engines, route } from "#storage";
import { testEngines } from "../../tests/engines.ts";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createKompas } from "./kompas.ts";
import { readSettings, workspaceRoutes } from "./workspace.ts";

let app: FastifyInstance;
let engines: Engines;

// Shows what every other route would see.
const seen = route({
  method: "GET",
  path: "/api/v1/seen",
  access: "viewer",
  summary: "The settings of this request",
  reply: Type.Unknown(),
  handle: async ({ context }) => context.settings,
});

beforeAll(async () => {
  engines = await testEngines();
  const kompas = createKompas(readConfig({}));
  kompas.setReady({ engines, settings: await readSettings(engines.postgres) });
  kompas.setState({ status: "ready", detail: "" });
  const none = async () => ({ first_day: null, last_day: null, events: 0, customers: 0 });
  app = await createApp(kompas, {
    routes: [...workspaceRoutes(kompas, none), seen],
    web_dir: "/nowhere",
    logger: pino({ level: "silent" }),
    check_replies: true,
  });
});

afterAll(() => app.close());

const headers = { host: "localhost" };
const change = (payload: object) => app.inject({ method: "PATCH", url: "/api/v1/workspace", headers, payload });

test("a fresh workspace counts in euros, in UTC", async () => {
  const answer = await app.inject({ url: "/api/v1/workspace", headers });
  expect(answer.json()).toMatchObject({ name: "", currency: "EUR", time_zone: "UTC", first_day: null, events: 0 });
});

test("a change is kept and seen by every other route at once", async () => {
  expect((await change({ currency: "GBP", time_zone: "europe/warsaw" })).json()).toMatchObject({
    currency: "GBP",
    time_zone: "Europe/Warsaw",
  });
  expect((await change({ name: "Shop", country: "PL" })).statusCode).toBe(200);
  const expected = {
    name: "Shop",
    currency: "GBP",
    time_zone: "Europe/Warsaw",
    country: "PL",
    personal_data_role: "agent",
  };
  expect((await app.inject({ url: "/api/v1/seen", headers })).json()).toEqual(expected);
  expect(await readSettings(engines.postgres)).toEqual(expected);
});

test("what is no currency, no zone or no setting is refused by its name", async () => {
  expect((await change({ currency: "XQQ" })).json()).toMatchObject({
    status: 422,
    code: "unknown_currency",
    field: "currency",
  });
  expect((await change({ currency: "pounds" })).json()).toMatchObject({ status: 400, field: "currency" });
  for (const time_zone of ["Mars/Base", "+02:00", ""]) {
    expect((await change({ time_zone })).json()).toMatchObject({
      status: 422,
      code: "unknown_time_zone",
      field: "time_zone",
    });
  }
  expect((await change({ country: "XZ" })).json()).toMatchObject({ status: 422, code: "unknown_country" });
  expect((await change({ country: "pl" })).json()).toMatchObject({ status: 400, field: "country" });
  expect((await change({ colour: "red" })).json()).toMatchObject({ status: 400, field: "colour" });
  expect((await change({})).statusCode).toBe(200);
});

test("ready means that both engines answer now", async () => {
  const answer = await app.inject({ url: "/readyz", headers });
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    { status: "ready", detail: "", engines: { clickhouse: true, postgres: true } },
  ]);
  const metrics = (await app.inject({ url: "/metrics", headers })).body;
  expect(metrics).toContain("kompas_ready 1");
  expect(metrics).toContain('route="/api/v1/workspace"');
});
