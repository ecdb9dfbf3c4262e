// What opens the door and for how long: sessions, throttled logins, API keys, tokens; every route against every role;
// and the audit log of what came through.
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { pino } from "pino";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Access, type Role, roles } from "#contract";
import { type Engines, sql } from "#storage";
import { testEngines } from "../../tests/engines.ts";
import { createApp } from "./app.ts";
import { identifier } from "./caller.ts";
import { readConfig } from "./config.ts";
import { createKompas } from "./kompas.ts";
import { allRoutes } from "./routes.ts";
import { beginSession } from "./session/session.ts";
import { networkOf } from "./session/throttle.ts";
import { hashPassword } from "./user/password.ts";
import { createUser } from "./user/user.ts";
import { readSettings } from "./workspace.ts";

const day_ms = 86_400_000;
const minute_ms = 60_000;
const good = "four words in a row";
const token = "a-token-of-more-than-20-characters";
const host = { host: "localhost:4600" };

let engines: Engines;
let now: Date;
let app: FastifyInstance;
let local_key = "";

beforeEach(async () => {
  engines = await testEngines();
  now = new Date("2026-03-01T12:00:00Z");
});

async function open(environment: Record<string, string> = {}): Promise<FastifyInstance> {
  const kompas = createKompas(readConfig(environment), () => now);
  kompas.setReady({ engines, settings: await readSettings(engines.postgres) });
  kompas.setState({ status: "ready", detail: "" });
  local_key = kompas.local_key;
  app = await createApp(kompas, {
    routes: allRoutes(kompas),
    web_dir: "/nowhere",
    logger: pino({ level: "silent" }),
    identify: identifier(kompas),
  });
  const opened = app;
  onTestFinished(() => opened.close());
  return app;
}

let hash = "";
async function addUser(role: Role): Promise<number> {
  hash ||= await hashPassword(good);
  const user = { email: `${role}@example.com`, name: role, role, password_hash: hash };
  const { id } = await engines.postgres.db.transaction().execute((transaction) => createUser(transaction, user, now));
  return id;
}

