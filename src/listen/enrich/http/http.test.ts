// The story of an HTTP hook: what it is told, what it answers, what is kept, what happens when it breaks.
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { HttpHookDraft } from "#contract";
import { type Engines, sql } from "#storage";
import { testEngines } from "../../../../tests/engines.ts";
import { collect } from "../../collect/collect.ts";
import { createSource } from "../../source/record.ts";
import type { Source } from "../../source/source.ts";
import { changeHook, createHttpHook, findHook, lastPassOf, setHosts } from "../hook.record.ts";
import { everybody, type RunContext, runHook } from "../run.ts";
import { shownHook } from "../shown.ts";
import { checkDraft, partsOf } from "./draft.ts";
import { type Policy, policyOf } from "./guard.ts";
import { callOf, isSafeTemplate } from "./request.ts";
import { tryHttp } from "./try.ts";

interface Heard {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const noon = new Date(`${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}T12:00:00Z`);
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const heard: Heard[] = [];
let answer: (at: Heard) => { status: number; body?: string; headers?: Record<string, string> };
/** Happens while the service answers. */
let meanwhile: (() => Promise<void>) | undefined;
let server: Server;
let host = "";
let engines: Engines;
let shop: Source;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const at = { url: request.url ?? "", headers: request.headers, body };
    heard.push(at);
    await meanwhile?.();
    const { status, body: text = "", headers = {} } = answer(at);
    response.writeHead(status, headers).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  host = `127.0.0.1:${typeof bound === "object" && bound !== null ? bound.port : 0}`;
  engines = await testEngines();
  shop = await createSource(engines, { name: "Shop", kind: "site" }, {});
  await setHosts(engines, [host], "", noon);
});
beforeEach(() => {
  heard.length = 0;
  meanwhile = undefined;
  answer = ({ url }) => ({ status: 200, body: JSON.stringify({ company: { name: `Of ${url}`, size: 12 } }) });
});
afterAll(() => void server.close());

function draft(change: Partial<HttpHookDraft> = {}): HttpHookDraft {
  return {
    name: "Firms",
    method: "GET",
    url: `http://${host}/v1/{email}?source=kompas`,
    fields: [{ name: "email", from: { kind: "identifier", name: "email" }, required: true }],
    traits: [
      { name: "company_name", expression: "company.name" },
      { name: "company_size", expression: "company.size" },
    ],
    timeout_ms: 5_000,
    retries: 2,
    calls_per_minute: 600,
    keep_hours: 24,
    keep_nothing_hours: 1,
    purpose: null,
    headers: [{ name: "X-Api-Key", value: "s3cret" }],
    ...change,
  };
}

/** As it is where an operator lets private networks be called. */
function open(hosts: readonly string[]): Policy {
  return { ...policyOf(hosts), allows_http: true, allows_private: true };
}

async function make(id: string, change: Partial<HttpHookDraft> = {}): Promise<void> {
  const { settings, secrets } = partsOf(draft(change), undefined);
  await createHttpHook(engines, id, { settings, secrets, enabled: true });
}

async function identify(userId: string, traits: object, now: Date): Promise<void> {
  const event = { type: "identify", userId, traits, messageId: `${userId}-${now.getTime()}`, timestamp: now };
  await collect(engines, shop, [event], { now });
}

const waits: number[] = [];
function context(now: Date): RunContext {
  waits.length = 0;
  return {
    engines,
    now: () => now,
    signal: new AbortController().signal,
    budget_ms: 60_000,
    policy: open,
    wait: async (time_ms) => {
      waits.push(time_ms);
    },
  };
}

function traitsOf(userId: string, hook: string) {
  return engines.clickhouse.rows(
    "test",
    sql`SELECT name, value, occurred_at FROM trait
WHERE customer_id = sipHash64('user_id', ${userId}) AND source = ${`enrich:${hook}`} ORDER BY name`,
  );
}

