// Invented persons with planted duplicates are found again, without anybody telling who is who.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, sql } from "#storage";
import { testEngines } from "../../../../tests/engines.ts";
import { type PersonRecord, personRecords } from "../../../../tests/persons.ts";
import { candidates } from "./compare.ts";
import { explainPairs } from "./explain.ts";
import { type Matching, matchRecords } from "./match.ts";
import type { RecordSet } from "./prepare.ts";
import { clusterQuality, thresholdQuality } from "./quality.ts";
import { guessFields, guessKey } from "./role.ts";

const columns = [
  "id",
  "given_name",
  "surname",
  "birth_date",
  "email",
  "phone",
  "street",
  "street_number",
  "city",
  "postcode",
] as const;
let engines: Engines;

/** The first `to` records from number `from` on, out of the table that the tests fill. */
function setOf(from: number, to: number): RecordSet {
  const select = sql`SELECT id, given_name, surname, birth_date, email, phone, street, street_number, city, postcode, toString(person) AS person FROM person_record WHERE number BETWEEN ${from} AND ${to}`;
  return { select, columns, key_column: "id", label_column: "person" };
}

function fieldsOf(records: readonly PersonRecord[]) {
  const sampled = columns.map((name) => ({
    name,
    values: records.map((record) => record[name]).filter((value) => value !== ""),
  }));
  return guessFields(sampled, [guessKey(sampled)]);
}

const records = [...personRecords(1200, 0.25, 7)];
const options = { sample_pairs: 30_000 };
let found: Matching;

beforeAll(async () => {
  engines = await testEngines();
  await engines.clickhouse.run(
    "test.table",
    sql`CREATE TABLE person_record (number UInt32, id String, given_name String, surname String, birth_date String, email String, phone String, street String, street_number String, city String, postcode String, person UInt32) ENGINE = MergeTree ORDER BY number`,
  );
  await engines.clickhouse.insert(
    "person_record",
    records.map((record, number) => ({ ...record, number })),
  );
  found = await matchRecords(engines.clickhouse, { sets: [setOf(0, 1200)], fields: fieldsOf(records), options });
});

afterAll(() => found.drop());

describe("one set", () => {
  it("finds the planted duplicates, by pairs and by clusters", async () => {
    const [at] = await thresholdQuality(found.compared, [0.5]);
    expect(at?.recall).toBeGreaterThan(0.97);
    expect(at?.f1).toBeGreaterThan(0.9);
    expect((await clusterQuality(found.compared, found.clusters)).f1).toBeGreaterThan(0.88);
  });

  it("compares each pair once, by the first rule that finds it", async () => {
    const [counted] = await engines.clickhouse.rows(
      "test.pairs",
      sql`SELECT count() AS pairs, uniqExact(l, r) AS once, countIf(l >= r) AS turned FROM (${candidates(found.compared)})`,
    );
    expect(counted).toEqual({ pairs: found.compared.pairs, once: found.compared.pairs, turned: 0 });
    const more = await matchRecords(engines.clickhouse, {
      sets: [setOf(0, 1200)],
      fields: fieldsOf(records),
      options: { ...options, blocking: found.compared.settings.blocking.toReversed() },
    });
    expect(more.compared.pairs).toBe(found.compared.pairs);
    await more.drop();
  });

  it("knows how often strangers agree", async () => {
    const [truth] = await engines.clickhouse.rows(
      "test.u",
      sql`SELECT countIf(l.f0 = r.f0) / count() AS share FROM (SELECT * FROM ${found.compared.scratch.table("record")} WHERE f0 != '') AS l CROSS JOIN (SELECT * FROM ${found.compared.scratch.table("record")} WHERE f0 != '') AS r WHERE l.row < r.row AND l.label != r.label`,
    );
    const u = found.model.comparisons[0]?.levels[0]?.u ?? 0;
    expect(truth).toEqual({ share: expect.closeTo(u, 2) });
  });

  it("knows that namesakes have like addresses of e-mail, and weighs exchanged names once", () => {
    const weightOf = (comparison: string, label: string) =>
      found.model.comparisons.find(({ name }) => name === comparison)?.levels.find((level) => level.label === label)
        ?.weight ?? Number.NaN;
    expect(weightOf("email", "same mailbox, like names")).toBeLessThan(weightOf("email", "same mailbox") - 3);
    expect(weightOf("given_name", "swapped with surname")).toBeGreaterThan(5);
    expect(weightOf("surname", "swapped with given_name")).toBeCloseTo(0, 9);
  });

  it("explains a pair so that the bars add up to its weight", async () => {
    const pairs = found.pairs.slice(0, 3);
    const explained = await explainPairs(found.compared, found.model, found.terms, pairs);
    const weights = explained.map(({ weight }) => weight).toSorted((one, other) => other - one);
    expect(weights).toHaveLength(3);
    expect(weights).toEqual(pairs.map(({ weight }) => expect.closeTo(weight, 5)));
    expect(explained[0]?.steps.map(({ comparison }) => comparison)).toContain("place");
  });

  it("leaves giant blocks alone: a key that everybody has says nothing", async () => {
    const run = await matchRecords(engines.clickhouse, {
      sets: [{ ...setOf(0, 300), select: sql`SELECT * REPLACE ('one' AS city) FROM (${setOf(0, 300).select})` }],
      fields: fieldsOf(records),
      options: {
        ...options,
        largest_block: 100,
        blocking: [{ keys: [{ field: "city", take: "whole" }] }, { keys: [{ field: "surname", take: "whole" }] }],
      },
    });
    expect(run.compared.pairs_by_rule[0]).toBe(0);
    expect(run.compared.pairs_by_rule[1]).toBeGreaterThan(0);
    await run.drop();
  });
});

describe("two sets", () => {
  it("are linked only with one another, and the same whichever comes first", async () => {
    const link = async (sets: readonly [RecordSet, RecordSet]) => {
      const run = await matchRecords(engines.clickhouse, { sets, fields: fieldsOf(records), options });
      const keyed = await engines.clickhouse.rows(
        "test.links",
        sql`SELECT least(l.key, r.key) AS a, greatest(l.key, r.key) AS b FROM ${run.compared.scratch.table("scored")} AS s INNER JOIN ${run.compared.scratch.table("record")} AS l ON l.row = s.l INNER JOIN ${run.compared.scratch.table("record")} AS r ON r.row = s.r WHERE s.weight > 3 AND l.side != r.side ORDER BY a, b`,
      );
      const all = run.pairs.filter(({ weight }) => weight > 3).length;
      await run.drop();
      return { keyed, all };
    };
    const there = await link([setOf(0, 599), setOf(600, 1200)]);
    const back = await link([setOf(600, 1200), setOf(0, 599)]);
    expect(there.keyed.length).toBeGreaterThan(50);
    expect(there.all).toBe(there.keyed.length);
    // Random pairs differ with the order, so the surest links are held against one another.
    const same = there.keyed.filter((pair) =>
      back.keyed.some((known) => JSON.stringify(known) === JSON.stringify(pair)),
    );
    expect(same.length).toBeGreaterThan(0.97 * there.keyed.length);
  });
});
