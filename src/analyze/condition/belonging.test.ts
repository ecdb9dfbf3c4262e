// Conditions over what customers belong to: classes, other segments, those whom a consent reaches; and a sample of them all.
import { beforeAll, expect, test } from "vitest";
import type { Condition, Context } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { know } from "../../../tests/people.ts";
import { countQuery } from "./condition.sql.ts";
import { why } from "./condition.ts";

let context: Context<Engines>;
const day = (text: string) => new Date(`${text}T12:00:00Z`).toISOString();
/** The fourth customer's id lies beyond the half of all ids. */
const far = "13835058055282163712";

beforeAll(async () => {
  context = testContext(await testEngines());
  const { clickhouse } = context.engines;
  await know(context.engines, [1, 2, 3], new Date(day("2024-01-01")));
  await clickhouse.insert("identifier_log", [
    {
      customer_id: far,
      kind: "email",
      value: "d@example.com",
      source: "shop",
      first_seen_at: day("2024-01-01"),
      received_at: day("2024-01-01"),
    },
  ]);
  await clickhouse.insert("class_log", [
    { customer_id: 1, scheme: "rfm", class: "champions", computed_at: day("2024-04-01") },
    { customer_id: 2, scheme: "rfm", class: "champions", computed_at: day("2024-04-01") },
    { customer_id: 2, scheme: "rfm", class: "lost", computed_at: day("2024-05-20") },
    { customer_id: 3, scheme: "abc", class: "A", computed_at: day("2024-04-01") },
  ]);
  await clickhouse.insert("segment_change", [
    { customer_id: 1, segment_id: "vip", inside: true, changed_at: day("2024-03-01"), cause: "whole" },
    { customer_id: 3, segment_id: "vip", inside: true, changed_at: day("2024-03-01"), cause: "whole" },
    { customer_id: 3, segment_id: "vip", inside: false, changed_at: day("2024-05-01"), cause: "live" },
  ]);
  const said = { category: "marketing:email", source: "shop" };
  await clickhouse.insert("consent_log", [
    { ...said, customer_id: 1, id: "1", granted: true, occurred_at: day("2024-02-01") },
    { ...said, customer_id: 2, id: "2", granted: true, occurred_at: day("2024-02-01") },
    { ...said, customer_id: 2, id: "3", granted: false, occurred_at: day("2024-05-15") },
  ]);
});

async function who(condition: Condition, at?: string): Promise<string[]> {
  const all = await Promise.all(["1", "2", "3", far].map((customer) => why(context, condition, customer, at)));
  const fitting = all
    .filter(({ holds }) => holds)
    .map(({ customer_id }) => (customer_id === far ? "far" : customer_id));
  const moment = { at: at === undefined ? context.now() : new Date(at), time_zone: "UTC" };
  // Asked of everybody at once, the same; and of the lower half of all ids, those of it.
  const [everybody] = await countQuery(context.engines.clickhouse, {
    condition,
    scope: { kind: "all" },
    moment,
    digits: 2,
  });
  expect(everybody?.customers).toBe(fitting.length);
  const below = (2n ** 63n).toString();
  const [half] = await countQuery(context.engines.clickhouse, {
    condition,
    scope: { kind: "sample", below },
    moment,
    digits: 2,
  });
  expect(half?.customers).toBe(fitting.filter((id) => id !== "far").length);
  return fitting;
}

const champions: Condition = { kind: "class", scheme: "rfm", classes: ["champions", "loyal"] };
const vip: Condition = { kind: "segment", segment: "vip" };
const reached = (granted: boolean): Condition => ({ kind: "consent", purpose: "marketing", channel: "email", granted });

test("classes as of the last word and of a past one, and who has none", async () => {
  expect(await who(champions)).toEqual(["1"]);
  expect(await who(champions, day("2024-05-01"))).toEqual(["1", "2"]);
  expect(await who({ kind: "not", of: champions })).toEqual(["2", "3", "far"]);
  const told = await why(context, champions, "2");
  expect(told.steps).toEqual([{ path: "", kind: "class", holds: false, actual: "lost" }]);
});

test("members of another segment, now and before", async () => {
  expect(await who(vip)).toEqual(["1"]);
  expect(await who(vip, day("2024-04-15"))).toEqual(["1", "3"]);
});

test("whom a consent reaches by its legal basis, and all others", async () => {
  expect(await who(reached(true))).toEqual(["1"]);
  expect(await who(reached(true), day("2024-03-01"))).toEqual(["1", "2"]);
  expect(await who(reached(false))).toEqual(["2", "3", "far"]);
  expect(
    await who({ kind: "all", of: [vip, champions, reached(true), { kind: "identifier", identifier: "email" }] }),
  ).toEqual(["1"]);
});
