// What becomes of a route's data, of faults, and of requests while the engines are still starting.
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { Type } from "typebox";
import { afterEach, describe, expect, test } from "vitest";
import { ProblemError } from "#contract";
import { connectClickHouse, connectPostgres, type Engines, route, StorageError } from "#storage";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createKompas, type Kompas } from "./kompas.ts";

// Connections to where nothing listens: these routes need no engine.
const standIn: Engines = {
  clickhouse: connectClickHouse({ url: "http://nobody:nothing@127.0.0.1:9/none" }),
  postgres: connectPostgres("postgresql://nobody:nothing@127.0.0.1:9/none"),
};
const opened: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close();
});

const echo = route({
  method: "POST",
  path: "/api/v1/echo/:id",
  access: "analyst",
  summary: "Gives back what it got",
  params: Type.Object({ id: Type.Integer() }),
  query: Type.Object({
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
    grain: Type.Optional(Type.Union([Type.Literal("day"), Type.Literal("week")])),
  }),
  body: Type.Object({ count: Type.Integer(), name: Type.Optional(Type.String()) }),
  reply: Type.Object({ id: Type.Integer(), limit: Type.Optional(Type.Integer()), count: Type.Integer() }),
  status: 201,
  handle: async ({ params, query, body }) => ({ id: params.id, count: body.count, ...query }),
});

const faults: Record<string, Error> = {
  gone: new StorageError("clickhouse", "engine_unavailable", "analyze.x", "connect ECONNREFUSED password=hunter2"),
  late: new StorageError("clickhouse", "query_timeout", "analyze.x", "SELECT secret"),
  full: new StorageError("postgres", "disk_full", "x", "no space"),
  bad: new StorageError("clickhouse", "bad_query", "analyze.x", "Syntax error: SELECT secret"),
  nobody_foresaw: new TypeError("SELECT secret"),
  known: new ProblemError(422, "too_small", "Take more.", "count"),
};

const failing = route({
  method: "GET",
  path: "/api/v1/fails/:how",
  access: "viewer",
  summary: "Fails",
  params: Type.Object({ how: Type.String() }),
  reply: Type.Object({}),
  handle: async ({ params }) => {
    throw faults[params.how] ?? new Error("none");
  },
});

const file = route({
  method: "GET",
  path: "/api/v1/file",
  access: "viewer",
  summary: "A file",
  reply: "file",
  handle: async () => ({
    stream: Readable.from(["a,b\n", "1,2\n"]),
    file_name: 'Zürich "A".csv',
    content_type: "text/csv",
  }),
});

const upload = route({
  method: "POST",
  path: "/api/v1/upload",
  access: "viewer",
  summary: "Counts bytes",
  takes: "bytes",
  reply: Type.Object({ bytes: Type.Integer() }),
  async handle({ bytes }) {
    let count = 0;
    for await (const chunk of bytes) count += Buffer.byteLength(chunk);
    return { bytes: count };
  },
});

const liar = route({
  method: "GET",
  path: "/api/v1/liar",
  access: "viewer",
  summary: "Says another thing than it declares",
  reply: Type.Object({ count: Type.Integer() }),
  // JSON of the outside world: the type checker cannot know.
  handle: async () => JSON.parse('{"count":"many"}'),
});

// Ends only when its caller hangs up, and says so.
let hungUp: () => void = () => undefined;
const patient = route({
  method: "GET",
  path: "/api/v1/patient",
  access: "viewer",
  summary: "Waits until the caller is gone",
  reply: Type.Object({}),
  async handle({ context }) {
    if (!context.signal.aborted)
      await new Promise<void>((resolve) => context.signal.addEventListener("abort", () => resolve()));
    hungUp();
    return {};
  },
});

