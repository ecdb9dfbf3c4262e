// The daily classes of the sample, as a person reads them: RFM's tiles and segments, the life of customers, their moves.
import { beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { classesComputed } from "./classes-computed.ts";

let app: App;
beforeAll(async () => {
  app = await openApp();
  await classesComputed(app);
}, 300_000);

describe("RFM", () => {
  it("shows 25 tiles whose customers are all who ever bought, and leads to those of a segment", async () => {
    const page = await app.open("/rfm");
    const tiles = page.getByRole("table", { name: "Customers by recency and frequency" }).getByRole("cell");
    await expect.poll(() => tiles.count()).toBe(26);
    await page.getByRole("heading", { name: "Champions" }).getByRole("link").click();
    await page.waitForURL(/\/customers\?.*class=rfm/);
    await page.getByText("RFM: Champions").waitFor();
    await page.getByRole("button", { name: "Show all customers" }).click();
    await expect.poll(() => page.url()).not.toMatch(/class=/);
    expect(app.faults).toEqual([]);
  });

  it("can be read by revenue, and as a table", async () => {
    const page = await app.open("/rfm");
    await page.getByText("Share of revenue", { exact: true }).click();
    await page.waitForURL(/show=revenue/);
    await page.getByRole("button", { name: "View as table" }).click();
    await page.getByRole("rowheader", { name: "R5 F5" }).waitFor();
  });
});

describe("the lifecycle", () => {
  it("counts each stage, over time as a table too, and explains the thresholds", async () => {
    const page = await app.open("/lifecycle");
    await page.getByRole("link", { name: "Lapsed" }).waitFor();
    await page.getByRole("button", { name: "View as table" }).click();
    await page.getByRole("columnheader", { name: "At risk" }).waitFor();
    await page.getByText(/of which 90% are at most \d+ days/).waitFor();
    expect(app.faults).toEqual([]);
  });
});

describe("migration", () => {
  it("is told of any scheme, as a table too", async () => {
    const page = await app.open("/migration?scheme=lifecycle");
    await page.getByRole("img", { name: /Customers who moved/ }).waitFor();
    await page.getByRole("button", { name: "View as table" }).click();
    await page.getByRole("columnheader", { name: "Move" }).waitFor();
    expect(app.faults).toEqual([]);
  });
});

describe.each(["/rfm", "/lifecycle", "/migration"])("the page %s", (path) => {
  it.each(["light", "dark"] as const)("has nothing that axe-core objects to in the %s theme", async (theme) => {
    const page = await app.open(path, { theme });
    await page.getByText(/customers who ever bought/).waitFor();
    await page.waitForLoadState("networkidle");
    expect(await violations(page)).toEqual([]);
  });

  it.each(["en", "ru", "pl"] as const)("fits a phone in %s", async (language) => {
    const page = await app.open(path, { width: 390, height: 844, language });
    await page.waitForLoadState("networkidle");
    expect(await overflow(page)).toBe(0);
  });
});
