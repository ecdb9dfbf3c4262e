// Segments as a marketer makes them: a rule put together and read as a sentence, members who move, reasons, lists, overlap.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";
import { caller, teller } from "./tell.ts";

let running: Running;
let app: App;

const call = caller(() => running.address);
const told = teller(call);
const at = (days_ago: number) => ({ timestamp: new Date(Date.now() - days_ago * 86_400_000).toISOString() });
const who = (userId: string, traits: object, days_ago = 200) => ({ type: "identify", userId, traits, ...at(days_ago) });
const order = (userId: string, id: string, days_ago: number) => ({
  type: "track",
  event: "Order Completed",
  userId,
  properties: { order_id: id, revenue: 100, currency: "EUR" },
  ...at(days_ago),
});

beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
});
afterAll(() => running.stop());

const rules = (page: Page) => page.getByRole("group", { name: "Rules of the condition" });

it("before there is any, the page says what segments are", async () => {
  const page = await app.open("/segments");
  await page.getByText("No segments yet").waitFor();
  expect(await violations(page)).toEqual([]);
});

it("a rule is put together, counted, read as a sentence and kept", async () => {
  await call("POST", "/api/v1/sources", { name: "Web shop", kind: "server" });
  await told(
    "web-shop",
    who("marta", { name: "Marta Nowak", email: "marta@example.com", city: "Łódź" }),
    who("jan", { name: "Jan Kowalski", email: "jan@example.com", city: "Kraków" }),
    who("ola", { name: "Ola Zielińska", email: "ola@example.com", city: "Radom" }),
    ...["1", "2", "3"].map((id) => order("marta", id, 3)),
    order("jan", "4", 100),
  );
  const page = await app.open("/new-segment");
  await page.getByText("3 customers").waitFor();
  await page.getByLabel("Name").fill("Łódź, often");
  await page.getByRole("button", { name: "Add condition" }).click();
  await page.getByRole("menuitem", { name: "Trait" }).click();
  const trait = page.getByRole("group", { name: "Condition 1: Trait" });
  await trait.getByLabel("Trait", { exact: true }).fill("city");
  await page.getByText("Fill in what is empty: then it is counted.").waitFor();
  await trait.getByLabel("Values").fill("Łódź");
  await page.keyboard.press("Enter");
  await page.getByText("1 customer", { exact: true }).waitFor();
  await rules(page).getByRole("button", { name: "Add condition" }).click();
  await page.getByRole("menuitem", { name: "Event", exact: true }).click();
  const event = page.getByRole("group", { name: "Condition 2: Event" });
  await event.getByLabel("Value").fill("3");
  await page
    .getByText("Customers whose city is Łódź and who did “Order Completed” at least 3 times in the last 30 days")
    .waitFor();
  await event.getByRole("button", { name: "Not: the opposite holds" }).click();
  await page.getByText("0 customers").waitFor();
  await event.getByRole("button", { name: "Not: the opposite holds" }).click();
  await page.getByText("1 customer", { exact: true }).waitFor();
  // Away from the button, whose tooltip would be judged with the page.
  await page.mouse.move(0, 0);
  await page.getByRole("tooltip").waitFor({ state: "detached" });
  expect(await violations(page)).toEqual([]);
  await page.getByText("SQL", { exact: true }).click();
  await page.getByRole("region", { name: "SQL" }).waitFor();
  await page.getByRole("button", { name: "Create segment" }).click();
  await page.getByRole("heading", { level: 1, name: "Łódź, often" }).waitFor();
  await page.getByText("1 customer", { exact: true }).waitFor();
  await page.getByText("live", { exact: true }).waitFor();
  expect(await violations(page)).toEqual([]);
});

