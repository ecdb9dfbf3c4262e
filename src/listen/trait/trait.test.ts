// Which word on a trait stands, by rule: in any order of arrival, over merged records too, tried before it is set.
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context, TraitPolicy, TraitPreviewRequest } from "#contract";
import { type Engines, sql } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { applyPolicies, listTraits, previewPolicy, setPolicy } from "./policy.ts";

let engines: Engines;
let context: Context<Engines>;
const now = new Date("2026-03-01T12:00:00Z");

beforeAll(async () => {
  engines = await testEngines();
  context = testContext(engines);
});

const set = (name: string, policy: TraitPolicy | null) => setPolicy(engines, name, policy, "Anna", now);

beforeEach(async () => {
  await engines.clickhouse.run("test.empty", sql`TRUNCATE TABLE trait_log`);
  for (const { name } of await engines.postgres.db.selectFrom("trait_policy").select("name").execute())
    await set(name, null);
});

interface Word {
  /** The record that it was said of. */
  readonly stamp: number;
  readonly value: string;
  readonly source: string;
  /** The day it was true. */
  readonly day: number;
}

let told = 0;

/** What was said of some traits, the same of each. */
async function say(names: readonly string[], words: readonly Word[]): Promise<void> {
  const rows = words.flatMap(({ stamp, value, source, day }) => {
    told += 1;
    const occurred_at = new Date(Date.UTC(2026, 0, day)).toISOString();
    return names.map((name) => ({
      customer_id: String(stamp),
      name,
      value,
      source,
      id: String(told),
      occurred_at,
      version: 0,
    }));
  });
  // The last first, in two deliveries: what arrives when must not matter.
  const half = Math.floor(rows.length / 2);
  for (const part of [rows.slice(half), rows.slice(0, half)])
    if (part.length > 0) await engines.clickhouse.insert("trait_log", part);
}

async function shown(name: string): Promise<unknown[]> {
  return await engines.clickhouse.rows(
    "test.trait",
    sql`SELECT toString(customer_id) AS customer_id, value, source FROM trait WHERE name = ${name} ORDER BY customer_id`,
  );
}

// Records 1 and 2 are one person.
async function merge(): Promise<void> {
  await engines.clickhouse.insert("alias", [{ stamp: "2", customer_id: "1", version: "1" }]);
  await engines.clickhouse.run("test.reload", sql`SYSTEM RELOAD DICTIONARY alias_of`);
}

const policies: readonly TraitPolicy[] = [
  { policy: "newest", sources: [] },
  { policy: "oldest", sources: [] },
  { policy: "source", sources: ["crm", "shop"] },
  { policy: "complete", sources: [] },
];

const aWord = fc.record({
  stamp: fc.constantFrom(1, 2),
  value: fc.constantFrom("", "Łódź", "Warszawa", "Gdańsk"),
  source: fc.constantFrom("shop", "crm", "app"),
  day: fc.integer({ min: 1, max: 5 }),
});

/** The word that a rule lets stand, told plainly: what came before the last taking away is out, then the best is first. */
function standing({ policy, sources }: TraitPolicy, words: readonly Word[]): Word | undefined {
  const taken = Math.max(0, ...words.filter(({ value }) => value === "").map(({ day }) => day));
  const trust = ({ source }: Word) => (sources.includes(source) ? sources.indexOf(source) : sources.length);
  const text = (one: string, other: string) => Buffer.compare(Buffer.from(other), Buffer.from(one));
  const newer = (one: Word, other: Word) => other.day - one.day;
  const first = {
    newest: newer,
    oldest: (one: Word, other: Word) => one.day - other.day,
    source: (one: Word, other: Word) => trust(one) - trust(other) || newer(one, other),
    complete: (one: Word, other: Word) => other.value.length - one.value.length || newer(one, other),
  }[policy];
  return words
    .filter(({ value, day }) => value !== "" && day >= taken)
    .toSorted((one, other) => first(one, other) || text(one.value, other.value) || text(one.source, other.source))[0];
}

