// Beginnings on the first page: an invented company with its progress and its banner, and templates.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";
import { caller } from "./tell.ts";

let running: Running;
let app: App;

const call = caller(() => running.address);

beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
});
afterAll(() => running.stop());

const phone = { width: 390, height: 844 } as const;
const drawer = (page: Page) => page.getByRole("dialog");

describe("templates, before there is any data", () => {
  it("tell all that they bring, and put it where it is edited", async () => {
    const page = await app.open("/welcome");
    await page.getByRole("link", { name: "Look at the templates" }).click();
    await page.getByRole("button", { name: "See what it brings: B2B sales" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "See what it brings: B2B sales" }).click();
    await drawer(page).getByText("Deal Stage Changed").waitFor();
    expect(await violations(page)).toEqual([]);
    await drawer(page).getByRole("button", { name: "Use this template" }).click();
    await drawer(page)
      .getByText(/\d+ items were added/)
      .waitFor();
    await drawer(page)
      .getByText(/1 item existed already and was left: crm_id/)
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await drawer(page).getByRole("link", { name: "Sources" }).click();
    await page.getByText("Company site").first().waitFor();
  });

  it.each(["en", "ru", "pl"] as const)("fit a phone in %s, by day and by night", async (language) => {
    for (const path of ["/welcome", "/templates", "/templates?template=bank_branches"]) {
      const page = await app.open(path, { ...phone, language, theme: language === "ru" ? "dark" : "light" });
      await page.waitForLoadState("networkidle");
      expect([path, await overflow(page)]).toEqual([path, 0]);
      expect(await violations(page)).toEqual([]);
    }
  });
});

describe("the invented company", () => {
  it("begins with one press, tells how far it is, and can be cancelled", async () => {
    const page = await app.open("/welcome");
    await page.getByRole("button", { name: "Simulate the company" }).click();
    await page.getByRole("progressbar").waitFor({ state: "attached" });
    await page.getByText(/Living through its days/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Simulate the company" }).waitFor();
  });

  it("leads who waited to the overview, and every page says that the data are simulated", async () => {
    await call("POST", "/api/v1/simulation", { customers: 60, months: 3 });
    const page = await app.open("/welcome");
    await page.getByRole("progressbar").waitFor({ state: "attached" });
    await page.waitForURL((url) => url.pathname === "/", { timeout: 100_000 });
    const banner = page.getByRole("region", { name: "Simulated data" });
    await banner.waitFor();
    await page.locator("[data-metric=revenue_net] [data-value]", { hasText: "zł" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await banner.getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: "Invented company" }).waitFor();
    await page.getByRole("rowheader", { name: "newsletter" }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(app.faults).toEqual([]);
  }, 120_000);

  it.each(["en", "ru", "pl"] as const)("fits a phone in %s, by day and by night", async (language) => {
    for (const path of ["/", "/simulation", "/customers"]) {
      const page = await app.open(path, { ...phone, language, theme: language === "pl" ? "dark" : "light" });
      await page.waitForLoadState("networkidle");
      expect([path, await overflow(page)]).toEqual([path, 0]);
      expect(await violations(page)).toEqual([]);
    }
  });

  it("is not begun where there are events: the page says what to do", async () => {
    const page = await app.open("/welcome");
    await page.getByRole("button", { name: "Simulate the company" }).click();
    await page.getByText(/There are events already/).waitFor();
  });
});
