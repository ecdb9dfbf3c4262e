// What is counted file by file and may only fall: long files and functions, escapes from the types, suppressions.
import { type ArrowFunctionExpression, type Function as FunctionNode, Visitor } from "oxc-parser";
import { importsOf, resolveRelative } from "./direction.ts";
import { codeOf, isTest, parse, type Tree, topOf } from "./tree.ts";

/** Rules and what they count. A count is that of places, or of lines for the length of a file. */
export type Rule = "lines" | "long_functions" | "long_components" | "any" | "casts" | "suppressions" | "cycles";

/** Counts above zero (for lines: above the limit), by file and rule. */
export type Counts = Readonly<Record<string, Readonly<Partial<Record<Rule, number>>>>>;

export const limits = { file_lines: 300, function_lines: 70, component_lines: 150 } as const;

const suppression =
  /biome-ignore|eslint-disable|oxlint-disable|@ts-(ignore|expect-error|nocheck)|(v8|c8|istanbul) ignore/;

/** Counts of the whole tree. */
export function countTree(tree: Tree): Counts {
  const counts: Record<string, Partial<Record<Rule, number>>> = {};
  const cyclic = filesInCycles(tree);
  for (const [file, text] of codeOf(tree)) {
    const all = { ...countFile(file, text), cycles: cyclic.has(file) ? 1 : 0 };
    const above = Object.entries(all).filter(([, count]) => count > 0);
    if (above.length > 0) counts[file] = Object.fromEntries(above);
  }
  return counts;
}

/** Counts of one file, zeros too. */
export function countFile(file: string, text: string): Record<Exclude<Rule, "cycles">, number> {
  const { program, comments, lineAt } = parse(file, text);
  const fileLines = text.trimEnd().split("\n").length;
  const counts = {
    lines: fileLines > limits.file_lines ? fileLines : 0,
    long_functions: 0,
    long_components: 0,
    any: 0,
    casts: 0,
    suppressions: comments.filter(({ value }) => suppression.test(value)).length,
  };
  const exempt = storiesOf(file, text);
  const names = new Map<number, string>();
  const measure = (node: FunctionNode | ArrowFunctionExpression) => {
    if (exempt.has(node.start)) return;
    const length = lineAt(node.end) - lineAt(node.start) + 1;
    const name = ("id" in node ? node.id?.name : undefined) ?? names.get(node.start) ?? "";
    const component = file.endsWith(".tsx") && /^[A-Z]/.test(name);
    if (component && length > limits.component_lines) counts.long_components += 1;
    if (!component && length > limits.function_lines) counts.long_functions += 1;
  };
  new Visitor({
    VariableDeclarator(node) {
      if (node.id.type === "Identifier" && node.init) names.set(node.init.start, node.id.name);
      if (node.definite) counts.casts += 1;
    },
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
    TSAnyKeyword() {
      counts.any += 1;
    },
    TSAsExpression(node) {
      const type = node.typeAnnotation;
      const isConst =
        type.type === "TSTypeReference" && type.typeName.type === "Identifier" && type.typeName.name === "const";
      if (!isConst) counts.casts += 1;
    },
    TSTypeAssertion() {
      counts.casts += 1;
    },
    TSNonNullExpression() {
      counts.casts += 1;
    },
    PropertyDefinition(node) {
      if (node.definite) counts.casts += 1;
    },
  }).visit(program);
  return counts;
}

// The callbacks of describe(…) hold a chapter of stories, not one function's work.
function storiesOf(file: string, text: string): ReadonlySet<number> {
  const starts = new Set<number>();
  if (!isTest(file)) return starts;
  new Visitor({
    CallExpression(node) {
      if (!text.slice(node.callee.start, node.callee.end).startsWith("describe")) return;
      for (const argument of node.arguments) starts.add(argument.start);
    },
  }).visit(parse(file, text).program);
  return starts;
}

/** Files that reach themselves over imports, types and doors included. */
export function filesInCycles(tree: Tree): ReadonlySet<string> {
  const edges = new Map(
    codeOf(tree).map(([file, text]) => [
      file,
      importsOf(file, text).flatMap(({ specifier = "" }) => {
        const target = specifier.startsWith("#")
          ? `src/${specifier.slice(1)}/index.ts`
          : resolveRelative(file, specifier);
        return target !== undefined && tree.has(target) ? [target] : [];
      }),
    ]),
  );
  return new Set([...edges.keys()].filter((file) => reaches(edges, file, file)));
}

function reaches(edges: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const waiting = [...(edges.get(from) ?? [])];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (file === to) return true;
    if (seen.has(file)) continue;
    seen.add(file);
    waiting.push(...(edges.get(file) ?? []));
  }
  return false;
}

/** The npm packages that a top folder's own code (not its tests) imports. */
export function packagesOf(tree: Tree, top: string): ReadonlySet<string> {
  const names = codeOf(tree)
    .filter(([file]) => topOf(file) === top && !isTest(file) && file.startsWith(`${top}/src/`))
    .flatMap(([file, text]) => importsOf(file, text))
    .flatMap(({ specifier = "." }) => /^(@[^/]+\/[^/]+|[^./#@][^/:]*)(?=\/|$)/.exec(specifier)?.[0] ?? []);
  return new Set(names);
}

/** Where counts rose above what is kept, and where what is kept could be lowered. */
export function compareCounts(kept: Counts, measured: Counts): { risen: string[]; fallen: string[] } {
  const risen: string[] = [];
  const fallen: string[] = [];
  for (const file of new Set([...Object.keys(kept), ...Object.keys(measured)])) {
    const before: Record<string, number> = { ...kept[file] };
    const after: Record<string, number> = { ...measured[file] };
    for (const rule of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const was = before[rule] ?? 0;
      const is = after[rule] ?? 0;
      if (is > was) risen.push(`${file}: ${rule} ${is}, at most ${was}`);
      if (is < was) fallen.push(`${file}: ${rule} ${is}, kept as ${was}`);
    }
  }
  return { risen: risen.sort(), fallen: fallen.sort() };
}