it("who comes to fit is in it at once, and one is told why another is not", async () => {
  await told("web-shop", who("jan", { city: "Łódź" }, 0), ...["5", "6", "7"].map((id) => order("jan", id, 1)));
  const page = await app.open("/segments/lodz_often");
  await page.getByText("2 customers", { exact: true }).waitFor();
  await page.getByText("1 entered, 0 left in 24 hours").waitFor();
  await page.getByRole("tab", { name: "Members" }).click();
  await page.getByRole("link", { name: "Jan Kowalski" }).waitFor();
  await page.getByRole("tab", { name: "Why" }).click();
  await page.getByRole("combobox", { name: "Customer" }).fill("Ola");
  await page.getByRole("option", { name: "Ola Zielińska" }).click();
  await page.getByText("Does not fit the condition").waitFor();
  await page.getByText("Found: Radom").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("tab", { name: "Portrait" }).click();
  await page.getByText("What distinguishes them").waitFor();
  expect(await violations(page)).toEqual([]);
});

it("a condition that is pasted is checked, and the place that is wrong is named", async () => {
  const page = await app.open("/segments/lodz_often/edit");
  await page.getByText("2 customers", { exact: true }).waitFor();
  await page.getByText("JSON", { exact: true }).click();
  const field = page.getByLabel("The condition as JSON");
  const wrong = { kind: "any", of: [{ kind: "class", scheme: "abc", classes: [] }] };
  await field.fill(JSON.stringify(wrong));
  await page.getByRole("button", { name: "Take it over" }).click();
  await page.getByText("Look at: condition.of.0.classes").waitFor();
  await field.fill(JSON.stringify({ kind: "not", of: { kind: "trait", trait: "city", test: { op: "known" } } }));
  await page.getByRole("button", { name: "Take it over" }).click();
  await page.getByText("Customers whose city is not known").waitFor();
  await rules(page).waitFor();
});

it("lists take identifiers as they are pasted, and say whom nobody knows", async () => {
  const page = await app.open("/segments");
  await page.getByRole("button", { name: "New list" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Guests");
  await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  await page.getByLabel("Identifiers").fill("marta@example.com; nobody@example.com");
  await page.getByRole("button", { name: "Change the list (2 identifiers)" }).click();
  await page.getByText("1 customer is on the list now.").waitFor();
  await page.getByText("Nobody has 1 identifier: nobody@example.com").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("tab", { name: "Webhooks" }).click();
  await page.getByText("Nobody is told yet").waitFor();
  await page.getByLabel("Address").fill("https://hooks.example.com/kompas");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByText("hooks.example.com is not among the hosts that may be called").waitFor();
  await call("PUT", "/api/v1/enrichment/hosts", { hosts: ["hooks.example.com"] });
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByLabel("Secret of the signature").waitFor();
  expect(await violations(page)).toEqual([]);
});

it("a ready class becomes a segment in one click; overlap and the customer's page know all of them", async () => {
  const page = await app.open("/segments");
  await page.getByRole("button", { name: "Champions" }).click();
  await page.getByRole("heading", { level: 1, name: "RFM: Champions" }).waitFor();
  const overlap = await app.open("/segments?view=overlap&ids=lodz_often,guests");
  const both = overlap.getByRole("table", { name: "Overlap" }).getByRole("row").filter({ hasNotText: "Exactly" });
  await both.first().waitFor();
  expect((await both.allInnerTexts()).map((text) => text.trim())).toEqual(["1", "1"]);
  expect(await violations(overlap)).toEqual([]);
  const { rows } = JSON.parse(await call("GET", "/api/v1/customers?search=Marta"));
  const customer = await app.open(`/customers/${rows[0].customer_id}`);
  await customer.getByRole("button", { name: "Why Łódź, often" }).click();
  await customer.getByText("Fits the condition").waitFor();
  expect(await violations(customer)).toEqual([]);
  expect(app.faults.filter((fault) => !fault.includes("422"))).toEqual([]);
});

const views = [
  { width: 390, theme: "dark", language: "ru" },
  { width: 390, theme: "light", language: "pl" },
  { width: 1280, theme: "dark", language: "pl" },
] as const;

it.each(views)("stands on pages of $width px, $theme, $language", async (view) => {
  const paths = [
    "/segments",
    "/segments/lodz_often",
    "/segments/lodz_often?view=portrait",
    "/segments/lodz_often/edit",
  ];
  for (const path of paths) {
    const page = await app.open(path, view);
    await page
      .getByText(/Order Completed/)
      .first()
      .waitFor();
    expect(await violations(page), path).toEqual([]);
    expect(await overflow(page), path).toBe(0);
  }
});
