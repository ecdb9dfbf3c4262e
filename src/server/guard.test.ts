// Who may call, walked over every route that the product has.
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterEach, describe, expect, test } from "vitest";
import { type Access, roles } from "#contract";
import { hostName } from "./address.ts";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { isOurHost, isOurOrigin } from "./guard.ts";
import { createKompas } from "./kompas.ts";
import { allRoutes } from "./routes.ts";

const token = "a-token-of-more-than-20-characters";
const local = { host: "127.0.0.1:4600" };
const opened: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close();
});

interface Address {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly access: Access;
}

/** The whole product but its engines: what the guard lets through is answered with 503 "starting". */
async function open(environment: Record<string, string> = {}): Promise<{ app: FastifyInstance; addresses: Address[] }> {
  const kompas = createKompas(readConfig(environment));
  const routes = allRoutes(kompas);
  const app = await createApp(kompas, { routes, web_dir: "/nowhere", logger: pino({ level: "silent" }) });
  opened.push(app);
  const monitor = ["/healthz", "/readyz", "/metrics"].map((url) => ({
    method: "GET" as const,
    url,
    access: url === "/metrics" ? ("viewer" as const) : ("public" as const),
  }));
  const ofRoutes = routes.map(({ method, path, access }) => ({ method, url: path.replace(/:\w+/g, "1"), access }));
  return { app, addresses: [...ofRoutes, ...monitor] };
}

