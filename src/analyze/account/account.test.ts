// Accounts as people see them: who belongs to them by which word, what they are worth, and that a person counts once.
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "#contract";
import { type Engines, sql } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { deliver, order } from "../../../tests/orders.ts";
import { account, accountMembers, accountPage, accountTimeline, customerAccounts } from "./account.ts";

let engines: Engines;
let context: Context<Engines>;

beforeAll(async () => {
  engines = await testEngines();
  context = testContext(engines);
});

async function reload(): Promise<void> {
  await engines.clickhouse.run("test.reload", sql`SYSTEM RELOAD DICTIONARY alias_of`);
}

beforeEach(async () => {
  const { clickhouse } = engines;
  await clickhouse.run("test.empty", sql`TRUNCATE TABLE event_log`);
  await clickhouse.run("test.empty", sql`TRUNCATE TABLE identifier_log`);
  await clickhouse.run("test.empty", sql`TRUNCATE TABLE trait_log`);
  await clickhouse.run("test.empty", sql`TRUNCATE TABLE account_member_log`);
  await clickhouse.run("test.empty", sql`TRUNCATE TABLE account_trait_log`);
  await clickhouse.run("test.empty", sql`TRUNCATE TABLE alias`);
  await reload();
});

const day = (number: number) => new Date(Date.UTC(2024, 0, number, 12));
let told = 0;

interface Told {
  readonly customer: number;
  readonly group: string;
  readonly at: Date;
  readonly name?: string;
  readonly traits?: Readonly<Record<string, string>>;
}

/** A group call, or with a name an event, as the tracking API delivers it. */
function call({ customer, group, at, name = "", traits = {} }: Told) {
  told += 1;
  return {
    id: String(2n ** 100n + BigInt(told)),
    source: "app",
    message_id: `m${told}`,
    type: name === "" ? "group" : "track",
    name,
    customer_id: customer,
    occurred_at: at.toISOString(),
    original_at: at.toISOString(),
    sent_at: at.toISOString(),
    received_at: at.toISOString(),
    version: -at.getTime(),
    group_id: group,
    identifiers: [{ kind: "user_id", value: `u${customer}` }],
    group_traits: Object.entries(traits).map(([trait, value]) => ({ name: trait, value })),
  };
}

async function tell(...calls: readonly Told[]): Promise<void> {
  await engines.clickhouse.insert("delivery", calls.map(call));
}

async function idOf(label: string): Promise<string> {
  const { rows } = await accountPage(context, { search: label });
  return rows[0]?.account_id ?? "0";
}

