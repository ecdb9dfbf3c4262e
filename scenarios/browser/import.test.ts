// The first day with Kompas: nothing is there, the sample is loaded, an own file is looked at, mapped, tried and imported.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";

/** Orders as a Polish shop writes them: semicolons, decimal commas, day first; one line has no date. */
const orders = `Nr zamówienia;Data zamówienia;Produkt;Ilość;Cena;E-mail
PL-1;31.12.2023 10:15;Kubek;2;19,90;anna@example.org
PL-1;31.12.2023 10:15;Talerz;1;45,00;anna@example.org
PL-2;02.01.2024 08:00;Kubek;1;19,90;jan@example.org
PL-3;;Kubek;1;19,90;ewa@example.org
PL-4;05.01.2024 12:30;Kubek;-1;19,90;anna@example.org
`;

let running: Running;
let app: App;
beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
});
afterAll(() => running.stop());

/** Picks the file on the import page and waits for its first rows. */
async function pick(page: Page, name: string, text: string): Promise<void> {
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("heading", { name: "Does it read right?" }).waitFor();
  await page.getByRole("columnheader", { name: /^E-mail/ }).waitFor();
}

const next = (page: Page) => page.getByRole("button", { name: "Next", exact: true }).click();

/** The figure below a name, on the dry run and on the result. */
const figure = (page: Page, name: string) =>
  page.getByText(name, { exact: true }).locator("xpath=following-sibling::*[1]").textContent();

