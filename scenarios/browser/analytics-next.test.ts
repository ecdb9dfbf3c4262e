// Segment's own browser SDK, unchanged, in Chromium: only its addresses name Kompas, and all it tells arrives.
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { write_key } from "./shop.ts";
import { shopStories } from "./visit.ts";

const { story, visitor, close, mine, faults } = shopStories();
const published = fileURLToPath(import.meta.resolve("@segment/analytics-next/package.json"));
const umd = published.replace(/package\.json$/, "dist/umd/");

beforeEach(() => {
  story.shop.scripts.set("/analytics.js", `${umd}index.js`);
  story.shop.scripts.set("/analytics.min.js", `${umd}standalone.js`);
});

/** Whom the visitor's browser asked for anything. */
const hosts = new Set<string>();

async function visit(head: string): Promise<Page> {
  hosts.clear();
  story.shop.pages.set("/", `<!doctype html><title>Teas</title>${head}`);
  const page = await (await visitor()).newPage();
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  await page.goto(`${story.shop.address}/teas?utm_source=news&utm_campaign=Spring`);
  // The script has taken over from the snippet's list of calls.
  await page.waitForFunction("window.analytics && !Array.isArray(analytics)");
  return page;
}

/** The package as a site's own code uses it: `AnalyticsBrowser.load`, pointed at Kompas by `cdnURL`. */
const npmPackage = () => `<script src="/analytics.js"></script><script>
  window.analytics = AnalyticsNext.AnalyticsBrowser.load({ writeKey: "${write_key}", cdnURL: "${story.shop.kompas}" });
</script>`;

/** Segment's snippet 5.2 for a script that the site hosts itself, with `_cdn` for Kompas. */
const snippet = () => `<script>
  var analytics = window.analytics = window.analytics || [];
  analytics.invoked = true;
  analytics.methods = ["identify", "group", "track", "ready", "alias", "page", "reset", "on", "user"];
  analytics.methods.forEach(function (name) {
    analytics[name] = function () { analytics.push([name].concat([].slice.call(arguments))); return analytics; };
  });
  analytics._writeKey = "${write_key}";
  analytics._cdn = "${story.shop.kompas}";
  analytics.SNIPPET_VERSION = "5.2.1";
</script><script async src="/analytics.min.js"></script>`;

/** What this story's visitor told, by type. */
async function told(type: string) {
  const all = (await story.shop.events()).filter(({ sent }) => sent.type === type);
  return all.filter(({ identifiers }) => identifiers.user_id === `u-${story.number}`);
}

const anonymousId = (page: Page) =>
  page.evaluate<string>("Promise.resolve(analytics.user()).then((user) => user.anonymousId())");

describe.each([
  ["the npm package", npmPackage],
  ["the snippet and its standalone script", snippet],
])("analytics-next by %s", (_, head) => {
  it("tells page, track, identify and group with the right fields", async () => {
    const page = await visit(head());
    const user = `u-${story.number}`;
    await page.evaluate(`analytics.identify("${user}", { email: "${user}@example.com", plan: "pro" });
      analytics.group("acme", { seats: 5 });
      analytics.page("Shop", "Teas", { shelf: 3 });
      analytics.track("${story.name} Order Completed", { order_id: "A-1", revenue: 12.5, currency: "EUR" }); undefined`);
    for (const type of ["identify", "group", "page", "track"]) await expect.poll(() => told(type)).toHaveLength(1);
    const id = await anonymousId(page);
    const [track] = await told("track");
    expect(track).toMatchObject({
      type: "track",
      name: `${story.name} Order Completed`,
      identifiers: { user_id: user, anonymous_id: id },
      sent: {
        messageId: track?.message_id,
        properties: { order_id: "A-1", revenue: 12.5, currency: "EUR" },
        context: {
          page: { path: "/teas", title: "Teas" },
          campaign: { source: "news", name: "Spring" },
          library: { name: "analytics.js" },
          timezone: expect.any(String),
        },
      },
    });
    const [identify] = await told("identify");
    expect(identify?.sent.traits).toEqual({ email: `${user}@example.com`, plan: "pro" });
    expect(identify?.identifiers).toMatchObject({ user_id: user, anonymous_id: id, email: `${user}@example.com` });
    expect((await told("group"))[0]).toMatchObject({ group_id: "acme", sent: { traits: { seats: 5 } } });
    expect((await told("page"))[0]).toMatchObject({
      name: "Teas",
      sent: { category: "Shop", properties: { shelf: 3 } },
    });
    expect([...hosts].sort()).toEqual([story.shop.kompas, story.shop.address].sort());
    expect(faults).toEqual([]);
  });

  it("tells an alias, and after a reset is somebody else", async () => {
    const page = await visit(head());
    const user = `u-${story.number}`;
    const before = await anonymousId(page);
    await page.evaluate(`Promise.resolve(analytics.alias("${user}"))
      .then(() => analytics.track("${story.name} Before")).then(() => analytics.reset())
      .then(() => analytics.track("${story.name} After")).then(() => undefined)`);
    await expect.poll(() => told("alias")).toHaveLength(1);
    await expect.poll(mine).toHaveLength(2);
    const [first, second] = await mine();
    expect((await told("alias"))[0]?.sent).toMatchObject({ userId: user });
    expect(first?.identifiers.anonymous_id).toBe(before);
    expect(second?.identifiers.anonymous_id).not.toBe(before);
  });
});

it("analytics-next that cannot reach Kompas for a while tells it all later, each event once", async () => {
  const page = await visit(npmPackage());
  await anonymousId(page);
  story.shop.gate = { status: 503, retry_after: "1" };
  await page.evaluate(`analytics.track("${story.name} A"); analytics.track("${story.name} B"); undefined`);
  await expect.poll(() => story.shop.batches).toBeGreaterThanOrEqual(2);
  story.shop.gate = "open";
  await expect
    .poll(async () => (await mine()).map(({ name }) => name).sort(), { timeout: 45_000 })
    .toEqual([`${story.name} A`, `${story.name} B`]);
});

it("analytics-next that gathers batches sends them, and what is left when the page goes", async () => {
  const batching = `{ integrations: { "Segment.io": { deliveryStrategy: { strategy: "batching", config: { size: 3, timeout: 60000 } } } } }`;
  const page = await visit(npmPackage().replace(" });", ` }, ${batching});`));
  await anonymousId(page);
  await page.evaluate(`["A", "B", "C", "D"].reduce((before, name) =>
    before.then(() => { analytics.track("${story.name} " + name) }), Promise.resolve())`);
  const names = async () => (await mine()).map(({ name }) => name.slice(story.name.length + 1)).sort();
  await expect.poll(names).toEqual(["A", "B", "C"]);
  await close(page);
  await expect.poll(names).toEqual(["A", "B", "C", "D"]);
});
