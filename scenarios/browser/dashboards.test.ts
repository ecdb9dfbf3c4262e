// Dashboards as people use them: made from a ready one, changed by mouse and keyboard, looked at on every screen.
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
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
  await call("PATCH", "/api/v1/workspace", { currency: "EUR", time_zone: "UTC" });
  await call("POST", "/api/v1/sources", { name: "Web shop", kind: "server" });
  const noon = Math.floor(Date.now() / day_ms) * day_ms - day_ms / 2;
  const orders = Array.from({ length: 60 }, (_, ago) => ({
    type: "track",
    event: "Order Completed",
    userId: `customer-${ago % 20}`,
    properties: { order_id: `${ago}`, revenue: 100, currency: "EUR", country: ago % 2 === 0 ? "PL" : "DE" },
    timestamp: new Date(noon - ago * day_ms).toISOString(),
  }));
  await told("web-shop", ...orders);
});
afterAll(() => running.stop());

const drawer = (page: Page) => page.getByRole("dialog");
const widget = (page: Page, name: string) =>
  page.locator("[data-widget]").filter({ has: page.getByRole("heading", { name, exact: true }) });

async function placeOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error("it is not on the screen");
  return box;
}

/** A dashboard of one number and one trend side by side, open. */
async function opened(path = "", view = {}): Promise<Page> {
  const place = { x: 0, y: 0, w: 4, h: 3 };
  const made = await call("POST", "/api/v1/dashboards", {
    name: "Sales",
    visibility: "workspace",
    period: "last_30_days",
    compare: "previous",
    widgets: [
      { id: "a", kind: "number", title: "", metric: "revenue_net", place },
      { id: "b", kind: "trend", title: "", metric: "orders", place: { ...place, x: 4 } },
    ],
  });
  const id = /"id":(\d+)/.exec(made)?.[1] ?? "";
  const page = await app.open(`/dashboards/${id}${path}`, view);
  await page.locator("[data-widget=a][data-answered=true]").waitFor();
  return page;
}

it("begins with a ready one, and says what dashboards are for", async () => {
  const page = await app.open("/dashboards");
  await page.getByText("No dashboards yet").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: /^Marketing/ }).click();
  expect(await drawer(page).getByLabel("Name").inputValue()).toBe("Marketing");
  expect(await violations(page)).toEqual([]);
  await drawer(page).getByRole("button", { name: "Make it" }).click();
  await page.getByRole("heading", { name: "Marketing", level: 1 }).waitFor();
  await widget(page, "Net revenue").locator("[data-drawn=true]").waitFor();
  for (const ready of ["CX lead", "Support"]) {
    await page.goto(`${app.address}/dashboards`);
    await page.getByRole("button", { name: "New dashboard" }).click();
    await drawer(page).getByRole("radio", { name: ready }).click();
    await drawer(page).getByRole("button", { name: "Make it" }).click();
    await page.getByRole("heading", { name: ready, level: 1 }).waitFor();
    await expect.poll(() => page.locator("[data-answered=true]").count()).toBe(8);
    expect(await page.locator("[data-problem]").count()).toBe(0);
  }
  await page.goto(`${app.address}/dashboards`);
  await page.getByRole("button", { name: "Copy Marketing" }).click();
  await page.getByRole("heading", { name: "Marketing (copy)", level: 1 }).waitFor();
  await page.goto(`${app.address}/dashboards`);
  await page.getByRole("button", { name: "Delete Marketing (copy)" }).click();
  await drawer(page).getByRole("button", { name: "Delete" }).click();
  await page.getByRole("link", { name: "Marketing (copy)" }).waitFor({ state: "detached" });
});

