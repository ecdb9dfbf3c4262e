// The log of classes as it is read: the newest word of each person, also after merging and parting.
import { beforeAll, expect, test } from "vitest";
import { type Engines, sql } from "#storage";
import { testEngines } from "../../../tests/engines.ts";

let engines: Engines;
beforeAll(async () => {
  engines = await testEngines();
});

async function alias(stamp: number, customer_id: number, version: number): Promise<void> {
  await engines.clickhouse.insert("alias", [{ stamp, customer_id, version }]);
  await engines.clickhouse.run("reload", sql`SYSTEM RELOAD DICTIONARY alias_of`);
}

const now = () =>
  engines.clickhouse.rows(
    "classes",
    sql`SELECT toUInt32(customer_id) AS customer_id, class, since FROM customer_class WHERE scheme = 'rfm' ORDER BY customer_id`,
  );

test("a person has the newest word, of one computation the own one; parted customers have theirs back", async () => {
  const january = "2024-01-01T00:00:00.000Z";
  const march = "2024-03-01T00:00:00.000Z";
  const word = (customer_id: number, name: string, computed_at: string) => ({
    customer_id,
    scheme: "rfm",
    class: name,
    computed_at,
  });
  await engines.clickhouse.insert("class_log", [
    word(1, "champions", january),
    word(2, "lost", january),
    word(3, "loyal", january),
    word(3, "at_risk", march),
    word(4, "loyal", january),
    word(4, "", march),
  ]);
  const apart = [
    { customer_id: 1, class: "champions", since: january },
    { customer_id: 2, class: "lost", since: january },
    { customer_id: 3, class: "at_risk", since: march },
  ];
  expect(await now()).toEqual(apart);
  await alias(1, 2, 1);
  expect(await now()).toEqual(apart.slice(1));
  await alias(3, 2, 1);
  expect(await now()).toEqual([{ customer_id: 2, class: "at_risk", since: march }]);
  await alias(1, 1, 2);
  await alias(3, 3, 2);
  expect(await now()).toEqual(apart);
  const before = await engines.clickhouse.rows(
    "classes of then",
    sql`SELECT class FROM customer_class_at(at = ${new Date("2024-02-01T00:00:00Z")}) WHERE scheme = 'rfm' ORDER BY customer_id`,
  );
  expect(before).toEqual(["champions", "lost", "loyal", "loyal"].map((name) => ({ class: name })));
});
