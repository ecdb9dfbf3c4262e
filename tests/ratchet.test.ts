// Budgets that may only fall. tests/ratchet.json keeps what stands above them; it began empty and should stay so.
import fs from "node:fs";
import path from "node:path";
import { Type } from "typebox";
import { Parse } from "typebox/value";
import { describe, expect, it } from "vitest";
import { compareCounts, countFile, countTree, filesInCycles, limits, packagesOf } from "./house/ratchet.ts";
import { readTree, repository } from "./house/tree.ts";

function readJson(file: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(repository, file), "utf8"));
}

const Kept = Type.Record(Type.String(), Type.Record(Type.String(), Type.Integer({ minimum: 1 })));
const Package = Type.Object({ dependencies: Type.Record(Type.String(), Type.String()) });

describe("the ratchet", () => {
  it("has not slipped", () => {
    const { risen, fallen } = compareCounts(Parse(Kept, readJson("tests/ratchet.json")), countTree(readTree()));
    expect(risen).toEqual([]);
    // Lower the number in tests/ratchet.json: what has been won is kept.
    expect(fallen).toEqual([]);
  });

  it("bounds the direct dependencies: server 30, web 25, SDK none", () => {
    const { dependencies } = Parse(Package, readJson("package.json"));
    const tree = readTree();
    expect(Object.keys(dependencies).length).toBeLessThanOrEqual(30);
    expect(packagesOf(tree, "web").size).toBeLessThanOrEqual(25);
    expect([...packagesOf(tree, "sdk")]).toEqual([]);
  });
});

const long = (lines: number) => "  a();\n".repeat(lines - 2);

describe("a planted excess is counted", () => {
  it.each([
    ["a file of too many lines", "src/a/a.ts", "a();\n".repeat(limits.file_lines + 1), { lines: 301 }],
    ["a long function", "src/a/a.ts", `function a() {\n${long(71)}}`, { long_functions: 1 }],
    ["a long arrow function", "src/a/a.ts", `const a = () => {\n${long(71)}};`, { long_functions: 1 }],
    ["a long method", "src/a/a.ts", `const a = { b() {\n${long(71)}} };`, { long_functions: 1 }],
    ["a long hook", "web/src/a.tsx", `function useA() {\n${long(71)}}`, { long_functions: 1 }],
    ["a long component", "web/src/a.tsx", `export function A() {\n${long(151)}}`, { long_components: 1 }],
    ["a long component as a constant", "web/src/a.tsx", `const A = () => {\n${long(151)}};`, { long_components: 1 }],
    ["any", "src/a/a.ts", "let a: any; function b(c: any[]) {}", { any: 2 }],
    ["a cast", "src/a/a.ts", "const a = b as string; const c = <number>d;", { casts: 2 }],
    ["a cast through unknown", "src/a/a.ts", "const a = b as unknown as string;", { casts: 2 }],
    ["a non-null assertion", "src/a/a.ts", "const a = b!.c; let d!: string;", { casts: 2 }],
    ["a suppression of types", "src/a/a.ts", "// @ts-expect-error later\na();", { suppressions: 1 }],
    ["a suppression of lint", "src/a/a.ts", "/* biome-ignore lint: later */\na();", { suppressions: 1 }],
  ])("%s", (_, file, text, counted) => {
    const none = { lines: 0, long_functions: 0, long_components: 0, any: 0, casts: 0, suppressions: 0 };
    expect(countFile(file, text)).toEqual({ ...none, ...counted });
  });

  it("an import cycle, by types and through a door too", () => {
    const tree = new Map([
      ["src/a/index.ts", 'export { a } from "./a.ts";'],
      ["src/a/a.ts", 'import type { B } from "./b.ts";'],
      ["src/a/b.ts", 'import type { A } from "#a";'],
      ["src/a/c.ts", 'import { a } from "./a.ts";'],
    ]);
    expect([...filesInCycles(tree)]).toEqual(["src/a/index.ts", "src/a/a.ts", "src/a/b.ts"]);
  });

  it("a package more", () => {
    const tree = new Map([
      ["web/src/a.tsx", 'import { a } from "@mantine/core"; import "dayjs/locale/ru"; import { b } from "./b.ts";'],
      ["web/src/b.ts", 'import { c } from "@mantine/core/styles.css"; import type { D } from "#contract";'],
      ["web/src/a.test.ts", 'import "vitest";'],
    ]);
    expect([...packagesOf(tree, "web")]).toEqual(["@mantine/core", "dayjs"]);
  });
});

describe("within the budget nothing is counted", () => {
  it.each([
    ["a file of 300 lines", "src/a/a.ts", "a();\n".repeat(300)],
    ["a function of 70 lines", "src/a/a.ts", `function a() {\n${long(70)}}`],
    ["a component of 150 lines", "web/src/a.tsx", `function A() {\n${long(150)}}`],
    ["as const, satisfies, and renaming imports", "src/a/a.ts", 'import { a as b } from "c"; const d = [1] as const;'],
    ["a chapter of stories", "src/a/a.test.ts", `describe("a", () => {\n${long(100)}});`],
  ])("%s", (_, file, text) => {
    expect(Object.values(countFile(file, text)).every((count) => count === 0)).toBe(true);
  });
});

describe("the kept counts", () => {
  const kept = { "src/a.ts": { any: 2 }, "src/b.ts": { casts: 1 } };

  it("refuse more in a file, even when another has less", () => {
    expect(compareCounts(kept, { "src/a.ts": { any: 3 } })).toEqual({
      risen: ["src/a.ts: any 3, at most 2"],
      fallen: ["src/b.ts: casts 0, kept as 1"],
    });
  });

  it("are content with what they keep", () => {
    expect(compareCounts(kept, kept)).toEqual({ risen: [], fallen: [] });
  });
});
