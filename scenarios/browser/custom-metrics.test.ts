// Metrics as people define them: chosen, filtered, looked at before they are kept, changed, compared by segment, deleted.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";
import { caller, teller } from "./tell.ts";

let running: Running;
let app: App;

const call = caller(() => running.address);
const told = teller(call);
const day_ms = 86_400_000;
const at = (ago: number) => new Date(Date.now() - ago * day_ms).toISOString();

/** Marta orders for 100, 200 and 300 in Poland, Jan once for 50 in Germany. */
beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
  await call("PATCH", "/api/v1/workspace", { currency: "EUR", time_zone: "UTC" });
  await call("POST", "/api/v1/sources", { name: "Web shop", kind: "server" });
  const order = (userId: string, revenue: number, country: string, ago: number) => ({
    type: "track",
    event: "Order Completed",
    userId,
    properties: { order_id: `${userId}-${revenue}`, revenue, country, currency: "EUR" },
    timestamp: at(ago),
  });
  await told(
    "web-shop",
    order("marta", 100, "PL", 9),
    order("marta", 200, "PL", 6),
    order("marta", 300, "PL", 3),
    order("jan", 50, "DE", 2),
  );
  const test = { op: "at_least", value: 2 };
  const often = { kind: "event", event: "Order Completed", window: { kind: "ever" }, measure: { of: "count" }, test };
  await call("POST", "/api/v1/segments", { id: "often", name: "Often", condition: often });
});
afterAll(() => running.stop());

const preview = (page: Page) => page.getByTestId("preview");
const value = (page: Page, of: number) => preview(page).locator(`[data-value="${of}"]`);

it("a mean is defined with a filter, seen before it is kept, and stands in the catalogue", async () => {
  const page = await app.open("/metrics/all");
  await page.getByRole("link", { name: "New metric" }).click();
  await page.waitForURL(/new-metric/);
  await value(page, 4).waitFor();
  await page.getByRole("radio", { name: /^Mean/ }).click();
  await value(page, 16_250).waitFor();
  await page.getByRole("button", { name: "Only where" }).click();
  await page.getByText("Fill in what is empty to see a number.").waitFor();
  await page.getByLabel("Property", { exact: true }).first().fill("country");
  await page.getByRole("combobox", { name: "Values" }).fill("PL");
  await page.keyboard.press("Enter");
  await value(page, 20_000).waitFor();
  await preview(page).getByText("Mean of revenue of “Order Completed” (country is PL)").waitFor();
  await page.getByLabel("Name").fill("Polish order");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Create metric" }).click();
  await page.waitForURL(/metrics\/polish_order/);
  await page.getByText("Defined in this workspace").waitFor();
  await page.getByTestId("formula").getByText("country is PL").waitFor();
  const list = await app.open("/metrics/all");
  const tile = list.locator('[data-metric="polish_order"]');
  await tile.getByText("Custom", { exact: true }).waitFor();
  await tile.locator('[data-value="20000"]').waitFor();
});

it("a rate is read from its whole to its part, on a phone and in the dark as well", async () => {
  const page = await app.open("/new-metric", { width: 390, theme: "dark" });
  await page.getByRole("radio", { name: /^Rate/ }).click();
  await preview(page).getByText("Of customers with anything, the share who have “Order Completed” too").waitFor();
  await value(page, 1).waitFor();
  expect(await overflow(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
});

it("a metric is compared by segment: lines, and a table with intervals", async () => {
  const page = await app.open("/metrics/polish_order");
  await page.getByRole("combobox", { name: "Segments" }).click();
  await page.getByRole("option", { name: "Often" }).click();
  await page.keyboard.press("Escape");
  const table = page.getByRole("table", { name: "Compare segments" });
  await table.getByRole("row", { name: /Often.*€200/ }).waitFor();
  expect(new URL(page.url()).searchParams.get("segments")).toBe("often");
  expect(await violations(page)).toEqual([]);
});

it("it is changed, and deleted once nothing stands on it", async () => {
  const page = await app.open("/metrics/polish_order/edit");
  await page.getByLabel("Name").fill("Order in Poland");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { level: 1, name: "Order in Poland" }).waitFor();
  const target = { metric: "polish_order", value: 1, grain: "month", due: null, owner_id: null, note: "" };
  const { id }: { id: number } = JSON.parse(await call("POST", "/api/v1/targets", target));
  await page.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await dialog.getByText(/a target by month/).waitFor();
  await call("DELETE", `/api/v1/targets/${id}`);
  await dialog.getByRole("button", { name: "Delete" }).click();
  await page.waitForURL(/metrics\/all/);
  await page.locator('[data-metric="orders"]').waitFor();
  await page.locator('[data-metric="polish_order"]').waitFor({ state: "detached" });
});
