import { Type } from "typebox";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { sql } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { namesNobody, namesNobodySql } from "./nobody.ts";

const nobodies = [
  ...[
    "",
    " ",
    "anonymous",
    "Guest",
    "ID",
    "user",
    "distinct_id",
    "email",
    "test",
    "undefined",
    "NULL",
    "nil",
    "None",
    "NaN",
  ],
  ...[
    "true",
    "False",
    "[object Object]",
    "0",
    "-1",
    "0000",
    "00000000-0000-0000-0000-000000000000",
    "'null'",
    '"guest"',
    " `nil` ",
  ],
];
const somebodies = ["17850", "ann@x.pl", "guest7", "10", "0a0", "testing", "user-1", "О"];
const phones = { "11111111": true, "+1 (111) 111-11": true, "1234": true, "+48601234567": false, "00000 1": false };

test("the engine and we agree on who is nobody, as an import and a tracked event must", async () => {
  const { clickhouse } = await testEngines();
  const Row = Type.Object({ nobody: Type.Number() });
  const asked = async (kind: string, value: string) => {
    const [row] = await clickhouse.rows("nobody", sql`SELECT ${namesNobodySql(kind, sql`${value}`)} AS nobody`);
    return Value.Parse(Row, row).nobody === 1;
  };
  for (const value of nobodies) {
    expect(namesNobody("user_id", value), value).toBe(true);
    expect(await asked("user_id", value), value).toBe(true);
  }
  for (const value of somebodies) {
    expect(namesNobody("user_id", value), value).toBe(false);
    expect(await asked("user_id", value), value).toBe(false);
  }
  for (const [value, nobody] of Object.entries(phones)) {
    expect(namesNobody("phone", value), value).toBe(nobody);
    expect(await asked("phone", value), value).toBe(nobody);
  }
});