describe("before there is any data", () => {
  it("the welcome page says what Kompas does and how to begin", async () => {
    const page = await app.open("/");
    await page.getByRole("heading", { level: 1, name: "Welcome to Kompas" }).waitFor();
    await page.getByRole("list", { name: /^How Kompas works/ }).waitFor();
    await page.getByRole("button", { name: "Import a file" }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("every page says what is missing and how to mend it", async () => {
    for (const path of ["/customers", "/classes", "/cohorts"]) {
      const page = await app.open(path);
      await page.getByRole("link", { name: "Import orders" }).waitFor();
      expect(await violations(page)).toEqual([]);
    }
  });

  it("the workspace is given a name, a currency and a time zone", async () => {
    const page = await app.open("/welcome");
    await page.getByLabel("Name").fill("Gift shop");
    await page.getByRole("combobox", { name: "Currency" }).fill("GBP");
    await page.getByRole("option", { name: /GBP/ }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Saved" }).waitFor();
    await page.reload();
    await expect.poll(() => page.getByLabel("Name").inputValue()).toBe("Gift shop");
  });

  it.each(["en", "ru", "pl"] as const)("nothing scrolls sideways on a phone in %s", async (language) => {
    for (const path of ["/welcome", "/import", "/import?kind=database"]) {
      const page = await app.open(path, { width: 390, height: 844, language });
      expect(await overflow(page)).toBe(0);
    }
  });

  it("the sample is loaded with its progress, and the overview opens", async () => {
    const page = await app.open("/welcome");
    await page.getByRole("button", { name: "Load the sample" }).click();
    // At nothing done the bar has no width, which counts as hidden.
    await page.getByRole("progressbar").waitFor({ state: "attached" });
    await page.waitForURL((url) => url.pathname === "/", { timeout: 100_000 });
    // The sample's shop sells in pounds, whatever the workspace was set to.
    await page.locator("[data-metric=revenue_net] [data-value]", { hasText: "£" }).waitFor();
    expect(app.faults).toEqual([]);
  }, 120_000);
});

describe("a file of one's own", () => {
  it("is read as it is written, and what was guessed can be corrected", async () => {
    const page = await app.open("/import");
    await pick(page, "zamowienia.csv", orders);
    await expect
      .poll(() => page.getByRole("combobox", { name: "Columns are parted by" }).inputValue())
      .toContain("Semicolon");
    await expect.poll(() => page.getByRole("combobox", { name: "Decimal sign" }).inputValue()).toContain("Comma");
    await expect
      .poll(() => page.getByRole("combobox", { name: "Dates are written" }).inputValue())
      .toContain("day first");
    expect(await violations(page)).toEqual([]);
    await page.getByRole("combobox", { name: "Columns are parted by" }).click();
    await page.getByRole("option", { name: /^Tab/ }).click();
    await page.getByRole("columnheader", { name: /^Nr zamówienia;Data/ }).waitFor();
  });

  it("cannot be imported while something needed is missing, and the page says what", async () => {
    const page = await app.open("/import");
    await pick(page, "zamowienia.csv", orders);
    await next(page);
    const becomes = page.locator("li", { hasText: "Nr zamówienia" });
    await becomes.getByRole("button", { name: "Clear" }).or(becomes.locator("button").last()).first().waitFor();
    await becomes.locator("input").first().focus();
    await page.keyboard.press("Backspace");
    await page.getByText("Say which column holds the order number.").waitFor();
    expect(await page.getByRole("button", { name: "Next", exact: true }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Guess again" }).click();
    await expect.poll(() => page.getByRole("button", { name: "Next", exact: true }).isEnabled()).toBe(true);
    expect(await violations(page)).toEqual([]);
  });

  it("is tried before it is imported, then imported; its rejected rows can be had as a file", async () => {
    const page = await app.open("/import");
    await pick(page, "zamowienia.csv", orders);
    await next(page);
    await page.getByRole("heading", { name: "What do the columns mean?" }).waitFor();
    await next(page);
    await page.getByRole("heading", { name: "What will come of it" }).waitFor();
    await expect.poll(() => figure(page, "Accepted")).toBe("4");
    expect(await figure(page, "Rejected")).toBe("1");
    await page.getByRole("cell", { name: "line 5: empty" }).waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page.waitForURL(/\/import\/\d+$/);
    await page.getByRole("heading", { level: 1, name: "Imported zamowienia.csv" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Imported zamowienia.csv" }).waitFor();
    expect(await figure(page, "Accepted")).toBe("4");
    expect(await violations(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download rejected rows (CSV)" }).click(),
    ]);
    let text = "";
    for await (const chunk of await download.createReadStream()) text += String(chunk);
    expect(text).toContain("PL-3");
  }, 120_000);

  it("changes no number when it is imported again", async () => {
    const page = await app.open("/import");
    await pick(page, "zamowienia.csv", orders);
    await next(page);
    await page.getByRole("heading", { name: "What do the columns mean?" }).waitFor();
    await next(page);
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Imported zamowienia.csv" }).waitFor();
    await page.getByRole("link", { name: "See the customers" }).click();
    // 4,372 of the sample, Anna and Jan.
    await page.getByText("4,374 customers").waitFor();
  }, 120_000);

  it("that cannot be read says why, and the way back is open", async () => {
    const page = await app.open("/import?step=preview&kind=path&at=/no/such/file.csv");
    await page.getByRole("alert").getByText("/no/such/file.csv").waitFor();
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByLabel("File, folder or pattern").waitFor();
  });

  it("stands in the list of imports", async () => {
    const page = await app.open("/import");
    const list = page.getByRole("table", { name: "Earlier imports" });
    await list
      .getByRole("row", { name: /zamowienia\.csv.*Done/ })
      .first()
      .waitFor();
    await list.getByRole("row", { name: /UCI Online Retail.*Done/ }).waitFor();
  });

  it("is asked for in words when an address is no address", async () => {
    const page = await app.open("/import?kind=database");
    await page.getByRole("button", { name: "Read it" }).click();
    await page.getByText("An address starts with postgres:// or mysql://").waitFor();
    await page.getByText("Fill this in").waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

describe("a large file", () => {
  const orders_count = 1_500_000;
  const accepted = orders_count.toLocaleString("en");
  let folder = "";
  let path = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "kompas-large-"));
    path = join(folder, "large.csv");
    const lines = Array.from({ length: orders_count }, (_, at) => `L-${at},2024-03-01 10:15,Mug,1,5.00,${at % 997}`);
    await writeFile(path, `order_id,order_date,product,quantity,unit_price,customer_id\n${lines.join("\n")}\n`);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Starts the import as the dry run's button does, and opens its page. */
  async function begun(): Promise<Page> {
    const answer = await fetch(`${running.address}/api/v1/imports`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ location: { kind: "path", path } }),
    });
    const { id }: { id: number } = JSON.parse(await answer.text());
    return await app.open(`/import/${id}`);
  }

  it("can be cancelled while it runs; its page says what stays and what to do", async () => {
    const page = await begun();
    await page.getByRole("progressbar").waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("heading", { level: 1, name: /^Cancelled: .*large\.csv$/ }).waitFor();
    await page.getByText(/^What was written before the cancellation stays\. Import the file again/).waitFor();
    expect(await page.getByRole("progressbar").count()).toBe(0);
    expect(await page.getByRole("button", { name: "Cancel" }).count()).toBe(0);
    // How many were accepted nobody has counted.
    expect(await page.getByText("Accepted", { exact: true }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("link", { name: "Import it again" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: /^Cancelled: .*large\.csv$/ }).waitFor();
    await page.getByRole("link", { name: "Import", exact: true }).click();
    const list = page.getByRole("table", { name: "Earlier imports" });
    await list.getByRole("row", { name: /large\.csv.*Cancelled/ }).waitFor();
  }, 120_000);

  it("is completed by importing it again, and counts once", async () => {
    const page = await begun();
    await page.getByRole("heading", { level: 1, name: /^Imported .*large\.csv$/ }).waitFor({ timeout: 150_000 });
    expect(await figure(page, "Accepted")).toBe(accepted);
    expect(await figure(page, "Events")).toBe(accepted);
  }, 180_000);
});
