// The tracking plan and dead letters, as a person uses them: learned, approved, broken, mended, sent again.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";
import { caller } from "./tell.ts";

let running: Running;
let app: App;
let write_key = "";

const call = caller(() => running.address);

/** Sends events as a server's SDK does. */
async function told(...batch: readonly object[]): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${write_key}:`).toString("base64")}`;
  return await call("POST", "/v1/batch", { batch, sentAt: new Date().toISOString() }, { authorization });
}

let sent = 0;
const ordered = (properties: object, event = "Order Completed") => ({
  type: "track",
  event,
  messageId: `plan-${sent++}`,
  userId: "anna",
  properties,
  timestamp: new Date().toISOString(),
});

beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
});
afterAll(() => running.stop());

const drawer = (page: Page) => page.getByRole("dialog");

describe("before anything came", () => {
  it("both pages say what will be there", async () => {
    const plan = await app.open("/plan");
    await plan.getByText("Nothing was learned yet").waitFor();
    expect(await violations(plan)).toEqual([]);
    const letters = await app.open("/dead-letters");
    await letters.getByText("Everything was accepted").waitFor();
    expect(await violations(letters)).toEqual([]);
  });
});

describe("a plan and what departs from it", () => {
  beforeAll(async () => {
    await call("POST", "/api/v1/sources", { name: "Web shop", kind: "server" });
    write_key = /"write_key":"([^"]+)"/.exec(await call("GET", "/api/v1/sources/web-shop/key"))?.[1] ?? "";
    await told(
      ordered({ order_id: "1", revenue: 19.9, currency: "EUR", paid: true }),
      ordered({ query: "tea" }, "Products Searched"),
      { type: "identify", messageId: "who", userId: "anna", traits: { plan: "pro", since: "2026-01-31" } },
    );
  });

  it("is learned, approved at once, edited in its drawer, and refuses from then on", async () => {
    const page = await app.open("/plan");
    await page.getByRole("button", { name: "Approve all that web-shop sends" }).click();
    await page.getByText("3 of 3 events approved").waitFor();
    await page.getByRole("button", { name: /^Order Completed/ }).click();
    await drawer(page).getByText("Kompas understands this as “Order Completed”.").waitFor();
    await drawer(page).getByRole("button", { name: "order_id" }).click();
    await drawer(page).getByRole("switch", { name: "Required" }).click();
    await drawer(page).getByText("text · required · seen: text").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await told(ordered({ revenue: "9.90", currency: "EUR" }));
    await page.reload();
    await page.getByRole("button", { name: "“revenue” has another type" }).click();
    await page.getByRole("region", { name: "The newest example" }).getByText('"revenue": "9.90"').waitFor();
    await page.getByText("Refuse", { exact: true }).click();
    await expect.poll(() => call("GET", "/api/v1/plan")).toContain('"policy":"dead_letter"');
    expect(await violations(page)).toEqual([]);
  });

  it("is exported and brought back after a look at the differences", async () => {
    const text = await call("GET", "/api/v1/plan.schema.json");
    const page = await app.open("/plan");
    await page.getByRole("button", { name: "Import JSON Schema" }).click();
    await page.getByLabel("JSON Schema", { exact: true }).fill(text);
    await page.getByRole("button", { name: "Show differences" }).click();
    await page.getByText("The plan says this already.").waitFor();
    await page.getByLabel("JSON Schema", { exact: true }).fill(text.replace('"Products Searched"', '"Products Found"'));
    await page.getByRole("button", { name: "Show differences" }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Close" }).click();
  });

  it("refused events are found by reason, one is mended by hand, the rest after the plan", async () => {
    // The gate looks at the plan again within two seconds.
    await expect
      .poll(() => told(ordered({ order_id: "2", revenue: "9.90" })), { interval: 300 })
      .toContain("plan_type");
    await told(ordered({ order_id: "3", revenue: "12.50" }), ordered({ order_id: "4" }, "Order Paid"));
    const page = await app.open("/dead-letters");
    const group = page.getByRole("region", { name: "web-shop plan_type properties.revenue" });
    await group.getByText("properties.revenue has another type than in the tracking plan").waitFor();
    expect(await violations(page)).toEqual([]);
    await group.getByRole("button", { name: "Look" }).click();
    await group.getByRole("button", { name: /12\.50/ }).click();
    const editor = drawer(page).getByLabel("What came");
    await editor.fill((await editor.inputValue()).replace('"12.50"', '"12,50"'));
    const before = page.url();
    await drawer(page).getByRole("button", { name: "Send the mended text" }).click();
    // Another text is another letter: the drawer goes on with that one.
    await page.waitForURL((url) => url.href !== before);
    await drawer(page).getByText("properties.revenue has another type than in the tracking plan").waitFor();
    await editor.fill((await editor.inputValue()).replace('"12,50"', "12.5"));
    await drawer(page).getByRole("button", { name: "Send the mended text" }).click();
    await drawer(page).getByText("It is in the event log now, at the time at which it came.").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");

    const { events } = JSON.parse(await call("GET", "/api/v1/plan?source=web-shop"));
    const order = events.find(({ name }: { name: string }) => name === "Order Completed");
    await call("PATCH", `/api/v1/plan/events/${order.id}`, { properties: [{ name: "revenue", type: null }] });
    await group.getByRole("button", { name: "Send all again" }).click();
    await page.getByText("Sent again", { exact: true }).waitFor();
    await expect.poll(() => group.count()).toBe(0);

    const unknown = page.getByRole("region", { name: /plan_unknown_event/ });
    await unknown.getByRole("button", { name: "Discard" }).click();
    await drawer(page).getByLabel("Why").fill("A test of ours");
    await drawer(page).getByRole("button", { name: "Discard" }).click();
    await page.getByText("Everything was accepted").waitFor();
    await page.getByText("Discarded", { exact: true }).click();
    await page.getByText("The event is not in the tracking plan").waitFor();
    expect(app.faults).toEqual([]);
  });
});

describe("both pages", () => {
  const views = [
    { width: 390, theme: "dark", language: "ru" },
    { width: 390, theme: "light", language: "pl" },
    { width: 1440, theme: "dark", language: "pl" },
  ] as const;

  it.each(views)("stand at $width px, $theme, $language", async (view) => {
    for (const path of ["/plan", "/plan?event=1", "/dead-letters", "/dead-letters?state=replayed"]) {
      const page = await app.open(path, view);
      await page.locator("table, section").last().waitFor();
      expect(await overflow(page), path).toBe(0);
      expect(await violations(page), path).toEqual([]);
    }
  });
});
