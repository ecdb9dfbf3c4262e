// Each table has one writer, and the list of tables is the truth about what the migrations make.
import { describe, expect, it } from "vitest";
import { tables } from "#contract";
import { lines, readTree } from "./house/tree.ts";
import { readerViolations, type Tables, tableViolations, writerViolations } from "./house/writers.ts";

const known: Tables = {
  event_log: { engine: "clickhouse", writer: "listen", readers: ["listen"], holds: "events" },
  job: { engine: "postgres", writer: "storage", readers: ["storage"], holds: "work" },
};

function violations(file: string, text: string): string[] {
  return lines(writerViolations(new Map([[file, text]]), known));
}

describe("one writer a table", () => {
  it("holds in this repository", () => {
    expect(lines(writerViolations(readTree(), tables))).toEqual([]);
  });

  it.each([
    ["INSERT", "sql`INSERT INTO event_log SELECT 1`"],
    ["INSERT INTO TABLE", '"insert into table event_log values (1)"'],
    ["INSERT with a database and quotes", "'INSERT INTO kompas.\"event_log\" SELECT 1'"],
    ["ALTER … DELETE", "`ALTER TABLE event_log DELETE WHERE 1`"],
    ["lightweight DELETE", "`WITH a AS (SELECT 1)\n  DELETE FROM event_log WHERE 1`"],
    ["UPDATE", "sql`UPDATE event_log AS e SET a = $" + "{1}`"],
    ["TRUNCATE", "'TRUNCATE event_log'"],
    ["TRUNCATE TABLE", "'TRUNCATE TABLE IF EXISTS event_log'"],
    ["OPTIMIZE", "'OPTIMIZE TABLE event_log FINAL'"],
    ["DROP", "'DROP TABLE event_log'"],
    ["MERGE", "'MERGE INTO event_log USING a ON true'"],
    ["COPY", "'COPY event_log (a, b) FROM STDIN'"],
    ["Kysely's insertInto", 'db.insertInto("event_log")'],
    ["Kysely's updateTable with an alias", 'db.updateTable("event_log as e")'],
    ["Kysely's deleteFrom", 'db.deleteFrom("event_log")'],
    ["a client's insert", 'engines.clickhouse.insert("event_log", rows)'],
    ["a computed name", "sql`INSERT INTO $" + "{table} SELECT 1`"],
    ["a computed name of a builder", "db.deleteFrom(table)"],
    ["a table that nobody knows", "sql`INSERT INTO scratch SELECT 1`"],
  ])("finds a planted %s", (_, text) => {
    expect(violations("src/analyze/metric/a.ts", `const a = ${text};`).length).toBeGreaterThan(0);
  });

  it("says where, what and whose", () => {
    expect(violations("src/analyze/a.ts", "const a = 1;\nconst b = sql`INSERT INTO event_log SELECT 1`;")).toEqual([
      "src/analyze/a.ts:2 writes to event_log, whose one writer is listen",
    ]);
  });

  it.each([
    ["the writer itself", "src/listen/a.ts", "const a = sql`INSERT INTO event_log SELECT 1`;"],
    ["a test that prepares its story", "src/analyze/a.test.ts", 'clickhouse.insert("event_log", rows);'],
    ["reading", "src/analyze/a.ts", "const a = sql`SELECT * FROM event_log FOR UPDATE SKIP LOCKED`;"],
    ["writing a file", "src/analyze/a.ts", "const a = sql`INSERT INTO FUNCTION file('a.csv') SELECT 1`;"],
    ["prose", "src/server/a.ts", 'const a = "delete old files, update settings, insert a coin";'],
    ["inserting into something else", "src/server/a.ts", 'list.insert("row", 1);'],
  ])("leaves %s alone", (_, file, text) => {
    expect(violations(file, text)).toEqual([]);
  });
});

describe("the readers of a table", () => {
  const reads = (file: string, text: string) => lines(readerViolations(new Map([[file, text]]), known));

  it("are those that the list names", () => {
    expect(lines(readerViolations(readTree(), tables))).toEqual([]);
  });

  it("are found when planted, by SQL and by a builder", () => {
    expect(
      reads("src/analyze/a.ts", "const a = sql`SELECT 1\nFROM event_log`;\nconst b = sql`x JOIN job USING (a)`;"),
    ).toEqual([
      "src/analyze/a.ts:1 reads event_log, whose readers are listen",
      "src/analyze/a.ts:3 reads job, whose readers are storage",
    ]);
    expect(reads("src/server/a.ts", 'db.selectFrom("job as j")')).toHaveLength(1);
  });

  it("may speak of a table without reading it", () => {
    expect(reads("src/server/a.ts", 'const a = "taken from job"; const b = sql`SELECT 1 FROM jobs`;')).toEqual([]);
  });
});

describe("the list of tables", () => {
  // The migrator makes the table of applied migrations before there is any migration.
  const ofTheMigrator = ["postgres.migration"];

  it("says what the migrations make, no more and no less", () => {
    expect(lines(tableViolations(readTree(), tables, ofTheMigrator))).toEqual([]);
  });

  it("finds a planted table that is not listed, one under the wrong engine, and one that nobody makes", () => {
    const tree = new Map([
      [
        "src/storage/migrations/clickhouse/0001_a.sql",
        "CREATE TABLE event_log (a Int8);\nCREATE VIEW IF NOT EXISTS extra AS SELECT 1;\nCREATE VIEW old AS SELECT 1;",
      ],
      ["src/storage/migrations/clickhouse/0002_a.sql", "CREATE TABLE job (a Int8);\nDROP VIEW IF EXISTS old;"],
    ]);
    expect(lines(tableViolations(tree, known, []))).toEqual([
      "src/storage/migrations/clickhouse/0001_a.sql:1 makes extra, which contract/tables.ts does not list under clickhouse",
      "src/storage/migrations/clickhouse/0002_a.sql:1 makes job, which contract/tables.ts does not list under clickhouse",
      "src/contract/tables.ts:1 lists job, which no migration of postgres makes",
    ]);
  });
});
