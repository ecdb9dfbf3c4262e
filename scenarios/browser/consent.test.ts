// Consent, as a person of the company and as a customer see it: purposes, a customer's card, the customer's own page.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";
import { caller } from "./tell.ts";

let running: Running;
let app: App;
let anna: string;

const call = caller(() => running.address);

const found = (text: string, pattern: RegExp) => pattern.exec(text)?.[1] ?? "";

beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
  await call("POST", "/api/v1/sources", { name: "Shop", kind: "server" });
  const key = found(await call("GET", "/api/v1/sources/shop/key"), /"write_key":"([^"]+)"/);
  const people = ["anna", "bob", "eva", "kim"];
  const said = [{ Newsletter: true, Analytics: true, Fun: true }, { Newsletter: false }, { Advertising: true }, {}];
  const batch = people.flatMap((name, index) => {
    const at = new Date(Date.now() - (100 - index * 20) * 86_400_000).toISOString();
    const shared = { userId: name, timestamp: at, context: { traits: { email: `${name}@example.org` } } };
    const categoryPreferences = said[index];
    return [
      { ...shared, type: "identify", messageId: name, traits: { email: `${name}@example.org`, name } },
      {
        ...shared,
        type: "track",
        event: "Consent Updated",
        messageId: `${name} c`,
        properties: { categoryPreferences },
      },
    ];
  });
  const authorization = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
  await call("POST", "/v1/batch", { batch, sentAt: new Date().toISOString() }, { authorization });
  anna = found(await call("GET", "/api/v1/consents?value=anna@example.org"), /"customer_id":"(\d+)"/);
});
afterAll(() => running.stop());

const drawer = (page: Page) => page.getByRole("dialog");

describe("the page of purposes", () => {
  it("shows how many each cell reaches; a category gets a meaning", async () => {
    const page = await app.open("/consent");
    const news = page.getByRole("row", { name: /News and offers/ });
    await news.getByText("1 customer").first().waitFor();
    await page.getByText("Share of 4 customers whom each purpose reaches").waitFor();
    await page.getByRole("img", { name: /agreed to each purpose/ }).waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByText("Said by 1 customer and means nothing yet").waitFor();
    await page.getByRole("button", { name: "Give it a meaning: fun" }).click();
    await drawer(page).getByRole("combobox", { name: "Means" }).fill("recommendations: push");
    await page.getByRole("option", { name: "Personal recommendations: Push" }).click();
    await page.keyboard.press("Escape");
    await drawer(page).getByRole("button", { name: "Save" }).click();
    await drawer(page).waitFor({ state: "detached" });
    await page.getByText("Said by 1 customer").waitFor({ state: "detached" });
    await page
      .getByRole("row", { name: /Personal recommendations/ })
      .getByText("25")
      .first()
      .waitFor();
  });

  it("puts a purpose on another legal basis, with a warning, or switches it off", async () => {
    const page = await app.open("/consent");
    await page.getByRole("button", { name: "Sharing with partners" }).click();
    await drawer(page).getByRole("radio", { name: "Legitimate interest" }).check();
    await drawer(page).getByText("Make sure that the law lets you").waitFor();
    expect(await violations(page)).toEqual([]);
    await drawer(page).getByRole("switch", { name: "In use" }).click();
    await drawer(page).getByRole("button", { name: "Save" }).click();
    await page
      .getByRole("row", { name: /Sharing with partners/ })
      .getByText("Off", { exact: true })
      .waitFor();
  });

  it.each([
    ["ru", "Согласия", "dark"],
    ["pl", "Zgody", "light"],
  ] as const)("stands in %s on a phone", async (language, title, theme) => {
    const page = await app.open("/consent", { language, theme, width: 390, height: 844 });
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.getByRole("row").nth(5).waitFor();
    await page.locator("[data-drawn]").waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
  });
});

describe("a customer", () => {
  it("has a card of what holds; what was said by phone is written down with its proof", async () => {
    const page = await app.open(`/customers/${anna}`);
    const email = page.getByRole("button", { name: "E-mail: Agreed" });
    await email.first().click();
    await drawer(page).getByText("shop").waitFor();
    await drawer(page).getByText("newsletter").waitFor();
    await page.keyboard.press("Escape");
    await drawer(page).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Write down" }).click();
    const send = drawer(page).getByRole("button", { name: "Write down" });
    await drawer(page).getByRole("checkbox", { name: "SMS" }).check();
    expect(await send.isDisabled()).toBe(true);
    await drawer(page).getByRole("textbox", { name: "Document" }).fill("Form 12, folder 3");
    expect(await violations(page)).toEqual([]);
    await send.click();
    await page.getByRole("button", { name: "SMS: Agreed" }).click();
    await drawer(page).getByText("Form 12, folder 3").waitFor();
    await drawer(page).getByText("Written down by hand").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "History" }).first().click();
    await drawer(page).getByText("Newsletter", { exact: false }).first().waitFor();
    expect(await drawer(page).getByRole("listitem").count()).toBeGreaterThan(3);
  });

  it("chooses on a page of their own, without an account and without a script", async () => {
    const page = await app.open(`/customers/${anna}`);
    await page.getByRole("button", { name: "Preference link" }).click();
    const path = new URL((await page.getByRole("link", { name: "Open the page" }).getAttribute("href")) ?? "").pathname;
    for (const [language, title, width, scheme] of [
      ["en", "Your preferences", 1440, "light"],
      ["ru", "Ваши предпочтения", 390, "dark"],
      ["pl", "Twoje preferencje", 390, "light"],
    ] as const) {
      const shown = await app.open(`${path}?lang=${language}`, { width, height: 844 });
      await shown.emulateMedia({ colorScheme: scheme });
      await shown.getByRole("heading", { level: 1, name: title }).waitFor();
      expect(await shown.getByText("anna@example.org").count()).toBe(0);
      expect(await overflow(shown)).toBe(0);
      expect(await violations(shown)).toEqual([]);
    }
    const own = await app.open(path);
    const news = own.getByRole("group", { name: "News and offers" });
    expect(await news.getByRole("checkbox", { name: "E-mail" }).isChecked()).toBe(true);
    await news.getByRole("checkbox", { name: "E-mail" }).uncheck();
    await news.getByRole("checkbox", { name: "Post" }).check();
    await own.getByRole("button", { name: "Save my choices" }).focus();
    await own.keyboard.press("Enter");
    await own.getByRole("status").getByText("Your choices are saved").waitFor();
    expect(await news.getByRole("checkbox", { name: "Post" }).isChecked()).toBe(true);
    await own.getByText("What is noted about your consents").click();
    await own.getByText("taken back").first().waitFor();
    expect(await violations(own)).toEqual([]);

    await page.reload();
    await page.getByRole("button", { name: "E-mail: Withdrawn" }).click();
    await drawer(page).getByText("Preference page").waitFor();
    await own.getByRole("button", { name: "Unsubscribe from everything" }).click();
    await own.getByRole("status").getByText("You are unsubscribed").waitFor();
    expect(await own.getByRole("checkbox", { checked: true }).count()).toBe(0);
  });

  it("with a link that does not work is told so", async () => {
    const page = await app.open("/preferences/1.2.3.4", { language: "en" });
    await page.getByRole("heading", { level: 1, name: "This link does not work" }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(app.faults.filter((fault) => !fault.includes("404"))).toEqual([]);
  });
});
