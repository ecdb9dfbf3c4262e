// Definitions as stories: a company's file is applied, written out, applied elsewhere, changed and pruned.
import { beforeAll, describe, expect, test } from "vitest";
import type { DefinitionsPlan } from "#contract";
import { testEngines } from "../../../tests/engines.ts";
import { apply, company, headers, plan, post, type Workspace, workspace, written } from "./definition.fixture.ts";

let here: Workspace;
beforeAll(async () => {
  here = await workspace(await testEngines());
});

const named = ({ changes }: Pick<DefinitionsPlan, "changes">) =>
  changes.map(({ change, kind, key }) => `${change} ${kind} ${key}`.trim());

test("the company of the guide is applied once, and then everything is as written", async () => {
  const planned = await plan(here, company);
  expect(planned.faults).toEqual([]);
  expect(await written(here)).not.toContain("regulars");
  const applied = await apply(here, company, { plan: planned.id });
  expect(named(applied)).toEqual(named(planned));
  // What is named is made before what names it.
  const order = named(applied);
  expect(order.indexOf("add segments regulars")).toBeLessThan(order.indexOf("add segments lost_regulars"));
  expect(applied.notes.map(({ message }) => message).join()).toContain("whsec_");
  expect(await plan(here, company)).toMatchObject({ changes: [], faults: [], unchanged: planned.changes.length });
});

describe("a change of each kind", () => {
  const changes: readonly [kind: string, text: string, field: string, before: unknown, after: unknown][] = [
    ["settings", "{ currency: PLN }", "currency", "EUR", "PLN"],
    ["matching", "{ upper: 0.95 }", "upper", 0.99, 0.95],
    ["households", "{ by_phone: false }", "by_phone", true, false],
    ["privacy", "{ policy: delete }", "policy", "anonymize", "delete"],
    ["identity", "{ most_sharing: 50 }", "most_sharing", 100, 50],
    [
      "hosts",
      "{ hosts: [api.example.com, hooks.example.com] }",
      "hosts",
      ["hooks.example.com"],
      ["api.example.com", "hooks.example.com"],
    ],
    ["sources", "[{ slug: shop, name: Web shop, kind: shop }]", "name", "Online shop", "Web shop"],
    ["enrichments", "[{ hook: phone, enabled: false }]", "enabled", true, false],
    ["traits", "[{ trait: phone, policy: newest }]", "policy", "source", "newest"],
    [
      "categories",
      "[{ category: marketing, targets: [{ purpose: newsletter, channel: sms }] }]",
      "targets.0.channel",
      null,
      "sms",
    ],
    ["targets", "[{ metric: revenue_net, grain: month, value: 1, note: Less }]", "value", 1_200_000, 1],
    [
      "metrics",
      "[{ id: coupon_share, name: Orders with a coupon, topic: sales, direction: up, kind: count, unit: count, numerator: { measure: events, event: Coupon } }]",
      "direction",
      "down",
      "up",
    ],
    [
      "dashboards",
      "[{ name: Monday, period: this_month, compare: previous, widgets: [{ id: net, kind: number, title: '', metric: revenue_net, place: { x: 0, y: 0, w: 4, h: 3 } }] }]",
      "period",
      "last_30_days",
      "this_month",
    ],
    ["tiles", "{ metrics: [orders, revenue_net, aov, nps, csat] }", "metrics.0", "revenue_net", "orders"],
    [
      "alerts",
      "[{ name: Revenue falls, metric: revenue_net, grain: month, condition: { is: below, value: 5 } }]",
      "grain",
      "week",
      "month",
    ],
    ["segments", "[{ id: press, name: Newspapers }]", "name", "Press", "Newspapers"],
    [
      "surveys",
      "[{ id: after-delivery, name: After, kind: nps, scale: 10, state: closed, texts: { en: { question: Why? }, ru: {}, pl: {} } }]",
      "state",
      "open",
      "closed",
    ],
    ["plan", "[{ source: shop, policy: dead_letter }]", "policy", "flag", "dead_letter"],
    [
      "purposes",
      "[{ id: newsletter, names: { en: News, ru: Р, pl: N }, basis: consent, channels: [email] }]",
      "names.en",
      "Newsletter",
      "News",
    ],
  ];
  test("is planned by its fields, made, and then as written", async () => {
    await apply(here, company);
    for (const [kind, part, field, before, after] of changes) {
      const text = `kompas: 1\n${kind}: ${part}\n`;
      const { changes: planned, faults } = await plan(here, text);
      expect(faults, kind).toEqual([]);
      expect(planned.map((each) => `${each.change} ${each.kind}`)).toEqual([`change ${kind}`]);
      const list = planned[0]?.fields.find((each) => field.startsWith(each.field));
      const whole = list?.field === field;
      expect(whole ? list : { field, before, after }, kind).toEqual({ field, before, after });
      await apply(here, text);
      expect((await plan(here, text)).changes, kind).toEqual([]);
    }
  });
});

