// How a person is recognized in text, in the three engines of regular expressions that must agree.
import { beforeAll, describe, expect, it } from "vitest";
import { type Engines, sql } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { marksOf } from "./marks.ts";

const anna = [
  { kind: "email", value: "anna.nowak@example.org" },
  { kind: "phone", value: "+48600100200" },
  { kind: "user_id", value: "17850" },
  { kind: "device_id", value: "dev-8f2c91" },
];
const marks = marksOf(["12345678901234567890"], anna);

let engines: Engines;
beforeAll(async () => {
  engines = await testEngines();
});

async function found(text: string): Promise<boolean[]> {
  const patterns = [marks.words, marks.digits, marks.keyed];
  const here = patterns.some((pattern) => new RegExp(pattern, "i").test(text));
  const [row] = await engines.clickhouse.rows(
    "test.match",
    sql`SELECT arrayExists(one -> match(${text}, concat('(?i)', one)), ${patterns}) AS found`,
  );
  const there = JSON.stringify(row).includes("1") || JSON.stringify(row).includes("true");
  const { rows } = await engines.postgres.pool.query("SELECT $1::text ~* ANY($2::text[]) AS found", [text, patterns]);
  return [here, there, rows[0].found];
}

describe("a person is found", () => {
  it.each([
    ["anna.nowak@example.org"],
    ["Write to Anna.Nowak@Example.org."],
    ['{"email":"anna.nowak@example.org"}'],
    ["https://shop.example/?email=anna.nowak%40example.org&a=1"],
    ["line\\nanna.nowak@example.org"],
    ["+48 600 100 200"],
    ["0048600100200"],
    ["call (600) 100-200, please"],
    ['{"phone":48600100200}'],
    ['{"userId":"17850"}'],
    ['{"customer_id": 17850}'],
    ['{"kind": "user_id", "value": "17850"}'],
    ["{'Customer ID':'17850'}"],
    ['(1,"{""userId"": ""17850""}")'],
    ["seen on DEV-8F2C91"],
    ["/api/v1/customers/12345678901234567890"],
  ])("in %s", async (text) => {
    expect(await found(text)).toEqual([true, true, true]);
  });

  it.each([
    ["susanna.nowak@example.org"],
    ["anna.nowak@example.org.pl"],
    ["x+anna.nowak@example.org"],
    ["17850"],
    ['{"price":17850}'],
    ['{"userId":"178501"}'],
    ["600100201"],
    ["dev-8f2c912"],
    ["dev-8f2c91-b"],
  ])("not in %s", async (text) => {
    expect(await found(text)).toEqual([false, false, false]);
  });
});
