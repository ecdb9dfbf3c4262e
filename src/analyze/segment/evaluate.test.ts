// Memberships on the real engines: who enters and leaves, when, by an event, by the clock, by a merge; and that what was
// kept step by step is what a computation from scratch gives.
import fc from "fast-check";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { beforeEach, describe, expect, test } from "vitest";
import type { Condition, Context } from "#contract";
import { type Engines, sql } from "#storage";
import { bought, conditions, happenings } from "../../../tests/conditions.ts";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { happen, know, say, type TestEvent } from "../../../tests/people.ts";
import { wholeQuery } from "./evaluate.sql.ts";
import { evaluate, evaluateStep } from "./evaluate.ts";
import { changeSegment, createSegment, deleteSegment, segment, segments } from "./store.ts";

const start = Date.UTC(2024, 5, 1, 12);
const day_ms = 86_400_000;
let clock = start;
let context: Context<Engines>;

beforeEach(async () => {
  clock = start;
  merges = 0;
  people = new Map();
  context = { ...testContext(await testEngines()), now: () => new Date(clock) };
});

const at = (days: number) => new Date(start + days * day_ms);

/** What listen tells of whom it wrote. */
async function touch(customers: readonly number[] | null): Promise<void> {
  const stamps = customers === null ? null : customers.map(String);
  await context.engines.postgres.db.insertInto("touch").values({ stamps }).execute();
}

async function tell(events: readonly TestEvent[]): Promise<void> {
  await happen(context.engines, events);
  await touch(events.map(({ customer }) => customer));
}

let merges = 0;
let people = new Map<number, number>();

/**
 * Makes one person of several, or each one's own again; whom it joined and whom it left is told, as listen does. Who was
 * merged before comes along: a person stands under the id of one of its own, always.
 */
async function merge(customers: readonly number[], into: number | null): Promise<void> {
  const { clickhouse } = context.engines;
  const personOf = (stamp: number) => people.get(stamp) ?? stamp;
  const joined = new Set(customers.map(personOf));
  const stamps = new Set([...customers, ...[...people.keys()].filter((stamp) => joined.has(personOf(stamp)))]);
  const moved = [...stamps].map((stamp) => ({ stamp, from: personOf(stamp), to: into ?? stamp }));
  merges += 1;
  await clickhouse.insert(
    "alias",
    moved.map(({ stamp, to }) => ({ stamp, customer_id: to, version: merges })),
  );
  await clickhouse.run("test.reload", sql`SYSTEM RELOAD DICTIONARY alias_of`);
  await touch(moved.flatMap(({ stamp, from, to }) => [stamp, from, to]));
  for (const { stamp, to } of moved) people.set(stamp, to);
}

const Member = Type.Object({ customer_id: Type.String(), segment_id: Type.String() });

async function members(id: string): Promise<number[]> {
  const rows = await context.engines.clickhouse.rows(
    "test.members",
    sql`SELECT toString(customer_id) AS customer_id, segment_id FROM segment_member WHERE segment_id = ${id}`,
  );
  return rows.map((row) => Number(Value.Parse(Member, row).customer_id)).sort((one, other) => one - other);
}

const Told = Type.Object({
  name: Type.String(),
  customer_id: Type.String(),
  segment: Type.String(),
  day: Type.Number(),
});

/** Events that tell of segments, in order: who, what, on which day after the start. */
async function told(): Promise<string[]> {
  const rows = await context.engines.clickhouse.rows(
    "test.told",
    sql`SELECT name, toString(customer_id) AS customer_id, properties['segment'] AS segment, round((toUnixTimestamp64Milli(occurred_at) - ${start}) / ${day_ms}, 2) AS day FROM event WHERE source = 'kompas' ORDER BY occurred_at, name, customer_id`,
  );
  return rows
    .map((row) => Value.Parse(Told, row))
    .map(({ name, customer_id, segment: id, day }) => `${day}: ${customer_id} ${name} ${id}`);
}

const order = (customer: number, day: number, key = ""): TestEvent => ({
  customer,
  name: "Order Completed",
  at: at(day),
  revenue: 10,
  key,
});