describe("a company whose people are told by group calls", () => {
  beforeEach(async () => {
    await tell(
      { customer: 1, group: "acme", at: day(1), traits: { name: "ACME", plan: "free" } },
      { customer: 1, group: "acme", at: day(3), traits: { plan: "pro" } },
      { customer: 2, group: "acme", at: day(2) },
      { customer: 3, group: "acme", at: day(2) },
      { customer: 3, group: "acme", at: day(4), name: "Group Left" },
      { customer: 1, group: "globex", at: day(5), traits: { name: "Globex" } },
      // Something that happened in a group's context makes nobody a member.
      { customer: 9, group: "acme", at: day(5), name: "Report Opened" },
    );
    await deliver(engines, [
      order({ order_id: "10", customer: 1, at: day(6), cents: 10_000 }),
      order({ order_id: "11", customer: 2, at: day(7), cents: 5_000 }),
      order({ order_id: "11", customer: 2, at: day(8), cents: -1_000 }),
      order({ order_id: "12", customer: 3, at: day(9), cents: 70_000 }),
      order({ order_id: "13", customer: 9, at: day(9), cents: 90_000 }),
    ]);
  });

  it("has members since their first word, traits of its own, and the worth of its members of now", async () => {
    const id = await idOf("acme");
    expect(await account(context, id)).toMatchObject({
      kind: "group",
      key: "acme",
      label: "ACME",
      members: 2,
      former_members: 1,
      orders: 2,
      revenue_minor: 14_000,
      aov_minor: 7_000,
      last_order_at: "2024-01-07T12:00:00.000Z",
      traits: [
        { name: "name", value: "ACME", source: "app" },
        { name: "plan", value: "pro", occurred_at: "2024-01-03T12:00:00.000Z" },
      ],
    });
    const { rows } = await accountMembers(context, id, {});
    expect(rows).toMatchObject([
      { customer_id: "1", label: "u1", is_member: true, since: "2024-01-01T12:00:00.000Z", cause: "group", orders: 1 },
      { customer_id: "2", is_member: true, revenue_minor: 4_000, last_seen_at: "2024-01-08T12:00:00.000Z" },
      { customer_id: "3", is_member: false, left_at: "2024-01-04T12:00:00.000Z" },
    ]);
    expect(rows[0]?.event_id).toMatch(/^\d+$/);
    const happened = await accountTimeline(context, id, { limit: 2 });
    expect(happened.entries).toMatchObject([
      { name: "Order Refunded", customer_id: "2", label: "u2", revenue_minor: -1_000 },
      { name: "Order Completed", customer_id: "2" },
    ]);
    const earlier = await accountTimeline(context, id, { cursor: happened.next_cursor ?? "" });
    expect(earlier.entries.map(({ customer_id }) => customer_id)).not.toContain("3");
  });

  it("stands in a list whose total counts a person of two groups once", async () => {
    const { rows, whole, total } = await accountPage(context, {});
    expect(rows).toMatchObject([
      { label: "ACME", members: 2, revenue_minor: 14_000 },
      { label: "Globex", members: 1, revenue_minor: 10_000, orders: 1 },
    ]);
    expect({ total, whole }).toEqual({ total: 2, whole: { members: 2, orders: 2, revenue_minor: 14_000 } });
    for (const sort of ["revenue", "orders", "aov", "members", "last_order", "label"] as const) {
      const first = await accountPage(context, { sort, order: "desc", limit: 1 });
      const second = await accountPage(context, { sort, order: "desc", limit: 1, cursor: first.next_cursor ?? "" });
      expect([...first.rows, ...second.rows].map(({ key }) => key).toSorted(), sort).toEqual(["acme", "globex"]);
    }
    await expect(accountPage(context, { cursor: "nonsense" })).rejects.toMatchObject({ code: "bad_cursor" });
    await expect(account(context, "7")).rejects.toMatchObject({ status: 404, code: "unknown_account" });
  });

  it("counts one person when two of its records turn out to be one", async () => {
    await engines.clickhouse.insert("alias", [{ stamp: "2", customer_id: "1", version: "1" }]);
    await reload();
    const id = await idOf("acme");
    expect(await account(context, id)).toMatchObject({ members: 1, orders: 2, revenue_minor: 14_000 });
    expect((await accountMembers(context, id, {})).rows).toMatchObject([
      { customer_id: "1", since: "2024-01-01T12:00:00.000Z", is_member: true },
      { customer_id: "3", is_member: false },
    ]);
    expect((await customerAccounts(context, "1")).rows).toMatchObject([
      { label: "ACME", members: 1 },
      { label: "Globex", members: 1, cause: "group" },
    ]);
    await engines.clickhouse.insert("alias", [{ stamp: "2", customer_id: "2", version: "2" }]);
    await reload();
    expect((await account(context, id)).members).toBe(2);
  });

  it("masks people to who may not see their data, and names the company", async () => {
    const masked = { ...context, caller: { kind: "user", id: "1", name: "V", role: "viewer" } } as const;
    expect((await accountPage(masked, {})).rows[0]?.label).toBe("ACME");
    expect((await accountMembers(masked, await idOf("acme"), {})).rows[0]?.label).not.toBe("u1");
  });
});

// Words about one customer and one account, in days and in any order; two of one instant too.
const aWord = fc.record({
  at: fc.integer({ min: 1, max: 6 }),
  change: fc.constantFrom("joined", "left", "put_in", "taken_out"),
  id: fc.integer({ min: 1, max: 1_000_000 }),
});

it("tells the same of any words in any order: a word by hand stands, else who joined after last leaving belongs", async () => {
  const history = fc.uniqueArray(aWord, { minLength: 1, maxLength: 7, selector: ({ id }) => id });
  await fc.assert(
    fc.asyncProperty(history, fc.boolean(), async (words, backwards) => {
      await engines.clickhouse.run("test.empty", sql`TRUNCATE TABLE account_member_log`);
      const rows = words.map(({ at, change, id }) => {
        const row = { account_id: "5", customer_id: "6", change, id: String(id), kind: "group", key: "g", version: 0 };
        return { ...row, occurred_at: day(at).toISOString() };
      });
      // In two deliveries, one or the other first.
      const half = Math.floor(rows.length / 2);
      const parts = [rows.slice(0, half), rows.slice(half)].filter((part) => part.length > 0);
      for (const part of backwards ? parts.toReversed() : parts)
        await engines.clickhouse.insert("account_member_log", part);
      const hand = words
        .filter(({ change }) => change === "put_in" || change === "taken_out")
        .toSorted((one, other) => one.at - other.at || one.id - other.id)
        .at(-1);
      const left = Math.max(0, ...words.filter(({ change }) => change === "left").map(({ at }) => at));
      const joins = words.filter(({ change, at }) => change === "joined" && at > left).map(({ at }) => at);
      const [row] = (await accountMembers(context, "5", {})).rows;
      expect(row?.is_member).toBe(hand ? hand.change === "put_in" : joins.length > 0);
      if (joins.length > 0) expect(row?.since).toBe(day(Math.min(...joins)).toISOString());
    }),
    { numRuns: 15 },
  );
});
