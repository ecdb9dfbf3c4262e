// Masks at every door: who may not see personal data walks all that can be read, and no byte of a known person comes out.
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import type { TSchema } from "typebox";
import { Type } from "typebox";
import { beforeAll, describe, expect, test } from "vitest";
import type { Route, Scope } from "#contract";
import { type Engines, route, sql } from "#storage";
import { testEngines } from "../../tests/engines.ts";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createKompas, type Kompas } from "./kompas.ts";
import { allRoutes } from "./routes.ts";
import { readSettings } from "./workspace.ts";

const email = "marta.kowalczyk@example.com";
const person = {
  name: "Marta Kowalczyk",
  email,
  phone: "+48501234567",
  birthday: "1988-04-03",
  address: "Polna Street 12",
  plan: "gold",
};
const note = "Prefers to be called Martusia";
const secrets = ["Kowalczyk", "kowalczyk", "crm-778899", "501234567", "501 234 567", "1988-04-03", "Polna", "Martusia"];

let engines: Engines;
let kompas: Kompas;
let app: FastifyInstance;
let customer_id = "";
let letter_id = "";

// What a careless hand would add.
const careless = route({
  method: "GET",
  path: "/api/v1/careless",
  access: "viewer",
  summary: "Traits as they are",
  reply: Type.Unknown(),
  handle: ({ context }) => context.engines.clickhouse.rows("careless", sql`SELECT name, value FROM trait`),
});

const host = { host: "localhost" };

async function asAdmin(method: "POST" | "PATCH", url: string, payload: object) {
  const headers = { ...host, authorization: `Bearer ${kompas.local_key}` };
  const answer = await app.inject({ method, url: `/api/v1/${url}`, headers, payload });
  expect(answer.statusCode, `${url}: ${answer.body}`).toBeLessThan(300);
  return answer.json();
}

async function tell(path: string, payload: object): Promise<number> {
  const authorization = `Basic ${Buffer.from("key:").toString("base64")}`;
  return (await app.inject({ method: "POST", url: path, headers: { authorization }, payload })).statusCode;
}

async function numberOf(statement: ReturnType<typeof sql>): Promise<string> {
  const [row] = await engines.clickhouse.rows("test.id", statement);
  return String(Object(row).id);
}

beforeAll(async () => {
  engines = await testEngines();
  kompas = createKompas(readConfig({}));
  kompas.setReady({ engines, settings: await readSettings(engines.postgres) });
  kompas.setState({ status: "ready", detail: "" });
  app = await createApp(kompas, {
    routes: [...allRoutes(kompas), careless],
    web_dir: "/nowhere",
    logger: pino({ level: "silent" }),
    check_replies: true,
  });
  await engines.postgres.db
    .insertInto("source")
    .values({ slug: "shop", name: "Shop", kind: "site", write_key: "key", settings: "{}" })
    .execute();
  const who = { userId: "crm-778899" };
  await tell("/v1/identify", { ...who, messageId: "1", traits: person });
  const order = { order_id: "A1", total: 10, currency: "EUR", email, delivery: { street: person.address } };
  await tell("/v1/track", { ...who, messageId: "2", event: "Order Completed", properties: order });
  const answer = { score: 9, text: `Call me, ${person.name}, ${person.phone}` };
  await tell("/v1/track", { ...who, messageId: "3", event: "Survey Responded", properties: answer });
  await tell("/v1/page", {
    ...who,
    messageId: "4",
    name: "Account",
    properties: { path: `/u/${email}`, title: email },
  });
  await tell("/v1/batch", { batch: [{ type: "nonsense", email, messageId: "5" }] });
  customer_id = await numberOf(sql`SELECT toString(any(customer_id)) AS id FROM event WHERE customer_id != 0`);
  letter_id = await numberOf(sql`SELECT toString(any(id)) AS id FROM dead_letter`);
  await asAdmin("POST", `customers/${customer_id}/notes`, { text: note });
  const target = { kind: "identifier", identifier_kind: "email", value: `x.${email}` };
  await asAdmin("POST", "blocks", { target, reason: "test" });
  return () => app.close();
}, 60_000);

/** The program of a scope, masked because the workspace shows personal data from `admin` on where it is above a viewer. */
async function key(scope: Scope): Promise<string> {
  return String((await asAdmin("POST", "api-keys", { name: scope, scope })).key);
}

const ids: readonly (readonly [RegExp, () => string])[] = [
  [/customers\/:id/, () => customer_id],
  [/dead-letters\/:id/, () => letter_id],
  [/metrics\/:id/, () => "revenue_net"],
];

