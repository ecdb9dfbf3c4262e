// Links to dashboards: what a token shows, and all that it does not.
import { beforeAll, describe, expect, test } from "vitest";
import type { Caller, Context, Role } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { deliver, order } from "../../../tests/orders.ts";
import { happen } from "../../../tests/people.ts";
import { listLinks, makeLink, openLink, revokeLink } from "./link.ts";

let engines: Engines;
let context: Context<Engines>;
let clock = new Date("2024-05-21T10:00:00Z");
const day_ms = 86_400_000;
const as = (name: string, role: Role): Caller => ({ kind: "user", id: name, name, role });
const [ada, bo] = [as("Ada", "marketer"), as("Bo", "analyst")];
const place = { x: 0, y: 0, w: 3, h: 2 };
let dashboard = 0;

async function dashboardOf(owner: string, widgets: readonly object[]): Promise<number> {
  const { id } = await engines.postgres.db
    .insertInto("dashboard")
    .values({
      name: "Ada's",
      owner,
      owner_name: "Ada",
      visibility: "private",
      period: "last_7_days",
      compare: "previous",
      widgets: JSON.stringify(widgets),
      created_at: clock,
      changed_at: clock,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

beforeAll(async () => {
  engines = await testEngines();
  context = { ...testContext(engines), now: () => clock };
  const at = new Date("2024-05-20T12:00:00Z");
  await deliver(engines, [order({ order_id: "O1", customer: 1, at, cents: 10_000 })]);
  await happen(engines, [{ customer: 1, name: "Order Completed", at, revenue: 50, properties: { town: "Lodz" } }]);
  dashboard = await dashboardOf("user:Ada", [
    { id: "n", kind: "number", title: "", place, metric: "revenue_net" },
    { id: "t", kind: "breakdown", title: "", place, metric: "orders", by: "property:town" },
  ]);
});

const tokenOf = (path: string) => path.split("#")[1] ?? "";
const make = async (days: number | null = null) =>
  makeLink(engines, dashboard, { name: "The wall", days }, ada, context.now());
const invalid = { status: 404, code: "link_invalid" };

test("a link shows the widgets' answers over the dashboard's period, and no personal data, even to who may see it", async () => {
  const { path, link } = await make();
  expect(path).toMatch(/^\/shared#[\w-]{43}$/);
  const shown = await openLink({ ...context, caller: bo }, tokenOf(path));
  expect(shown.dashboard).toEqual({
    name: "Ada's",
    period: "last_7_days",
    compare: "previous",
    widgets: expect.any(Array),
  });
  expect(shown.answers.period).toEqual({ from: "2024-05-14", to: "2024-05-20" });
  expect(shown.answers.answers).toMatchObject([
    { kind: "number", answer: { total: { value: 15_000 } } },
    { kind: "problem", code: "personal_data" },
  ]);
  expect(JSON.stringify(shown)).not.toContain("Lodz");
  expect(await listLinks(engines, dashboard, ada)).toMatchObject([{ id: link.id, opened_at: clock.toISOString() }]);
  // Neither the list nor the table knows the token.
  expect(JSON.stringify(await listLinks(engines, dashboard, ada))).not.toContain(tokenOf(path));
  const rows = await engines.postgres.db.selectFrom("dashboard_link").selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(tokenOf(path));
});

describe("a link shows nothing", () => {
  test("once it was taken back", async () => {
    const { path, link } = await make();
    await revokeLink(engines, dashboard, link.id, ada, clock);
    await expect(openLink(context, tokenOf(path))).rejects.toMatchObject(invalid);
  });

  test("after its days are over", async () => {
    const { path } = await make(2);
    const made = clock;
    clock = new Date(made.getTime() + 2 * day_ms - 1000);
    await openLink(context, tokenOf(path));
    clock = new Date(made.getTime() + 2 * day_ms);
    await expect(openLink(context, tokenOf(path))).rejects.toMatchObject(invalid);
    clock = made;
  });

  test("when it is not whole, another's, or no token at all: the answer is the same", async () => {
    const { path } = await make();
    const token = tokenOf(path);
    for (const wrong of ["", token.slice(1), `${token}A`, "A".repeat(43), "' OR 1=1 --", "%", String(dashboard)])
      await expect(openLink(context, wrong)).rejects.toMatchObject(invalid);
  });

  test("when its dashboard was deleted", async () => {
    const other = await dashboardOf("user:Ada", []);
    const { path } = await makeLink(engines, other, { name: "", days: null }, ada, clock);
    await openLink(context, tokenOf(path));
    await engines.postgres.db.deleteFrom("dashboard").where("id", "=", other).execute();
    await expect(openLink(context, tokenOf(path))).rejects.toMatchObject(invalid);
  });
});

test("only the owner and admins make links and take them back; of another dashboard's link nothing is taken back", async () => {
  const { path, link } = await make();
  await expect(makeLink(engines, dashboard, { name: "", days: 1 }, bo, clock)).rejects.toMatchObject({ status: 404 });
  await expect(revokeLink(engines, dashboard, link.id, bo, clock)).rejects.toMatchObject({ status: 404 });
  const own = await dashboardOf("user:Bo", []);
  await expect(revokeLink(engines, own, link.id, bo, clock)).rejects.toMatchObject({ code: "unknown_link" });
  await openLink(context, tokenOf(path));
});
