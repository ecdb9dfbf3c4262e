// What is told of segments on the real engines: members and their file, size by day, overlap, stays, lists; each counted by
// hand, and the history held against the view of members for any words in any order.
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { Condition, Context } from "#contract";
import { type Engines, sql } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { happen, know } from "../../../tests/people.ts";
import { evaluate } from "./evaluate.ts";
import { memberships, segmentHistory } from "./history.ts";
import { changeList } from "./list.ts";
import { membersFile, membersPage } from "./members.ts";
import { segmentOverlap } from "./overlap.ts";
import { sizesQuery } from "./size.sql.ts";
import { createSegment, segment } from "./store.ts";

let clock = "2024-06-01T12:00:00Z";
let context: Context<Engines>;

beforeEach(async () => {
  clock = "2024-06-01T12:00:00Z";
  context = { ...testContext(await testEngines(), "Europe/Warsaw"), now: () => new Date(clock) };
  await know(context.engines, [1, 2, 3, 4, 5, 6], new Date("2024-01-01T00:00:00Z"));
});

const lists = (...ids: string[]) => Promise.all(ids.map((id) => createSegment(context, { id, name: id })));
const put = (id: string, change: "add" | "remove" | "replace", ...customers: number[]) =>
  changeList(context, id, { change, customer_ids: customers.map(String) });

async function merge(stamp: number, customer_id: number, version: number): Promise<void> {
  await context.engines.clickhouse.insert("alias", [{ stamp, customer_id, version }]);
  await context.engines.clickhouse.run("test.reload", sql`SYSTEM RELOAD DICTIONARY alias_of`);
}

describe("members", () => {
  test("are the list of customers narrowed to them, and a file with what they are worth", async () => {
    await lists("vip");
    const at = new Date("2024-05-01T10:00:00Z");
    await happen(context.engines, [
      { customer: 1, name: "Order Completed", at, revenue: 30, key: "a" },
      { customer: 1, name: "Order Refunded", at, revenue: -10, key: "b" },
      { customer: 2, name: "Order Completed", at, revenue: 50 },
      { customer: 3, name: "Order Completed", at, revenue: 70 },
    ]);
    await put("vip", "add", 1, 2, 5);
    const page = await membersPage(context, "vip", {});
    expect(page.total).toBe(3);
    expect(page.rows.map((row) => [row.customer_id, row.revenue_minor])).toEqual([
      ["2", 5000],
      ["1", 2000],
      ["5", 0],
    ]);
    const found = await membersPage(context, "vip", { search: "c5@" });
    expect(found.rows.map(({ customer_id }) => customer_id)).toEqual(["5"]);
    expect((await membersPage(context, "vip", { search: "c3@" })).rows).toEqual([]);
    const { stream, left_out } = await membersFile(context, "vip", {});
    expect(left_out).toBeNull();
    const [head, ...rows] = (await text(stream)).trim().split("\n");
    expect(head).toBe(
      '"customer_id","customer","member_since","revenue","orders","refunds","first_order_at","last_order_at"',
    );
    expect(rows[1]).toBe(
      '"1","c1@example.com","2024-06-01T12:00:00.000Z",20,1,10,"2024-05-01T10:00:00.000Z","2024-05-01T10:00:00.000Z"',
    );
    expect(rows[2]).toBe('"5","c5@example.com","2024-06-01T12:00:00.000Z",0,0,0,\\N,\\N');
  });

  test("whom a consent does not reach is left out of the file and counted; who may not see names sees numbers", async () => {
    await lists("vip");
    await put("vip", "add", 1, 2);
    const asked = { purpose: "marketing", channel: "email" };
    const { stream, left_out } = await membersFile(context, "vip", asked);
    expect(left_out).toBe(2);
    expect((await text(stream)).trim().split("\n")).toHaveLength(1);
    const viewer = { ...context, caller: { kind: "user", id: "1", name: "", role: "viewer" } } as const;
    expect(await text((await membersFile(viewer, "vip", {})).stream)).not.toContain("@");
    await expect(membersPage(context, "nobody", {})).rejects.toMatchObject({ code: "unknown_segment", status: 404 });
  });
});

