// The customer's preference page through the whole server: opened without an account, sent as a plain form, one click.
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "#listen";
import type { Engines } from "#storage";
import { testEngines } from "../../tests/engines.ts";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createKompas } from "./kompas.ts";
import { readSettings } from "./workspace.ts";

const token = "0123456789abcdef0123456789abcdef";
let now = new Date("2026-03-01T12:00:00Z");
let engines: Engines;
let app: FastifyInstance;
let path: string;

const admin = { authorization: `Bearer ${token}`, host: "localhost:4600" };
const site = { host: "localhost:4600", origin: "http://localhost:4600" };
const form_type = { "content-type": "application/x-www-form-urlencoded" };

beforeAll(async () => {
  engines = await testEngines();
  const kompas = createKompas(readConfig({ KOMPAS_ADMIN_TOKEN: token }), () => now);
  kompas.setReady({ engines, settings: { ...(await readSettings(engines.postgres)), name: "Tea & Co <3" } });
  kompas.setState({ status: "ready", detail: "" });
  const logger = pino({ level: "silent" });
  app = await createApp(kompas, { routes, web_dir: "/nowhere", logger, check_replies: true });
  const identifiers = [{ kind: "email", value: "anna@example.org" }];
  await engines.clickhouse.insert("delivery", [
    { id: "1", source: "shop", type: "identify", customer_id: "4711", identifiers, received_at: now.toISOString() },
  ]);
  path = await newLink();
  return () => app.close();
});

async function newLink(body: object = {}): Promise<string> {
  const answer = await app.inject({
    ...{ method: "POST", url: "/api/v1/customers/4711/preference-link", headers: admin, payload: body },
  });
  expect(answer.statusCode).toBe(201);
  return answer.json().path;
}
const open = (url: string, language = "en") =>
  app.inject({ url, headers: { host: "localhost:4600", "accept-language": language } });
const send = (url: string, fields: readonly (readonly [string, string])[], headers: Record<string, string> = site) =>
  app.inject({
    ...{ method: "POST", url, headers: { ...form_type, ...headers } },
    payload: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString(),
  });
const formOf = (html: string) => /name="form" value="([^"]+)"/.exec(html)?.[1] ?? "";
const ticked = (html: string) => [...html.matchAll(/value="(\w+:\w+)" checked/g)].map(([, name]) => name);
const cells = async () => {
  const answer = await app.inject({ url: "/api/v1/customers/4711/consents", headers: admin });
  const rows: { purpose: string; channel: string; state: string; source: string }[] = answer.json().cells;
  return rows.map((cell) => `${cell.purpose}:${cell.channel} ${cell.state} ${cell.source}`);
};

describe("the page", () => {
  test("opens for whoever has the link, in the browser's language, masked, and changes nothing", async () => {
    for (const [language, title] of [
      ["en-GB", "Your preferences"],
      ["ru", "Ваши предпочтения"],
      ["pl,en;q=0.5", "Twoje preferencje"],
    ] as const) {
      const answer = await open(path, language);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(answer.body).toContain(`<h1>${title}</h1>`);
      expect(answer.body).toContain("a***@e***.org");
      expect(answer.body).toContain("Tea &amp; Co &lt;3");
      expect(answer.body).not.toContain("anna@example.org");
      expect(answer.body).not.toContain("<script");
    }
    expect(ticked((await open(`${path}?utm_source=mail`)).body)).toEqual([]);
    expect(await cells()).toEqual([]);
  });

  test("saves what was chosen, with its proof, and takes everything back", async () => {
    const form = formOf((await open(path)).body);
    const chosen = [
      ["form", form],
      ["do", "save"],
      ["allow", "marketing:email"],
      ["allow", "analytics:web"],
    ] as const;
    const saved = await send(path, chosen);
    expect(saved.body).toContain("Your choices are saved");
    expect(ticked(saved.body)).toEqual(["marketing:email", "analytics:web"]);
    expect(await cells()).toEqual([
      "marketing:email granted kompas:preferences",
      "analytics:web granted kompas:preferences",
    ]);
    const { history } = (await app.inject({ url: "/api/v1/customers/4711/consents", headers: admin })).json();
    expect(history[0].proof).toMatchObject({ form_url: "/preferences", ip: "127.0.0.1" });
    expect(history[0].proof.text_version).toMatch(/^en:[0-9a-f]{12}$/);
    expect((await send(path, chosen)).body).toContain("Nothing has changed");
    now = new Date(now.getTime() + 60_000);
    expect(
      (
        await send(`${path}?lang=pl`, [
          ["form", form],
          ["do", "none"],
        ])
      ).body,
    ).toContain("Wypisano Cię");
    expect(await cells()).toEqual([
      "marketing:email withdrawn kompas:preferences",
      "analytics:web withdrawn kompas:preferences",
    ]);
  });

  test("saves nothing from a form that it did not make, or from another site's page", async () => {
    const before = await cells();
    const stale = await send(path, [
      ["form", "1.2.3"],
      ["do", "save"],
      ["allow", "marketing:email"],
    ]);
    expect(stale.body).toContain("open for too long");
    const foreign = await send(path, [["do", "none"]], { ...site, origin: "https://elsewhere.example" });
    expect(foreign.statusCode).toBe(403);
    expect(await cells()).toEqual(before);
  });

  test("one click of a mail program unsubscribes, of what the link names", async () => {
    const link = await newLink({ purpose: "marketing", channel: "sms" });
    const program = { host: "localhost:4600" };
    expect((await send(link, [["List-Unsubscribe", "One-Click"]], program)).statusCode).toBe(200);
    expect(await cells()).toContain("marketing:sms withdrawn kompas:unsubscribe");
    const boundary = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
    const multipart = { ...program, "content-type": "multipart/form-data; boundary=x" };
    now = new Date(now.getTime() + 60_000);
    await app.inject({ method: "POST", url: path, headers: multipart, payload: boundary });
    expect(await cells()).toContain("marketing:email withdrawn kompas:unsubscribe");
    expect(await cells()).toContain("analytics:web withdrawn kompas:preferences");
  });
});

describe("a link", () => {
  test("that is wrong or over leads to a page that says so", async () => {
    const wrong = await open(path.replace(".4711.", ".4712."), "pl");
    expect([wrong.statusCode, wrong.body.includes("Ten link nie działa")]).toEqual([404, true]);
    const before = now;
    now = new Date(now.getTime() + 91 * 86_400_000);
    expect((await open(path)).statusCode).toBe(410);
    expect((await send(path, [["List-Unsubscribe", "One-Click"]])).statusCode).toBe(410);
    now = before;
  });

  test("works on after a new secret, unless the old ones are refused", async () => {
    const rotate = (refuse_old: boolean) =>
      app.inject({ method: "POST", url: "/api/v1/consent/secret", headers: admin, payload: { refuse_old } });
    expect((await rotate(false)).statusCode).toBe(204);
    expect((await open(path)).statusCode).toBe(200);
    await rotate(true);
    expect((await open(path)).statusCode).toBe(404);
    expect((await open(await newLink())).statusCode).toBe(200);
  });

  test("is made for customers that there are, by who may", async () => {
    const ask = (url: string, headers: Record<string, string>) =>
      app.inject({ method: "POST", url, headers, payload: {} });
    expect((await ask("/api/v1/customers/99/preference-link", admin)).statusCode).toBe(404);
    expect((await ask("/api/v1/customers/4711/preference-link", { host: "localhost:4600" })).statusCode).toBe(401);
  });
});
