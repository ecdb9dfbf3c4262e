// Stories of visitors to the shop: each in a browser of its own, its events told apart by the story's name.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, onTestFinished } from "vitest";
import { launch } from "./app.ts";
import { type Kept, type Shop, snippetFor, startShop } from "./shop.ts";

interface Story {
  /** Only this test's events have names that begin with it. */
  name: string;
  number: number;
  readonly shop: Shop;
}

/** A browser, the shop, and what went wrong in the pages' scripts. */
function openHouse() {
  const faults: string[] = [];
  let browser: Browser | undefined;
  let shop: Shop | undefined;
  const story: Story = {
    name: "",
    number: 0,
    get shop(): Shop {
      if (shop === undefined) throw new Error("The shop is not open yet");
      return shop;
    },
  };
  beforeAll(async () => {
    shop = await startShop();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });
  beforeEach(() => {
    story.number += 1;
    story.name = `Story ${story.number}`;
    story.shop.gate = "open";
    story.shop.pages.clear();
    story.shop.delivered.length = 0;
    story.shop.batches = 0;
    faults.length = 0;
  });
  return {
    story,
    /** Faults of the pages' scripts. */
    faults,
    /** A browser without a past, in which `prepare` runs before each page. */
    async visitor(prepare = ""): Promise<BrowserContext> {
      if (browser === undefined) throw new Error("There is no browser yet");
      const context = await browser.newContext();
      onTestFinished(() => context.close());
      if (prepare) await context.addInitScript(prepare);
      context.on("weberror", (fault) => faults.push(fault.error().message));
      return context;
    },
  };
}

/** To call while a test file loads: the shop lasts as long as the file, each test finds its gate open. */
export function shopStories() {
  const { story, faults, visitor } = openHouse();
  const mine = async (): Promise<Kept[]> =>
    (await story.shop.events()).filter(({ name }) => name.startsWith(story.name));
  return {
    story,
    faults,
    visitor,
    /** Opens the shop with the guide's snippet and these options besides the key and the host. */
    async open(context: BrowserContext, options = "", body = ""): Promise<Page> {
      const head = `<!doctype html><title>Teas</title>${snippetFor(story.shop.kompas, options)}`;
      story.shop.pages.set("/", `${head}<body>${body}`);
      const page = await context.newPage();
      await page.goto(`${story.shop.address}/`);
      return page;
    },
    /** Waits until the script took over from the snippet. */
    loaded: (page: Page) => page.waitForFunction("typeof kompas.identity === 'function'"),
    /** Closes a tab as its visitor does: the page learns of it. */
    async close(page: Page): Promise<void> {
      const gone = page.waitForEvent("close");
      await page.close({ runBeforeUnload: true });
      await gone;
    },
    track: (page: Page, name: string) => page.evaluate(`kompas.track("${story.name} ${name}")`),
    /** This test's tracked events as Kompas keeps them, oldest first. */
    mine,
    tracked: async (): Promise<string[]> => (await mine()).map(({ name }) => name),
    /** Names of what the page has stored, and its cookies. */
    stored: (page: Page) =>
      page.evaluate<string[]>("Object.keys(localStorage).concat(document.cookie ? document.cookie.split('; ') : [])"),
  };
}
