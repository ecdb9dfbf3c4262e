// Every question to ClickHouse: its text stands committed beside the code, and its rows are what it declares.
import fs from "node:fs";
import path from "node:path";
import { Type } from "typebox";
import { beforeAll, describe, expect, it } from "vitest";
import { queries as analyzeQueries } from "#analyze";
import { queries as listenQueries } from "#listen";
import { type Engines, query, sql } from "#storage";
import { testEngines } from "./engines.ts";
import { committed, writeWhenAsked } from "./house/committed.ts";
import { describeFaults, goldenFile, goldenFiles, goldenText } from "./house/golden.ts";
import { readTree, repository } from "./house/tree.ts";

const queries = [...listenQueries, ...analyzeQueries];
let engines: Engines;

beforeAll(async () => {
  engines = await testEngines();
});

describe("the committed SQL", () => {
  it("is what the queries say (`npm run golden` rewrites it)", async () => {
    const files = await goldenFiles(engines.clickhouse, queries);
    for (const [file, text] of files) {
      writeWhenAsked(file, text);
      expect(committed(file), file).toBe(text);
    }
    const left = [...readTree().keys()].filter((file) => file.endsWith(".sql") && !file.includes("/migrations/"));
    expect(left.filter((file) => !files.has(file))).toEqual([]);
  });

  it("is there for every query, each with a name of its own in its stage", () => {
    const names = queries.map(({ definition }) => definition.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { definition } of listenQueries) expect(definition.name).toMatch(/^listen\./);
    for (const { definition } of analyzeQueries) expect(definition.name).toMatch(/^analyze\./);
    expect(queries.filter((each) => each.texts().length === 0)).toEqual([]);
  });

  it("is formatted by the engine, with typed parameters in place of values", async () => {
    const one = query({
      name: "analyze.planted",
      row: Type.Object({ a: Type.Integer() }),
      branches: { plain: 7 },
      sql: (value: number) => sql`select toInt8(${value}) as a from system.one where 1`,
    });
    expect(await goldenText(engines.clickhouse, one)).toBe(
      "-- analyze.planted: plain\nSELECT toInt8({p0:Int64}) AS a\nFROM system.one\nWHERE 1\n",
    );
    expect(goldenFile("analyze.planted")).toBe("src/analyze/planted.sql");
    expect(goldenFile("analyze.metric.values")).toBe("src/analyze/metric/metric.sql");
    expect(fs.existsSync(path.join(repository, "src/analyze/metric"))).toBe(true);
  });
});

describe("the declared rows", () => {
  it.each(queries.map((each) => [each.definition.name, each] as const))("of %s", async (_, each) => {
    expect(await describeFaults(engines.clickhouse, each)).toEqual([]);
  });

  it("are refused when one branch answers otherwise", async () => {
    const planted = query({
      name: "analyze.planted",
      row: Type.Object({ value: Type.Number() }),
      branches: { whole: "0", empty: "NULL" },
      sql: (value: string) =>
        value === "NULL" ? sql`SELECT NULL::Nullable(Float64) AS value` : sql`SELECT 1 AS value`,
    });
    expect(await describeFaults(engines.clickhouse, planted)).toEqual([
      "empty: value is answered as Nullable(Float64), which is not what is declared",
    ]);
  });
});
