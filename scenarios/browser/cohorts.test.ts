// The cohorts of the sample, as a person reads them: known shares, counts, months that had not ended, keys, a plain table.
import { beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";

let app: App;
beforeAll(async () => {
  app = await openApp();
});

describe("the cohorts", () => {
  it("show what share of December 2010 came back in the month after, and in the eleventh", async () => {
    const page = await app.open("/cohorts");
    const row = page.getByRole("row", { name: /^Dec 2010/ });
    // Distinct customers with a positive purchase in the calendar month, UCI Online Retail.
    await row.getByRole("cell", { name: "Dec 2010, month 1: 324 of 885, 36.6%" }).waitFor();
    expect(await row.getByRole("cell", { name: /month 11:/ }).textContent()).toBe("50.3%");
    expect(app.faults).toEqual([]);
  });

  it("count customers when asked, and the address says so", async () => {
    const page = await app.open("/cohorts");
    await page.getByText("Counts", { exact: true }).click();
    await page.waitForURL(/show=counts/);
    const cell = page.getByRole("row", { name: /^Dec 2010/ }).getByRole("cell", { name: /month 1:/ });
    await expect.poll(() => cell.textContent()).toBe("324");
    await page.reload();
    await expect.poll(() => cell.textContent()).toBe("324");
  });

  it("mark the month that had not ended", async () => {
    const page = await app.open("/cohorts");
    const cell = page.getByRole("cell", { name: /^Nov 2011, month 1: .*had not ended/ });
    expect(await cell.textContent()).toMatch(/%\*$/);
  });

  it("are walked by arrow keys, and each cell tells what it is", async () => {
    const page = await app.open("/cohorts");
    await page.getByRole("cell", { name: /^Dec 2010, month 0:/ }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.locator("td:focus").getAttribute("aria-label")).toMatch(/^Jan 2011, month 1:/);
  });

  it("can be read as a plain table", async () => {
    const page = await app.open("/cohorts");
    await page.getByRole("button", { name: "View as table" }).click();
    await page.getByRole("columnheader", { name: "Month 12" }).waitFor();
    expect(await page.getByRole("row").count()).toBe(14);
  });

  it("say what to do when the period holds no orders", async () => {
    const page = await app.open("/cohorts?from=2009-01-01&to=2009-02-01");
    await page.getByText("No cohorts yet").waitFor();
    await page.getByRole("link", { name: "Import orders" }).waitFor();
  });
});

describe("the page of cohorts", () => {
  it.each(["light", "dark"] as const)("has nothing that axe-core objects to in the %s theme", async (theme) => {
    const page = await app.open("/cohorts", { theme });
    await page.getByRole("row", { name: /^Dec 2010/ }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it.each(["en", "ru", "pl"] as const)("does not scroll sideways on a phone in %s", async (language) => {
    const page = await app.open("/cohorts", { width: 390, height: 844, language });
    await page.waitForSelector("tbody tr");
    expect(await overflow(page)).toBe(0);
  });
});
