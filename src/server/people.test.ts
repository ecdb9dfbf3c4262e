// People and programs at the door, on a real database: from the first link to the last admin, with a clock of its own.
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { pino } from "pino";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Engines } from "#storage";
import { testEngines } from "../../tests/engines.ts";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createKompas, type Kompas } from "./kompas.ts";
import { peopleRoutes } from "./routes.ts";
import { makeSetupLink } from "./user/link.ts";
import { hasUsers } from "./user/user.ts";
import { readSettings, workspaceRoutes } from "./workspace.ts";

const day_ms = 86_400_000;
const good = "four words in a row";
const admin = { email: "Ada@Example.com", name: "Ada", password: good };

let engines: Engines;
let now: Date;

beforeEach(async () => {
  engines = await testEngines();
  now = new Date("2026-03-01T12:00:00Z");
});

/** A process of Kompas on the test's database. */
async function open(environment: Record<string, string> = {}): Promise<{ app: FastifyInstance; kompas: Kompas }> {
  const kompas = createKompas(readConfig(environment), () => now);
  kompas.setReady({ engines, settings: await readSettings(engines.postgres) });
  kompas.setState({ status: "ready", detail: "" });
  const none = async () => ({ first_day: null, last_day: null, events: 0, customers: 0 });
  const app = await createApp(kompas, {
    routes: [...peopleRoutes, ...workspaceRoutes(kompas, none)],
    web_dir: "/nowhere",
    logger: pino({ level: "silent" }),
    check_replies: true,
  });
  onTestFinished(() => app.close());
  return { app, kompas };
}

type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** A browser: keeps its cookie and sends Origin, as browsers do. */
function browser(app: FastifyInstance, address = "127.0.0.1") {
  let cookie = "";
  const ask = async (method: Method, url: string, payload?: object): Promise<LightMyRequestResponse> => {
    const headers = { host: "localhost:4600", origin: "http://localhost:4600", ...(cookie === "" ? {} : { cookie }) };
    const request: InjectOptions = { method, url: `/api/v1/${url}`, headers, remoteAddress: address };
    const answer = await app.inject(payload === undefined ? request : { ...request, payload });
    const set = answer.headers["set-cookie"];
    if (set !== undefined) cookie = String(set).split(";")[0] ?? "";
    return answer;
  };
  return { ask, cookie: () => cookie };
}

function tokenOf(answer: LightMyRequestResponse): string {
  return String(answer.json().path).split("#")[1] ?? "";
}

/** An app with its admin signed in. */
async function settled(environment: Record<string, string> = {}) {
  const { app, kompas } = await open(environment);
  const ada = browser(app);
  const token = (await makeSetupLink(engines.postgres, now)).path.split("#")[1];
  expect((await ada.ask("POST", "setup", { ...admin, token })).statusCode).toBe(201);
  return { app, kompas, ada };
}

/** Invites somebody, who accepts. */
async function join(app: FastifyInstance, ada: ReturnType<typeof browser>, email: string, role: string) {
  const token = tokenOf(await ada.ask("POST", "invitations", { email, role }));
  const guest = browser(app);
  const answer = await guest.ask("POST", "invitations/accept", { token, name: role, password: good });
  expect(answer.statusCode).toBe(201);
  return guest;
}

const code = (answer: LightMyRequestResponse) => [answer.statusCode, answer.json().code];

