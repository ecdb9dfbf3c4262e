// The arrows between the folders hold, and the test that says so can be trusted.
import { describe, expect, it } from "vitest";
import { directionViolations } from "./house/direction.ts";
import { lines, readTree } from "./house/tree.ts";

function violations(files: Record<string, string>): string[] {
  return lines(directionViolations(new Map(Object.entries(files))));
}

describe("the arrows", () => {
  it("hold in this repository", () => {
    const tree = readTree();
    expect(tree.size).toBeGreaterThan(30);
    expect(lines(directionViolations(tree))).toEqual([]);
  });
});

describe("a planted violation is found", () => {
  it.each([
    ["a stage imports another stage", 'import { a } from "#analyze";', "src/listen/import/a.ts"],
    ["a stage imports a type of another stage", 'import type { A } from "#analyze";', "src/listen/a.ts"],
    ["an inline type import of another stage", 'import { type A } from "#listen";', "src/analyze/a.ts"],
    ["import(…) as a type", 'export type A = import("#listen").A;', "src/analyze/a.ts"],
    ["a dynamic import", 'export const a = () => import("#server");', "src/analyze/a.ts"],
    ["a dynamic import of a computed name", "export const a = (b: string) => import(b);", "src/analyze/a.ts"],
    ["a require", 'require("#server");', "src/analyze/a.ts"],
    ["export … from", 'export { a } from "#server";', "src/storage/index.ts"],
    ["export * from", 'export * from "#storage";', "src/contract/index.ts"],
    ["export type from", 'export type { A } from "#storage";', "src/stats/index.ts"],
    ["the contract imports anything of ours", 'import "#stats";', "src/contract/a.ts"],
    ["a relative path leaves its top folder", 'import { a } from "../../analyze/a.ts";', "src/listen/import/a.ts"],
    ["a relative path goes through another's index", 'import { a } from "../analyze/index.ts";', "src/server/a.ts"],
    ["one's own door by name", 'import { a } from "#listen";', "src/listen/import/a.ts"],
    ["one's own door by path", 'import { a } from "../index.ts";', "src/listen/import/a.ts"],
    ["past a door", 'import { a } from "#storage/sql";', "src/listen/a.ts"],
    ["past the doors by the package's own name", 'import { a } from "kompas/dist/listen/index.js";', "src/cli/a.ts"],
    ["past the doors by an absolute path", 'import { a } from "/srv/a.js";', "src/cli/a.ts"],
    ["the web app takes a value of the contract", 'import { roles } from "#contract";', "web/src/a.tsx"],
    ["the web app imports storage's types", 'import type { Engines } from "#storage";', "web/src/a.tsx"],
    ["the web app reaches into src", 'import type { A } from "../../src/contract/index.ts";', "web/src/a.ts"],
    ["the formulas use a package", 'import { a } from "kysely";', "src/stats/a.ts"],
    ["the SDK uses a package", 'import { a } from "dayjs";', "sdk/src/a.ts"],
    ["an unknown top folder", 'import { a } from "#contract";', "src/shared/a.ts"],
    ["code, not a test, starts the engines of tests", 'import { a } from "../../tests/engines.ts";', "src/listen/a.ts"],
    ["a test borrows from another test", 'import { a } from "../../tests/golden.test.ts";', "src/listen/a.test.ts"],
  ])("%s", (_, text, file) => {
    expect(violations({ [file]: text })).toHaveLength(1);
  });

  it("and told with its place", () => {
    expect(violations({ "src/act/case/a.ts": '// first\n\nimport { a } from "#listen";' })).toEqual([
      "src/act/case/a.ts:3 imports #listen, which src/act must not know",
    ]);
  });
});

describe("what the arrows allow is left alone", () => {
  it.each([
    ["a stage uses storage", 'import { sql } from "#storage";', "src/analyze/metric/a.ts"],
    ["within a stage by relative path", 'import { a } from "../metric/a.ts";', "src/analyze/cohort/a.ts"],
    ["a feature's own index, which is no door", 'import { a } from "./index.ts";', "src/analyze/metric/a.ts"],
    ["the server uses every stage", 'import { routes } from "#listen";', "src/server/a.ts"],
    ["the web app knows the contract's types", 'import type { Check } from "#contract";', "web/src/a.tsx"],
    ["packages and Node", 'import fs from "node:fs"; import pg from "pg";', "src/storage/a.ts"],
    ["a test starts the engines", 'import { a } from "../../../tests/engines.ts";', "src/analyze/metric/a.test.ts"],
    ["a story over all stages", 'import "#listen"; import "#analyze"; import "#server";', "scenarios/a.test.ts"],
  ])("%s", (_, text, file) => {
    expect(violations({ [file]: text })).toEqual([]);
  });
});