describe("which word stands", () => {
  it("by each rule, whatever the order of arrival, over the records of one person", async () => {
    await merge();
    for (const rule of policies) await set(rule.policy, rule);
    await fc.assert(
      fc.asyncProperty(fc.array(aWord, { minLength: 1, maxLength: 6 }), async (words) => {
        await engines.clickhouse.run("test.empty", sql`TRUNCATE TABLE trait_log`);
        await say(
          policies.map(({ policy }) => policy),
          words,
        );
        for (const rule of policies) {
          const expected = standing(rule, words);
          const row = expected && { customer_id: "1", value: expected.value, source: expected.source };
          expect(await shown(rule.policy), rule.policy).toEqual(row ? [row] : []);
        }
      }),
      { numRuns: 12 },
    );
  });

  it("by a standard for all, and by rules of single traits, whatever they are called", async () => {
    const odd = `it's a \\ "trait"`;
    const words = [
      { stamp: 5, value: "a", source: "app", day: 1 },
      { stamp: 5, value: "b", source: "o'crm\\", day: 2 },
      { stamp: 5, value: "c", source: "app", day: 3 },
    ];
    await say(["one", "two", odd], words);
    await set("", { policy: "oldest", sources: [] });
    await set("two", { policy: "newest", sources: [] });
    await set(odd, { policy: "source", sources: ["o'crm\\"] });
    expect(await shown("one")).toMatchObject([{ value: "a" }]);
    expect(await shown("two")).toMatchObject([{ value: "c" }]);
    expect(await shown(odd)).toMatchObject([{ value: "b", source: "o'crm\\" }]);
    await set(odd, null);
    expect(await shown(odd)).toMatchObject([{ value: "a" }]);
  });

  it("still, after a migration has made the views as they were first, and when two people set rules at once", async () => {
    await say(
      ["city"],
      [
        { stamp: 5, value: "a", source: "app", day: 1 },
        { stamp: 5, value: "bb", source: "app", day: 2 },
      ],
    );
    await Promise.all([
      set("city", { policy: "oldest", sources: [] }),
      set("plan", { policy: "complete", sources: [] }),
      set("city", { policy: "oldest", sources: [] }),
    ]);
    expect(await shown("city")).toMatchObject([{ value: "a" }]);
    await engines.clickhouse.run(
      "test.view",
      sql`CREATE OR REPLACE VIEW trait AS SELECT customer_id, name, max(value) AS value, any(source) AS source, max(occurred_at) AS occurred_at FROM trait_log GROUP BY customer_id, name`,
    );
    await applyPolicies(engines);
    expect(await shown("city")).toMatchObject([{ value: "a" }]);
  });
});

it("gives the views the columns that the migrations gave them", async () => {
  const columns = ({ clickhouse }: Engines) =>
    clickhouse.rows(
      "test.columns",
      sql`SELECT table, name, type FROM system.columns WHERE database = currentDatabase() AND table IN ('trait', 'trait_said') AND name != 'weight' ORDER BY table, position`,
    );
  const migrated = await columns(await testEngines());
  await set("city", { policy: "complete", sources: [] });
  expect(await columns(engines)).toEqual(migrated);
  await set("city", null);
  expect(await columns(engines)).toEqual(migrated);
});

describe("a rule that is tried", () => {
  beforeEach(async () => {
    await say(
      ["city"],
      [
        { stamp: 11, value: "Kraków", source: "crm", day: 1 },
        { stamp: 11, value: "Krk", source: "app", day: 2 },
        { stamp: 12, value: "Radom", source: "crm", day: 1 },
        { stamp: 13, value: "Opole", source: "app", day: 1 },
        { stamp: 13, value: "Opole", source: "crm", day: 2 },
      ],
    );
  });

  it("says who would show something else, and changes nothing", async () => {
    const tried: TraitPreviewRequest = { name: "city", policy: "source", sources: ["crm"] };
    expect(await previewPolicy(context, tried)).toEqual({
      customers: 1,
      examples: [
        { customer_id: "11", name: "city", value: "Krk", source: "app", new_value: "Kraków", new_source: "crm" },
      ],
    });
    expect(await shown("city")).toMatchObject([{ value: "Krk" }, { value: "Radom" }, { value: "Opole" }]);
    expect(await previewPolicy(context, { ...tried, name: "" })).toMatchObject({ customers: 1 });
    await set("city", tried);
    expect(await previewPolicy(context, tried)).toMatchObject({ customers: 0, examples: [] });
    // A trait with a rule of its own does not follow the standard.
    expect(await previewPolicy(context, { ...tried, name: "" })).toMatchObject({ customers: 0 });
    await expect(previewPolicy(context, { ...tried, sources: [] })).rejects.toMatchObject({ code: "no_sources" });
  });

  it("stands in a list with how many have the trait, by whom, and how many words contradict", async () => {
    await set("city", { policy: "source", sources: ["crm"] });
    expect(await listTraits(context)).toMatchObject({
      standard: { policy: "newest" },
      rows: [
        {
          name: "city",
          customers: 3,
          disputed: 1,
          last_at: "2026-01-02T00:00:00.000Z",
          sources: [
            { source: "crm", customers: 3 },
            { source: "app", customers: 2 },
          ],
          own: { policy: "source", sources: ["crm"] },
        },
      ],
    });
  });
});
