// The repository's own sources as data: what the house tests read, and what their planted violations imitate.
import fs from "node:fs";
import path from "node:path";
import { type Argument, type Comment, type Program, parseSync } from "oxc-parser";

/** Paths from the repository's root, with `/`, and the text of each file. */
export type Tree = ReadonlyMap<string, string>;

/** One broken rule, as a person reads it. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface Parsed {
  readonly program: Program;
  readonly comments: readonly Comment[];
  /** The line (from 1) of an offset. */
  readonly lineAt: (offset: number) => number;
}

export const repository = path.resolve(import.meta.dirname, "../..");

const folders = ["src", "web", "sdk", "tests", "scenarios", "bench", "scripts"];
const code = /\.(ts|tsx|mts|mjs|js)$/;

/** Every source file of the repository, SQL of migrations included. */
export function readTree(): Tree {
  const tree = new Map<string, string>();
  const visit = (name: string) => {
    const full = path.join(repository, name);
    if (!fs.existsSync(full)) return;
    for (const entry of fs.readdirSync(full, { withFileTypes: true })) {
      const child = `${name}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== "node_modules" && entry.name !== "dist") visit(child);
      else if (code.test(entry.name) || entry.name.endsWith(".sql")) {
        tree.set(child, fs.readFileSync(path.join(repository, child), "utf8"));
      }
    }
  };
  for (const folder of folders) visit(folder);
  return tree;
}

/** The files of a tree that are code. */
export function codeOf(tree: Tree): readonly (readonly [file: string, text: string])[] {
  return [...tree].filter(([file]) => code.test(file));
}

export function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}

/** The folder whose arrows bind a file: src/listen, web, tests …; undefined for what stands above them. */
export function topOf(file: string): string | undefined {
  const [first = "", second = "", third] = file.split("/");
  if (first !== "src") return second === "" ? undefined : first;
  return third === undefined ? undefined : `src/${second}`;
}

const cache = new Map<string, Parsed>();

/** Parses a file, once for all the tests of one worker. A file that does not parse is a fault of the test run. */
export function parse(file: string, text: string): Parsed {
  const key = `${file}\0${text}`;
  const known = cache.get(key);
  if (known) return known;
  const { program, comments, errors } = parseSync(file, text);
  const [fault] = errors;
  if (fault) throw new SyntaxError(`${file}: ${fault.message}`);
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const parsed = { program, comments, lineAt: (offset: number) => starts.filter((start) => start <= offset).length };
  cache.set(key, parsed);
  return parsed;
}

/** The text of a string literal, or undefined when it is something else. */
export function literalText(node: Argument): string | undefined {
  return node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}

/** Violations as lines, for an assertion's message: `src/a.ts:3 says what`. */
export function lines(violations: readonly Violation[]): string[] {
  return violations.map(({ file, line, message }) => `${file}:${line} ${message}`);
}