describe("a dashboard is changed", () => {
  it("by a widget that is chosen with a preview, and by nothing before it is saved", async () => {
    const page = await opened("?edit=1");
    await page.getByRole("button", { name: "Add a widget" }).click();
    await drawer(page).getByText("Breakdown", { exact: true }).click();
    await drawer(page).getByRole("combobox", { name: "Metric" }).click();
    await page.getByRole("option", { name: "Net revenue", exact: true }).click();
    await drawer(page).getByRole("combobox", { name: "By" }).click();
    await page.getByRole("option", { name: "Country" }).click();
    await drawer(page).locator("[data-kind=breakdown][data-answered=true]").waitFor();
    expect(await violations(page)).toEqual([]);
    await drawer(page).getByRole("button", { name: "Add it" }).click();
    await widget(page, "Net revenue by Country").getByText("DE").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Edit" }).waitFor();
    expect(await page.locator("[data-widget]").count()).toBe(2);
  });

  it("by the mouse: a widget is dragged below another, and made larger by its corner", async () => {
    const page = await opened("?edit=1");
    const [number, trend] = [page.locator("[data-widget=a]"), page.locator("[data-widget=b]")];
    const before = await placeOf(trend);
    const head = await placeOf(trend.getByRole("heading"));
    await page.mouse.move(head.x + 10, head.y + 8);
    await page.mouse.down();
    await page.mouse.move(head.x - 150, head.y + 150, { steps: 8 });
    await page.mouse.move(head.x - before.width - 40, head.y + before.height + 60, { steps: 8 });
    await page.mouse.up();
    await expect.poll(async () => (await placeOf(trend)).y).toBeGreaterThan(before.y + 150);
    await expect.poll(async () => (await placeOf(trend)).x).toBe((await placeOf(number)).x);
    const { x, y, width, height } = await placeOf(number);
    await page.mouse.move(x + width - 10, y + height - 10);
    await page.mouse.down();
    await page.mouse.move(x + width + 200, y + height - 10, { steps: 8 });
    await page.mouse.up();
    await expect.poll(async () => (await placeOf(number)).width).toBeGreaterThan(width + 100);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Edit" }).waitFor();
    await page.reload();
    await page.locator("[data-widget=b][data-answered=true]").waitFor();
    expect((await placeOf(trend)).y).toBeGreaterThan((await placeOf(number)).y);
    expect((await placeOf(number)).width).toBeGreaterThan(width + 100);
  });

  it("by the keyboard: arrows move a widget, with Shift they resize it, its menu does the same", async () => {
    const page = await opened("?edit=1");
    const number = page.locator("[data-widget=a]");
    const menu = number.getByRole("button", { name: /Net revenue: menu/ });
    const before = await placeOf(number);
    await menu.focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(async () => (await placeOf(number)).y).toBeGreaterThanOrEqual(before.y);
    await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(async () => (await placeOf(number)).width).toBeGreaterThan(before.width + 30);
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Taller" }).click();
    await expect.poll(async () => (await placeOf(number)).height).toBeGreaterThan(before.height + 30);
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await number.waitFor({ state: "detached" });
    expect(await violations(page)).toEqual([]);
  });
});

it("another stretch is looked at by its address", async () => {
  const page = await opened();
  await page.locator("[data-widget=a] [data-value='300000']").waitFor();
  await page.getByRole("combobox", { name: "Period" }).click();
  await page.getByRole("option", { name: "Last 7 days" }).click();
  await page.locator("[data-widget=a] [data-value='70000']").waitFor();
  expect(page.url()).toContain("period=last_7_days");
});

