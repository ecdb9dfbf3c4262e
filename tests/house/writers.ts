// Who writes and who reads which table: every piece of SQL, held against contract/tables.ts.
import { Visitor } from "oxc-parser";
import type { Table } from "#contract";
import { codeOf, isTest, literalText, parse, type Tree, topOf, type Violation } from "./tree.ts";

export type Tables = Readonly<Record<string, Table>>;

/** A piece of text that may be SQL, or a name that a writing call was given. */
interface Write {
  /** Undefined when the name is computed. */
  readonly table: string | undefined;
  readonly offset: number;
}

// A table's name as SQL writes it: quoted or not, with or without its database. `${}` shows as `?`.
const name = String.raw`(?:[\w"\`]+\.)?["\`]?(\w+|\?)["\`]?`;
const writing = [
  String.raw`\b(?:INSERT|REPLACE)\s+INTO\s+(?:TABLE\s+)?(?!(?:TABLE\s+)?FUNCTION\b)${name}`,
  String.raw`\bDELETE\s+FROM\s+(?:ONLY\s+)?${name}`,
  String.raw`\bUPDATE\s+(?:ONLY\s+)?${name}(?:\s+(?:AS\s+)?\w+)?\s+SET\b`,
  String.raw`\bMERGE\s+INTO\s+${name}`,
  String.raw`\b(?:ALTER|TRUNCATE|OPTIMIZE|DROP|RENAME|EXCHANGE)\s+TABLES?\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?${name}`,
  String.raw`\bTRUNCATE\s+(?!TABLE\b)${name}`,
  String.raw`\bCOPY\s+${name}\s*(?:\([^)]*\))?\s+FROM\b`,
].map((pattern) => new RegExp(pattern, "gi"));

function writesOfText(text: string, offset: number): Write[] {
  return writing.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, table]) => ({ table: table === "?" ? undefined : table, offset })),
  );
}

// Kysely's writing builders; `insert` of a ClickHouse client counts when its table is a known one.
const builders = new Set(["insertInto", "replaceInto", "updateTable", "deleteFrom", "mergeInto"]);

/** Every write in one file: SQL in texts and templates, and calls of the builders. */
function writesOf(file: string, text: string, tables: Tables): Write[] {
  const found: Write[] = [];
  new Visitor({
    Literal(node) {
      if (typeof node.value === "string") found.push(...writesOfText(node.value, node.start));
    },
    TemplateLiteral(node) {
      const whole = node.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw).join("?");
      found.push(...writesOfText(whole, node.start));
    },
    CallExpression(node) {
      const { callee } = node;
      const [argument] = node.arguments;
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier" || !argument) return;
      const method = callee.property.name;
      const table = literalText(argument)?.split(/\s/)[0];
      const known = table !== undefined && table in tables;
      if (builders.has(method) || (method === "insert" && known)) found.push({ table, offset: node.start });
    },
  }).visit(parse(file, text).program);
  return found;
}

/** Writes from outside the writer's folder. Migrations make tables, and tests prepare what their story needs. */
export function writerViolations(tree: Tree, tables: Tables): Violation[] {
  return codeOf(tree).flatMap(([file, text]) => {
    const top = topOf(file);
    if (!top?.startsWith("src/") || isTest(file)) return [];
    return writesOf(file, text, tables).flatMap(({ table, offset }) => {
      const message = judge(top, table, tables);
      return message ? [{ file, line: parse(file, text).lineAt(offset), message }] : [];
    });
  });
}

function judge(top: string, table: string | undefined, tables: Tables): string | undefined {
  // Storage makes and moves tables by names that it reads from migrations.
  if (table === undefined) return top === "src/storage" ? undefined : "writes to a table that no test can read";
  const known = tables[table];
  if (!known) return `writes to ${table}, which contract/tables.ts does not know`;
  return top === `src/${known.writer}` ? undefined : `writes to ${table}, whose one writer is ${known.writer}`;
}

const reading = new RegExp(String.raw`\b(?:FROM|JOIN)\s+(?:ONLY\s+)?${name}`, "gi");
const readingBuilders = new Set(["selectFrom", "innerJoin", "leftJoin", "rightJoin", "fullJoin"]);

/** Known tables that a file's `sql` and its builders read. Other texts are prose: "from import" means nothing there. */
function readsOf(file: string, text: string): Write[] {
  const found: Write[] = [];
  new Visitor({
    TaggedTemplateExpression(node) {
      if (node.tag.type !== "Identifier" || node.tag.name !== "sql") return;
      const whole = node.quasi.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw).join("?");
      found.push(...[...whole.matchAll(reading)].map(([, table]) => ({ table, offset: node.start })));
    },
    CallExpression(node) {
      const { callee } = node;
      const [argument] = node.arguments;
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier" || !argument) return;
      if (readingBuilders.has(callee.property.name)) {
        found.push({ table: literalText(argument)?.split(/\s/)[0], offset: node.start });
      }
    },
  }).visit(parse(file, text).program);
  return found;
}

/** Reads by folders that contract/tables.ts does not name as readers (or the writer). */
export function readerViolations(tree: Tree, tables: Tables): Violation[] {
  return codeOf(tree).flatMap(([file, text]) => {
    const top = topOf(file);
    if (!top?.startsWith("src/") || isTest(file)) return [];
    return readsOf(file, text).flatMap(({ table = "", offset }) => {
      const known = tables[table];
      const may = known === undefined || [known.writer, ...known.readers].some((folder) => top === `src/${folder}`);
      if (may) return [];
      const message = `reads ${table}, whose readers are ${known.readers.join(", ")}`;
      return [{ file, line: parse(file, text).lineAt(offset), message }];
    });
  });
}

const making =
  /\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:MATERIALIZED\s+|UNLOGGED\s+)?(?:TABLE|VIEW)\s+(?:IF\s+NOT\s+EXISTS\s+)?"?(\w+)"?/gi;

const dropping = /\bDROP\s+(?:TABLE|VIEW)\s+(?:IF\s+EXISTS\s+)?"?(\w+)"?/gi;

/** Tables and views that the migrations make, and leave, but tables.ts does not list, and the other way round. */
export function tableViolations(tree: Tree, tables: Tables, made: readonly string[]): Violation[] {
  const found = new Set<string>(made);
  const sql = [...tree].filter(([file]) => file.endsWith(".sql"));
  const dropped = new Set(sql.flatMap(([, text]) => [...text.matchAll(dropping)].map(([, table = ""]) => table)));
  const unlisted = [...tree].flatMap(([file, text]) => {
    const engine = /^src\/storage\/migrations\/(\w+)\/.*\.sql$/.exec(file)?.[1];
    if (!engine) return [];
    return [...text.matchAll(making)].flatMap(([, table = ""]) => {
      // A name is used once: what was dropped does not come back.
      if (dropped.has(table)) return [];
      found.add(`${engine}.${table}`);
      if (tables[table]?.engine === engine) return [];
      return [{ file, line: 1, message: `makes ${table}, which contract/tables.ts does not list under ${engine}` }];
    });
  });
  const unmade = Object.entries(tables).flatMap(([table, { engine }]) =>
    found.has(`${engine}.${table}`)
      ? []
      : [{ file: "src/contract/tables.ts", line: 1, message: `lists ${table}, which no migration of ${engine} makes` }],
  );
  return [...unlisted, ...unmade];
}