describe("members", () => {
  test("a new segment is counted, without events; then each order lets enter and the clock lets leave, to the moment", async () => {
    await know(context.engines, [1, 2, 3], at(-100));
    await tell([order(1, -20), order(2, -100)]);
    await createSegment(context, { name: "Active", condition: bought(30) });
    expect(await segment(context, "active")).toMatchObject({ state: "computing", customers: null, kind: "rule" });
    expect(await evaluate(context)).toBe(true);
    expect(await segment(context, "active")).toMatchObject({ state: "live", customers: 1, entered: 0 });
    expect(await members("active")).toEqual([1]);

    clock += day_ms / 24;
    await tell([order(2, 0.04)]);
    await evaluate(context);
    expect(await members("active")).toEqual([1, 2]);
    expect(await segment(context, "active")).toMatchObject({ customers: 2, entered: 1, left: 0 });

    // Thirty days after the order of the first, to the second: nobody else is looked at, no event came.
    clock = at(10).getTime() - 1000;
    await evaluate(context);
    expect(await members("active")).toEqual([1, 2]);
    clock = at(10).getTime();
    await evaluate(context);
    expect(await members("active")).toEqual([2]);
    expect(await told()).toEqual(["0.04: 2 Segment Entered active", "10: 1 Segment Left active"]);
    // There is nothing more to do.
    clock += 1000;
    expect(await evaluate(context)).toBe(false);
  });

  test("what comes late or twice changes what it should and nothing else", async () => {
    await createSegment(context, { name: "Twice in 30 days", id: "twice", condition: bought(30, 2) });
    await tell([order(1, 0)]);
    await evaluate(context);
    clock += 1000;
    await tell([order(1, 0)]);
    await evaluate(context);
    expect(await members("twice")).toEqual([]);
    clock += 1000;
    await tell([order(1, -29)]);
    await evaluate(context);
    expect(await members("twice")).toEqual([1]);
    clock = at(1).getTime();
    await evaluate(context);
    expect(await members("twice")).toEqual([]);
  });

  test("while everybody is asked again, segment by segment, who did something enters at once", async () => {
    await createSegment(context, { name: "Active", condition: bought(30) });
    await createSegment(context, { name: "Twice", condition: bought(30, 2) });
    await createSegment(context, { name: "Recent", condition: bought(7) });
    await evaluate(context);
    // An import told of nobody by name; then somebody bought, whom the first step knows before the third segment is asked.
    await happen(context.engines, [order(1, 0), order(2, 0)]);
    await touch(null);
    await touch([2]);
    expect(await evaluateStep(context)).toEqual({ changed: true, more: true });
    expect([await members("active"), await members("recent")]).toEqual([[1, 2], [2]]);
    expect(await evaluateStep(context)).toEqual({ changed: true, more: true });
    expect(await members("recent")).toEqual([2]);
    // What is left is known after a restart, too.
    expect(await evaluateStep(context)).toEqual({ changed: true, more: false });
    expect(await members("recent")).toEqual([1, 2]);
    expect(await evaluate(context)).toBe(false);
  });

  test("thousands who do something at once enter at once", async () => {
    await createSegment(context, { name: "Active", condition: bought(30) });
    await evaluate(context);
    // Ids as long as real ones.
    const many = Array.from({ length: 7_000 }, (_, index) => 2 ** 52 + index);
    await tell(many.map((customer) => order(customer, 0)));
    await evaluate(context);
    expect(await segment(context, "active")).toMatchObject({ customers: 7_000, entered: 7_000 });
  });

  test("two who are one belong as one, and apart as before", async () => {
    await createSegment(context, { name: "Twice", condition: bought(30, 2) });
    await tell([order(1, -1), order(2, -2)]);
    await evaluate(context);
    expect(await members("twice")).toEqual([]);
    clock += 1000;
    await merge([2], 1);
    await evaluate(context);
    expect(await members("twice")).toEqual([1]);
    clock += 1000;
    await merge([2], null);
    await evaluate(context);
    expect(await members("twice")).toEqual([]);
  });

  test("a segment that stands on others follows them at once, and cannot stand on itself", async () => {
    await createSegment(context, { name: "Active", condition: bought(30) });
    await createSegment(context, {
      name: "Lapsed",
      condition: { kind: "all", of: [{ kind: "not", of: { kind: "segment", segment: "active" } }, bought(300)] },
    });
    await tell([order(1, -40)]);
    await evaluate(context);
    expect(await members("lapsed")).toEqual([1]);
    clock += 1000;
    await tell([order(1, 0)]);
    await evaluate(context);
    expect([await members("active"), await members("lapsed")]).toEqual([[1], []]);
    // Another condition of the one is another membership of the other.
    await changeSegment(context, "active", { condition: bought(30, 3) });
    clock += 1000;
    await evaluate(context);
    expect([await members("active"), await members("lapsed")]).toEqual([[], [1]]);
    await expect(
      changeSegment(context, "active", { condition: { kind: "segment", segment: "lapsed" } }),
    ).rejects.toMatchObject({ code: "circle" });
    await expect(
      createSegment(context, { name: "x", condition: { kind: "segment", segment: "nobody" } }),
    ).rejects.toMatchObject({ code: "unknown_segment" });
    await expect(deleteSegment(context, "active")).rejects.toMatchObject({ code: "segment_used" });
    await expect(createSegment(context, { id: "overlap", name: "Overlap" })).rejects.toMatchObject({ field: "id" });
    expect((await createSegment(context, { name: "Overlap" })).id).toBe("overlap_2");
    await deleteSegment(context, "overlap_2");
    await deleteSegment(context, "lapsed");
    expect((await segments(context)).rows.map(({ id }) => id)).toEqual(["active"]);
  });

  test("who comes to fit and comes to what keeps out by the same event has never been inside", async () => {
    await createSegment(context, { name: "Early", condition: { kind: "not", of: bought(2) } });
    const not_early: Condition = { kind: "not", of: { kind: "segment", segment: "early" } };
    await createSegment(context, { name: "Fresh", condition: { kind: "all", of: [bought(30), not_early] } });
    await evaluate(context);
    clock += 1000;
    await tell([order(1, -3), order(2, -1)]);
    await evaluate(context);
    expect([await members("early"), await members("fresh")]).toEqual([[1], [2]]);
    expect((await told()).filter((each) => each.includes(": 1 "))).toHaveLength(1);
  });

  test("a birthday enters at midnight of the workspace, an import is asked of everybody, another condition counts anew", async () => {
    await createSegment(context, {
      name: "Birthday",
      condition: { kind: "trait", trait: "birthday", test: { op: "anniversary", days: 0 } },
    });
    await evaluate(context);
    await say(context.engines, 1, { birthday: "1980-06-03" }, at(-10));
    await touch(null);
    clock = at(1).getTime();
    await evaluate(context);
    expect(await members("birthday")).toEqual([]);
    clock = Date.UTC(2024, 5, 3, 0, 0, 1);
    await evaluate(context);
    expect(await members("birthday")).toEqual([1]);
    await changeSegment(context, "birthday", {
      condition: { kind: "trait", trait: "birthday", test: { op: "unknown" } },
    });
    await know(context.engines, [1, 7], at(0));
    clock += 1000;
    await evaluate(context);
    expect(await members("birthday")).toEqual([7]);
    expect(await told()).toEqual(["1.5: 1 Segment Entered birthday"]);
  });
});

