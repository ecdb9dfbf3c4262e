// A source from nothing: it is made, its code is copied, its first event is seen, a webhook's mapping is written.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";

let running: Running;
let app: App;
beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
});
afterAll(() => running.stop());

/** Makes a source on the page and waits for its own page. */
async function make(page: Page, name: string, kind: string, system?: string): Promise<void> {
  await page.getByRole("button", { name: "New source" }).click();
  await page.getByRole("combobox", { name: "Kind" }).click();
  await page.getByRole("option", { name: kind, exact: true }).click();
  if (system !== undefined) {
    await page.getByRole("combobox", { name: "System" }).click();
    await page.getByRole("option", { name: system, exact: true }).click();
  }
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

describe("a server that sends", () => {
  it("is made, told how to send, and its first event turns the page green by itself", async () => {
    const page = await app.open("/sources");
    await page.getByText("No source yet").waitFor();
    expect(await violations(page)).toEqual([]);
    await make(page, "Order service", "Server");
    expect(new URL(page.url()).pathname).toBe("/sources/order-service");
    await page.getByText("Waiting for the first event…").waitFor();
    await page.getByRole("tab", { name: "curl" }).click();
    const code = (await page.getByRole("region", { name: "curl" }).textContent()) ?? "";
    expect(code).toContain(`${running.address}/v1/track`);
    expect(await violations(page)).toEqual([]);

    const key = /-u ([0-9a-f]{40}):/.exec(code)?.[1] ?? "";
    const body = JSON.stringify({
      userId: "42",
      event: "Order Completed",
      properties: { order_id: "A-1", revenue: 20 },
    });
    const headers = { "content-type": "application/json", authorization: `Basic ${btoa(`${key}:`)}` };
    const answer = await fetch(`${running.address}/v1/track`, { method: "POST", headers, body });
    expect(answer.status).toBe(200);
    await page.locator("[data-first=seen]").waitFor();
    await page.locator("[data-condition=live]").waitFor();
  }, 180_000);

  it("is listed with its state, renamed, given a new key, switched off", async () => {
    const page = await app.open("/sources");
    const row = page.getByRole("row", { name: /Order service/ });
    await row.getByText("Events come in").waitFor();
    expect(await violations(page)).toEqual([]);
    await row.getByRole("link", { name: "Order service" }).click();
    await page.getByRole("button", { name: "New key", exact: true }).click();
    await page.getByText(/^The key that ends with [0-9a-f]{4} works until/).waitFor();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Orders");
    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByRole("heading", { level: 1, name: "Orders" }).waitFor();
    await page.getByRole("switch", { name: "Takes events" }).click({ force: true });
    await page.locator("[data-condition=off]").waitFor();
    await page.getByRole("button", { name: "Delete the source" }).click();
    await page.getByText(/Events of this source stand in the log/).waitFor();
  }, 180_000);
});

describe("a webhook", () => {
  it("of a known system comes with its mapping; what it makes of the sample is shown", async () => {
    const page = await app.open("/sources");
    await make(page, "Payments", "Webhook", "Stripe");
    const preview = page.getByRole("region", { name: "What comes of it" });
    await preview.getByText("Order Completed · 109.99 EUR").waitFor();
    await preview.getByText(/email anna\.kelly@example\.com/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("Secret", { exact: true }).fill("whsec_test");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "Saved" }).waitFor();
    await page.getByText("One is kept. Typing another replaces it.").waitFor();
    const address = (await page.getByRole("region", { name: "Address of the webhook" }).textContent()) ?? "";
    expect((await fetch(address)).status).toBe(200);
    expect((await fetch(address, { method: "POST", body: "{}" })).status).toBe(401);
  }, 180_000);

  it("of another system is mapped while one types: faults stand at their expression", async () => {
    const page = await app.open("/sources");
    await make(page, "Form", "Webhook");
    await page.getByText("It would be refused:", { exact: false }).waitFor();
    await page.getByRole("textbox", { name: "traits", exact: true }).fill("{'email': email");
    await page.getByText("The expression of traits does not work").waitFor();
    await page.getByRole("textbox", { name: "traits", exact: true }).fill("{'email': email}");
    await page.getByText("email anna@example.com").waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "Saved" }).waitFor();
    const address = (await page.getByRole("region", { name: "Address of the webhook" }).textContent()) ?? "";
    const body = JSON.stringify({ event: "Form Submitted", email: "jan@example.com" });
    expect(await (await fetch(address, { method: "POST", body })).json()).toMatchObject({ accepted: 1 });
    await page.locator("[data-first=seen]").waitFor();
  }, 180_000);
});

describe("in every form", () => {
  it.each(["en", "ru", "pl"] as const)(
    "nothing scrolls sideways on a phone in %s, in the dark",
    async (language) => {
      for (const path of ["/sources", "/sources?new=1", "/sources/order-service", "/sources/payments"]) {
        const page = await app.open(path, { width: 390, height: 844, language, theme: "dark" });
        await page.locator("[data-first], [data-condition]").first().waitFor();
        expect(await overflow(page), path).toBe(0);
        expect(await violations(page), path).toEqual([]);
      }
      // What was refused above, the browser tells as a fault.
      expect(app.faults.filter((fault) => !fault.includes("Failed to load resource"))).toEqual([]);
    },
    180_000,
  );
});
