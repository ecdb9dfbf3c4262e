// Which folder may import which: the arrows of the house, read from every import there is.
import path from "node:path";
import { Visitor } from "oxc-parser";
import { codeOf, isTest, literalText, parse, type Tree, topOf, type Violation } from "./tree.ts";

/** Doors that a top folder may go through; the loop itself is closed by data, so no stage knows another. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  "src/contract": [],
  "src/stats": [],
  "src/simulate": ["contract"],
  "src/storage": ["contract"],
  "src/listen": ["contract", "storage", "simulate"],
  "src/analyze": ["contract", "storage", "stats"],
  "src/act": ["contract", "storage"],
  "src/evaluate": ["contract", "storage", "stats"],
  "src/server": ["contract", "storage", "stats", "simulate", "listen", "analyze", "act", "evaluate"],
  "src/cli": ["contract", "simulate", "server"],
  web: ["contract"],
  sdk: ["contract"],
  tests: ["contract", "storage", "stats", "simulate", "listen", "analyze", "act", "evaluate", "server"],
  scenarios: ["contract", "storage", "stats", "simulate", "listen", "analyze", "act", "evaluate", "server"],
  bench: ["contract", "storage", "stats", "simulate", "listen", "analyze", "act", "evaluate", "server"],
  scripts: [],
};

/** Top folders that run elsewhere and so may know the server's words only as types. */
const typesOnly = new Set(["web", "sdk"]);
/** Top folders that take nothing from npm or Node either: the formulas, and the code on other people's pages. */
const bare = new Set(["src/stats", "sdk"]);

interface Import {
  readonly specifier: string | undefined;
  readonly typeOnly: boolean;
  readonly offset: number;
}

/** All imports of one file: static, re-exported, dynamic, and `import("…").Type`. */
export function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: string | undefined, typeOnly: boolean, offset: number) =>
    found.push({ specifier, typeOnly, offset });
  new Visitor({
    ImportDeclaration(node) {
      const named = node.specifiers;
      const allTypes =
        named.length > 0 && named.every((item) => item.type === "ImportSpecifier" && item.importKind === "type");
      add(node.source.value, node.importKind === "type" || allTypes, node.start);
    },
    ExportNamedDeclaration(node) {
      if (node.source) add(node.source.value, node.exportKind === "type", node.start);
    },
    ExportAllDeclaration(node) {
      add(node.source.value, node.exportKind === "type", node.start);
    },
    ImportExpression(node) {
      add(literalText(node.source), false, node.start);
    },
    TSImportType(node) {
      add(node.source.value, true, node.start);
    },
    CallExpression(node) {
      const { callee } = node;
      const [argument] = node.arguments;
      if (callee.type !== "Identifier" || callee.name !== "require" || argument === undefined) return;
      add(literalText(argument), false, node.start);
    },
  }).visit(parse(file, text).program);
  return found;
}

/** Where a relative import leads, from the root; undefined for a package or a door. */
export function resolveRelative(file: string, specifier: string): string | undefined {
  return specifier.startsWith(".") ? path.posix.join(path.posix.dirname(file), specifier) : undefined;
}

/** The arrows that the tree breaks. */
export function directionViolations(tree: Tree): Violation[] {
  return codeOf(tree).flatMap(([file, text]) => {
    const top = topOf(file);
    if (top === undefined) return [];
    return importsOf(file, text).flatMap((found) => {
      const message = judge(file, top, found);
      return message ? [{ file, line: parse(file, text).lineAt(found.offset), message }] : [];
    });
  });
}

function judge(file: string, top: string, { specifier, typeOnly }: Import): string | undefined {
  if (!(top in arrows)) return `stands in ${top}, which has no arrows`;
  // scripts/ starts what it has just built, from a path that it makes up.
  if (specifier === undefined) return top === "scripts" ? undefined : "imports what no test can read";
  const relative = resolveRelative(file, specifier);
  if (relative !== undefined) return judgeRelative(file, top, specifier, relative);
  if (specifier.startsWith("#")) return judgeDoor(top, specifier.slice(1), typeOnly);
  if (/^(\/|file:|kompas($|\/))/.test(specifier)) return `reaches ${specifier} past the doors`;
  if (bare.has(top) && !isTest(file)) return `imports ${specifier}, but ${top} stands on nothing`;
  return undefined;
}

function judgeRelative(file: string, top: string, specifier: string, target: string): string | undefined {
  if (topOf(target) === top) {
    return target === `${top}/index.ts` ? `imports its own door ${specifier}` : undefined;
  }
  // The engines for tests, and other helpers of theirs, stand in tests/; every story may use them.
  const story = isTest(file) || top === "scenarios" || top === "bench";
  if (story && target.startsWith("tests/") && !isTest(target)) return undefined;
  return `leaves ${top} by ${specifier}`;
}

function judgeDoor(top: string, door: string, typeOnly: boolean): string | undefined {
  if (door.includes("/")) return `goes past the door of #${door}`;
  if (`src/${door}` === top) return `imports its own door #${door}`;
  if (!arrows[top]?.includes(door)) return `imports #${door}, which ${top} must not know`;
  if (typesOnly.has(top) && !typeOnly) return `takes more than types from #${door}`;
  return undefined;
}
