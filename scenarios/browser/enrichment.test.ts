// Enrichment as a person uses it: a hook tried and switched, a service asked, a table attached.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";
import { caller } from "./tell.ts";

const folder = mkdtempSync(path.join(tmpdir(), "kompas-enrichment-"));
let running: Running;
let app: App;
let service: Server;
let host = "";

const call = caller(() => running.address);

beforeAll(async () => {
  service = createServer((request, response) => {
    const known = request.url?.includes("firma.com.pl") && request.headers["x-api-key"] === "s3cret";
    response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
    response.end(known ? '{"company":{"name":"Firma","size":12}}' : "");
  });
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  const bound = service.address();
  host = `127.0.0.1:${typeof bound === "object" && bound !== null ? bound.port : 0}`;
  // The service of this story is on this machine.
  vi.stubEnv("KOMPAS_ALLOW_PRIVATE_URLS", "1");
  running = await startApp();
  app = await openApp(running.address);
  await call("POST", "/api/v1/sources", { name: "Web shop", kind: "server" });
  const write_key = /"write_key":"([^"]+)"/.exec(await call("GET", "/api/v1/sources/web-shop/key"))?.[1] ?? "";
  const authorization = `Basic ${Buffer.from(`${write_key}:`).toString("base64")}`;
  const traits = { email: "jan@firma.com.pl", phone: "+48 22 621 00 00" };
  await call(
    "POST",
    "/v1/batch",
    { batch: [{ type: "identify", messageId: "jan", userId: "jan", traits }] },
    { authorization },
  );
});
afterAll(async () => {
  await running.stop();
  service.close();
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});

const card = (page: Page, name: string) =>
  page.locator("section", { has: page.getByRole("heading", { level: 2, name, exact: true }) });

async function customer(): Promise<string> {
  const id = /"customer_id":"(\d+)"/.exec(await call("GET", "/api/v1/customers?search=jan"))?.[1] ?? "";
  return await call("GET", `/api/v1/customers/${id}`);
}

describe("a built-in hook", () => {
  it("shows what it makes of a value while one types, and what it made of customers", async () => {
    const page = await app.open("/enrichment");
    const phone = card(page, "Phone: country, region, time zone");
    await phone.getByLabel("Try it on a value").fill("+7 343 222-33-44");
    await phone.getByText("Sverdlovsk Oblast").waitFor();
    expect(await violations(page)).toEqual([]);
    await phone.getByRole("button", { name: "Look again at everybody" }).click();
    await phone.getByText("1 customer has a trait of it").waitFor({ timeout: 90_000 });
    expect(await customer()).toContain('"source":"enrich:phone"');
    await card(page, "Address: country").getByText("KOMPAS_IP_DATABASE").waitFor();
  });

  it("is switched on by whoever wants it, for the languages that are chosen", async () => {
    const page = await app.open("/enrichment");
    const names = card(page, "Name: gender and salutation");
    await names.getByRole("switch").press("Space");
    await expect.poll(() => names.getByRole("switch").isChecked()).toBe(true);
    await names.getByLabel("Polish").click();
    await expect.poll(() => call("GET", "/api/v1/enrichment")).toContain('"languages":["pl"]');
    await names.getByLabel("Try it on a value").fill("Anna Nowak");
    await names.getByText("Szanowna Pani").waitFor();
  });
});

describe("an HTTP hook", () => {
  it("is written, refused while its host is not listed, tried, saved and switched on", async () => {
    const page = await app.open("/enrichment");
    await page.getByRole("button", { name: "Add an HTTP hook" }).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByLabel("Name", { exact: true }).fill("Firms");
    await drawer.getByLabel("URL", { exact: true }).fill(`http://${host}/v1?email={email}`);
    await drawer.getByLabel("Name of the trait").fill("company_name");
    await drawer.getByLabel("Expression").fill("company.name");
    await drawer.getByRole("button", { name: "Add a header" }).click();
    await drawer.getByLabel("Name of the header").fill("X-Api-Key");
    await drawer.getByLabel("Value", { exact: true }).fill("s3cret");
    await drawer.getByRole("button", { name: "Save" }).click();
    await drawer.getByText("is not among the hosts that may be called").waitFor();
    expect(await violations(page)).toEqual([]);
    await call("PUT", "/api/v1/enrichment/hosts", { hosts: [host] });
    await drawer.getByLabel("email", { exact: true }).fill("jan@firma.com.pl");
    await drawer.getByRole("button", { name: "Ask once" }).click();
    await drawer.getByText("Answered with status 200").waitFor();
    await drawer.getByText("Firma", { exact: true }).waitFor();
    await drawer.getByRole("button", { name: "Save" }).click();
    const firms = card(page, "Firms");
    await firms.getByRole("switch").press("Space");
    await firms.getByText("1 customer has a trait of it").waitFor({ timeout: 90_000 });
    expect(await customer()).toContain('"value":"Firma","source":"enrich:firms"');
    await firms.getByRole("button", { name: "Change" }).click();
    await page.getByRole("dialog").getByPlaceholder("stays as it is").waitFor();
    expect(await page.content()).not.toContain("s3cret");
  });
});

describe("an attached table", () => {
  it("is looked at, joined, read, and told of its customers", async () => {
    const file = path.join(folder, "loyalty.csv");
    writeFileSync(file, "email,tier\njan@firma.com.pl,gold\nnobody@example.com,silver\n");
    const page = await app.open("/enrichment");
    await page.getByText("No table is attached").waitFor();
    await page.getByRole("button", { name: "Attach a table" }).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByLabel("Name", { exact: true }).fill("loyalty");
    await drawer.getByLabel("Where it is").click();
    await page.getByRole("option", { name: "This server's disk" }).click();
    await drawer.getByLabel("File or folder").fill(file);
    await drawer.getByRole("button", { name: "Look at its columns" }).click();
    await drawer.getByLabel("Column that joins").waitFor();
    expect(await violations(page)).toEqual([]);
    await drawer.getByRole("button", { name: "Save" }).click();
    await page.getByText("2 rows · 1 customer found · 1 trait told").waitFor({ timeout: 90_000 });
    expect(await customer()).toContain('"value":"gold","source":"attached:loyalty"');
  });
});

describe("the page", () => {
  it.each([
    ["en", "light", 1440],
    ["ru", "dark", 1440],
    ["pl", "light", 390],
    ["ru", "light", 390],
  ] as const)("stands in %s, %s, %i wide", async (language, theme, width) => {
    const page = await app.open("/enrichment", { language, theme, width });
    await page.getByText("loyalty", { exact: true }).waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
  });
});
