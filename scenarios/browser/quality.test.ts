// Data quality, as a person looks at it: two sources, a figure opened to its meaning and examples, the default country.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";
import { caller, teller } from "./tell.ts";

let running: Running;
let app: App;

const call = caller(() => running.address);
const tell = teller(call);

/** A source that tells of these people, one identify each. */
async function tellFrom(name: string, people: readonly Record<string, string>[]): Promise<void> {
  await call("POST", "/api/v1/sources", { name, kind: "server" });
  const slug = name.toLowerCase().replaceAll(" ", "-");
  const batch = people.map((traits, index) => ({
    type: "identify",
    messageId: `${slug}-${index}`,
    userId: `${slug}-${index}`,
    traits,
    timestamp: new Date(Date.UTC(2026, index % 6, 3 + index)).toISOString(),
  }));
  await tell(slug, ...batch);
}

const shop = [
  { email: "anna.nowak@gmail.com", phone: "601 234 567", name: "Anna Nowak", country: "Polska", city: "Kraków" },
  { email: "joe@gmial.com", phone: "+48 602 345 678", name: "Joe Doe", birthday: "12.05.1990", country: "PL" },
  { email: "x@mailinator.com", name: "test", phone: "12" },
  { email: "info@firma.pl", name: "Kwiaty Sp. z o.o.", address: "ul. Polna 5, 00-001 Warszawa" },
  { email: "no mail", name: "Иванов Иван Иванович", birthday: "31.02.1990" },
  { name: "Ola Zet", phone: "603 456 789" },
  { email: "ewa@wp.pl", phone: "+48 601 234 567", name: "Ewa Lis", birthday: "1985-07-01" },
];
const till = [
  { email: "AnnaNowak+till@googlemail.com", phone: "+48 604 567 890" },
  { phone: "+48 605 678 901", birthday: "05/06/1991" },
  { name: "Jan Kowalski" },
];

beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
});
afterAll(() => running.stop());

const drawer = (page: Page) => page.getByRole("dialog");

async function measured(): Promise<void> {
  await call("POST", "/api/v1/quality/measure", undefined, { "x-kompas": "1" });
  await expect.poll(() => call("GET", "/api/v1/quality"), { timeout: 30_000 }).toContain('"behind":false');
}

describe("the quality of the data", () => {
  it("is taught by an empty page first", async () => {
    const page = await app.open("/quality");
    await page.getByText("There is nothing to measure yet").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("is told in shares with their n, which open to what they mean and to customers", async () => {
    await tellFrom("Web shop", shop);
    await tellFrom("Till", till);
    await expect.poll(() => call("GET", "/api/v1/quality")).toContain('"behind":true');
    await measured();
    const page = await app.open("/quality");
    await page.getByRole("button", { name: "E-mail, Complete: 70%, 7 of 10" }).waitFor();
    await page.getByRole("button", { name: "Phone, Valid: 57%, 4 of 7" }).waitFor();
    await page.getByRole("button", { name: /^E-mail, Duplicated/ }).click();
    await drawer(page).getByText("the same mailbox or the same number").waitFor();
    await drawer(page).getByRole("link", { name: "AnnaNowak+till@googlemail.com" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "E-mail: probably a slip" }).click();
    await drawer(page).getByText("probably meant: joe@gmail.com").waitFor();
    await drawer(page).getByRole("link", { name: "joe@gmial.com" }).click();
    await page.waitForURL(/\/customers\/\d+/);
  });

  it("follows the source, the share and the default country", async () => {
    const page = await app.open("/quality?source=till");
    await page.getByRole("button", { name: "Name, Complete: 33%, 1 of 3" }).waitFor();
    await page.getByRole("radiogroup", { name: "Share" }).getByText("Valid").click();
    await page.waitForURL(/measure=validity/);
    await page.getByRole("link", { name: "Change" }).click();
    const country = page.getByRole("combobox", { name: "Default country" });
    await country.fill("Pola");
    await page.getByRole("option", { name: "Poland" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved").waitFor();
    expect(await violations(page)).toEqual([]);
    await measured();
    await page.goto(`${app.address}/quality`);
    await page.getByRole("button", { name: "Phone, Valid: 86%, 6 of 7" }).waitFor();
    await page.getByText("are read as Poland").waitFor();
  });

  it.each([
    { language: "en", theme: "dark", width: 1440, words: "What to look at" },
    { language: "ru", theme: "light", width: 390, words: "На что посмотреть" },
    { language: "pl", theme: "dark", width: 390, words: "Na co spojrzeć" },
    { language: "ru", theme: "light", width: 1440, words: "На что посмотреть" },
  ] as const)("is readable in $language, $theme, $width wide", async ({ words, ...view }) => {
    const page = await app.open("/quality?figure=email.typo", view);
    await drawer(page).getByRole("link").first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: words }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    if (process.env.QUALITY_SHOTS !== undefined)
      await page.screenshot({
        path: `${process.env.QUALITY_SHOTS}/${view.language}-${view.theme}-${view.width}.png`,
        fullPage: true,
      });
  });

  it("writes no fault to the console", () => {
    expect(app.faults).toEqual([]);
  });
});
