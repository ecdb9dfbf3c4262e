// Customers of the sample: found in the list, opened, read.
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { classesComputed } from "./classes-computed.ts";

let app: App;
beforeAll(async () => {
  app = await openApp();
});

const list = (page: Page) => page.getByRole("table", { name: "List of customers" });
const firstLink = (page: Page) => list(page).getByRole("link").first();

/** Opens the page of a customer by number. */
async function openCustomer(number: string): Promise<Page> {
  const page = await app.open(`/customers?q=${number}`);
  await list(page).getByRole("link", { name: number, exact: true }).click();
  await page.getByRole("heading", { level: 1, name: number }).waitFor();
  return page;
}

describe("the list", () => {
  it("holds all 4,372 customers, the biggest first, and draws only those in view", async () => {
    const page = await app.open("/customers");
    await page.getByText("4,372 customers").waitFor();
    expect(await firstLink(page).textContent()).toBe("14646");
    expect(await list(page).getAttribute("aria-rowcount")).toBe("4373");
    expect(await list(page).getByRole("row").count()).toBeLessThan(80);
    expect(app.faults).toEqual([]);
  });

  it("goes on loading while it is scrolled", async () => {
    const page = await app.open("/customers");
    await firstLink(page).waitFor();
    const box = page.getByRole("region", { name: "List of customers" });
    await expect
      .poll(
        async () => {
          await box.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
          return Math.max(
            ...(await list(page)
              .getByRole("row")
              .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute("aria-rowindex"))))),
          );
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(350);
  });

  it("finds a customer by number, and says what to try when nobody is found", async () => {
    const page = await app.open("/customers");
    await page.getByRole("searchbox").fill("17850");
    await page.waitForURL(/q=17850/);
    await expect.poll(() => firstLink(page).textContent()).toBe("17850");
    await page.getByRole("searchbox").fill("nobody of that name");
    await page.getByText("Nobody matches “nobody of that name”").waitFor();
  });

  it("sorts by the head of a column, and the address says so", async () => {
    const page = await app.open("/customers");
    await list(page).getByRole("button", { name: "Orders" }).click();
    await page.waitForURL(/sort=orders/);
    await expect.poll(() => firstLink(page).textContent()).toBe("12748");
    await expect
      .poll(() => list(page).getByRole("columnheader", { name: "Orders" }).getAttribute("aria-sort"))
      .toBe("descending");
  });

  it("shows the columns that were chosen", async () => {
    const page = await app.open("/customers");
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("checkbox", { name: "Refunds" }).uncheck();
    await page.waitForURL(/columns=/);
    await expect.poll(() => list(page).getByRole("columnheader", { name: "Refunds" }).count()).toBe(0);
  });

  it("is walked by arrow keys; Enter opens a customer", async () => {
    const page = await app.open("/customers");
    await firstLink(page).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    const name = await page.locator("a:focus").textContent();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: name ?? "" }).waitFor();
  });

  it("narrows to the customers behind a number, and lets all back in", async () => {
    const page = await app.open("/customers?metric=customers_new&from=2011-01-01&to=2011-01-31");
    await page.getByText(/Behind “.+”, 1 Jan 2011 – 31 Jan 2011/).waitFor();
    // The cohort of January 2011.
    await page.getByText("417 customers").waitFor();
    await page.getByRole("button", { name: "Show all customers" }).click();
    await page.getByText("4,372 customers").waitFor();
  });
});