async function open(ready = true, environment = {}): Promise<{ app: FastifyInstance; kompas: Kompas }> {
  const kompas = createKompas(readConfig(environment));
  if (ready) {
    kompas.setReady({
      engines: standIn,
      settings: { name: "", currency: "EUR", time_zone: "UTC", country: "", personal_data_role: "agent" },
    });
    kompas.setState({ status: "ready", detail: "" });
  }
  const app = await createApp(kompas, {
    routes: [echo, failing, file, upload, liar, patient],
    web_dir: "/nowhere",
    logger: pino({ level: "silent" }),
    check_replies: true,
    // There is no database to ask.
    identify: async () => ({
      caller: { kind: "local", id: "test", name: "Test", role: "admin" },
      by_cookie: false,
    }),
  });
  opened.push(app);
  return { app, kompas };
}

const local = { host: "127.0.0.1:4600" };

describe("a route's data becomes its behavior", () => {
  test("text of the address is converted, the body is not, and the status is the declared one", async () => {
    const { app } = await open();
    const made = await app.inject({
      method: "POST",
      url: "/api/v1/echo/7?limit=3",
      headers: local,
      payload: { count: 2 },
    });
    expect([made.statusCode, made.json()]).toEqual([201, { id: 7, limit: 3, count: 2 }]);
    const text = await app.inject({ method: "POST", url: "/api/v1/echo/7", headers: local, payload: { count: "2" } });
    expect(text.statusCode).toBe(400);
    expect(text.headers["content-type"]).toContain("application/problem+json");
    expect(text.json()).toMatchObject({ code: "invalid", field: "count", status: 400 });
  });

  test("a wrong value is answered with the field and what it should be", async () => {
    const { app } = await open();
    const ask = async (query: string, payload: object = { count: 1 }) => {
      const answer = await app.inject({ method: "POST", url: `/api/v1/echo/1${query}`, headers: local, payload });
      return answer.json();
    };
    expect(await ask("?limit=99")).toMatchObject({ field: "limit", detail: "limit must be <= 10." });
    expect(await ask("?grain=hour")).toMatchObject({ field: "grain", detail: "grain must be one of day, week." });
    expect(await ask("?limti=3")).toMatchObject({
      field: "limti",
      detail: "There is no limti here; known are limit, grain.",
    });
    expect(await ask("", {})).toMatchObject({ field: "count", detail: "count is missing." });
  });

  test("a file is streamed under its name", async () => {
    const { app } = await open();
    const answer = await app.inject({ url: "/api/v1/file", headers: local });
    expect(answer.body).toBe("a,b\n1,2\n");
    expect(answer.headers["content-type"]).toBe("text/csv");
    expect(answer.headers["content-disposition"]).toBe(
      `attachment; filename="Z_rich _A_.csv"; filename*=UTF-8''Z%C3%BCrich%20%22A%22.csv`,
    );
  });

  test("bytes are left to the handler, whatever their content type and however many", async () => {
    const { app } = await open();
    for (const type of ["application/json", "text/csv", "application/octet-stream"]) {
      const payload = Readable.from([Buffer.alloc(5_000_000), Buffer.alloc(5)]);
      const answer = await app.inject({
        method: "POST",
        url: "/api/v1/upload",
        headers: { ...local, "content-type": type },
        payload,
      });
      expect(answer.json()).toEqual({ bytes: 5_000_005 });
    }
  });

  test("an answer that is not as declared is a fault of ours", async () => {
    const { app } = await open();
    const answer = await app.inject({ url: "/api/v1/liar", headers: local });
    expect(answer.json()).toMatchObject({ status: 500, code: "reply_not_as_declared" });
  });
});