describe("the first start", () => {
  test("lets everybody on this machine in, until there is a user; then everybody has to sign in", async () => {
    const { app } = await open();
    const local = browser(app);
    expect((await local.ask("GET", "me")).json()).toMatchObject({
      caller: { kind: "local", role: "admin" },
      setup: true,
    });
    expect((await local.ask("GET", "workspace")).statusCode).toBe(200);
    const made = await local.ask("POST", "setup", admin);
    expect(made.json()).toMatchObject({
      caller: { kind: "user", name: "Ada", role: "admin", email: "ada@example.com" },
    });
    expect((await local.ask("GET", "workspace")).statusCode).toBe(200);
    const other = browser(app);
    expect((await other.ask("GET", "me")).json()).toEqual({ caller: null, setup: false });
    expect(code(await other.ask("GET", "workspace"))).toEqual([401, "login_required"]);
  });

  test("beyond this machine wants the link of the terminal, which works once and for seven days", async () => {
    const { app } = await open({ KOMPAS_HOST: "0.0.0.0" });
    const guest = browser(app);
    expect((await guest.ask("GET", "me")).json()).toEqual({ caller: null, setup: true });
    expect(code(await guest.ask("GET", "workspace"))).toEqual([401, "login_required"]);
    expect(code(await guest.ask("POST", "setup", admin))).toEqual([403, "set_up_link_missing"]);
    expect(code(await guest.ask("POST", "setup", { ...admin, token: "x".repeat(43) }))).toEqual([404, "link_invalid"]);

    const [first, second] = [await makeSetupLink(engines.postgres, now), await makeSetupLink(engines.postgres, now)];
    const token = first.path.split("#")[1];
    expect((await guest.ask("POST", "link", { token })).json()).toMatchObject({ kind: "setup" });
    now = new Date(now.getTime() + 7 * day_ms);
    expect(code(await guest.ask("POST", "setup", { ...admin, token }))).toEqual([404, "link_invalid"]);

    const third = (await makeSetupLink(engines.postgres, now)).path.split("#")[1];
    expect((await guest.ask("POST", "setup", { ...admin, token: third })).statusCode).toBe(201);
    for (const used of [third, second.path.split("#")[1]])
      expect(code(await browser(app).ask("POST", "setup", { ...admin, email: "b@c.de", token: used }))).toEqual([
        404,
        "link_invalid",
      ]);
    expect(await hasUsers(engines.postgres)).toBe(true);
  });

  test("makes one admin, however many try at once", async () => {
    const { app } = await open();
    const tries = [1, 2, 3, 4].map((n) => browser(app).ask("POST", "setup", { ...admin, email: `${n}@example.com` }));
    const statuses = (await Promise.all(tries)).map((answer) => answer.statusCode);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  });

  test.each([
    ["short", "password_short"],
    ["Password123", "password_common"],
    ["aaaaaaaaaaaa", "password_common"],
    ["ada@example.com", "password_common"],
    ["x".repeat(201), "password_long"],
  ])("refuses the password %s", async (password, expected) => {
    const { app } = await open();
    expect(code(await browser(app).ask("POST", "setup", { ...admin, password }))).toEqual([422, expected]);
  });

  test("keeps no password and no token as it is", async () => {
    const { ada } = await settled();
    await ada.ask("POST", "invitations", { email: "b@example.com", role: "viewer" });
    const { rows } = await engines.postgres.pool.query("SELECT password_hash FROM app_user");
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    for (const table of ["app_user", "user_link", "user_session", "api_key", "audit"]) {
      const text = JSON.stringify((await engines.postgres.pool.query(`SELECT * FROM ${table}`)).rows);
      expect(text).not.toContain(good);
      expect(text).not.toContain(ada.cookie().split("=")[1]);
    }
  });
});

describe("invitations", () => {
  test("become accounts once, with the role of the invitation", async () => {
    const { app, ada } = await settled();
    const link = await ada.ask("POST", "invitations", { email: "Bo@Example.com", role: "analyst" });
    const token = tokenOf(link);
    const bo = browser(app);
    expect((await bo.ask("POST", "link", { token })).json()).toMatchObject({
      kind: "invitation",
      email: "bo@example.com",
      role: "analyst",
    });
    expect((await ada.ask("GET", "invitations")).json().rows).toHaveLength(1);
    expect((await bo.ask("POST", "invitations/accept", { token, name: "Bo", password: good })).statusCode).toBe(201);
    expect((await bo.ask("GET", "workspace")).statusCode).toBe(200);
    expect(code(await bo.ask("PATCH", "workspace", { name: "Mine" }))).toEqual([403, "role_too_low"]);
    expect(code(await bo.ask("GET", "users"))).toEqual([403, "role_too_low"]);
    const again = browser(app);
    expect(code(await again.ask("POST", "invitations/accept", { token, name: "Bo", password: good }))).toEqual([
      404,
      "link_invalid",
    ]);
    expect((await ada.ask("GET", "invitations")).json().rows).toEqual([]);
    expect(code(await ada.ask("POST", "invitations", { email: "bo@example.com", role: "viewer" }))).toEqual([
      409,
      "email_taken",
    ]);
  });

  test("end after seven days, when taken back, and when sent anew", async () => {
    const { app, ada } = await settled();
    const first = tokenOf(await ada.ask("POST", "invitations", { email: "b@example.com", role: "viewer" }));
    const second = tokenOf(await ada.ask("POST", "invitations", { email: "b@example.com", role: "viewer" }));
    const look = (token: string) => browser(app).ask("POST", "link", { token });
    expect((await look(first)).statusCode).toBe(404);
    expect((await look(second)).statusCode).toBe(200);
    const [{ id }] = (await ada.ask("GET", "invitations")).json().rows;
    expect((await ada.ask("DELETE", `invitations/${id}`)).statusCode).toBe(204);
    expect((await look(second)).statusCode).toBe(404);
    const third = tokenOf(await ada.ask("POST", "invitations", { email: "b@example.com", role: "viewer" }));
    now = new Date(now.getTime() + 7 * day_ms);
    expect((await look(third)).statusCode).toBe(404);
  });
});

