// From the link in the terminal to a team: an admin, an analyst who is invited, what each may, and the way out.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";

const password = "four words in a row";

let running: Running;
let app: App;
beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
});
afterAll(() => running.stop());

/** The text that is shown once, in the dialog on the screen. */
async function toldOnce(page: Page): Promise<string> {
  return page.locator("[data-told-once]").inputValue();
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** The session cookie of a page. */
async function sessionOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.find(({ name }) => name === "kompas_session")?.value ?? "";
}

let session = "";

it("goes from the first link to a team in which each may what their role says", async () => {
  // Nobody yet: whoever is at this computer is let in, and told how to change that.
  const first = await app.open("/metrics/all");
  await first.getByText("Nobody has to sign in yet").waitFor();
  const link = (await running.setupLink()) ?? "";
  const ada = await app.open(new URL(link).pathname + new URL(link).hash);
  await ada.getByRole("textbox", { name: "E-mail" }).fill("ada@example.com");
  await ada.getByRole("textbox", { name: "Name" }).fill("Ada Lovelace");
  await ada.getByLabel(/^Password/).fill("short");
  await ada.getByRole("button", { name: "Create the admin" }).click();
  await ada.getByText("A password has at least 10 characters.").waitFor();
  await ada.getByLabel(/^Password/).fill(password);
  await ada.keyboard.press("Enter");
  await ada.getByRole("button", { name: "Account: Ada Lovelace" }).waitFor();

  // From now on everybody signs in, also who was here before.
  await first.reload();
  await first.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  expect(new URL(first.url()).searchParams.get("back")).toBe("/metrics/all");
  await signIn(first, "ada@example.com");
  await first.getByRole("heading", { level: 1, name: "Metrics" }).waitFor();

  await ada.getByRole("link", { name: "Users" }).click();
  await ada.getByRole("button", { name: "Invite" }).click();
  const dialog = ada.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "E-mail" }).fill("bo@example.com");
  await dialog.getByRole("combobox", { name: "Role" }).click();
  await ada.getByRole("option", { name: "Analyst" }).click();
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await dialog.locator("[data-told-once]").waitFor();
  const invitation = new URL(await toldOnce(ada));

  const bo = await app.open(invitation.pathname + invitation.hash);
  await bo.getByText("You are invited as: Analyst").waitFor();
  await bo.getByRole("textbox", { name: "Name" }).fill("Bo");
  await bo.getByLabel(/^Password/).fill(password);
  await bo.getByRole("button", { name: "Join" }).click();
  await bo.getByRole("button", { name: "Account: Bo" }).waitFor();

  // May see and import, may not change the house.
  await bo.getByRole("link", { name: "Import" }).waitFor();
  expect(await bo.getByRole("link", { name: "Users" }).count()).toBe(0);
  await bo.goto(`${app.address}/users`);
  await bo.getByText("Your role does not open this page").waitFor();
  const refused = await bo.evaluate<number>(
    "fetch('/api/v1/workspace', { method: 'PATCH', body: '{}', headers: { 'content-type': 'application/json' } }).then((answer) => answer.status)",
  );
  expect(refused).toBe(403);

  await bo.getByRole("button", { name: "Account: Bo" }).click();
  await bo.getByRole("menuitem", { name: "Log out" }).click();
  await bo.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  await bo.goto(`${app.address}/customers`);
  await bo.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  session = await sessionOf(ada);
}, 300_000);

it("keeps a log, switches an account off while its owner is signed in, and gives keys to programs", async () => {
  const ada = await app.open("/audit", { session });
  await ada.getByText("Invite somebody: the link works once, for seven days").waitFor();
  await ada.getByRole("cell", { name: "Ada Lovelace" }).first().waitFor();
  const bo = await app.open("/login?back=/customers");
  await signIn(bo, "bo@example.com");
  await bo.getByRole("heading", { level: 1, name: "Customers" }).waitFor();
  await ada.getByRole("link", { name: "Users" }).click();
  await ada.getByRole("button", { name: "What to do with Bo" }).click();
  await ada.getByRole("menuitem", { name: "Switch the account off" }).click();
  await ada.getByText("Switched off").waitFor();
  await bo.reload();
  await bo.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();

  await ada.getByRole("link", { name: "API keys" }).click();
  await ada.getByRole("button", { name: "Make a key" }).first().click();
  await ada.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("nightly export");
  await ada.getByRole("dialog").getByRole("button", { name: "Make a key" }).click();
  await ada.getByRole("dialog").locator("[data-told-once]").waitFor();
  const headers = { authorization: `Bearer ${await toldOnce(ada)}` };
  const status = async () => (await fetch(`${app.address}/api/v1/workspace`, { headers })).status;
  expect(await status()).toBe(200);

  // Revoking asks first, and leaves the key alone when it is told so.
  await ada.goto(`${app.address}/api-keys`);
  await ada.getByRole("button", { name: "Revoke the key nightly export" }).click();
  await ada.getByRole("dialog").getByRole("button", { name: "Keep the key" }).click();
  await ada.getByRole("dialog").waitFor({ state: "detached" });
  expect(await status()).toBe(200);
  await ada.getByRole("button", { name: "Revoke the key nightly export" }).click();
  await ada.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await ada.getByText("revoked", { exact: true }).waitFor();
  await expect.poll(status).toBe(401);
}, 300_000);

it.each(["/users", "/api-keys", "/audit", "/profile", "/login", "/join", "/set-up"])(
  "%s has nothing that axe-core objects to and fits a phone",
  async (path) => {
    for (const theme of ["light", "dark"] as const) {
      const page = await app.open(path, { session, theme });
      await page.waitForLoadState("networkidle");
      expect(await violations(page), theme).toEqual([]);
    }
    // The longest words of the three languages.
    const phone = await app.open(path, { session, width: 390, height: 844, language: "ru" });
    await phone.waitForLoadState("networkidle");
    expect(await overflow(phone)).toBe(0);
  },
  120_000,
);
