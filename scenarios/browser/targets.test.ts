// Targets, alerts, the bell, chosen tiles and the metric tree, as people use them.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";
import { caller, teller } from "./tell.ts";

let running: Running;
let app: App;

const call = caller(() => running.address);
const told = teller(call);
const day_ms = 86_400_000;

beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
});
afterAll(() => running.stop());

/** Eight weeks up to yesterday, all with two orders a day; of the eight before nearly all had one. */
const day = (ago: number) => new Date(Date.now() - ago * day_ms).toISOString().slice(0, 10);
const eight_weeks = `/?from=${day(56)}&to=${day(1)}`;

const drawer = (page: Page) => page.getByRole("dialog");

it("before anything is wanted or watched, the pages say how that is done", async () => {
  for (const [path, text] of [
    ["/targets", "No targets yet"],
    ["/alerts", "Nothing is watched yet"],
    ["/metric-tree", "No data yet"],
  ] as const) {
    const page = await app.open(path);
    await page.getByText(text).waitFor();
    expect(await violations(page), path).toEqual([]);
  }
});

describe("a shop with an order of 100 euros each day, and twice as many of late", () => {
  beforeAll(async () => {
    await call("PATCH", "/api/v1/workspace", { currency: "EUR", time_zone: "UTC" });
    await call("POST", "/api/v1/sources", { name: "Web shop", kind: "server" });
    const noon = Math.floor(Date.now() / day_ms) * day_ms - day_ms / 2;
    const days = Array.from({ length: 200 }, (_, index) => index);
    const orders = days.flatMap((ago) =>
      [1, 2].slice(0, ago < 60 ? 2 : 1).map((each) => ({
        type: "track",
        event: "Order Completed",
        userId: `customer-${ago % 20}`,
        properties: { order_id: `${ago}-${each}`, revenue: 100, currency: "EUR" },
        timestamp: new Date(noon - ago * day_ms).toISOString(),
      })),
    );
    for (let from = 0; from < orders.length; from += 100) await told("web-shop", ...orders.slice(from, from + 100));
  });

  it("gets a target that says at once where it will end, and is changed and deleted", async () => {
    const page = await app.open("/targets");
    await page.getByRole("button", { name: "Set a target" }).click();
    await drawer(page).getByRole("combobox", { name: "Metric" }).click();
    await page.getByRole("option", { name: "Net revenue", exact: true }).click();
    await drawer(page).getByLabel("At least").fill("1000");
    expect(await violations(page)).toEqual([]);
    await drawer(page).getByRole("button", { name: "Set it" }).click();
    const card = page.locator("[data-target=revenue_net]");
    await card.getByText("On track").waitFor();
    await card.getByText("€1,000.00").waitFor();
    expect(await violations(page)).toEqual([]);
    await card.getByRole("button", { name: "Change the target of Net revenue" }).click();
    await drawer(page).getByLabel("At least").fill("1000000");
    await drawer(page).getByRole("button", { name: "Save" }).click();
    await card.getByText("Off", { exact: true }).waitFor();
    const metric = await app.open("/");
    await metric.locator("[data-metric=revenue_net] [data-status=off]").waitFor();
  });

  it("is watched: an alert fires, the bell counts it, and reading it silences the bell", async () => {
    const page = await app.open("/alerts");
    await page.getByRole("button", { name: "Watch a metric" }).click();
    await drawer(page).getByLabel("Name").fill("Many orders");
    await drawer(page).getByRole("combobox", { name: "Metric" }).click();
    await page.getByRole("option", { name: "Orders", exact: true }).click();
    await drawer(page).getByRole("combobox", { name: "Tell when it is" }).click();
    await page.getByRole("option", { name: "above a threshold" }).click();
    await drawer(page).getByLabel("Threshold").fill("1");
    expect(await violations(page)).toEqual([]);
    await drawer(page).getByRole("button", { name: "Watch it" }).click();
    await page.getByText("Orders: a day above 1").waitFor();
    await page.getByRole("button", { name: "Check now" }).click();
    await page.getByText("Fires").waitFor();
    await page.getByRole("button", { name: "Notices: 1 unread" }).click();
    await drawer(page).getByText("Many orders").waitFor();
    expect(await violations(page)).toEqual([]);
    await drawer(page).getByRole("button", { name: "Mark all as read" }).click();
    await drawer(page).getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Notices: all read" }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("tells what changed, the dearest first, and what drives it", async () => {
    const page = await app.open(eight_weeks);
    await page.locator("[data-change=revenue_net]").waitFor();
    await page.getByRole("link", { name: "What drives what" }).click();
    await page.locator("[data-node=orders]").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "View as table" }).click();
    await page.getByRole("row", { name: /Orders per customer.*A factor of: Orders/ }).waitFor();
    // The tooltip of the switch stands outside of the page's landmarks.
    await page.mouse.move(0, 0);
    await page.getByRole("tooltip").waitFor({ state: "hidden" });
    expect(await violations(page)).toEqual([]);
  });

  it("has the tiles that one chooses, in the order that one chooses", async () => {
    const page = await app.open("/");
    await page.getByRole("button", { name: "Choose tiles" }).click();
    await drawer(page).getByRole("button", { name: "Move Orders up" }).click();
    await drawer(page).getByRole("button", { name: "Leave out Average order value" }).click();
    expect(await violations(page)).toEqual([]);
    await drawer(page).getByRole("button", { name: "Save" }).click();
    await drawer(page).waitFor({ state: "hidden" });
    await expect.poll(() => page.locator("[data-metric]").count()).toBe(7);
    expect(await page.locator("[data-metric]").first().getAttribute("data-metric")).toBe("orders");
    expect(app.faults).toEqual([]);
  });

  const views = [
    { width: 390, theme: "dark", language: "ru" },
    { width: 390, theme: "light", language: "pl" },
    { width: 1440, theme: "dark", language: "pl" },
  ] as const;

  it.each(views)("stands on pages of $width px, $theme, $language", async (view) => {
    for (const [path, ready] of [
      ["/targets", "[data-target]"],
      ["/alerts", "[data-alert]"],
      ["/metric-tree", "[data-node]"],
      [eight_weeks, "[data-change]"],
    ] as const) {
      const page = await app.open(path, view);
      await page.locator(ready).first().waitFor();
      expect(await violations(page), path).toEqual([]);
      expect(await overflow(page), path).toBe(0);
    }
  });
});
