// One customer's page as a story: who, what happened, what was said; found in any alphabet; under one address after a merge.
import { beforeAll, describe, expect, test } from "vitest";
import type { Context } from "#contract";
import { type Engines, sql } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { customer, feelings } from "./customer.ts";
import { customerClasses, customerPage } from "./list.ts";
import { ageAt } from "./portrait.ts";
import { needlesOf } from "./search.sql.ts";
import { timeline, timelineFacets } from "./timeline.ts";

let context: Context<Engines>;
const viewer = () => ({ ...context, caller: { kind: "user" as const, id: "7", name: "Vi", role: "viewer" as const } });

interface Told {
  readonly customer_id: number;
  readonly at: string;
  readonly name?: string;
  readonly type?: string;
  readonly channel?: string;
  readonly source?: string;
  readonly order_id?: string;
  readonly revenue?: string;
  readonly properties?: Record<string, string>;
}

async function tell(rows: readonly Told[]): Promise<void> {
  const made = rows.map(({ at, ...row }, index) => ({
    id: String(index + 1),
    source: "site",
    message_id: `m${index}`,
    type: "track",
    name: "",
    occurred_at: at,
    original_at: at,
    sent_at: at,
    received_at: at,
    channel: "web",
    currency: "EUR",
    ...row,
  }));
  await context.engines.clickhouse.insert("event_log", made);
}

const trait = (customer_id: number, name: string, value: string) => ({
  customer_id,
  name,
  value,
  source: "crm",
  occurred_at: "2024-01-01T00:00:00Z",
});

const identifier = (customer_id: number, kind: string, value: string) => ({
  customer_id,
  kind,
  value,
  source: "site",
  first_seen_at: "2024-01-01T00:00:00Z",
  received_at: "2024-02-01T00:00:00Z",
});

beforeAll(async () => {
  context = testContext(await testEngines(), "Europe/Warsaw");
  const order = { name: "Order Completed", revenue: "10.00" };
  await tell([
    { customer_id: 1, at: "2024-01-01T17:10:00Z", order_id: "O1", ...order },
    { customer_id: 1, at: "2024-01-11T17:10:00Z", order_id: "O2", ...order },
    { customer_id: 1, at: "2024-02-10T17:40:00Z", order_id: "O3", channel: "store", source: "till", ...order },
    { customer_id: 1, at: "2024-02-11T09:00:00Z", name: "Order Refunded", order_id: "O3", revenue: "-4.00" },
    { customer_id: 1, at: "2024-02-12T17:00:00Z", type: "page", name: "Home", properties: { path: "/tea" } },
    {
      customer_id: 1,
      at: "2024-02-13T17:00:00Z",
      name: "Survey Responded",
      properties: { score: "9", text: "Lovely", email: "anna@example.com" },
    },
    { customer_id: 1, at: "2024-02-14T17:00:00Z", name: "Ticket Opened", properties: { subject: "Parcel" } },
  ]);
  const { clickhouse } = context.engines;
  await clickhouse.insert("trait_log", [
    trait(1, "name", "Анна Иванова"),
    trait(1, "birthday", "1988-06-02"),
    trait(1, "city", "Łódź"),
    trait(1, "country", "PL"),
    trait(1, "language", "ru"),
    trait(2, "first_name", "Łukasz"),
    trait(2, "last_name", "Wiśniewski"),
    trait(3, "name", "100% Ivan_Tea"),
  ]);
  await clickhouse.insert("identifier_log", [
    identifier(1, "email", "anna@example.com"),
    identifier(1, "phone", "+48501234567"),
    identifier(2, "user_id", "c-77"),
    identifier(3, "user_id", "c-78"),
    identifier(4, "email", "ann@example.com"),
  ]);
});

describe("who a customer is", () => {
  test("is told in a line: name, age, place, language, habits", async () => {
    const { portrait, gaps, label } = await customer(context, "1");
    // Her birthday is tomorrow.
    expect([label, ageAt("1988-06-01", context.now())]).toEqual(["Анна Иванова", 36]);
    expect(portrait).toMatchObject({ name: "Анна Иванова", age: 35, place: "Łódź, PL", language: "ru", events: 7 });
    expect(portrait).toMatchObject({ channel: "web", hour: 18, first_seen_at: "2024-01-01T17:10:00.000Z" });
    expect(gaps).toMatchObject({ shortest_days: 10, longest_days: expect.closeTo(30.02, 2) });
    expect(gaps?.median_days).toBeCloseTo(20.01, 2);
  });

  test("is told by initials to who sees masks, and by what is known of everybody", async () => {
    const { label, portrait, identifiers, traits, masked } = await customer(viewer(), "1");
    expect([label, masked]).toEqual(["А. И.", true]);
    expect(portrait).toMatchObject({ name: "А. И.", age: null, place: "PL", language: "ru", channel: "web" });
    expect(identifiers.map(({ value }) => value)).toEqual(["a***@e***.com", "+48 *** ** 67"]);
    expect(traits.find(({ name }) => name === "city")?.value).toBe("***");
  });

  test("has classes in an answer of their own", async () => {
    const { rows } = await customerClasses(context, { ids: "1,2" });
    expect(rows).toEqual([
      { customer_id: "1", abc: "A", xyz: "X" },
      { customer_id: "2", abc: null, xyz: null },
    ]);
  });
});

