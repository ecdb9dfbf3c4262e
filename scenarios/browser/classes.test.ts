// The classes of the sample's customers: the matrix, both forms, the cuts, and the customers of a cell.
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";

let app: App;
beforeAll(async () => {
  app = await openApp();
});

const cell = (page: Page, name: string) => page.getByRole("button", { name: new RegExp(`^${name}:`) });

async function customersOf(page: Page, name: string): Promise<number> {
  const text = (await cell(page, name).textContent()) ?? "";
  return Number(/^[A-Z]{2}: ([\d,]+)/.exec(text)?.[1]?.replaceAll(",", ""));
}

const names = ["AX", "AY", "AZ", "BX", "BY", "BZ", "CX", "CY", "CZ"];

describe("the matrix", () => {
  it("sums to the customers, and marks AX and AY as golden", async () => {
    const page = await app.open("/classes");
    await cell(page, "AX").waitFor();
    let sum = 0;
    for (const name of names) sum += await customersOf(page, name);
    // 4,372 customers with an id; those who never paid more than they got back may stand in no class.
    expect(sum).toBeGreaterThan(4_300);
    expect(sum).toBeLessThanOrEqual(4_372);
    expect(await cell(page, "AX").textContent()).toContain("golden");
    expect(await cell(page, "AY").textContent()).toContain("golden");
    expect(await cell(page, "AZ").textContent()).not.toContain("golden");
    expect(app.faults).toEqual([]);
  });

  it("explains both forms on the page and says which is shown", async () => {
    const page = await app.open("/classes");
    await page.getByText("XYZ by purchase count", { exact: true }).waitFor();
    await page.getByText("XYZ by evenness of revenue (classical)", { exact: true }).waitFor();
    await page.getByText("By evenness of revenue", { exact: true }).click();
    await page.waitForURL(/form=variation/);
    await page.getByRole("combobox", { name: "Equal periods" }).waitFor();
    await page.getByText(/at most 0.5, Y: at most 1/).waitFor();
  });

  it("follows the cuts, which the address keeps", async () => {
    const page = await app.open("/classes");
    await cell(page, "AX").waitFor();
    const before = await customersOf(page, "CZ");
    await page.getByRole("button", { name: "Cuts" }).click();
    await page.getByLabel("A ends at").fill("50");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.waitForURL(/abc_a=0.5/);
    await page.getByText(/the first 50% of it/).waitFor();
    await page.reload();
    await cell(page, "CZ").waitFor();
    expect(await customersOf(page, "CZ")).toBe(before);
  });

  it("refuses cuts in the wrong order and says why", async () => {
    const page = await app.open("/classes");
    await page.getByRole("button", { name: "Cuts" }).click();
    await page.getByLabel("B ends at").fill("60");
    await page.getByText("The second cut must be above the first.").waitFor();
    expect(await page.getByRole("button", { name: "Apply" }).isDisabled()).toBe(true);
  });

  it("can be read as a plain table whose last row is the whole", async () => {
    const page = await app.open("/classes");
    await page.getByRole("button", { name: "View as table" }).click();
    const table = page.getByRole("table", { name: /Matrix of customer classes/ });
    expect(await table.getByRole("row").count()).toBe(11);
    expect(await table.getByRole("row", { name: /^All/ }).textContent()).toContain("100.0%");
  });
});

describe("the customers of a cell", () => {
  it("are listed below by a click, as many as the cell says, and open by Enter", async () => {
    const page = await app.open("/classes");
    await cell(page, "AX").click();
    await page.waitForURL(/cell=AX/);
    const list = page.getByRole("table", { name: "Customers of AX" });
    await list.getByRole("row").nth(2).waitFor();
    expect(await list.getAttribute("aria-rowcount")).toBe(String((await customersOf(page, "AX")) + 1));
    await list.getByRole("link").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/customers\/\d+/);
  });

  it("can be the golden ones, exported as CSV", async () => {
    const page = await app.open("/classes");
    await page.getByRole("button", { name: "Golden customers (AX and AY)" }).click();
    const count = (await customersOf(page, "AX")) + (await customersOf(page, "AY"));
    await page.getByRole("heading", { name: "Golden customers", exact: true }).waitFor();
    await page.getByRole("button", { name: "Export CSV" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Export CSV" }).click(),
    ]);
    let text = "";
    for await (const chunk of await download.createReadStream()) text += String(chunk);
    expect(text.trim().split("\n").length).toBe(count + 1);
  });
});

describe("the page of classes", () => {
  it.each(["light", "dark"] as const)("has nothing that axe-core objects to in the %s theme", async (theme) => {
    const page = await app.open("/classes?cell=AX", { theme });
    await page.getByRole("table", { name: "Customers of AX" }).getByRole("row").nth(1).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it.each(["en", "ru", "pl"] as const)("does not scroll sideways on a phone in %s", async (language) => {
    const page = await app.open("/classes?form=variation&cell=AX", { width: 390, height: 844, language });
    await page.waitForSelector("table button");
    expect(await overflow(page)).toBe(0);
  });
});