async function cookieFor(role: Role): Promise<{ cookie: string }> {
  const { id } = await beginSession(engines.postgres, await addUser(role), now);
  return { cookie: `kompas_session=${id}` };
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

function ask(method: Method, url: string, headers: Record<string, string> = {}, payload?: object) {
  const request: InjectOptions = { method, url, headers: { ...host, "x-kompas": "1", ...headers } };
  return app.inject(payload === undefined ? request : { ...request, payload });
}

const code = (answer: LightMyRequestResponse) => [answer.statusCode, answer.json().code];
const login = (email: string, password: string, remoteAddress = "127.0.0.1") =>
  app.inject({ method: "POST", url: "/api/v1/login", headers: host, payload: { email, password }, remoteAddress });

describe("every route", () => {
  test("refuses who shows nothing and every role below its own; sources know no role at all", async () => {
    await open();
    const routes = allRoutes(createKompas(readConfig({})));
    const cookies = new Map<Role, { cookie: string }>();
    for (const role of roles) cookies.set(role, await cookieFor(role));
    const refused = new Map<Access, number>();
    for (const { method, path, access } of routes) {
      const url = path.replace(/:\w+/g, "1");
      if (access === "source" || access === "public") continue;
      expect([url, ...code(await ask(method, url))]).toEqual([url, 401, "login_required"]);
      const wrong = { authorization: "Bearer kompas_0123456789012345678901234567890123456789012" };
      expect([url, ...code(await ask(method, url, wrong))]).toEqual([url, 401, "login_required"]);
      for (const role of roles.slice(0, roles.indexOf(access))) {
        expect([url, role, ...code(await ask(method, url, cookies.get(role)))]).toEqual([
          url,
          role,
          403,
          "role_too_low",
        ]);
        refused.set(access, (refused.get(access) ?? 0) + 1);
      }
    }
    expect(refused.get("admin")).toBeGreaterThan(30);
    const open_to_all = routes.flatMap(({ access, method, path }) => (access === "public" ? `${method} ${path}` : []));
    // A customer's own page of consents, shared or mailed dashboards and surveys are opened by links; a schema tells nothing of here.
    const people = ["invitations/accept", "link", "login", "logout", "password", "setup"];
    const entries = [...people, "shared-dashboard", "survey-answers", "survey-form"];
    expect(open_to_all.sort()).toEqual([
      "GET /api/v1/definitions.schema.json",
      "GET /api/v1/me",
      "GET /preferences/:token",
      ...entries.map((path) => `POST /api/v1/${path}`),
      "POST /preferences/:token",
      "POST /unsubscribe/:token",
    ]);
  });

  test("of a source is the same with and without the highest role: only its key counts", async () => {
    await open({ KOMPAS_ADMIN_TOKEN: token });
    const admin = await cookieFor("admin");
    const routes = allRoutes(createKompas(readConfig({}))).filter(({ access }) => access === "source");
    let refused = 0;
    for (const { method, path } of routes) {
      const url = path.replace(/:\w+/g, "nobody");
      const payload = method === "GET" ? undefined : { type: "track", event: "Planted", anonymousId: "a" };
      const bare = await ask(method, url, {}, payload);
      for (const shown of [admin, { authorization: `Bearer ${token}` }]) {
        const answer = await ask(method, url, shown, payload);
        expect([url, answer.statusCode]).toEqual([url, bare.statusCode]);
      }
      if (bare.statusCode === 401) refused += 1;
    }
    // Images and the clients' own figures are answered whoever asks, as pages must not break; nothing comes of it.
    expect(refused).toBeGreaterThan(10);
    expect(await engines.clickhouse.rows("test.events", sql`SELECT 1 FROM event_log LIMIT 1`)).toEqual([]);
    const { rows } = await engines.postgres.pool.query("SELECT 1 FROM audit");
    expect(rows).toEqual([]);
  });
});

describe("a session", () => {
  test("lasts fourteen days after its last use, ninety at most, and its cookie is for our pages alone", async () => {
    await open({ KOMPAS_PUBLIC_URL: "https://kompas.example.com" });
    await addUser("viewer");
    const answer = await login("viewer@example.com", good);
    const set = String(answer.headers["set-cookie"]);
    expect(set).toMatch(/; Path=\/; Expires=Sun, 15 Mar 2026 12:00:00 GMT; HttpOnly; Secure; SameSite=Lax$/);
    const cookie = { cookie: set.split(";")[0] ?? "" };
    const begun_ms = now.getTime();
    const look = async () => (await ask("GET", "/api/v1/workspace", cookie)).statusCode;
    for (let day = 13; day < 90; day += 13) {
      now = new Date(begun_ms + day * day_ms);
      expect([day, await look()]).toEqual([day, 200]);
    }
    now = new Date(begun_ms + 90 * day_ms);
    expect(await look()).toBe(401);

    const other = await cookieFor("analyst");
    now = new Date(now.getTime() + 14 * day_ms - 1);
    expect((await ask("GET", "/api/v1/workspace", other)).headers["set-cookie"]).toMatch(/HttpOnly/);
    now = new Date(now.getTime() + 14 * day_ms);
    expect((await ask("GET", "/api/v1/workspace", other)).statusCode).toBe(401);
  });

  test("ends by logging out, here or everywhere", async () => {
    await open();
    await addUser("viewer");
    const browsers = await Promise.all(
      [1, 2, 3].map(async () => {
        const answer = await login("viewer@example.com", good);
        return { cookie: String(answer.headers["set-cookie"]).split(";")[0] ?? "" };
      }),
    );
    const statuses = () =>
      Promise.all(browsers.map(async (cookie) => (await ask("GET", "/api/v1/workspace", cookie)).statusCode));
    expect(await statuses()).toEqual([200, 200, 200]);
    await ask("POST", "/api/v1/logout", browsers[0]);
    expect(await statuses()).toEqual([401, 200, 200]);
    await ask("POST", "/api/v1/logout-everywhere", browsers[1]);
    expect(await statuses()).toEqual([401, 401, 401]);
  });

  test("changes nothing for a page that does not say where it is from", async () => {
    await open();
    const cookie = await cookieFor("admin");
    const change = (headers: object) =>
      app.inject({
        method: "PATCH",
        url: "/api/v1/workspace",
        headers: { ...host, ...cookie, ...headers },
        payload: {},
      });
    expect(code(await change({}))).toEqual([403, "origin_missing"]);
    expect(code(await change({ origin: "https://evil.example" }))).toEqual([403, "origin_not_allowed"]);
    expect((await change({ "x-kompas": "1" })).statusCode).toBe(200);
    expect((await change({ origin: "http://localhost:4600" })).statusCode).toBe(200);
  });
});

describe("guessing", () => {
  test("is answered alike for who exists and who does not, and ends for a while after ten tries", async () => {
    await open();
    await addUser("admin");
    for (const email of ["admin@example.com", "nobody@example.com"]) {
      // At once, so that no try slips through between the others.
      const tries = await Promise.all(Array.from({ length: 12 }, () => login(email, "wrong password")));
      const answers = tries.map((answer) => answer.json().code).sort();
      expect(answers).toEqual([...Array(2).fill("login_throttled"), ...Array(10).fill("login_wrong")]);
      expect(new Set(tries.map((answer) => answer.json().detail)).size).toBe(2);
    }
    // The right one waits too; a second process knows of the tries.
    await open();
    const right = await login("admin@example.com", good);
    expect(code(right)).toEqual([429, "login_throttled"]);
    expect(Number(right.headers["retry-after"])).toBe(15 * 60);
    now = new Date(now.getTime() + 15 * minute_ms);
    expect((await login("admin@example.com", good)).statusCode).toBe(200);
  });

  test("at many accounts ends for the network it comes from, and for no other", async () => {
    await open();
    await addUser("admin");
    for (let n = 0; n < 50; n += 1) await login(`${n}@example.com`, "wrong password", `2001:db8::${n + 1}`);
    expect((await login("admin@example.com", good, "2001:db8::ffff")).statusCode).toBe(429);
    expect((await login("admin@example.com", good, "2001:db9::1")).statusCode).toBe(200);
    expect([networkOf("10.0.0.1"), networkOf("::ffff:10.0.0.1"), networkOf("2001:db8:1:2:3:4:5:6")]).toEqual([
      "10.0.0.1",
      "10.0.0.1",
      "2001:db8:1:2::/64",
    ]);
  });
});

describe("keys", () => {
  test("have a scope, are shown once, tell when they were used, and end when revoked", async () => {
    await open();
    const admin = await cookieFor("admin");
    const make = async (scope: string) => (await ask("POST", "/api/v1/api-keys", admin, { name: scope, scope })).json();
    const [read, write, all] = [await make("read"), await make("write"), await make("admin")];
    const by = (key: string) => ({ authorization: `Bearer ${key}` });
    const statuses = async (key: string) => [
      (await ask("GET", "/api/v1/workspace", by(key))).statusCode,
      (await ask("GET", "/api/v1/imports", by(key))).statusCode,
      (await ask("GET", "/api/v1/users", by(key))).statusCode,
    ];
    expect(await statuses(read.key)).toEqual([200, 403, 403]);
    expect(await statuses(write.key)).toEqual([200, 200, 403]);
    expect(await statuses(all.key)).toEqual([200, 200, 200]);
    const list = await ask("GET", "/api/v1/api-keys", admin);
    expect(list.body).not.toContain(read.key);
    expect(list.json().rows.map((row: { last_used_at: string }) => row.last_used_at)).toEqual(
      Array(3).fill("2026-03-01T12:00:00.000Z"),
    );
    expect((await ask("DELETE", `/api/v1/api-keys/${read.id}`, admin)).statusCode).toBe(204);
    expect(await statuses(read.key)).toEqual([401, 401, 401]);
    // A key is no person.
    expect(code(await ask("POST", "/api/v1/logout-everywhere", by(write.key)))).toEqual([403, "no_user_behind"]);
  });

  test("of the server itself: the token of its settings, and the secret of its terminal", async () => {
    await open({ KOMPAS_ADMIN_TOKEN: token });
    await addUser("admin");
    for (const [key, kind] of [
      [token, "token"],
      [local_key, "local"],
    ])
      expect((await ask("GET", "/api/v1/me", { authorization: `Bearer ${key}` })).json().caller.kind).toBe(kind);
    expect((await ask("GET", "/api/v1/workspace", { authorization: "Bearer guess" })).statusCode).toBe(401);
  });
});

describe("the audit log", () => {
  test("tells who changed what, when and from where, without what was written, and of logins", async () => {
    await open();
    const admin = await cookieFor("admin");
    await ask("PATCH", "/api/v1/workspace", admin, { name: "A secret name" });
    await ask("GET", "/api/v1/users", admin);
    await ask("PATCH", "/api/v1/workspace", admin, { currency: "nothing" });
    const [user] = (await ask("GET", "/api/v1/users", admin)).json().rows;
    await ask("PATCH", `/api/v1/users/${user.id}`, admin, { name: "=Eve" });
    await ask("POST", "/api/v1/api-keys", admin, { name: "shop", scope: "read" });
    await login("admin@example.com", "wrong password");
    await login("admin@example.com", good);
    const { rows } = (await ask("GET", "/api/v1/audit", admin)).json();
    expect(
      rows.map((row: Record<string, unknown>) => [row.actor_name, row.method, row.route, row.object, row.fields]),
    ).toEqual([
      ["=Eve", "POST", "/api/v1/login", "", ["email", "password"]],
      ["", "POST", "/api/v1/login", "", []],
      ["=Eve", "POST", "/api/v1/api-keys", "1", ["name", "scope"]],
      ["admin", "PATCH", "/api/v1/users/:id", String(user.id), ["name"]],
      ["admin", "PATCH", "/api/v1/workspace", "", ["name"]],
    ]);
    expect(rows[0]).toMatchObject({ at: "2026-03-01T12:00:00.000Z", address: "127.0.0.1", actor_kind: "user" });
    expect(JSON.stringify(rows)).not.toMatch(/secret name|wrong password|four words/);
    const filtered = await ask("GET", "/api/v1/audit?actor=admin&text=currency&from=2026-03-01&to=2026-03-01", admin);
    expect(filtered.json().rows).toHaveLength(1);
    expect((await ask("GET", "/api/v1/audit?to=2026-02-28", admin)).json().rows).toEqual([]);
    const csv = await ask("GET", "/api/v1/audit.csv", admin);
    expect(csv.body.split("\n")).toHaveLength(7);
    expect(csv.body).toContain("'=Eve");
  });
});