test("nothing is removed unless it is asked for, and then only of the kinds that the files name", async () => {
  await apply(here, company);
  const text = "kompas: 1\nalerts: []\ndashboards: []\nsegment_hooks: []\nsegments:\n  - { id: press, name: Press }\n";
  const kept = await plan(here, text);
  expect(kept).toMatchObject({ changes: [], unchanged: 1 });
  expect(kept.beyond).toEqual([
    { kind: "segments", key: "lost_regulars" },
    { kind: "segments", key: "regulars" },
    { kind: "segment_hooks", key: "lost_regulars https://hooks.example.com/kompas" },
    { kind: "alerts", key: "Revenue falls" },
    { kind: "dashboards", key: "Monday" },
  ]);
  const pruned = await apply(here, text, { prune: true });
  // Whatever names goes before what it names.
  expect(named(pruned)).toEqual([
    "remove dashboards Monday",
    "remove alerts Revenue falls",
    "remove segment_hooks lost_regulars https://hooks.example.com/kompas",
    "remove segments lost_regulars",
    "remove segments regulars",
  ]);
  const left = await written(here);
  expect(left).toContain("newsletter");
  expect(left).toContain("alerts: []");
});

test("a plan that somebody overtook is not applied", async () => {
  const { id } = await plan(here, company);
  await apply(here, "kompas: 1\nsegments:\n  - { id: press, name: Papers }\n");
  const late = await post<{ code: string }>(here, "", company, { plan: id });
  expect(late).toMatchObject({ status: 409, body: { code: "plan_changed" } });
  expect(await written(here)).not.toContain("regulars");
});

test("two alerts of one name are told apart by a number, and stay what they are", async () => {
  const draft = { name: "A", metric: "aov", group: null, grain: "day", condition: { is: "above", value: 1 } };
  const payload = { ...draft, emails: [], webhook: null, enabled: true };
  for (let number = 0; number < 2; number += 1)
    expect((await here.app.inject({ method: "POST", url: "/api/v1/alerts", headers, payload })).statusCode).toBe(201);
  const text = await written(here, "?kinds=alerts");
  expect(text).toContain("name: A (2)");
  expect(await plan(here, text)).toMatchObject({ changes: [], unchanged: 2 });
});

test("each change stands in the audit log with who made it", async () => {
  await apply(here, "kompas: 1\nsegments:\n  - { id: radio, name: Radio }\n");
  const { rows } = (await here.app.inject({ url: "/api/v1/audit", headers })).json<{ rows: object[] }>();
  expect(rows).toContainEqual(
    expect.objectContaining({ object: "segments radio", summary: "A definition was added", fields: ["id", "name"] }),
  );
});

test("a webhook source keeps the secret that was entered by hand", async () => {
  const text = "kompas: 1\nsources:\n  - { slug: pay, name: Payments, kind: webhook, preset: stripe }\n";
  const { notes } = await apply(here, text);
  expect(notes).toEqual([{ kind: "sources", key: "pay", message: expect.stringContaining("secret") }]);
  const url = "/api/v1/sources/pay/webhook";
  const { mapping, signature, sample } = (await here.app.inject({ url, headers })).json();
  await here.app.inject({ method: "PUT", url, headers, payload: { mapping, signature, sample, secret: "s3cret" } });
  await apply(here, text.replace("Payments", "Payments of cards"));
  expect((await here.app.inject({ url, headers })).json()).toMatchObject({ has_secret: true });
  expect(await written(here)).not.toContain("s3cret");
});

test("the schema closes every object, and what has a default may be left out", async () => {
  const schema = (await here.app.inject({ url: "/api/v1/definitions.schema.json", headers })).json();
  const { segments, settings } = schema.properties;
  expect(segments.items).toMatchObject({ additionalProperties: false, required: ["id", "name"] });
  expect(settings.required).toEqual([]);
  expect(JSON.stringify(segments.items.properties.condition)).toContain("#/$defs/Condition");
  expect(schema.$defs.Condition).toBeDefined();
});

test("what is written out with three templates, makes the same of an empty workspace, to the letter", async () => {
  await apply(here, company);
  const payload = { language: "pl" };
  for (const template of ["online_shop", "bank_branches", "b2b_sales"]) {
    const url = `/api/v1/templates/${template}/apply`;
    expect((await here.app.inject({ method: "POST", url, headers, payload })).statusCode).toBe(200);
  }
  const text = await written(here);
  const there = await workspace(await testEngines());
  await apply(there, text, { prune: true });
  expect(await written(there)).toBe(text);
  for (const at of [here, there]) expect((await plan(at, text, { prune: true })).changes).toEqual([]);
});