describe("a customer whose e-mail is known", () => {
  it("is asked about by that alone, and the answer becomes traits of its time", async () => {
    await identify("anna", { email: "anna@firm.example", phone: "+48 22 621 00 00", name: "Anna Nowak" }, noon);
    await make("firms");
    expect(await runHook("firms", context(later(1)))).toBe("done");
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ url: "/v1/anna%40firm.example?source=kompas", body: "" });
    expect(heard[0]?.headers["x-api-key"]).toBe("s3cret");
    expect(JSON.stringify(heard[0])).not.toMatch(/Nowak|22(\s|%20|\+)*621/); // 621 alone may stand in the port.
    const at = later(1).toISOString();
    expect(await traitsOf("anna", "firms")).toEqual([
      { name: "company_name", value: "Of /v1/anna%40firm.example?source=kompas", occurred_at: at },
      { name: "company_size", value: "12", occurred_at: at },
    ]);
  });

  it("is not asked about again while the answer holds, and is when it no longer does", async () => {
    await changeHook(engines, "firms", { pass: everybody(later(60)) });
    await runHook("firms", context(later(60)));
    expect(heard).toEqual([]);
    await changeHook(engines, "firms", { pass: everybody(later(60 * 25)) });
    answer = () => ({ status: 200, body: '{"company":{"name":"Firm"}}' });
    await runHook("firms", context(later(60 * 25)));
    expect(heard).toHaveLength(1);
    expect(await traitsOf("anna", "firms")).toMatchObject([{ name: "company_name", value: "Firm" }]);
  });

  it("of whom nothing is known is remembered too, for its own time", async () => {
    await identify("nobody", { email: "nobody@gone.example" }, later(60 * 26));
    answer = () => ({ status: 404 });
    await runHook("firms", context(later(60 * 26 + 1)));
    await runHook("firms", context(later(60 * 26 + 2)));
    expect(heard).toHaveLength(1);
    expect(lastPassOf(await findHook(engines, "firms"))).toMatchObject({ nothing: 1 });
  });

  it("is looked at again when that was asked for while a pass ran", async () => {
    await identify("late", { email: "late@firm.example" }, later(60 * 27));
    meanwhile = () => changeHook(engines, "firms", { pass: everybody(later(60 * 27 + 2)) });
    expect(await runHook("firms", context(later(60 * 27 + 1)))).toBe("more");
    meanwhile = undefined;
    expect(await runHook("firms", context(later(60 * 27 + 3)))).toBe("done");
    expect(lastPassOf(await findHook(engines, "firms"))).toMatchObject({ all: true, looked_at: 3 });
    expect(heard.filter(({ url }) => url.includes("late"))).toHaveLength(1);
  });

  it("shows its key to nobody", async () => {
    expect(JSON.stringify(await shownHook(engines, "firms"))).not.toContain("s3cret");
  });
});

describe("a service that stumbles", () => {
  it("is asked again, later each time, or when it says", async () => {
    await identify("boris", { email: "boris@firm.example" }, noon);
    await make("stumbling", { traits: [{ name: "s_name", expression: "name" }] });
    const statuses = [503, 429, 200, 200];
    answer = () => {
      const status = statuses.shift() ?? 200;
      return { status, headers: { "retry-after": "7" }, body: '{"name":"x"}' };
    };
    await runHook("stumbling", context(later(1)));
    expect(heard.length).toBeGreaterThanOrEqual(3);
    expect(waits.slice(0, 2)).toEqual([7_000, 7_000]);
    expect(await traitsOf("boris", "stumbling")).toMatchObject([{ value: "x" }]);
  });

  it("that is down is left alone for a while; nobody is forgotten", async () => {
    const people = Array.from({ length: 8 }, (_, at) => `p${at}`);
    for (const name of people) await identify(name, { loyalty_card: `card-${name}` }, noon);
    await make("down", {
      url: `http://${host}/{card}`,
      retries: 0,
      fields: [{ name: "card", from: { kind: "identifier", name: "loyalty_card" }, required: true }],
      traits: [{ name: "d_name", expression: "name" }],
    });
    answer = () => ({ status: 500 });
    await runHook("down", context(later(1)));
    expect(heard).toHaveLength(5);
    expect(await shownHook(engines, "down")).toMatchObject({
      paused_until: later(2).toISOString(),
      fault: { code: "refused", message: `${host} answers 500` },
    });
    await runHook("down", context(new Date(later(1).getTime() + 30_000)));
    expect(heard).toHaveLength(5);
    // One call tells that it is still down: the pause is longer.
    await runHook("down", context(later(3)));
    expect(heard).toHaveLength(6);
    expect((await shownHook(engines, "down")).paused_until).toBe(later(5).toISOString());
    answer = () => ({ status: 200, body: '{"name":"back"}' });
    await runHook("down", context(later(6)));
    await runHook("down", context(later(20)));
    for (const name of people) expect(await traitsOf(name, "down")).toMatchObject([{ value: "back" }]);
    expect(await shownHook(engines, "down")).toMatchObject({ paused_until: null, fault: null, customers: 8 });
  });

  it("is not asked faster than it may be", async () => {
    await changeHook(engines, "down", { settings: { ...partsOf(draft(), undefined).settings, calls_per_minute: 30 } });
    await changeHook(engines, "down", { pass: everybody(later(30)) });
    await runHook("down", context(later(30)));
    const spaced = waits.slice(0, heard.length - 1);
    expect(spaced).toEqual(spaced.map((_, at) => (at + 1) * 2_000));
    expect(spaced.length).toBeGreaterThan(0);
  });
});

