// What each role is offered: no page, link or button that leads to a refusal of the server.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp } from "./app.ts";
import { type Running, startApp } from "./server.ts";

const password = "four words in a row";

type Answer = Record<string, unknown>;
type Member = "viewer" | "marketer" | "analyst" | "admin";

let running: Running;
let app: App;
const sessions = new Map<Member, string>();

/** Posts to the API as the owner of a session and gives the answer with the session that it opened. */
async function ask(path: string, body: object, session = ""): Promise<{ answer: Answer; session: string }> {
  const response = await fetch(`${running.address}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-kompas": "1", cookie: `kompas_session=${session}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  const opened = /kompas_session=([^;]+)/.exec(response.headers.get("set-cookie") ?? "")?.[1] ?? "";
  return { answer: JSON.parse(await response.text()), session: opened };
}

async function join(role: Member, admin: string): Promise<void> {
  const { answer } = await ask("/api/v1/invitations", { email: `${role}@example.com`, role }, admin);
  const token = String(answer.path).split("#")[1];
  const joined = await ask("/api/v1/invitations/accept", { token, name: role, password });
  sessions.set(role, joined.session);
}

beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
  const link = new URL((await running.setupLink()) ?? "");
  const ada = { token: link.hash.slice(1), email: "ada@example.com", name: "Ada", password };
  const admin = (await ask("/api/v1/setup", ada)).session;
  sessions.set("admin", admin);
  await ask("/api/v1/sources", { name: "Shop", kind: "site" }, admin);
  const cookie = `kompas_session=${admin}`;
  const key = await fetch(`${running.address}/api/v1/sources/shop/key`, { headers: { cookie } });
  const { write_key }: { write_key: string } = JSON.parse(await key.text());
  // One that is accepted, and one without a name.
  await ask("/v1/batch", {
    writeKey: write_key,
    batch: [
      { type: "page", userId: "1" },
      { type: "track", userId: "1" },
    ],
  });
  await ask("/api/v1/sources", { name: "Payments", kind: "webhook", preset: "stripe" }, admin);
  for (const role of ["viewer", "marketer", "analyst"] as const) await join(role, admin);
});
afterAll(() => running.stop());

interface Visit {
  readonly page: Page;
  /** What the server refused to the pages that were gone to. */
  readonly refused: string[];
  /** Goes to a page and waits until it stands still. */
  readonly go: (path: string) => Promise<void>;
  /** Addresses within the app that the page links to. */
  readonly links: () => Promise<string[]>;
  /** What can be pressed on the page, header and navigation aside. */
  readonly buttons: () => Promise<string[]>;
}

/** A browser in which somebody of a role is signed in and looks at a page. */
async function visit(role: Member, path = "/profile"): Promise<Visit> {
  const page = await app.open(path, { session: sessions.get(role) ?? "" });
  await page.waitForLoadState("networkidle");
  const refused: string[] = [];
  page.on("response", (response) => {
    if (response.status() === 403) refused.push(`${page.url()}: ${response.request().method()} ${response.url()}`);
  });
  return {
    page,
    refused,
    async go(path) {
      await page.goto(`${app.address}${path}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      // The live page's stream never ends.
      if (path !== "/live") await page.waitForLoadState("networkidle");
    },
    links: () => page.evaluate("[...document.querySelectorAll('a[href^=\"/\"]')].map((link) => link.pathname)"),
    buttons: () => page.locator("main").getByRole("button").allInnerTexts(),
  };
}

const of_analysts = ["/import", "/import/1", "/live", "/plan", "/dead-letters", "/blocks", "/new-metric"];
const of_admins = ["/users", "/api-keys", "/audit"];
const of_all = [
  "/welcome",
  "/templates?template=b2b_sales",
  "/simulation",
  "/sources",
  "/sources/shop",
  "/sources/payments",
  "/customers",
  "/customers/1",
  "/classes",
  "/cohorts",
  "/metrics/all",
  "/metrics/revenue_net",
  "/profile",
];
const closed = {
  viewer: [...of_analysts, ...of_admins],
  analyst: of_admins,
} as const satisfies Partial<Record<Member, readonly string[]>>;

describe.each(["viewer", "analyst"] as const)("the %s", (role) => {
  const shut: readonly string[] = closed[role];

  it("meets no refusal and no link to a closed page", async () => {
    const { go, links, refused } = await visit(role);
    for (const path of [...of_all, ...of_analysts].filter((each) => !shut.includes(each))) {
      await go(path);
      for (const link of await links()) if (shut.includes(link)) refused.push(`${path} links to ${link}`);
    }
    expect(refused).toEqual([]);
  }, 240_000);

  it("is told of closed pages which role opens them, and can press nothing there", async () => {
    const { page, go, buttons, refused } = await visit(role);
    for (const path of shut) {
      await go(path);
      await page.getByText("Your role does not open this page").waitFor();
      expect(await buttons(), path).toEqual([]);
    }
    expect(refused).toEqual([]);
  }, 240_000);
});

it.each([
  ["viewer", "/sources/payments", []],
  ["marketer", "/sources/payments", []],
  ["analyst", "/sources/payments", ["Saved", "Rename"]],
  ["admin", "/sources/payments", ["Saved", "Rename", "New key", "Delete the source"]],
  ["marketer", "/sources?new=1", []],
  ["analyst", "/sources?new=1", ["Create"]],
  ["viewer", "/welcome", []],
  ["analyst", "/welcome", ["Import a file"]],
  ["admin", "/welcome", ["Load the sample", "Import a file", "Save"]],
  ["analyst", "/blocks", ["Stop it"]],
  ["analyst", "/plan", ["Import JSON Schema", "Approve all"]],
  ["analyst", "/dead-letters", ["Discard", "Send all again"]],
  ["analyst", "/import", ["Pick a file"]],
  ["admin", "/users", ["Invite"]],
  ["admin", "/api-keys", ["Make a key"]],
] as const)(
  "offers the %s on %s what that role may do: %j",
  async (role, path, offered) => {
    const { buttons } = await visit(role, path);
    const shown = await buttons();
    expect(offered.filter((name) => !shown.includes(name))).toEqual([]);
    const others = ["Saved", "Rename", "New key", "Delete the source", "New source", "Create", "Load the sample"];
    expect(others.filter((name) => shown.includes(name) && !offered.some((each) => each === name))).toEqual([]);
  },
  60_000,
);
