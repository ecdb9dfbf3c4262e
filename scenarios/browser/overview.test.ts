// The overview of the sample, as a person uses it: numbers that are known, tiles that open, a period that can be shared.
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";

/** All of the sample: first and last day of the file. */
const all_of_it = "from=2010-12-01&to=2011-12-09";

let app: App;
beforeAll(async () => {
  app = await openApp();
});

/** The text of a tile's value, once it is there. */
function tileValue(page: Page, metric: string): Promise<string | null> {
  return page.locator(`[data-metric=${metric}] [data-value]`).textContent();
}

describe("the overview", () => {
  it("shows the net revenue of the whole file, and as many orders, customers and rates as tiles", async () => {
    const page = await app.open(`/?${all_of_it}`);
    // sum(quantity x price) over all 541,909 lines of UCI Online Retail
    expect(await tileValue(page, "revenue_net")).toBe("£9,747,747.93");
    expect(await page.locator("[data-metric]").count()).toBe(8);
    expect(app.faults).toEqual([]);
  });

  it("compares half a year with the one before", async () => {
    const page = await app.open("/");
    const change = page.locator("[data-metric=revenue_net] [data-state]");
    expect(await change.textContent()).toMatch(/^[+-]\d+\.\d%$/);
    expect(await change.getAttribute("data-state")).toMatch(/good|bad/);
  });

  it("does not compare with a period that begins before the data", async () => {
    const page = await app.open("/?from=2011-02-01&to=2011-06-30");
    await page.waitForSelector("[data-metric=orders] [data-value]");
    expect(await page.locator("[data-metric=orders] [data-state]").count()).toBe(0);
    expect(await page.locator("[data-metric=orders]").textContent()).toContain("No data for all of the period before");
  });

  it("opens a tile to its definition, its SQL and its customers", async () => {
    const page = await app.open(`/?${all_of_it}`);
    await page.click("[data-metric=repeat_purchase_rate] button");
    const drawer = page.getByRole("dialog", { name: "Repeat purchase rate" });
    await drawer.getByText("Distinct customers with at least two orders in the period").waitFor();
    await drawer.getByText("Wilson score interval of a share").waitFor();
    await drawer.getByRole("button", { name: "Show the SQL" }).click();
    expect(await drawer.getByRole("region", { name: "SQL" }).textContent()).toContain("SELECT");
    await drawer.getByRole("link", { name: "Customers behind it" }).click();
    await page.waitForURL(/\/customers\?.*metric=repeat_purchase_rate/);
    expect(new URL(page.url()).searchParams.get("from")).toBe("2010-12-01");
  });

  it("keeps the period in the address: after a reload the page is the same", async () => {
    const page = await app.open("/");
    await page
      .getByRole("button", { name: /^Period:/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Previous month", exact: true }).first().click();
    await page.waitForURL(/from=2011-11-01&to=2011-11-30/);
    await page.getByText(/^1.{1,3}30 Nov 2011$/).waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Period: Previous month" }).waitFor();
  });

  it("switches a chart to the table of its figures", async () => {
    const page = await app.open(`/?${all_of_it}&grain=month`);
    const card = page.locator("section", { has: page.getByRole("heading", { name: "Revenue", exact: true }) });
    await card.locator("[data-drawn=true] svg").waitFor();
    await card.getByRole("button", { name: "View as table" }).click();
    expect(await card.getByRole("row").count()).toBe(14);
    await card.getByRole("row", { name: /Dec 2010/ }).waitFor();
  });
});

describe("the first visit", () => {
  it("fetches at most 275 kB of script and 60 kB of style, compressed, besides the chart library", async () => {
    const page = await app.open("/");
    await page.waitForSelector("[data-value]");
    const fetched = await page.evaluate<{ name: string; size: number }[]>(
      "performance.getEntriesByType('resource').map(({ name, encodedBodySize }) => ({ name, size: encodedBodySize }))",
    );
    const sum = (kind: RegExp) =>
      fetched.filter(({ name }) => kind.test(name)).reduce((all, { size }) => all + size, 0);
    expect(sum(/\/(?!echarts)[^/]+\.js$/)).toBeLessThan(275_000);
    expect(sum(/\.css$/)).toBeLessThan(60_000);
  });

  it("asks no other host for anything", async () => {
    const page = await app.open("/");
    await page.waitForSelector("[data-drawn=true] svg");
    const names = await page.evaluate<string[]>("performance.getEntriesByType('resource').map(({ name }) => name)");
    expect(names.filter((name) => !name.startsWith(app.address))).toEqual([]);
  });
});

describe("the palette", () => {
  it("opens by Ctrl+K and finds a page", async () => {
    const page = await app.open("/");
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Page, metric, customer").fill("cohort");
    await page.getByRole("dialog").getByText("Cohorts").waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/cohorts/);
  });

  it("finds a customer by number and leads to the customer's page", async () => {
    const page = await app.open("/");
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Page, metric, customer").fill("14646");
    await page.getByRole("dialog").getByText("14646").first().click();
    await page.waitForURL(/\/customers\/\d+/);
    await page.getByRole("heading", { level: 1, name: "14646" }).waitFor();
  });
});

describe("the shell", () => {
  it("speaks English, Russian and Polish, and remembers which", async () => {
    const page = await app.open("/");
    await page.getByRole("button", { name: "Language" }).click();
    await page.getByRole("menuitemradio", { name: "Polski" }).click();
    await page.getByRole("heading", { level: 1, name: "Przegląd" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Przegląd" }).waitFor();
    expect(await page.getAttribute("html", "lang")).toBe("pl");
  });

  it("has a light and a dark theme, and remembers which", async () => {
    const page = await app.open("/");
    await page.getByRole("button", { name: "Theme" }).click();
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    await page.waitForSelector("html[data-mantine-color-scheme=dark]");
    await page.reload();
    await page.waitForSelector("html[data-mantine-color-scheme=dark]");
  });

  it("on a phone opens its menu, goes to a page and closes it", async () => {
    const page = await app.open("/", { width: 390, height: 844 });
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("link", { name: "Metrics" }).click();
    await page.getByRole("heading", { level: 1, name: "Metrics" }).waitFor();
    expect(await page.getByRole("link", { name: "Cohorts" }).isVisible()).toBe(false);
  });

  it("says so when an address has no page", async () => {
    const context = await app.open("/");
    await context.goto(`${app.address}/nothing-here`);
    await context.getByText("There is no such page").waitFor();
  });
});

describe.each(["/", "/metrics/all", "/metrics/refund_rate", "/metrics/revenue_net?grain=day"])("%s", (path) => {
  it.each(["light", "dark"] as const)("has nothing that axe-core objects to in the %s theme", async (theme) => {
    const page = await app.open(path, { theme });
    await page.waitForSelector("[data-value]");
    expect(await violations(page)).toEqual([]);
  });

  // The longest words of the three languages.
  it("does not scroll sideways on a phone, in Russian", async () => {
    const page = await app.open(path, { width: 390, height: 844, language: "ru" });
    await page.waitForSelector("[data-value]");
    expect(await overflow(page)).toBe(0);
  });
});