describe("a hook with a purpose", () => {
  it("asks only about customers whom the purpose may reach", async () => {
    await identify("agreed", { device: "x", email: "agreed@consent.example" }, later(40));
    await identify("refused", { email: "refused@consent.example" }, later(40));
    const word = (userId: string, granted: boolean) => ({
      type: "track",
      event: "Consent Updated",
      userId,
      messageId: `consent-${userId}`,
      timestamp: later(41),
      context: { consent: { categoryPreferences: { marketing: granted } } },
    });
    await collect(engines, shop, [word("agreed", true), word("refused", false)], { now: later(41) });
    await make("asking", {
      purpose: { id: "marketing", channel: "email" },
      traits: [{ name: "a_name", expression: "company.name" }],
    });
    await runHook("asking", context(later(42)));
    expect(heard.map(({ url }) => url)).toEqual([expect.stringContaining("agreed%40consent.example")]);
    expect(lastPassOf(await findHook(engines, "asking"))?.without_consent).toBeGreaterThanOrEqual(1);
  });
});

describe("a draft", () => {
  const check = (change: Partial<HttpHookDraft>) => checkDraft(engines, draft(change), open([host, "api.example.com"]));

  it.each<[string, Partial<HttpHookDraft>]>([
    ["bad_url", { url: "http://{email}/v1" }],
    ["bad_url", { url: "ftp://api.example.com/{email}" }],
    ["host_not_listed", { url: "https://other.example.com/{email}" }],
    ["bad_field", { url: "https://api.example.com/{phone}" }],
    ["bad_trait", { traits: [{ name: "phone_country", expression: "country" }] }],
    ["bad_header", { headers: [{ name: "Host", value: "x" }] }],
    ["unknown_purpose", { purpose: { id: "astrology", channel: "email" } }],
  ])("is refused: %s", async (code, change) => {
    await expect(check(change)).rejects.toMatchObject({ code });
  });

  it("keeps a key for the host that it was written for, and for no other", async () => {
    const before = partsOf(draft(), undefined);
    const headers = [{ name: "X-Api-Key", value: null }];
    const known = { http: before.settings, secrets: before.secrets };
    expect(partsOf(draft({ headers }), known).secrets).toEqual({ "X-Api-Key": "s3cret" });
    expect(() => partsOf(draft({ headers, url: "https://evil.example.com/{email}" }), known)).toThrow("anew");
  });

  it("puts values where they cannot lead elsewhere", () => {
    const at = (url: string, email: string) => callOf(draft({ url }), { email }, {})?.url.toString();
    expect(at("https://api.example.com/v1/{email}", "a/../b?c#d@x.y")).toBe(
      "https://api.example.com/v1/a%2F..%2Fb%3Fc%23d%40x.y",
    );
    expect(at("https://api.example.com/v1/{email}", "..")).toBeUndefined();
    expect(isSafeTemplate("https://api.{email}.com/")).toBe(false);
    expect(isSafeTemplate("https://api.example.com\\@{email}/")).toBe(false);
  });

  it("can be tried on one value: the answer, its traits, and which expression fails", async () => {
    const { settings, secrets } = partsOf(
      draft({
        traits: [
          { name: "one", expression: "company.size" },
          { name: "two", expression: "$number('x')" },
        ],
      }),
      undefined,
    );
    const tried = await tryHttp(
      settings,
      secrets,
      { email: "anna@firm.example" },
      {
        policy: open([host]),
        signal: new AbortController().signal,
      },
    );
    expect(tried).toMatchObject({ traits: { one: "12" }, answer: { status: 200 }, faults: [{ trait: "two" }] });
  });
});
