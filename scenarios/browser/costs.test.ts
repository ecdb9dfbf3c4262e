// Costs of winning customers: entered, changed and taken back on their page; metrics have their parameters and durations.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";

let running: Running;
let app: App;
beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
});
afterAll(() => running.stop());

describe("costs", () => {
  it("are entered for a month, changed in their line, and taken back", async () => {
    const page = await app.open("/costs?month=2025-03-01");
    await page.getByText("No costs of this month yet").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("combobox", { name: "What for" }).click();
    await page.getByRole("option", { name: "Agency" }).click();
    await page.getByLabel(/^Channel/).fill("Paid_Search");
    await page.getByLabel(/^Amount, /).fill("310");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    const row = page.getByRole("row", { name: /^Agency/ });
    await row.getByText("paid_search").waitFor();
    const line = page.getByRole("textbox", { name: "Amount: Agency, paid_search" });
    await line.fill("400.50");
    await line.press("Enter");
    await page.getByText("400.50", { exact: false }).last().waitFor();
    await page.reload();
    await page.getByRole("row", { name: /Total.*400\.50/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Take back: Agency, paid_search" }).click();
    await page.getByText("No costs of this month yet").waitFor();
    expect(app.faults).toEqual([]);
  }, 120_000);

  it.each([
    ["en", "light", 1440],
    ["ru", "dark", 390],
    ["pl", "light", 390],
  ] as const)(
    "have a page in %s, %s, %i pixels wide",
    async (language, theme, width) => {
      const page = await app.open("/costs", { language, theme, width });
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(await violations(page)).toEqual([]);
    },
    60_000,
  );
});

describe("a metric with parameters", () => {
  it("keeps them in its address, and one without people behind it offers no list of them", async () => {
    const page = await app.open("/metrics/customer_retention_rate");
    await page.getByLabel("Active for (days)").fill("90");
    await page.waitForURL(/active_days=90/);
    const cost = await app.open("/metrics/acquisition_cost");
    await cost.getByText("Sum of cost of events", { exact: false }).waitFor();
    expect(await cost.getByText("Customers behind it").count()).toBe(0);
  }, 60_000);
});