describe("a customer", () => {
  it("is known by number, totals, class and country", async () => {
    const page = await openCustomer("17850");
    await page.getByText("Customer since 1 Dec 2010").waitFor();
    await page.getByText("User id").waitFor();
    await page.locator("[role=img][data-drawn=true]").waitFor();
  });

  it("has a timeline of orders that open to their lines", async () => {
    const page = await openCustomer("12347");
    const toggle = page.getByRole("button", { name: /^Show the lines of 537626/ });
    await toggle.click();
    const lines = page.getByRole("region", { name: "Lines of 537626" });
    await lines.getByRole("cell", { name: /BLACK CANDELABRA T-LIGHT HOLDER/ }).waitFor();
    expect(await toggle.getAttribute("aria-expanded")).toBe("true");
  });

  it("has a timeline that is narrowed to refunds, which say that they are refunds, and searched", async () => {
    const page = await openCustomer("17850");
    const timeline = page.getByRole("list", { name: "Timeline" });
    await page.getByText(/^Refunds \d/).click();
    await timeline
      .getByText(/^Refund C/)
      .first()
      .waitFor();
    await expect.poll(() => timeline.getByText(/^Order \d/).count()).toBe(0);
    await page.getByRole("searchbox", { name: "Search the timeline" }).fill("nothing of this name");
    await page.getByText("Nothing fits").waitFor();
    await page.getByRole("button", { name: "Show everything" }).click();
    await timeline
      .getByText(/^Order \d/)
      .first()
      .waitFor();
  });

  it("has a timeline of any length, of which only what is in view is drawn", async () => {
    const page = await openCustomer("12748");
    const timeline = page.getByRole("list", { name: "Timeline" });
    const first = await timeline.getByRole("listitem").first().textContent();
    expect(await timeline.getByRole("listitem").count()).toBeLessThan(60);
    await expect
      .poll(async () => {
        await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
        return Number(await timeline.getByRole("listitem").last().getAttribute("data-index"));
      })
      .toBeGreaterThan(120);
    expect(await timeline.getByRole("listitem").first().textContent()).not.toBe(first);
  });

  it("has notes that are written, pinned, changed and deleted after a second look", async () => {
    const page = await openCustomer("12347");
    await page.getByRole("textbox", { name: "Write a note" }).fill("Prefers mornings");
    await page.getByRole("button", { name: "Save" }).click();
    const note = page.getByRole("listitem").filter({ hasText: "Prefers mornings" });
    await note.getByRole("button", { name: "Actions of the note" }).click();
    await page.getByRole("menuitem", { name: "Pin" }).click();
    await note.getByLabel("Pinned").waitFor();
    await note.getByRole("button", { name: "Actions of the note" }).click();
    await page.getByRole("menuitem", { name: "Edit" }).click();
    await page.getByRole("textbox", { name: "Edit" }).fill("Prefers evenings");
    await page.getByRole("button", { name: "Save" }).click();
    const changed = page.getByRole("listitem").filter({ hasText: "Prefers evenings" });
    await changed.getByRole("button", { name: "Actions of the note" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("Nobody wrote anything about this customer yet.").waitFor();
    expect(app.faults).toEqual([]);
  });

  it("tells the daily classes once they are computed, and who looks after them", async () => {
    await classesComputed(app);
    const page = await openCustomer("12748");
    await page.getByText("Lifecycle: Active").waitFor();
    await page.getByText("RFM 555 · Champions").waitFor();
    await page.getByRole("button", { name: /^Personal manager\s*Nobody$/ }).click();
    await page.getByText(/There are no users yet who could/).waitFor();
  }, 300_000);

  it("that does not exist leads back to the list", async () => {
    const page = await app.open("/customers");
    await page.goto(`${app.address}/customers/12345`);
    await page.getByText("There is no such customer").waitFor();
    await page.getByRole("link", { name: "Customers" }).last().click();
    await firstLink(page).waitFor();
  });
});

describe("the pages of customers", () => {
  it.each(["light", "dark"] as const)("have nothing that axe-core objects to in the %s theme", async (theme) => {
    const page = await app.open("/customers?metric=customers_new&from=2011-01-01&to=2011-01-31", { theme });
    await firstLink(page).waitFor();
    expect(await violations(page)).toEqual([]);
    await firstLink(page).click();
    await page
      .getByRole("button", { name: /^Show the lines/ })
      .first()
      .click();
    expect(await violations(page)).toEqual([]);
  });

  it.each(["en", "ru", "pl"] as const)("do not scroll sideways on a phone in %s", async (language) => {
    const page = await app.open("/customers", { width: 390, height: 844, language });
    await page.locator("tbody a").first().click();
    await page.waitForURL(/\/customers\/\d+/);
    await page.waitForSelector("ol li button");
    expect(await overflow(page)).toBe(0);
  });
});
