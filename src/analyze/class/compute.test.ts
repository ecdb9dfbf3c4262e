// Classes computed day by day: against the same rules in plain numbers, on the border of a class, and after a merge.
import fc from "fast-check";
import { Type } from "typebox";
import { Parse } from "typebox/value";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Engines, sql } from "#storage";
import { judgedByHand } from "../../../tests/classes.ts";
import { testEngines } from "../../../tests/engines.ts";
import { deliver, forgetEvents, isPurchase, order, orderHistories } from "../../../tests/orders.ts";
import { computeClasses, computeDay, lastRun } from "./compute.ts";

let engines: Engines;
beforeAll(async () => {
  engines = await testEngines();
});

async function forget(): Promise<void> {
  await forgetEvents(engines);
  await engines.clickhouse.run("forget", sql`TRUNCATE TABLE class_log`);
  await engines.clickhouse.run("forget", sql`TRUNCATE TABLE class_run`);
}
beforeEach(forget);

const noon = (day: string) => new Date(`${day}T12:00:00Z`);
const compute = (day: string) => computeClasses(engines, { now: noon(day), time_zone: "UTC" });
const buy = (order_id: string, customer: number, day: string, cents: number) =>
  order({ order_id, customer, at: noon(day), cents });

const Words = Type.Array(Type.Object({ key: Type.String(), class: Type.String() }));

/** Everybody's classes now, as "customer scheme" to class. */
async function classes(): Promise<Map<string, string>> {
  const rows = await engines.clickhouse.rows(
    "classes",
    sql`SELECT concat(toString(customer_id), ' ', scheme) AS key, toString(class) AS class FROM customer_class`,
  );
  return new Map(Parse(Words, rows).map((word) => [word.key, word.class]));
}

async function classOf(customer: number, scheme: string): Promise<string> {
  return (await classes()).get(`${customer} ${scheme}`) ?? "";
}

describe("against the rules in plain numbers", () => {
  test("without a past they are the rules' own; kept from month to month, nobody is further off than the margin", async () => {
    await fc.assert(
      fc.asyncProperty(orderHistories(60), async (orders) => {
        await forget();
        await deliver(engines, orders);
        const days = orders.map(({ at }) => at.toISOString().slice(0, 10)).toSorted();
        const extent = { from: days[0] ?? "", to: days.at(-1) ?? "" };
        const known = orders.some((each) => isPurchase(each) && each.customer !== 0);
        const own = judgedByHand(orders, extent.to, 0);
        const at = noon("2024-06-01");
        await computeDay(engines, { day: extent.to, time_zone: "UTC", extent, at, fixed_before: false });
        const scratch = await classes();
        for (const [key, name] of own) expect([key, scratch.get(key) ?? ""]).toEqual([key, name]);
        expect([...scratch.keys()].some((key) => !own.has(key) && !/ (golden|rfm)$/.test(key))).toBe(false);
        expect(scratch.size > 0).toBe(known);

        await engines.clickhouse.run("forget", sql`TRUNCATE TABLE class_log`);
        await engines.clickhouse.run("forget", sql`TRUNCATE TABLE class_run`);
        await compute("2024-06-01");
        const kept = await classes();
        const collapsed = (await lastRun(engines))?.fixed_frequency ? 0.35 : 0.4;
        const near = [-1, 0, 1].map((shift) => judgedByHand(orders, extent.to, shift, collapsed));
        for (const key of own.keys())
          expect([key, ...near.map((side) => side.get(key) ?? "")]).toContain(kept.get(key) ?? "");
        await compute("2024-06-02");
        expect(await classes()).toEqual(kept);
      }),
      { numRuns: 5 },
    );
  }, 180_000);

  test("a segment of RFM and gold follow from the scores and letters that were kept", async () => {
    await deliver(engines, [
      ...[1, 2, 3, 4, 5].map((month) => buy(`a${month}`, 1, `2024-0${month}-20`, 10_000)),
      buy("b", 2, "2024-05-19", 500),
      buy("c1", 3, "2024-01-01", 900),
      buy("c2", 3, "2024-01-03", 900),
    ]);
    await compute("2024-05-20");
    const known = await classes();
    // Three customers: nobody bought later than 1, one than 2, two than 3 (5 - floor(5 x 0), - floor(5/3), - floor(10/3)).
    expect([1, 2, 3].map((id) => known.get(`${id} recency`))).toEqual(["5", "4", "2"]);
    expect([1, 2, 3].map((id) => known.get(`${id} frequency`))).toEqual(["4", "1", "2"]);
    expect([1, 2, 3].map((id) => known.get(`${id} rfm`))).toEqual(["champions", "promising", "hibernating"]);
    // Four complete months of equal revenue do not vary: X. Of the revenue 1 has more than four fifths: A.
    expect([1, 2, 3].map((id) => known.get(`${id} golden`))).toEqual(["AX", undefined, undefined]);
  });
});