describe("what happened", () => {
  const names = async (query: Parameters<typeof timeline>[2]) =>
    (await timeline(context, "1", query)).entries.map(({ name, order_id }) => `${name} ${order_id}`.trim());

  test("is narrowed by kind, channel, source and text", async () => {
    expect(await names({ kinds: "order,refund" })).toEqual([
      "Order Refunded O3",
      "Order Completed O3",
      "Order Completed O2",
      "Order Completed O1",
    ]);
    expect(await names({ channel: "store" })).toEqual(["Order Completed O3"]);
    expect(await names({ source: "till" })).toEqual(["Order Completed O3"]);
    expect(await names({ search: "LOVEL" })).toEqual(["Survey Responded"]);
    expect(await names({ search: "o2" })).toEqual(["Order Completed O2"]);
    await expect(timeline(context, "1", { kinds: "weather" })).rejects.toMatchObject({ code: "unknown_kind" });
  });

  test("does not tell by a search what stands behind masks", async () => {
    expect((await timeline(viewer(), "1", { search: "anna@" })).entries).toEqual([]);
    const [survey] = (await timeline(viewer(), "1", { kinds: "survey" })).entries;
    expect(survey?.properties).toEqual({ score: "9", text: "***", email: "a***@e***.com" });
  });

  test("is counted by what it can be narrowed to", async () => {
    expect(await timelineFacets(context, "1")).toEqual({
      kinds: [
        { value: "order", events: 3 },
        { value: "refund", events: 1 },
        { value: "survey", events: 1 },
        { value: "ticket", events: 1 },
        { value: "visit", events: 1 },
      ],
      channels: [
        { value: "web", events: 6 },
        { value: "store", events: 1 },
      ],
      sources: [
        { value: "site", events: 6 },
        { value: "till", events: 1 },
      ],
    });
  });

  test("holds what was said, with the score as it was given", async () => {
    const { rows } = await feelings(context, "1");
    expect(rows.map(({ name, score }) => [name, score])).toEqual([
      ["Ticket Opened", null],
      ["Survey Responded", 9],
    ]);
  });
});

describe("a search", () => {
  const found = async (search: string) =>
    (await customerPage(context, { search, classes: false })).rows.map(({ customer_id }) => customer_id);

  test("finds a name in any alphabet, by any part, in any order of its words", async () => {
    for (const search of ["Иванова", "ivanova", "IVANOV", "Iwanowa", "нов", "ivanova anna", "Анна иванова"])
      expect(await found(search), search).toEqual(["1"]);
    for (const search of ["Łukasz", "lukasz", "wisniewski", "WIŚNIEWSKI", "lukasz wisn"])
      expect(await found(search), search).toEqual(["2"]);
    expect(await found("ivanova petrova")).toEqual([]);
  });

  test("finds an identifier by any part, a number to call however it is grouped", async () => {
    for (const search of ["501 234 567", "+48 501-234-567", "50123", "anna@exam"])
      expect(await found(search), search).toEqual(["1"]);
    expect(await found("C-77")).toEqual(["2"]);
  });

  test("puts first what fits wholly, then what begins so", async () => {
    await context.engines.clickhouse.insert("identifier_log", [
      identifier(21, "user_id", "x-tea-9"),
      identifier(22, "user_id", "tea-99"),
      identifier(23, "user_id", "tea-9"),
    ]);
    expect(await found("tea-9")).toEqual(["23", "22", "21"]);
  });

  test("takes signs of a pattern for what they are", async () => {
    expect(await found("100%")).toEqual(["3"]);
    expect(await found("n_t")).toEqual(["3"]);
    expect(await found("c_77")).toEqual([]);
    expect(needlesOf("  +48 (501) 234 ")).toEqual([{ plain: "48501234", latin: null }]);
  });

  test("of short words finds what words begin with", async () => {
    expect(await found("wi")).toEqual(["2"]);
    expect(await found("иш")).toEqual([]);
  });
});

test("my customers are those whose newest manager I am", async () => {
  const line = { set_by: "", set_at: new Date() };
  await context.engines.postgres.db
    .insertInto("customer_manager")
    .values([
      { ...line, customer_id: "1", user_id: 7, name: "Vi" },
      { ...line, customer_id: "2", user_id: 7, name: "Vi" },
      { ...line, customer_id: "2", user_id: 8, name: "Bo" },
    ])
    .execute();
  const ids = async (query: Parameters<typeof customerPage>[1]) =>
    (await customerPage(viewer(), { ...query, classes: false })).rows.map(({ customer_id }) => customer_id);
  expect(await ids({ manager: "me" })).toEqual(["1"]);
  expect(await ids({ manager: "8" })).toEqual(["2"]);
  expect(await ids({ manager: "9" })).toEqual([]);
  expect(await ids({ manager: "me", search: "c-77" })).toEqual([]);
});

test("whoever sees masks is refused an order and a search that would tell names", async () => {
  await expect(customerPage(viewer(), { sort: "label" })).rejects.toMatchObject({ status: 403, code: "personal_data" });
  expect((await customerPage(viewer(), { search: "Анна", classes: false })).rows).toEqual([]);
});

test("a customer who was merged is found at the other's address, with the orders of both", async () => {
  const { clickhouse } = context.engines;
  await clickhouse.insert("alias", [{ stamp: 4, customer_id: 1, version: 1 }]);
  await clickhouse.run("reload", sql`SYSTEM RELOAD DICTIONARY alias_of`);
  const merged = await customer(context, "4");
  expect(merged.customer_id).toBe("1");
  expect(merged.identifiers.map(({ value }) => value)).toContain("ann@example.com");
  expect((await timeline(context, "4", {})).entries).toHaveLength(7);
  const { rows } = await customerPage(context, { search: "ann@example.com", sort: "orders", classes: false });
  expect(rows).toMatchObject([{ customer_id: "1", orders: 3 }]);
});