describe("every route", () => {
  test("says who may call it, and stands in the API's description with its words and shapes", async () => {
    const { app } = await open();
    const routes = allRoutes(createKompas(readConfig({})));
    expect(routes.length).toBeGreaterThan(1);
    const { paths = {} } = (await app.inject({ url: "/openapi.json", headers: local })).json();
    for (const { method, path, access, summary, reply, status } of routes) {
      expect([...roles, "public", "source"], path).toContain(access);
      const operation = paths[path.replace(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()];
      expect(operation?.summary, path).toBe(summary);
      expect(summary.length, path).toBeGreaterThan(5);
      expect(operation?.responses, path).toHaveProperty(String(status ?? 200));
      if (reply !== "file") expect(Object.keys(reply).length, path).toBeGreaterThan(0);
    }
  });

  test("no two share a method and an address", async () => {
    const { addresses } = await open();
    const names = addresses.map(({ method, url }) => `${method} ${url}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test("answers no foreign host name, so a name that another site binds to us reaches nothing", async () => {
    const { app, addresses } = await open();
    for (const { method, url } of [
      // Touchpoints may come by any name of ours.
      ...addresses.filter(({ access }) => access !== "source"),
      { method: "GET" as const, url: "/" },
      { method: "GET" as const, url: "/docs" },
    ]) {
      const answer = await app.inject({ method, url, headers: { host: "evil.example" } });
      expect([url, answer.statusCode, answer.json().code]).toEqual([url, 421, "host_not_allowed"]);
    }
  });

  test("takes no change from another site's page", async () => {
    const { app, addresses } = await open();
    const foreign = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "http://127.0.0.1:9999" },
      { "sec-fetch-site": "cross-site" },
    ];
    for (const { method, url } of addresses.filter((each) => each.method !== "GET" && each.access !== "source")) {
      for (const headers of foreign) {
        const answer = await app.inject({ method, url, headers: { ...local, ...headers } });
        expect([url, answer.statusCode, answer.json().code]).toEqual([url, 403, "origin_not_allowed"]);
      }
    }
    const own = await app.inject({
      method: "PATCH",
      url: "/api/v1/workspace",
      headers: { ...local, origin: "http://127.0.0.1:4600" },
      payload: {},
    });
    expect(own.json()).toMatchObject({ code: "starting" });
  });

  test("but the public ones wants the token where there is one", async () => {
    const { app, addresses } = await open({ KOMPAS_ADMIN_TOKEN: token });
    const openToAll = new Set<Access>();
    for (const { method, url, access } of addresses) {
      for (const headers of [{}, { authorization: `Bearer ${token}x` }, { cookie: "kompas_session=guess" }]) {
        const answer = await app.inject({ method, url, headers: { ...local, ...headers } });
        if (answer.statusCode !== 401) openToAll.add(access);
      }
    }
    expect([...openToAll].sort()).toEqual(["public", "source"]);
    const right = await app.inject({
      url: "/api/v1/workspace",
      headers: { ...local, authorization: `Bearer ${token}` },
    });
    expect(right.json()).toMatchObject({ code: "starting" });
  });
});

test("the login link gives a cookie that is not the token, and leaves the address bar and this host alone", async () => {
  const { app } = await open({ KOMPAS_ADMIN_TOKEN: token });
  const link = await app.inject({ url: `/customers?token=${token}`, headers: local });
  expect([link.statusCode, link.headers.location]).toEqual([303, "/customers"]);
  const cookie = String(link.headers["set-cookie"]);
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
  expect(cookie).not.toContain(token);
  const answer = await app.inject({
    url: "/api/v1/workspace",
    headers: { ...local, cookie: cookie.split(";")[0] ?? "" },
  });
  expect(answer.json()).toMatchObject({ code: "starting" });
  expect((await app.inject({ url: "/?token=wrong", headers: local })).statusCode).toBe(401);
  for (const path of ["//evil.example", "/%5cevil.example", "/%2f%2fevil.example"]) {
    const away = await app.inject({ url: `${path}?token=${token}`, headers: local });
    expect(new URL(String(away.headers.location), "http://here/").host, path).toBe("here");
  }
});

test("an application with a route that does not say who may call it does not start", async () => {
  const { app } = await open();
  expect(() => app.get("/open", async () => "")).toThrow();
});

describe("whom the server answers", () => {
  const local = readConfig({});
  const open = readConfig({
    KOMPAS_HOST: "0.0.0.0",
    KOMPAS_ADMIN_TOKEN: token,
    KOMPAS_PUBLIC_URL: "https://kompas.example.com",
  });

  test("names are ours or the configured ones; addresses only beyond loopback", () => {
    const answers = (header: string | undefined) => [isOurHost(local, header), isOurHost(open, header)];
    expect(answers("localhost:4600")).toEqual([true, true]);
    expect(answers("[::1]:4600")).toEqual([true, true]);
    expect(answers("LOCALHOST")).toEqual([true, true]);
    expect(answers("192.168.1.5:4600")).toEqual([false, true]);
    expect(answers("kompas.example.com")).toEqual([false, true]);
    expect(answers("evil.example")).toEqual([false, false]);
    expect(answers("localhost.evil.example")).toEqual([false, false]);
    expect(answers("localhost@evil.example")).toEqual([false, false]);
    expect(answers("")).toEqual([false, false]);
    expect(answers(undefined)).toEqual([false, false]);
  });

  test("a host's name is read as a browser would", () => {
    expect([hostName("a.b:1"), hostName("[::1]:2"), hostName("x y"), hostName("a/b"), hostName("a:b:c")]).toEqual([
      "a.b",
      "::1",
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("changes come from our own page, from behind the public address, or from a program", () => {
    const host = "127.0.0.1:4600";
    expect(isOurOrigin(local, { host })).toBe(true);
    expect(isOurOrigin(local, { host, origin: `http://${host}` })).toBe(true);
    expect(isOurOrigin(local, { host, "sec-fetch-site": "same-origin" })).toBe(true);
    expect(isOurOrigin(local, { host, "sec-fetch-site": "same-site" })).toBe(false);
    expect(isOurOrigin(local, { host, origin: "http://127.0.0.1:9999" })).toBe(false);
    expect(isOurOrigin(open, { host, origin: "https://kompas.example.com" })).toBe(true);
  });
});