describe("on the border between A and B", () => {
  // The greater revenue before customer 2 is that of customer 1: its share of all decides, against 0.80 with 0.02 to spare.
  const rest = [buy("p", 2, "2024-05-01", 11_00), buy("q", 3, "2024-05-01", 5_00), buy("r", 4, "2024-05-01", 5_00)];
  const share = async (order_id: string, cents: number, day: string) => {
    await deliver(engines, [buy(order_id, 1, "2024-05-02", cents)]);
    await compute(day);
    return await classOf(2, "abc");
  };

  test("nobody flickers; beyond the margin they move, and far beyond at once", async () => {
    await deliver(engines, rest);
    expect(await share("1", 79_00, "2024-05-10")).toBe("A"); // 79 of 100
    expect(await share("2", 7_00, "2024-05-11")).toBe("A"); // 86 of 107: 0.804
    expect(await share("3", 9_00, "2024-05-12")).toBe("A"); // 95 of 116: 0.819
    expect(await share("4", 5_00, "2024-05-13")).toBe("B"); // 100 of 121: 0.826
    expect(await share("5", -5_00, "2024-05-14")).toBe("B"); // 95 of 116: 0.819
    expect(await share("6", -17_00, "2024-05-15")).toBe("B"); // 78 of 99: 0.788
    expect(await share("7", -6_00, "2024-05-16")).toBe("A"); // 72 of 93: 0.774
    await deliver(engines, [buy("far", 3, "2024-05-03", 900_00)]);
    await compute("2024-05-17");
    expect(await classOf(2, "abc")).toBe("C");
  });
});

describe("the life of a customer", () => {
  test("is told by the own gaps where there are four, else by those of all", async () => {
    // Customer 1 comes every 10 days: late after 10, gone after 20. Customer 2 bought once.
    const visits = ["01-01", "01-11", "01-21", "01-31", "02-10"].map((day) => buy(day, 1, `2024-${day}`, 1_000));
    await deliver(engines, [...visits, buy("once", 2, "2024-02-09", 1_000)]);
    const lives: string[][] = [];
    // Others' orders say how far the data reach.
    for (const [index, day] of ["2024-02-10", "2024-02-20", "2024-02-22", "2024-03-04"].entries()) {
      await deliver(engines, [buy(`x${day}`, 10 + index, day, 1)]);
      await compute(day);
      lives.push([await classOf(1, "lifecycle"), await classOf(2, "lifecycle")]);
    }
    expect(lives).toEqual([
      ["active", "new"],
      ["active", "new"],
      ["at_risk", "at_risk"],
      ["lapsed", "lapsed"],
    ]);
    await deliver(engines, [buy("back", 1, "2024-03-20", 1_000)]);
    await compute("2024-03-20");
    expect(await classOf(1, "lifecycle")).toBe("returned");
  });
});

test("two records merged are one person with both records' orders; parted they are two again", async () => {
  const alias = async (customer_id: number, version: number) => {
    await engines.clickhouse.insert("alias", [{ stamp: 2, customer_id, version }]);
    await engines.clickhouse.run("reload", sql`SYSTEM RELOAD DICTIONARY alias_of`);
  };
  await deliver(engines, [
    buy("1", 1, "2024-05-01", 1_000),
    buy("2", 2, "2024-05-02", 1_000),
    buy("3", 3, "2024-05-03", 10_000),
    buy("4", 3, "2024-05-04", 10_000),
  ]);
  await compute("2024-05-04");
  const apart = await classes();
  expect([1, 2, 3].map((id) => apart.get(`${id} frequency`))).toEqual(["1", "1", "2"]);
  await alias(1, 1);
  expect([...(await classes()).keys()].filter((key) => key.startsWith("2 "))).toEqual([]);
  await compute("2024-05-05");
  const merged = await classes();
  expect([1, 3].map((id) => merged.get(`${id} frequency`))).toEqual(["1", "1"]);
  expect(merged.get("1 recency")).toBe("3");
  await alias(2, 2);
  await compute("2024-05-06");
  const parted = await classes();
  for (const scheme of ["recency", "frequency", "money", "rfm", "abc", "lifecycle"])
    expect([1, 2, 3].map((id) => parted.get(`${id} ${scheme}`))).toEqual(
      [1, 2, 3].map((id) => apart.get(`${id} ${scheme}`)),
    );
});

test("the first computation also tells of the months before; whoever is erased has no class any more", async () => {
  await deliver(engines, [buy("1", 1, "2024-03-10", 1_000), buy("2", 2, "2024-05-10", 1_000)]);
  await compute("2024-05-20");
  const runs = await engines.clickhouse.rows(
    "runs",
    sql`SELECT toString(day) AS day, limits['history'] = 1 AS history FROM class_run ORDER BY computed_at`,
  );
  expect(runs).toEqual([
    { day: "2024-03-31", history: 1 },
    { day: "2024-04-30", history: 1 },
    { day: "2024-05-10", history: 0 },
  ]);
  await forgetEvents(engines);
  await compute("2024-05-21");
  expect((await classes()).size).toBe(0);
});
