// What leaves leaves out whom no consent reaches, and says how many that were.
import { Readable } from "node:stream";
import { beforeAll, describe, expect, test } from "vitest";
import type { Context, Route } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../../tests/context.ts";
import { testEngines } from "../../tests/engines.ts";
import { deliver, order } from "../../tests/orders.ts";
import { classRoutes } from "./class/class.route.ts";
import { classCustomers } from "./class/class.ts";
import { customerPage } from "./customer/list.ts";

let context: Context<Engines>;

// Three customers bought: 1 agreed to e-mail, 2 took it back, 3 never said a word.
beforeAll(async () => {
  context = testContext(await testEngines());
  const at = new Date("2024-01-05T12:00:00Z");
  await deliver(
    context.engines,
    [1, 2, 3].map((customer) => order({ order_id: `${customer}`, customer, at, cents: customer * 1_000 })),
  );
  const said = { category: "marketing:email", source: "shop" };
  await context.engines.clickhouse.insert("consent_log", [
    { ...said, customer_id: 1, id: "1", granted: true, occurred_at: "2024-02-01T00:00:00Z" },
    { ...said, customer_id: 2, id: "2", granted: true, occurred_at: "2024-02-01T00:00:00Z" },
    { ...said, customer_id: 2, id: "3", granted: false, occurred_at: "2024-03-01T00:00:00Z" },
  ]);
});

const email = { purpose: "marketing", channel: "email" };
const ids = ({ rows }: { readonly rows: readonly { readonly customer_id: string }[] }) =>
  rows.map(({ customer_id }) => customer_id);

describe("a list for marketing by e-mail", () => {
  test.each([
    ["of customers", customerPage],
    ["of classes", classCustomers],
  ])("%s holds who agreed, and counts the others", async (_, page) => {
    const all = await page(context, {});
    expect([ids(all), all.total, all.left_out]).toEqual([["3", "2", "1"], 3, null]);
    const some = await page(context, email);
    expect([ids(some), some.total, some.left_out]).toEqual([["1"], 1, 2]);
    const nobody = await page(context, { ...email, channel: "sms" });
    expect([ids(nobody), nobody.total, nobody.left_out]).toEqual([[], 0, 3]);
    await expect(page(context, { purpose: "marketing" })).rejects.toMatchObject({
      code: "consent_incomplete",
      field: "channel",
    });
  });

  test("as a file says in its name how many it left out", async () => {
    const routes: readonly Route<Engines>[] = classRoutes;
    const file = routes.find(({ path }) => path.endsWith(".csv"));
    const asked = { params: {}, query: email, body: undefined, headers: {}, ip: "", bytes: Readable.from([]), context };
    const answer = await file?.handle(asked);
    expect(answer).toMatchObject({
      file_name: "customers-ABC-XYZ-2024-01-05-2024-01-05-2-left-out.csv",
      headers: { "kompas-left-out": "2" },
    });
  });
});
