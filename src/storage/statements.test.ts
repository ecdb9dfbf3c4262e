// Statements are split where they end, and nowhere else.
import { expect, test } from "vitest";
import { splitStatements } from "./statements.ts";

test("semicolons in quotes and comments end nothing, comments are dropped", () => {
  const text = `-- first; not a statement
    SELECT 'a;b', "c;d", 'it''s; -- text' /* ; */;
    SELECT 2; -- the end;
  `;
  expect(splitStatements(text)).toEqual([`SELECT 'a;b', "c;d", 'it''s; -- text'`, "SELECT 2"]);
});