describe("a dashboard is shared by a link", () => {
  it("that shows it to a stranger and nothing else, until it is taken back", async () => {
    const page = await opened();
    await page.getByRole("button", { name: "Share by a link" }).click();
    await drawer(page).getByLabel("Whom it is for").fill("The hall");
    await drawer(page).getByRole("button", { name: "Make a link" }).click();
    const link = await drawer(page).locator("[data-told-once]").inputValue();
    expect(link).toMatch(/\/shared#[\w-]{43}$/);
    expect(await violations(page)).toEqual([]);
    const path = link.replace(/^https?:\/\/[^/]+/, "");
    const stranger = await app.open(path, { width: 390, theme: "dark" });
    const asked: string[] = [];
    stranger.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await stranger.reload();
    await stranger.locator("[data-widget=b] [data-drawn=true]").waitFor();
    expect(asked.filter((each) => each.startsWith("/api/"))).toEqual(["/api/v1/shared-dashboard"]);
    expect(await violations(stranger)).toEqual([]);
    expect(await overflow(stranger)).toBe(0);
    await drawer(page).getByRole("button", { name: "Take back the link for The hall" }).click();
    await drawer(page).locator("[data-link=revoked]").waitFor();
    const later = await app.open(path);
    await later.getByText("This link shows nothing any more").waitFor();
    expect(await violations(later)).toEqual([]);
    // The browser notes the refusal.
    expect(app.faults.filter((fault) => !fault.includes("404"))).toEqual([]);
  });

  it("whose page is for no search engine", async () => {
    const response = await fetch(`${app.address}/shared`);
    expect(response.headers.get("x-robots-tag")).toBe("noindex, nofollow");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  });
});

it("is sent by e-mail on a schedule, which ends by a press; a link that stops nothing says so", async () => {
  const page = await opened();
  await page.getByRole("button", { name: "Send by e-mail" }).click();
  await drawer(page).getByText("an admin sets KOMPAS_SMTP_URL").waitFor();
  await drawer(page).getByRole("combobox", { name: "How often" }).click();
  await page.getByRole("option", { name: "Each month" }).click();
  await drawer(page).getByLabel("To", { exact: true }).fill("ada@example.com");
  await page.keyboard.press("Enter");
  await drawer(page).getByRole("button", { name: "Send them so" }).click();
  await drawer(page).locator("[data-digest=month]").getByText("ada@example.com").waitFor();
  expect(await violations(page)).toEqual([]);
  await drawer(page).getByRole("button", { name: "End the e-mails to ada@example.com" }).click();
  await drawer(page).locator("[data-digest]").waitFor({ state: "detached" });
  const stopped = await app.open(`/unsubscribe/1-${"A".repeat(43)}`, { width: 390, theme: "dark" });
  await stopped.getByText("There is nothing to stop").waitFor();
  expect(await violations(stopped)).toEqual([]);
});

/** What a page saves by a click on a line of its menu. */
async function saved(page: Page, line: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole("button", { name: "Take along" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: line }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** How many colors a picture has, and whether its corner is white, as the browser decodes it. */
async function looksOf(page: Page, png: Buffer): Promise<{ width: number; colors: number; corner: string }> {
  return await page.evaluate(`(async () => {
    const image = new Image();
    image.src = "data:image/png;base64,${png.toString("base64")}";
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, image.width, image.height).data;
    const colors = new Set();
    for (let at = 0; at < pixels.length; at += 4) colors.add(pixels.slice(at, at + 3).join());
    return { width: image.width, colors: colors.size, corner: pixels.slice(0, 3).join() };
  })()`);
}

it("is taken along as a picture and as a PDF, on white, also from a dark phone", async () => {
  const page = await opened("", { width: 390, theme: "dark" });
  await page.locator("[data-drawn=true]").waitFor();
  const png = await saved(page, "Picture (PNG)");
  expect(png.name).toMatch(/^Sales \d{4}-\d{2}-\d{2}\.png$/);
  const looks = await looksOf(page, png.bytes);
  expect(looks).toMatchObject({ width: 2800, corner: "255,255,255" });
  // Letters, lines and an area have many; an empty sheet has a few.
  expect(looks.colors).toBeGreaterThan(50);
  const pdf = await saved(page, "PDF");
  expect(pdf.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.bytes.length).toBeGreaterThan(10_000);
  expect(app.faults.filter((fault) => !fault.includes("404"))).toEqual([]);
});

it("fills a wall: nothing else is seen, all of it fits, and Escape leads back", async () => {
  const page = await opened("", { width: 1920, height: 1080, theme: "dark" });
  await page.getByRole("button", { name: "Full screen" }).click();
  const wall = page.locator("[data-wall]");
  await wall.locator("[data-drawn=true]").waitFor();
  const number = await placeOf(wall.locator("[data-widget=a]"));
  expect(number.height).toBeGreaterThan(600);
  expect(number.y + number.height).toBeLessThanOrEqual(1080);
  expect(await violations(page)).toEqual([]);
  await page.locator("[data-wall][data-idle=true]").waitFor();
  await page.keyboard.press("Escape");
  await wall.waitFor({ state: "detached" });
});

const views = [
  { width: 390, theme: "dark", language: "ru" },
  { width: 390, theme: "light", language: "pl" },
  { width: 1440, theme: "dark", language: "pl" },
] as const;

it.each(views)("stands on pages of $width px, $theme, $language", async (view) => {
  for (const path of ["", "?edit=1"]) {
    const page = await opened(path, view);
    await page.locator("[data-drawn=true]").waitFor();
    expect(await violations(page), path).toEqual([]);
    expect(await overflow(page), path).toBe(0);
  }
  expect(app.faults.filter((fault) => !fault.includes("404"))).toEqual([]);
});
