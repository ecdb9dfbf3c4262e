// Browser tests: pages of the running app in Chromium, and what every page has to fulfil.
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, inject, onTestFinished } from "vitest";

/** How a page is looked at. */
export interface View {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: "light" | "dark";
  readonly language?: "en" | "ru" | "pl";
  /** The session cookie of who looks, where people have to sign in. */
  readonly session?: string;
}

export interface App {
  /** Where it runs, without a slash at the end. */
  readonly address: string;
  /** In a test: opens a page in a fresh profile, which the end of the test closes, and waits until its title stands. Faults of its scripts land in `faults`. */
  open(path: string, view?: View): Promise<Page>;
  /** Errors that the pages wrote to their consoles. */
  readonly faults: readonly string[];
}

/** The address of the app with the sample, which all test files share. */
async function sharedApp(): Promise<string> {
  const answer = await fetch(inject("app_starter"));
  const address = await answer.text();
  if (!answer.ok) throw new Error(`The app did not start: ${address}`);
  return address;
}

/** The app with the sample, or the one at an address, and a browser for it, which lasts as long as the test file. */
export async function openApp(at?: string): Promise<App> {
  const address = at ?? (await sharedApp());
  const browser = await launch();
  const faults: string[] = [];
  browsers.push(browser);
  return {
    address,
    faults,
    async open(path, view = {}) {
      const context = await newContext(browser, view);
      onTestFinished(() => context.close());
      if (view.session !== undefined)
        await context.addCookies([{ name: "kompas_session", value: view.session, url: address }]);
      const page = await context.newPage();
      page.on("pageerror", (fault) => faults.push(`${path}: ${fault.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(`${path}: ${message.text()}`);
      });
      await page.goto(`${address}${path}`, { waitUntil: "domcontentloaded" });
      await page.waitForSelector("h1");
      return page;
    },
  };
}

// Registered while the test file loads: inside a hook it would be forgotten.
const browsers: Browser[] = [];
afterAll(async () => {
  for (const browser of browsers.splice(0)) await browser.close();
});

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
  });
}

async function newContext(browser: Browser, view: View): Promise<BrowserContext> {
  const { width = 1440, height = 900, theme = "light", language = "en" } = view;
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: "reduce" });
  // Only what was not chosen yet, so that a choice made on the page outlives a reload.
  const choose = (name: string, value: string) =>
    `if (!localStorage.getItem("kompas.${name}")) localStorage.setItem("kompas.${name}", "${value}");`;
  await context.addInitScript(`${choose("theme", theme)} ${choose("language", language)}`);
  return context;
}

/** What axe-core finds wrong on the page as it stands: rule, element and reason, one text each. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate<string[]>(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ": " + html.slice(0, 200) + " " + failureSummary)))`);
}

/** By how many pixels the page is wider than the window: 0 when nothing makes it scroll sideways. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>("Math.max(0, document.documentElement.scrollWidth - innerWidth)");
}
