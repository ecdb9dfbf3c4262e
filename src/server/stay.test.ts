// A stream of live events ends soon after the right that opened it: whoever logged out or was removed watches no more.
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Role } from "#contract";
import type { Engines } from "#storage";
import { testEngines } from "../../tests/engines.ts";
import { createKey, revokeKey } from "./api-key/api-key.ts";
import { createApp } from "./app.ts";
import { identifier } from "./caller.ts";
import { readConfig } from "./config.ts";
import { createKompas } from "./kompas.ts";
import { allRoutes } from "./routes.ts";
import { beginSession, endSession, endSessions } from "./session/session.ts";
import { changeUser, createUser, removeUser } from "./user/user.ts";
import { readSettings } from "./workspace.ts";

const minute_ms = 60_000;
const day_ms = 24 * 60 * minute_ms;
let engines: Engines;
let now: Date;
let app: FastifyInstance;
/** How often the server asked who calls, besides at the door. */
let asked = 0;
/** What becomes of that asking. */
let answering: <Result>(answer: Promise<Result>) => Promise<Result>;

beforeEach(async () => {
  engines = await testEngines();
  now = new Date("2026-03-01T12:00:00Z");
  asked = 0;
  answering = (answer) => answer;
  const kompas = createKompas(readConfig({}), () => now);
  kompas.setReady({ engines, settings: await readSettings(engines.postgres) });
  kompas.setState({ status: "ready", detail: "" });
  const identify = identifier(kompas);
  const opened = await createApp(kompas, {
    routes: allRoutes(kompas),
    web_dir: "/nowhere",
    logger: pino({ level: "silent" }),
    stay: { every_ms: 50, patience_ms: 2_000 },
    identify(shown) {
      if (shown.passive !== true) return identify(shown);
      asked += 1;
      return answering(identify(shown));
    },
  });
  app = opened;
  onTestFinished(async () => {
    kompas.setState({ status: "stopping", detail: "" });
    await opened.close();
  });
});

async function person(name: string, role: Role) {
  const user = { email: `${name}@example.com`, name, role, password_hash: "none" };
  const { id } = await engines.postgres.db.transaction().execute((transaction) => createUser(transaction, user, now));
  const session = await beginSession(engines.postgres, id, now);
  return { id, session: session.id, headers: { cookie: `kompas_session=${session.id}` } };
}

/** Watches from somewhere; `text` grows. */
async function watch(headers: Record<string, string>) {
  const answer = await app.inject({
    url: "/api/v1/live",
    headers: { host: "localhost:4600", ...headers },
    payloadAsStream: true,
  });
  expect(answer.statusCode).toBe(200);
  const seen = { text: "", over: false };
  answer
    .stream()
    .on("data", (chunk) => {
      seen.text += String(chunk);
    })
    .on("close", () => {
      seen.over = true;
    });
  await expect.poll(() => seen.text).toContain("event: hello");
  return seen;
}

/** Asked so often more, it is open still. */
async function staysOpen(seen: { readonly over: boolean }): Promise<void> {
  const before = asked;
  await expect.poll(() => asked).toBeGreaterThan(before + 3);
  expect(seen.over).toBe(false);
}

async function ends(seen: { readonly text: string; readonly over: boolean }, why: string): Promise<void> {
  await expect.poll(() => seen.text).toContain(`event: end\ndata: {"why":"${why}"}`);
  await expect.poll(() => seen.over).toBe(true);
}

describe("a live stream", () => {
  test.each([
    ["logs out", ({ session }) => endSession(engines.postgres, session)],
    ["logs out everywhere", ({ id }) => endSessions(engines.postgres, id)],
    ["is switched off", ({ id }) => changeUser(engines.postgres, id, { enabled: false })],
    ["is removed", ({ id }) => removeUser(engines.postgres, id)],
    ["may only look from now on", ({ id }) => changeUser(engines.postgres, id, { role: "viewer" })],
  ] satisfies [string, (who: { id: number; session: string }) => Promise<unknown>][])(
    "ends when its user %s, and no other does",
    async (_, leave) => {
      const [boss, ola] = [await person("boss", "admin"), await person("ola", "analyst")];
      const [hers, others] = [await watch(ola.headers), await watch(boss.headers)];
      await staysOpen(hers);
      await leave(ola);
      await ends(hers, "signed_out");
      await staysOpen(others);
    },
  );

  test("ends when its key is revoked", async () => {
    const { id, key } = await createKey(engines.postgres, { name: "Screen", scope: "write", created_by: "Boss" }, now);
    await person("boss", "admin");
    const screen = await watch({ authorization: `Bearer ${key}` });
    await staysOpen(screen);
    await revokeKey(engines.postgres, id, now);
    await ends(screen, "signed_out");
  });

  test("ends with the time of its session, which it does not prolong", async () => {
    const boss = await person("boss", "admin");
    const seen = await watch(boss.headers);
    now = new Date(now.getTime() + 14 * day_ms - minute_ms);
    await staysOpen(seen);
    now = new Date(now.getTime() + 2 * minute_ms);
    await ends(seen, "signed_out");
  });

  test("ends when it cannot be told whose it is, or not in time", async () => {
    const boss = await person("boss", "admin");
    const first = await watch(boss.headers);
    await staysOpen(first);
    answering = () => Promise.reject(new Error("The database is away"));
    await ends(first, "renew");
    answering = () => new Promise(() => undefined);
    await ends(await watch(boss.headers), "renew");
  });
});