/** An address of the route with its parameters filled in, and one for each way to ask it for something of the person. */
function addresses({ path, query }: Route<Engines>): string[] {
  const id = ids.find(([pattern]) => pattern.test(path))?.[1]() ?? "1";
  const plain = path.replace(":id", id).replace(":slug", "shop").replace(/:\w+/g, "1");
  const known = new Set(Object.keys(fieldsOf(query)));
  const asks: [string, string][] = [
    ["search", email],
    ["search", "kowal"],
    ["sort", "label"],
    ["by", "property:email"],
    ["by", "trait:name"],
    ["source", "shop"],
    ["limit", "1"],
  ];
  const asked = asks.filter(([name]) => known.has(name));
  return [
    plain,
    ...asked.map((pair) => `${plain}?${new URLSearchParams([pair])}`),
    ...(known.has("ids") ? [`${plain}?ids=${customer_id}`] : []),
  ];
}

function fieldsOf(schema: TSchema | undefined): object {
  return schema !== undefined && "properties" in schema && typeof schema.properties === "object"
    ? { ...schema.properties }
    : {};
}

/** The text with what is hidden in it in base64, as cursors are. */
function opened(body: string): string {
  const packed = body.match(/[\w-]{12,}/g) ?? [];
  return [body, ...packed.map((text) => Buffer.from(text, "base64url").toString())].join("\n");
}

/** Walks all that can be read: which addresses told what of the person, and which answered at all. */
async function walk(routes: readonly Route<Engines>[], bearer: string) {
  const told: string[] = [];
  const answered: string[] = [];
  for (const each of routes) {
    if (each.method !== "GET" || each.lasts === true || each.access === "public" || each.access === "source") continue;
    for (const url of addresses(each)) {
      const answer = await app.inject({ url, headers: { ...host, authorization: `Bearer ${bearer}` } });
      expect(answer.statusCode, `${url}: ${answer.body}`).toBeLessThan(500);
      if (answer.statusCode === 200) answered.push(url);
      const text = opened(answer.body);
      // What the caller said itself, a refusal may repeat.
      for (const secret of secrets.filter((one) => answer.statusCode === 200 && text.includes(one)))
        told.push(`${url}: ${secret}`);
    }
  }
  return { told, answered };
}

describe("who sees masks", () => {
  test("reads no byte of a person as a viewer", async () => {
    const { told, answered } = await walk(allRoutes(kompas), await key("read"));
    expect(told).toEqual([]);
    expect(answered).toContain(`/api/v1/customers/${customer_id}`);
    expect(answered).toContain(`/api/v1/customers/${customer_id}/timeline`);
    expect(answered.length).toBeGreaterThan(20);
  });

  test("reads no byte of a person as an analyst, where only admins may", async () => {
    const bearer = await key("write");
    await asAdmin("PATCH", "workspace", { personal_data_role: "admin" });
    const { told, answered } = await walk(allRoutes(kompas), bearer);
    await asAdmin("PATCH", "workspace", { personal_data_role: "agent" });
    expect(told).toEqual([]);
    expect(answered).toContain(`/api/v1/dead-letters/${letter_id}`);
    expect(answered).toContain("/api/v1/blocks");
  });

  test("is caught by this walk when a route forgets", async () => {
    const { told } = await walk([careless], await key("read"));
    expect(told).toContain("/api/v1/careless: Kowalczyk");
  });

  test("finds the person by a whole identifier, not by a part", async () => {
    const headers = { ...host, authorization: `Bearer ${await key("read")}` };
    const found = async (search: string) => {
      const answer = await app.inject({ url: `/api/v1/customers?${new URLSearchParams({ search })}`, headers });
      return answer.json().rows;
    };
    const [row] = await found(email.toUpperCase());
    expect(row).toMatchObject({ customer_id, label: "M. K." });
    expect(await found("+48 501 234 567")).toHaveLength(1);
    expect(await found("kowalczyk")).toEqual([]);
    expect(await found("marta.kowal")).toEqual([]);
  });
});

test("who may see personal data is shown them", async () => {
  const bearer = await key("write");
  const ofCustomers = allRoutes(kompas).filter(({ path }) => path.startsWith("/api/v1/customers/:id"));
  const { told } = await walk(ofCustomers, bearer);
  expect(told).toContain(`/api/v1/customers/${customer_id}: Kowalczyk`);
  expect(told).toContain(`/api/v1/customers/${customer_id}/notes: Martusia`);
});
