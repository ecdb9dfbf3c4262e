// Who is who, as a person sees it: why records are one, a merge taken back and made again, a rule tried before it acts.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";
import { caller, teller } from "./tell.ts";

let running: Running;
let app: App;
const call = caller(() => running.address);
const tell = teller(call);

beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
  await call("POST", "/api/v1/sources", { name: "Shop", kind: "site" });
  await tell("shop", { type: "page", anonymousId: "browser-1", name: "Home" });
  await tell("shop", { type: "identify", userId: "anna", anonymousId: "browser-1", traits: { name: "Anna Nowak" } });
  await tell("shop", { type: "identify", userId: "bob", anonymousId: "browser-1", traits: { name: "Bob Lis" } });
});
afterAll(() => running.stop());

/** The id of the customer with a name, once everything about it is known. */
async function customerOf(name: string): Promise<string> {
  const page = await app.open(`/customers?search=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name }).or(page.getByText(name)).first().click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  return new URL(page.url()).pathname;
}

describe("a customer's page", () => {
  it("says why two records are one person, parts them and joins them again", async () => {
    const page = await app.open(await customerOf("Anna Nowak"));
    await page.getByText("2 records are this person.").waitFor();
    await page.getByText("Both had anonymous_id browser-1").waitFor();
    await page.getByText("Page viewed: Home").waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByRole("button", { name: "Take back" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Yes, part them" }).click();
    await page.getByText("One record; nothing was joined.").waitFor();
    await page.getByText("Page viewed: Home").waitFor({ state: "detached" });
    await page.getByText("Said to be different people").waitFor();

    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("2 records are this person.").waitFor();
    await page.getByText("Page viewed: Home").waitFor();
  });

  it("says why an identifier joins nobody", async () => {
    const page = await app.open(await customerOf("Bob Lis"));
    await page.getByRole("button", { name: "Show 2 identifiers" }).click();
    await page.getByText("joins nobody else: user_id is at its limit").waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

describe("the rules", () => {
  it("are tried with examples before they act, and put in force", async () => {
    const page = await app.open("/identity");
    await page.getByText("These are the usual rules; nobody has changed them.").waitFor();
    expect(await violations(page)).toEqual([]);
    const apply = page.getByRole("button", { name: "Put in force" });
    await page.getByLabel("anonymous_id joins records").click({ force: true });
    expect(await apply.isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Try", exact: true }).click();
    await page.getByText("Would split 1 customer off.").waitFor();
    await page.getByRole("link", { name: "anna" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await apply.click();
    await page.getByRole("dialog").getByRole("button", { name: "Put in force" }).click();
    await page.getByText("Changed by").waitFor();
    const customer = await app.open(await customerOf("Anna Nowak"));
    await customer.getByText("One record; nothing was joined.").waitFor();
  });

  it("that cannot be read are refused with the reason", async () => {
    const page = await app.open("/identity", { theme: "dark" });
    await page.getByLabel("Patterns").fill("email: (");
    await page.getByRole("button", { name: "Try", exact: true }).click();
    await page.getByText(/Not a regular expression/).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it.each(["ru", "pl"] as const)("are read in %s on a phone", async (language) => {
    const page = await app.open("/identity", { language, width: 390, theme: "dark" });
    await page.getByText("user_id").first().waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
  });

  it("leave no fault in any console", () => {
    // The refusal above is one that the browser itself reports.
    expect(app.faults.filter((fault) => !fault.includes("400"))).toEqual([]);
  });
});