describe("history", () => {
  test("is by the workspace's days, with those between; a day's size is that of its end", async () => {
    await lists("vip");
    // 22:30 in UTC is half past midnight of the next day in Warsaw.
    clock = "2024-06-01T22:30:00Z";
    await put("vip", "add", 1, 2, 3);
    clock = "2024-06-02T08:00:00Z";
    await put("vip", "remove", 2);
    clock = "2024-06-04T08:00:00Z";
    await put("vip", "replace", 1, 4);
    expect((await segmentHistory(context, "vip", {})).days).toEqual([
      { day: "2024-06-02", customers: 2, entered: 3, left: 1 },
      { day: "2024-06-03", customers: 2, entered: 0, left: 0 },
      { day: "2024-06-04", customers: 2, entered: 1, left: 1 },
    ]);
    expect((await segmentHistory(context, "vip", { from: "2024-06-03", to: "2024-06-03" })).days).toEqual([
      { day: "2024-06-03", customers: 2, entered: 0, left: 0 },
    ]);
    await expect(segmentHistory(context, "vip", { from: "2024-06-03", to: "2024-06-01" })).rejects.toMatchObject({
      code: "bad_period",
      field: "to",
    });
    await expect(segmentHistory(context, "vip", { from: "2024-02-30" })).rejects.toMatchObject({ code: "bad_day" });
  });

  test("of any words on merged people ends with as many as there are members, and counts whole computations in the size alone", async () => {
    await lists("vip");
    await merge(2, 1, 1);
    await merge(3, 1, 1);
    const word = fc.record({
      customer_id: fc.integer({ min: 1, max: 5 }),
      inside: fc.boolean(),
      hour: fc.integer({ min: 0, max: 60 }),
      cause: fc.constantFrom("live", "whole"),
    });
    const { clickhouse } = context.engines;
    clock = "2024-06-08T00:00:00Z";
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 40 }), async (words) => {
        await clickhouse.run("test.forget", sql`TRUNCATE TABLE segment_log`);
        await clickhouse.insert(
          "segment_change",
          words.map(({ hour, ...row }) => ({
            ...row,
            segment_id: "vip",
            changed_at: new Date(Date.UTC(2024, 5, 1, hour)).toISOString(),
          })),
        );
        const { days } = await segmentHistory(context, "vip", {});
        const [size] = await sizesQuery(clickhouse, { id: "vip" });
        expect(days.at(-1)?.customers).toBe(size?.customers ?? 0);
        if (words.every(({ cause }) => cause === "live"))
          expect(days.reduce((sum, { entered, left }) => sum + entered - left, 0)).toBe(days.at(-1)?.customers);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});

test("stays of one customer are told with their ends, of a merged one those of both", async () => {
  await lists("vip", "new");
  await put("vip", "add", 1);
  clock = "2024-06-02T12:00:00Z";
  await put("vip", "remove", 1);
  clock = "2024-06-03T12:00:00Z";
  await put("vip", "add", 1);
  await put("new", "add", 2);
  const vip = [
    { segment: "vip", name: "vip", inside: true, since: "2024-06-03T12:00:00.000Z", until: null },
    {
      ...{ segment: "vip", name: "vip", inside: false },
      ...{ since: "2024-06-01T12:00:00.000Z", until: "2024-06-02T12:00:00.000Z" },
    },
  ];
  expect(await memberships(context, "1")).toEqual({ rows: vip });
  await merge(2, 1, 1);
  const { rows } = await memberships(context, "2");
  expect(rows.map((row) => [row.segment, row.inside]).sort()).toEqual([
    ["new", true],
    ["vip", false],
    ["vip", true],
  ]);
  expect(await memberships(context, "6")).toEqual({ rows: [] });
});

test("overlap is counted by combination, exactly", async () => {
  await lists("a", "b", "c");
  await put("a", "add", 1, 2, 3, 4);
  await put("b", "add", 2, 3, 4);
  await put("c", "add", 4, 5);
  const { ids, rows } = await segmentOverlap(context, ["a", "b", "c", "a"]);
  expect(ids).toEqual(["a", "b", "c"]);
  expect(rows).toHaveLength(4);
  expect(rows).toEqual(
    expect.arrayContaining([
      { members_of: ["a", "b"], customers: 2 },
      { members_of: ["a"], customers: 1 },
      { members_of: ["a", "b", "c"], customers: 1 },
      { members_of: ["c"], customers: 1 },
    ]),
  );
  await expect(segmentOverlap(context, ["a", "zzz"])).rejects.toMatchObject({ code: "unknown_segment" });
});

describe("a list", () => {
  test("takes people by what stands in a file, says whom nobody is, and moves nobody twice", async () => {
    await lists("vip");
    await context.engines.clickhouse.insert("identifier_log", [
      {
        ...{ customer_id: 6, kind: "phone", value: "+48501234567", source: "shop" },
        ...{ first_seen_at: "2024-01-01T00:00:00.000Z", received_at: "2024-01-01T00:00:00.000Z" },
      },
    ]);
    const identifiers = [" C1@Example.com", "+48 501 234 567", "who@example.com"];
    expect(await changeList(context, "vip", { change: "add", identifiers })).toEqual({
      ...{ customers: 2, unknown: ["who@example.com"], unknown_count: 1 },
    });
    expect((await put("vip", "add", 1, 6)).customers).toBe(2);
    expect((await put("vip", "remove", 3)).customers).toBe(2);
    expect((await put("vip", "replace", 6, 2)).customers).toBe(2);
    const words = await context.engines.clickhouse.rows("test.words", sql`SELECT count() AS count FROM segment_log`);
    expect(words).toEqual([{ count: 4 }]);
    expect((await segment(context, "vip")).customers).toBe(2);
    await expect(changeList(context, "vip", { change: "add" })).rejects.toMatchObject({ code: "nobody_named" });
  });

  test("a rule has no list; a rule that stands on one follows it", async () => {
    await lists("vip");
    const condition: Condition = { kind: "segment", segment: "vip" };
    await createSegment(context, { id: "rule", name: "rule", condition });
    await evaluate(context);
    await expect(put("rule", "add", 1)).rejects.toMatchObject({ code: "not_a_list", status: 409 });
    clock = "2024-06-01T12:05:00Z";
    await put("vip", "add", 1, 2);
    clock = "2024-06-01T12:05:01Z";
    await evaluate(context);
    expect((await segment(context, "rule")).customers).toBe(2);
    expect((await memberships(context, "1")).rows.map((row) => row.segment).sort()).toEqual(["rule", "vip"]);
  });
});
