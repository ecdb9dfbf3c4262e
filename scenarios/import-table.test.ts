// Importing a table of another database, over that database's own protocol.
import { expect, it } from "vitest";
import { engineSettings, testEngines } from "../tests/engines.ts";
import { importStory } from "./importing.ts";

it("reads a table of another database, and says what is wrong with one by that database's own words", async () => {
  const engines = await testEngines();
  const story = await importStory(engines);
  const nobody = { kind: "database", url: "postgres://u:secret@127.0.0.1:1/shop", table: "orders" } as const;
  const fault = await story.preview(nobody).catch((thrown: unknown) => thrown);
  expect(fault).toMatchObject({ status: 422, code: "table_unreadable", field: "location" });
  expect(String(fault)).toContain("127.0.0.1:1");
  expect(String(fault)).not.toContain("secret");
  await engines.postgres.pool.query(
    "CREATE TABLE sold AS SELECT * FROM (VALUES ('A1', timestamp '2024-01-05 10:00', 'Mug', 2, 3.50, 'ann@example.com'), ('A2', '2024-02-06 11:00', 'Bowl', 1, 7.25, 'bob@example.com')) AS row (order_id, date, product, qty, price, email)",
  );
  const { KOMPAS_POSTGRES_URL: url } = engineSettings(engines);
  await story.load({ kind: "database", url, table: "sold" });
  expect(await story.totals()).toMatchObject({ orders: 2, customers: 2, revenue_minor: 1425 });
  await expect(story.preview({ kind: "database", url, table: "never" })).rejects.toMatchObject({
    code: "table_unreadable",
  });
});
