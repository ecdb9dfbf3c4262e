// Watching live: the first event of a source appears by itself, is opened, paused, refused, stopped; a flood stays calm.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";

let running: Running;
let app: App;
let write_key = "";

beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
});
afterAll(() => running.stop());

async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(`${running.address}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Sends events as a server's SDK does. */
async function told(...batch: readonly object[]): Promise<unknown> {
  const authorization = `Basic ${Buffer.from(`${write_key}:`).toString("base64")}`;
  return await post("/v1/batch", { batch, sentAt: new Date().toISOString() }, { authorization });
}

let sent = 0;
const viewed = (who: string) => ({
  type: "track",
  event: "Product Viewed",
  messageId: `live-${sent++}`,
  userId: who,
  anonymousId: "browser-1",
  properties: { product_id: "P-17", price: 19.9 },
  timestamp: new Date().toISOString(),
});

const rows = (page: Page) => page.getByRole("table", { name: "Events, newest first" }).locator("tbody tr");
const drawer = (page: Page) => page.getByRole("dialog");

describe("before the first event", () => {
  it("the page says how one is sent, and waits", async () => {
    const page = await app.open("/live");
    await page.getByText("Waiting for the first event").waitFor();
    await page.getByText("Live", { exact: true }).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("link", { name: "Create a source" }).waitFor();
  });
});

describe("events that come in", () => {
  beforeAll(async () => {
    await post("/api/v1/sources", { name: "Web shop", kind: "server" });
    const key: unknown = await (await fetch(`${running.address}/api/v1/sources/web-shop/key`)).json();
    write_key = /"write_key":"([^"]+)"/.exec(JSON.stringify(key))?.[1] ?? "";
  });

  it("appear by themselves and open, by keyboard, to their JSON and to how the customer was found", async () => {
    const page = await app.open("/live");
    await page.getByText("Waiting for the first event").waitFor();
    expect(await told(viewed("anna"))).toMatchObject({ success: true });
    await rows(page).getByText("Product Viewed").waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await drawer(page).getByText("names the customer", { exact: true }).waitFor();
    await drawer(page).getByText("The strongest identifier names the customer").waitFor();
    await drawer(page)
      .getByRole("region", { name: "The event as it came" })
      .getByText('"product_id": "P-17"')
      .waitFor();
    await drawer(page).getByText("Claimed by the client").waitFor();
    expect(await violations(page)).toEqual([]);
    await drawer(page).getByRole("link", { name: "Open the customer" }).click();
    await page.waitForURL(/\/customers\/\d+/);
  });

  it("that are refused say why", async () => {
    const page = await app.open("/live?outcome=refused");
    await page.getByText("Nothing that fits has come in yet").waitFor();
    await told({ type: "trak", messageId: "bad-1", userId: "anna" });
    await rows(page).getByText("Refused").first().waitFor();
    await rows(page).first().click();
    await drawer(page).getByText("Why it was refused").waitFor();
    await drawer(page).getByText('"trak"').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("wait while the page is paused, and are counted", async () => {
    const page = await app.open("/live?who=paula");
    await told(viewed("paula"));
    await expect.poll(() => rows(page).count()).toBe(1);
    await page.keyboard.press("Space");
    await page.getByText("Paused: still counting").waitFor();
    await told(viewed("paula"), viewed("paula"), viewed("paula"));
    await page.getByRole("button", { name: "3 new" }).waitFor();
    expect(await rows(page).count()).toBe(1);
    await page.getByRole("button", { name: "Go on" }).click();
    await expect.poll(() => rows(page).count()).toBe(4);
  });

  it("do not move while somebody reads them", async () => {
    const page = await app.open("/live?who=rita");
    await told(viewed("rita"));
    await expect.poll(() => rows(page).count()).toBe(1);
    await page.keyboard.press("j");
    await told(viewed("rita"));
    await page.getByRole("button", { name: "1 new" }).waitFor();
    expect(await rows(page).count()).toBe(1);
  });

  it("of a flood are shown in part, and the page says so and stays small", async () => {
    const page = await app.open("/live?name=product");
    const stop_ms = Date.now() + 4_000;
    const flood = (async () => {
      while (Date.now() < stop_ms) {
        await told(...Array.from({ length: 100 }, () => viewed(`visitor-${sent % 500}`)));
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    })();
    await page.getByText(/^Showing \d+ of [\d,]+ a second$/).waitFor();
    await flood;
    expect(await rows(page).count()).toBeLessThanOrEqual(200);
    expect(app.faults).toEqual([]);
  });

  it.each(["en", "ru", "pl"] as const)("do not make a phone scroll sideways in %s", async (language) => {
    const page = await app.open("/live", { width: 390, height: 844, language });
    await page.locator("tbody tr button").first().waitFor();
    expect(await overflow(page)).toBe(0);
    await page.locator("tbody tr button").first().click();
    await drawer(page).waitFor();
    expect(await overflow(page)).toBe(0);
  });
});

describe("the block list", () => {
  it("is empty at first, and says what it is for", async () => {
    const page = await app.open("/blocks");
    await page.getByText("Nobody is stopped").waitFor();
    await page.getByText("What happens to a stopped event").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("stops a person from the live page on; of what is stopped only a count is kept", async () => {
    const page = await app.open("/live?who=viktor");
    await told(viewed("viktor"));
    await rows(page).first().click();
    await drawer(page).getByRole("link", { name: "Stop this person…" }).click();
    await page.getByRole("textbox", { name: "Value" }).waitFor();
    expect(await page.getByRole("textbox", { name: "Value" }).inputValue()).toBe("viktor");
    await page.getByRole("textbox", { name: "Why" }).fill("Objection, ticket 17");
    await page.getByRole("button", { name: "Stop it" }).click();
    await page.getByRole("cell", { name: "User id: viktor Person" }).waitFor();
    expect(await violations(page)).toEqual([]);

    // The sender is told nothing of it.
    expect(await told(viewed("viktor"))).toMatchObject({ success: true });
    const live = await app.open("/live?outcome=dropped");
    await rows(live).first().click();
    await drawer(live).getByText("The person is on the block list.").waitFor();
    expect(await drawer(live).getByText("viktor").count()).toBe(0);
    await drawer(live).getByRole("link", { name: "Open the block list" }).click();
    await live
      .getByRole("row", { name: /viktor.*Objection, ticket 17/ })
      .getByRole("cell", { name: "1", exact: true })
      .waitFor();
    await live.getByRole("table", { name: "Stopped in the last 30 days" }).waitFor();

    await live.getByRole("button", { name: "Let through: User id: viktor" }).click();
    await live.getByRole("dialog").getByRole("button", { name: "Let through" }).click();
    await live.getByText("Nobody is stopped").waitFor();
    const after = await app.open("/live?who=viktor&outcome=accepted");
    const before = await rows(after).count();
    await told(viewed("viktor"));
    await expect.poll(() => rows(after).count()).toBeGreaterThan(before);
  });

  it("says what is wrong with a network", async () => {
    const page = await app.open("/blocks");
    await page.getByText("Network", { exact: true }).first().click();
    await page.getByRole("textbox", { name: "Address or range" }).fill("my office");
    await page.getByRole("textbox", { name: "Why" }).fill("Bots");
    await page.getByRole("button", { name: "Stop it" }).click();
    await page.getByRole("alert").getByText("203.0.113.0/24").waitFor();
  });

  it.each(["en", "ru", "pl"] as const)("does not make a phone scroll sideways in %s", async (language) => {
    const page = await app.open("/blocks?kind=email&value=anna@example.org", { width: 390, height: 844, language });
    expect(await overflow(page)).toBe(0);
  });
});

describe("both pages in the dark", () => {
  it.each(["/live", "/blocks"])("%s has nothing that axe-core objects to", async (path) => {
    const page = await app.open(path, { theme: "dark" });
    await page.waitForTimeout(500);
    expect(await violations(page)).toEqual([]);
  });
});

describe("a server that stops", () => {
  it("waits for nobody who watches", async () => {
    const page = await app.open("/live");
    await page.getByText("Live", { exact: true }).first().waitFor();
    const begun_ms = performance.now();
    await running.stop();
    // Requests are given ten seconds; the engines take a moment.
    expect(performance.now() - begun_ms).toBeLessThan(9_000);
  }, 30_000);
});
