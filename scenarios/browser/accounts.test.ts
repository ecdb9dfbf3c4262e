// Accounts, households and rules of traits, as a person uses them: found, opened, corrected, tried before they act.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";
import { caller, teller } from "./tell.ts";

let running: Running;
let app: App;

const call = caller(() => running.address);
const told = teller(call);

const at = (hours_ago: number) => ({ timestamp: new Date(Date.now() - hours_ago * 3_600_000).toISOString() });
const street = "ul. Długa 5 m. 12, 00-238 Warszawa";

beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
});
afterAll(() => running.stop());

const drawer = (page: Page) => page.getByRole("dialog");

it("before anything came, the pages say how it comes", async () => {
  const accounts = await app.open("/accounts");
  await accounts.getByText("No groups yet").waitFor();
  expect(await violations(accounts)).toEqual([]);
  await accounts.getByText("Households", { exact: true }).click();
  await accounts.getByText("No households yet").waitFor();
  const traits = await app.open("/traits");
  await traits.getByText("No traits yet").waitFor();
  expect(await violations(traits)).toEqual([]);
});

describe("customers who belong together", () => {
  beforeAll(async () => {
    await call("POST", "/api/v1/sources", { name: "Web shop", kind: "server" });
    await call("POST", "/api/v1/sources", { name: "CRM", kind: "server" });
    const who = (userId: string, traits: object) => ({ type: "identify", userId, traits, ...at(50) });
    const order = (userId: string, id: string, revenue: number) => ({
      type: "track",
      event: "Order Completed",
      userId,
      properties: { order_id: id, revenue, currency: "EUR" },
      ...at(10),
    });
    await told(
      "web-shop",
      who("jan", { name: "Jan Kowalski", address: street, city: "Warszawa" }),
      who("anna", { name: "Anna Kowalska", address: "Długa 5/12, 00-238 Warszawa", city: "Wwa" }),
      who("piotr", { name: "Piotr Nowak", city: "Radom" }),
      { type: "group", userId: "jan", groupId: "acme", traits: { name: "ACME", plan: "pro" }, ...at(48) },
      { type: "group", userId: "piotr", groupId: "acme", traits: {}, ...at(40) },
      { type: "group", userId: "piotr", groupId: "globex", traits: { name: "Globex" }, ...at(40) },
      order("jan", "1", 100),
      order("piotr", "2", 50),
    );
    await told("crm", { type: "identify", userId: "anna", traits: { city: "Warszawa" }, ...at(90) });
  });

  it("are found, opened, taken out by hand and put back", async () => {
    const page = await app.open("/accounts");
    await page.getByText("2 groups, 2 members, net revenue €150.00.").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("Search by name or id").fill("acm");
    await page.getByText("1 group, 2 members").waitFor();
    await page.getByRole("link", { name: "ACME" }).click();
    await page.getByRole("heading", { level: 1, name: "ACME" }).waitFor();
    await page.getByText("€150.00").first().waitFor();
    await page
      .getByRole("row", { name: /Piotr Nowak/ })
      .getByText("group call, web-shop")
      .waitFor();
    await page.getByText("Order Completed 2").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Take out Piotr Nowak" }).click();
    await drawer(page).getByRole("button", { name: "Take out" }).click();
    await page.getByText("1 member now, 1 before").waitFor();
    await page.getByText("€100.00").first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Put back Piotr Nowak" }).click();
    await drawer(page).getByRole("button", { name: "Put back" }).click();
    await page.getByText("2 members now, 0 before").waitFor();
    await page.getByRole("link", { name: "Piotr Nowak" }).first().click();
    await page.getByRole("link", { name: "Globex" }).waitFor();
  });

  it("become a household after a trial, and end when the rule is turned off", async () => {
    const page = await app.open("/accounts?kind=household");
    await page.getByRole("button", { name: "Household rule" }).first().click();
    await drawer(page).getByRole("button", { name: "Try it" }).click();
    await drawer(page).getByText("Would make 1 household with 2 members").waitFor();
    await drawer(page).getByRole("link", { name: "Jan Kowalski" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await drawer(page).getByRole("switch", { name: "Find households" }).click();
    await drawer(page).getByRole("button", { name: "Save and run" }).click();
    await drawer(page).getByText("1 household with 2 members", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: /^Kowalsk/ }).click();
    await page
      .getByRole("row", { name: /Anna Kowalska/ })
      .getByText("household rule")
      .waitFor();
    const again = await app.open("/accounts?kind=household");
    await again.getByRole("button", { name: "Household rule" }).first().click();
    await drawer(again).getByRole("switch", { name: "Find households" }).click();
    await drawer(again).getByRole("button", { name: "Save and run" }).click();
    await drawer(again).getByText("0 join, 2 leave.").waitFor();
  });

  it("show another city once a source is trusted more, and say so before", async () => {
    const page = await app.open("/traits");
    await page.getByRole("button", { name: "Change the rule of city" }).click();
    await drawer(page).getByText("0 customers would show another city").waitFor();
    await drawer(page).getByLabel("Most trusted source").click();
    await drawer(page).getByRole("button", { name: "Move crm up" }).click();
    await drawer(page).getByText("1 customer would show another city").waitFor();
    await drawer(page).getByText("web-shop → crm").waitFor();
    expect(await violations(page)).toEqual([]);
    await drawer(page).getByRole("button", { name: "Save" }).click();
    await page.getByText("Most trusted source: crm, web-shop").waitFor();
    expect(await violations(page)).toEqual([]);
    const { rows } = JSON.parse(await call("GET", "/api/v1/customers?search=Anna"));
    expect(await call("GET", `/api/v1/customers/${rows[0].customer_id}`)).toContain('"value":"Warszawa"');
    expect(app.faults).toEqual([]);
  });

  const views = [
    { width: 390, theme: "dark", language: "ru" },
    { width: 390, theme: "light", language: "pl" },
    { width: 1440, theme: "dark", language: "pl" },
  ] as const;

  it.each(views)("stand on pages of $width px, $theme, $language", async (view) => {
    const { rows } = JSON.parse(await call("GET", "/api/v1/accounts"));
    for (const path of ["/accounts", `/accounts/${rows[0].account_id}`, "/traits?trait=city"]) {
      const page = await app.open(path, view);
      await page
        .getByText(/ACME|city/)
        .first()
        .waitFor();
      expect(await violations(page), path).toEqual([]);
      expect(await overflow(page), path).toBe(0);
    }
  });
});