describe("accounts", () => {
  test("change role at once, are switched off and removed at once", async () => {
    const { app, ada } = await settled();
    const bo = await join(app, ada, "bo@example.com", "viewer");
    const id = (await bo.ask("GET", "me")).json().caller.id;
    await ada.ask("PATCH", `users/${id}`, { role: "admin" });
    expect((await bo.ask("GET", "users")).statusCode).toBe(200);
    await ada.ask("PATCH", `users/${id}`, { enabled: false });
    expect(code(await bo.ask("GET", "workspace"))).toEqual([401, "login_required"]);
    const login = { email: "bo@example.com", password: good };
    expect(code(await bo.ask("POST", "login", login))).toEqual([401, "login_wrong"]);
    await ada.ask("PATCH", `users/${id}`, { enabled: true });
    expect((await bo.ask("POST", "login", login)).statusCode).toBe(200);
    expect((await ada.ask("DELETE", `users/${id}`)).statusCode).toBe(204);
    expect(code(await bo.ask("GET", "workspace"))).toEqual([401, "login_required"]);
    expect(code(await ada.ask("DELETE", `users/${id}`))).toEqual([404, "no_user"]);
  });

  test("always leave an admin, also when two go at the same time", async () => {
    const { app, ada } = await settled();
    const id = (await ada.ask("GET", "me")).json().caller.id;
    for (const change of [{ role: "analyst" }, { enabled: false }])
      expect(code(await ada.ask("PATCH", `users/${id}`, change))).toEqual([409, "last_admin"]);
    expect(code(await ada.ask("DELETE", `users/${id}`))).toEqual([409, "last_admin"]);
    const bo = await join(app, ada, "bo@example.com", "admin");
    const other = (await bo.ask("GET", "me")).json().caller.id;
    const both = await Promise.all([
      ada.ask("PATCH", `users/${other}`, { role: "viewer" }),
      bo.ask("PATCH", `users/${id}`, { role: "viewer" }),
    ]);
    expect(both.filter(({ statusCode }) => statusCode === 200).length).toBeLessThan(2);
    const admins = await engines.postgres.pool.query("SELECT 1 FROM app_user WHERE role = 'admin' AND enabled");
    expect(admins.rowCount).toBeGreaterThan(0);
  });

  test("get a new password by themselves, or by an admin's link that works once for a day", async () => {
    const { app, ada } = await settled();
    const bo = await join(app, ada, "bo@example.com", "viewer");
    const elsewhere = browser(app);
    await elsewhere.ask("POST", "login", { email: "bo@example.com", password: good });
    const change = (old_password: string) =>
      bo.ask("POST", "me/password", { old_password, password: "five words in a row" });
    expect(code(await change("wrong wrong"))).toEqual([422, "password_wrong"]);
    expect((await change(good)).statusCode).toBe(200);
    expect((await bo.ask("GET", "workspace")).statusCode).toBe(200);
    expect((await elsewhere.ask("GET", "workspace")).statusCode).toBe(401);

    const id = (await bo.ask("GET", "me")).json().caller.id;
    const token = tokenOf(await ada.ask("POST", `users/${id}/reset`));
    const renewed = browser(app);
    expect((await renewed.ask("POST", "link", { token })).json()).toMatchObject({
      kind: "reset",
      email: "bo@example.com",
    });
    expect((await renewed.ask("POST", "password", { token, password: "six words in a row" })).statusCode).toBe(200);
    expect((await bo.ask("GET", "workspace")).statusCode).toBe(401);
    expect((await renewed.ask("POST", "password", { token, password: "six words in a row" })).statusCode).toBe(404);
    const late = tokenOf(await ada.ask("POST", `users/${id}/reset`));
    now = new Date(now.getTime() + day_ms);
    expect((await renewed.ask("POST", "password", { token: late, password: good })).statusCode).toBe(404);
  });
});
