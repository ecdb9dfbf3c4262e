// A person's rights as those see it who serve them: found, recorded, taken up with a second look, proved.
import { readFile } from "node:fs/promises";
import type { Download, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";
import { caller, teller } from "./tell.ts";

const email = "anna.privacy@example.org";

let running: Running;
let app: App;
const call = caller(() => running.address);
const tell = teller(call);

beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
  await call("POST", "/api/v1/sources", { name: "Shop", kind: "server" });
  const order = {
    type: "track",
    event: "Order Completed",
    properties: { order_id: "A-1", revenue: 40, currency: "EUR" },
  };
  await tell(
    "shop",
    { type: "identify", userId: "anna-700", traits: { email, first_name: "Anna" } },
    { ...order, userId: "anna-700" },
    { type: "identify", userId: "bob-1", traits: { email: "bob@example.org" } },
  );
});
afterAll(() => running.stop());

async function record(page: Page, kind: string, value: string): Promise<void> {
  await page.getByRole("textbox", { name: "How the person is known" }).fill(value);
  await page.keyboard.press("Enter");
  await page.getByText(kind, { exact: true }).first().click();
  await page.getByRole("button", { name: "Record the request" }).click();
  await page.getByText("The request is recorded.").waitFor();
}

async function takeUp(page: Page, id: number, yes: string): Promise<void> {
  await page.getByRole("button", { name: `Take up request ${id}` }).click();
  const dialog = page.getByRole("dialog");
  const button = dialog.getByRole("button", { name: yes });
  await dialog.getByLabel("Type the identifier to confirm").fill("anna");
  expect(await button.isDisabled()).toBe(true);
  await dialog.getByLabel("Type the identifier to confirm").fill(email);
  await button.click();
}

async function saved(page: Page, name: string): Promise<string> {
  const [download]: [Download, unknown] = await Promise.all([
    page.waitForEvent("download"),
    page.getByLabel(name).click(),
  ]);
  return await readFile(await download.path(), "utf8");
}

describe("privacy requests", () => {
  it("teach when there are none, find the person, and lead to the copy and the erasure", async () => {
    const page = await app.open("/privacy");
    await page.getByText("Nobody has asked yet").waitFor();
    expect(await violations(page)).toEqual([]);

    await record(page, "Copy of the data", email);
    await page.getByText("#1 Copy of the data").waitFor();
    await takeUp(page, 1, "Gather");
    await page.getByRole("button", { name: "Download Page of request 1" }).waitFor({ timeout: 60_000 });
    expect(await saved(page, "Download JSON of request 1")).toContain("anna-700");
    expect(await saved(page, "Download Page of request 1")).toContain("A copy of your data");

    await record(page, "Erasure", email);
    await takeUp(page, 2, "Erase for ever");
    await page.getByRole("link", { name: "Download Certificate of request 2" }).waitFor({ timeout: 120_000 });
    const row = page.getByRole("row", { name: /#2 Erasure/ });
    await row.getByText("Done", { exact: true }).waitFor({ timeout: 60_000 });
    const certificate = await saved(page, "Download Certificate of request 2");
    expect(certificate).toContain("Certificate of erasure");
    expect(certificate).not.toContain(email);
    // Whom both were about is no longer held; the earlier copy has gone too.
    expect(await page.getByText("no longer held").count()).toBe(2);
    expect(await page.getByRole("button", { name: "Download JSON of request 1" }).count()).toBe(0);
    await tell("shop", { type: "identify", userId: "anna-700", traits: { email } });
    expect(await call("GET", "/api/v1/customers?search=anna-700")).not.toContain("anna-700");
  }, 300_000);

  it("know an erased identifier again and let it in when the person is back", async () => {
    const page = await app.open(`/privacy?value=${encodeURIComponent("anna-700")}`);
    await page.getByRole("button", { name: "Look" }).click();
    await page.getByText("A person was erased by this identifier").waitFor();
    await page.getByRole("button", { name: "Let it in again" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Let it in again" }).click();
    await page.getByText("It is let in again.").waitFor();
    await record(page, "Erasure", "bob@example.org");
    await page.getByRole("button", { name: "Refuse request 3" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Refuse" }).click();
    await page
      .getByRole("row", { name: /#3 Erasure/ })
      .getByText("Refused", { exact: true })
      .waitFor();
  });

  it.each([
    { language: "ru", theme: "dark", width: 1440, title: "Запросы о данных" },
    { language: "pl", theme: "light", width: 390, title: "Wnioski o dane" },
    { language: "en", theme: "dark", width: 390, title: "Privacy requests" },
  ] as const)("reads in $language, $theme, $width wide", async ({ title, ...view }) => {
    const page = await app.open("/privacy", view);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.getByRole("row", { name: /#2/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.screenshot({
      fullPage: true,
    });
  });

  it("write no fault to the console", () => {
    expect(app.faults).toEqual([]);
  });
});
