// A list of customers that names their company makes accounts with members.
import { expect, it } from "vitest";
import { sql } from "#storage";
import { testEngines } from "../tests/engines.ts";
import { importStory } from "./importing.ts";

it("customers of a company become members of its account, which gets what is said of it; again, nothing changes", async () => {
  const engines = await testEngines();
  const story = await importStory(engines);
  const people =
    "email,company_id,company,city\nann@example.com,c1,Tea Ltd,Lublin\nbob@example.com,c1,Tea Ltd,\ncid@example.com,,,\n";
  const location = { kind: "path", path: await story.write("members.csv", people) } as const;
  const { mapping } = await story.preview(location);
  expect(mapping.columns).toContainEqual({ column: "company_id", target: { to: "group_id" } });
  const columns = [
    ...mapping.columns.filter(({ column }) => column !== "company"),
    { column: "company", target: { to: "group_trait", name: "name" } as const },
  ];
  for (let time = 0; time < 2; time += 1) {
    expect(await story.load(location, { ...mapping, columns })).toMatchObject({ state: "done", rows_accepted: 3 });
    const accounts = await engines.clickhouse.rows(
      "test.accounts",
      sql`SELECT key, cause, count() AS members, any(value) AS called FROM account_member INNER JOIN account_trait USING (account_id) WHERE is_member AND name = 'name' GROUP BY key, cause`,
    );
    expect(accounts).toEqual([{ key: "c1", cause: "import", members: 2, called: "Tea Ltd" }]);
  }
});