test("kept step by step, with what is late, doubled, merged and parted, members are those of a computation from scratch", async () => {
  await know(context.engines, [1, 2, 3, 4], at(-100));
  for (const [index, condition] of conditions.entries())
    await createSegment(context, { id: `s${index}`, name: `S${index}`, condition });
  await evaluate(context);
  await fc.assert(
    fc.asyncProperty(fc.array(happenings, { minLength: 3, maxLength: 8 }), async (steps) => {
      for (const each of steps) {
        clock += 60_000;
        if (each.kind === "wait") clock += each.hours * 3_600_000;
        else if (each.kind === "event") {
          const event = {
            customer: each.customer,
            name: each.name,
            at: new Date(clock - each.hours_ago * 3_600_000),
            revenue: 10,
          };
          await tell([event, event]);
        } else if (each.kind === "merge") await merge([each.one, 2], Math.min(each.one, 2));
        else await merge([1, 2, 3, 4], null);
        await evaluate(context);
        // A computation from scratch finds nobody who belongs otherwise.
        const moment = { at: new Date(clock), time_zone: "UTC" };
        for (const [index, condition] of conditions.entries()) {
          const rule = { id: `s${index}`, condition };
          const params = { rule, moment, horizon: new Date(clock), digits: 2 };
          expect(
            await wholeQuery(context.engines.clickhouse, params),
            `${rule.id} after ${JSON.stringify(each)}`,
          ).toEqual([]);
        }
      }
    }),
    { numRuns: 6, interruptAfterTimeLimit: 60_000, endOnFailure: true },
  );
}, 150_000);