describe("faults", () => {
  test("each has its status, and none tells SQL or passwords", async () => {
    const { app } = await open();
    const statuses: Record<string, unknown> = {};
    for (const how of Object.keys(faults)) {
      const answer = await app.inject({ url: `/api/v1/fails/${how}`, headers: local });
      expect(answer.body).not.toMatch(/SELECT|secret|hunter2|ECONNREFUSED/);
      statuses[how] = [answer.statusCode, answer.json().code, answer.headers["retry-after"]];
    }
    expect(statuses).toEqual({
      gone: [503, "engine_unavailable", "2"],
      late: [504, "query_timeout", undefined],
      full: [507, "disk_full", undefined],
      bad: [500, "bad_query", undefined],
      nobody_foresaw: [500, "internal", undefined],
      known: [422, "too_small", undefined],
    });
  });

  test("until the engines stand, the API says so and when to come back, and health is fine", async () => {
    const { app } = await open(false);
    const answer = await app.inject({ url: "/api/v1/file", headers: local });
    expect([answer.statusCode, answer.json().code, answer.headers["retry-after"]]).toEqual([503, "starting", "1"]);
    expect((await app.inject({ url: "/healthz", headers: local })).statusCode).toBe(200);
    expect((await app.inject({ url: "/readyz", headers: local })).json()).toMatchObject({ status: "starting" });
  });

  test("JSON that is none, an unknown address and an unknown method are problems too", async () => {
    const { app } = await open();
    const broken = await app.inject({
      method: "POST",
      url: "/api/v1/echo/1",
      headers: { ...local, "content-type": "application/json" },
      payload: "{",
    });
    expect([broken.statusCode, broken.json().code]).toEqual([400, "bad_request"]);
    const nowhere = await app.inject({ url: "/api/v1/nowhere", headers: local });
    expect([nowhere.statusCode, nowhere.json().code]).toEqual([404, "not_found"]);
    const method = await app.inject({ method: "DELETE", url: "/api/v1/file", headers: local });
    expect([method.statusCode, method.json().code]).toEqual([404, "not_found"]);
  });
});

describe("a request that nobody waits for any more", () => {
  test.each(["its caller hangs up", "the server stops"])("is aborted when %s", async (why) => {
    const { app, kompas } = await open();
    const address = await app.listen({ host: "127.0.0.1", port: 0 });
    const noticed = new Promise<void>((resolve) => {
      hungUp = resolve;
    });
    const controller = new AbortController();
    const arrived = new Promise<void>((resolve) => app.server.once("request", () => resolve()));
    const asked = fetch(`${address}/api/v1/patient`, { signal: controller.signal }).catch(() => undefined);
    await arrived;
    if (why === "the server stops") setImmediate(() => kompas.abort());
    else controller.abort();
    await noticed;
    await asked;
    app.server.closeAllConnections();
  });
});

test("whoever asks too often is told when to come back", async () => {
  const { app } = await open(true, { KOMPAS_RATE_PER_MINUTE: "2" });
  const statuses = [];
  for (let time = 0; time < 3; time++)
    statuses.push((await app.inject({ url: "/healthz", headers: local })).statusCode);
  expect(statuses).toEqual([200, 200, 429]);
  const answer = await app.inject({ url: "/healthz", headers: local });
  expect([answer.json().code, Number(answer.headers["retry-after"]) > 0]).toEqual(["too_many_requests", true]);
});

test("without a built web app the page says how to get one", async () => {
  const { app } = await open();
  const page = await app.inject({ url: "/customers", headers: local });
  expect([page.statusCode, page.headers["content-type"]]).toEqual([503, "text/html; charset=utf-8"]);
  expect(page.body).toContain("npm start");
});

test("the API describes itself to programs and to people", async () => {
  const { app } = await open();
  const document = (await app.inject({ url: "/openapi.json", headers: local })).json();
  expect(document.paths["/api/v1/echo/{id}"].post.summary).toBe("Gives back what it got");
  expect(document.paths["/api/v1/upload"].post.requestBody.content).toHaveProperty("application/octet-stream");
  const page = (await app.inject({ url: "/docs", headers: local })).body;
  expect(page).toContain("/api/v1/echo/{id}");
  expect(page).not.toContain("undefined");
});
