// The browser SDK on a shop's pages in Chromium, with a real Kompas on another site behind a gate.
import { describe, expect, it } from "vitest";
import { snippetFor } from "./shop.ts";
import { shopStories } from "./visit.ts";

const { story, visitor, open, close, loaded, track, mine, tracked, stored, faults } = shopStories();

describe("a page with the guide's snippet", () => {
  it("tells its views and its calls, also those made before the script was there", async () => {
    const context = await visitor();
    const calls = `<script>kompas.identify("u-1", { plan: "pro" }); kompas.track("${story.name} Early", { sku: "T1" });</script>`;
    story.shop.pages.set(
      "/",
      `<title>Teas</title>${snippetFor(story.shop.kompas, ',"trackPages":true')}<body>${calls}`,
    );
    const page = await context.newPage();
    await page.goto(`${story.shop.address}/teas?utm_source=news&utm_campaign=Spring`);
    const mine = async () => (await story.shop.events()).filter(({ identifiers }) => identifiers.user_id === "u-1");
    await expect.poll(async () => (await mine()).map(({ type }) => type).sort()).toEqual(["identify", "page", "track"]);
    const [early] = (await mine()).filter(({ type }) => type === "track");
    expect(early).toMatchObject({ name: `${story.name} Early`, sent: { properties: { sku: "T1" } } });
    const identity = await page.evaluate<{ anonymousId: string; sessionId: string }>("kompas.identity()");
    expect(early?.identifiers).toEqual({ user_id: "u-1", anonymous_id: identity.anonymousId });
    expect(early?.sent.context).toMatchObject({
      page: { path: "/teas", title: "Teas", url: `${story.shop.address}/teas?utm_source=news&utm_campaign=Spring` },
      campaign: { source: "news", name: "Spring" },
      sessionId: identity.sessionId,
      locale: "en-US",
      timezone: expect.any(String),
      userAgent: expect.stringContaining("Chrome"),
      screen: { width: 1280, height: 720 },
      library: { name: "kompas-browser" },
    });
    expect(faults).toEqual([]);
  });

  it("knows a person, a group and a former id, and after a reset somebody else", async () => {
    const page = await open(await visitor());
    await loaded(page);
    const before = await page.evaluate<string>("kompas.identity().anonymousId");
    await page.evaluate(
      `kompas.group("acme", { seats: 5 }); kompas.alias("u-2"); kompas.track("${story.name} As Two");`,
    );
    await page.evaluate(`kompas.reset(); kompas.track("${story.name} As Nobody");`);
    await page.evaluate(`kompas.identify("u-3"); kompas.identify("u-4"); kompas.track("${story.name} As Four");`);
    await expect.poll(tracked).toHaveLength(3);
    const [two, nobody, four] = await mine();
    expect(two).toMatchObject({ identifiers: { user_id: "u-2", anonymous_id: before }, group_id: "acme" });
    expect(Object.keys(nobody?.identifiers ?? {})).toEqual(["anonymous_id"]);
    expect(nobody?.identifiers.anonymous_id).not.toBe(before);
    expect(nobody?.group_id).toBe("");
    // Another user at the same browser is another person.
    expect(four?.identifiers.user_id).toBe("u-4");
    expect(four?.identifiers.anonymous_id).not.toBe(nobody?.identifiers.anonymous_id);
    const all = await story.shop.events();
    const alias = all.find(({ type, sent }) => type === "alias" && sent.userId === "u-2");
    expect(alias?.sent.previousId).toBe(before);
    expect(all.find(({ type }) => type === "group")).toMatchObject({
      group_id: "acme",
      sent: { traits: { seats: 5 } },
    });
  });

  it("follows a single-page app, and the referrer with it; tidying an address up is no view", async () => {
    const page = await open(await visitor(), ',"trackPages":true');
    await loaded(page);
    await page.evaluate(
      `kompas.identify("${story.name}"); history.replaceState({}, "", "/?size=2"); history.pushState({}, "", "/cups")`,
    );
    await page.evaluate(`new Promise((done) => setTimeout(done, 50)).then(() => { location.hash = "#/mugs" })`);
    await page.evaluate(`new Promise((done) => setTimeout(done, 50)).then(() => history.go(-2))`);
    const views = async () =>
      (await story.shop.events())
        .filter(({ type, identifiers }) => type === "page" && identifiers.user_id === story.name)
        .map(({ sent }) => JSON.parse(JSON.stringify(sent.context)).page);
    await expect.poll(views).toMatchObject([
      { url: `${story.shop.address}/cups`, referrer: `${story.shop.address}/?size=2` },
      { url: `${story.shop.address}/cups#/mugs`, referrer: `${story.shop.address}/cups` },
      { url: `${story.shop.address}/?size=2`, referrer: `${story.shop.address}/cups#/mugs` },
    ]);
  });

  it("tells clicks where it is asked to, with what the element says and nothing that was typed", async () => {
    const body = `<button data-kompas-click="${story.name} Plan Chosen" data-kompas-plan="pro"><b>Take</b> Pro</button>
      <a id="more" href="#more">More</a><input id="secret" data-kompas-click="${story.name} Field"><p>Text</p>`;
    const page = await open(await visitor(), ',"trackClicks":"a"', body);
    await loaded(page);
    await page.fill("#secret", "my secret");
    for (const wanted of ["button b", "a", "#secret", "p"]) await page.click(wanted);
    await expect.poll(tracked).toEqual([`${story.name} Plan Chosen`, `${story.name} Field`]);
    const [plan, field] = await mine();
    expect(plan?.sent.properties).toEqual({ element: "button", text: "Take Pro", plan: "pro" });
    expect(JSON.stringify(field?.sent)).not.toContain("my secret");
    const link = (await story.shop.events()).find(({ name }) => name === "Element Clicked");
    expect(link?.sent.properties).toEqual({ element: "a", element_id: "more", text: "More", href: "#more" });
  });
});

describe("without the snippet", () => {
  it("one tag with data attributes does it", async () => {
    const context = await visitor();
    story.shop.pages.set(
      "/",
      `<title>Tag</title><script async src="${story.shop.kompas}/sdk/kompas.js" data-write-key="shop-write-key" data-track-pages></script>`,
    );
    const page = await context.newPage();
    await page.goto(`${story.shop.address}/${story.number}/tag`);
    const views = async () =>
      (await story.shop.events()).filter(({ sent }) => JSON.stringify(sent).includes(`/${story.number}/tag`));
    await expect.poll(views).toHaveLength(1);
  });

  it("the module does it, also beside another source's", async () => {
    const context = await visitor();
    story.shop.pages.set(
      "/",
      `<script type="module">import { createKompas } from "${story.shop.kompas}/sdk/kompas.mjs";
      createKompas({ host: "${story.shop.kompas}/", writeKey: "no-such-key" }).track("${story.name} Other");
      createKompas({ host: "${story.shop.kompas}/", writeKey: "shop-write-key" }).track("${story.name} Module");</script>`,
    );
    const page = await context.newPage();
    await page.goto(`${story.shop.address}/`);
    await expect.poll(tracked).toEqual([`${story.name} Module`]);
  });
});

describe("nothing is lost, and nothing counts twice", () => {
  it("when the network goes and comes back", async () => {
    const context = await visitor();
    const page = await open(context);
    await loaded(page);
    await track(page, "A");
    await expect.poll(tracked).toEqual([`${story.name} A`]);
    await context.setOffline(true);
    for (const name of ["B", "C", "D"]) await track(page, name);
    await page.evaluate("kompas.flush()");
    expect(await tracked()).toEqual([`${story.name} A`]);
    await context.setOffline(false);
    await expect.poll(tracked).toEqual(["A", "B", "C", "D"].map((name) => `${story.name} ${name}`));
    expect(new Set(story.shop.delivered).size).toBe(story.shop.delivered.length);
    await expect.poll(() => stored(page)).not.toContainEqual(expect.stringContaining(".q."));
  });

  it("when the tab is closed without a network, and the shop visited again", async () => {
    const context = await visitor();
    const first = await open(context);
    await loaded(first);
    await context.setOffline(true);
    await track(first, "Then");
    await close(first);
    await context.setOffline(false);
    const second = await open(context);
    await loaded(second);
    await track(second, "Now");
    await expect.poll(tracked).toEqual([`${story.name} Then`, `${story.name} Now`]);
    const [then, now] = await mine();
    expect(then?.identifiers).toEqual(now?.identifiers);
  });

  it("when the tab is closed at once: what is queued leaves with it", async () => {
    const page = await open(await visitor(), ',"flushAfterMs":600000');
    await loaded(page);
    await track(page, "Last");
    await close(page);
    await expect.poll(tracked).toEqual([`${story.name} Last`]);
  });

  it("when the page leaves for another: what it told stays one event, however often it is sent", async () => {
    const page = await open(await visitor(), ',"flushAfterMs":300');
    await loaded(page);
    await page.evaluate(`kompas.track("${story.name} Left"); location.href = "/next"`);
    await page.waitForURL("**/next");
    await loaded(page);
    await track(page, "Arrived");
    await expect.poll(tracked).toEqual([`${story.name} Left`, `${story.name} Arrived`]);
  });

  it("when Kompas answers 503 for a while: it is not asked before the time that it names", async () => {
    const page = await open(await visitor(), ',"flushAfterMs":10');
    await loaded(page);
    story.shop.gate = { status: 503, retry_after: "3" };
    await track(page, "A");
    await expect.poll(() => story.shop.batches).toBe(1);
    await track(page, "B");
    await page.evaluate("kompas.flush()");
    await page.reload();
    await loaded(page);
    await track(page, "C");
    await page.evaluate("kompas.flush()");
    expect(story.shop.batches).toBe(1);
    story.shop.gate = "open";
    await expect.poll(tracked).toEqual(["A", "B", "C"].map((name) => `${story.name} ${name}`));
  });

  it("when an answer is lost on its way: the same event comes again and counts once", async () => {
    const page = await open(await visitor(), ',"flushAfterMs":10');
    await loaded(page);
    story.shop.gate = "cut";
    await track(page, "A");
    await expect.poll(() => story.shop.batches).toBeGreaterThanOrEqual(2);
    story.shop.gate = "open";
    await track(page, "B");
    await expect.poll(tracked).toEqual([`${story.name} A`, `${story.name} B`]);
    expect(new Set(story.shop.delivered).size).toBeLessThan(story.shop.delivered.length);
  });

  it("when two tabs tell at the same time", async () => {
    const context = await visitor();
    const tabs = [await open(context, ',"flushAfterMs":50'), await open(context, ',"flushAfterMs":50')];
    await Promise.all(
      tabs.map(async (tab, at) => {
        await loaded(tab);
        await tab.evaluate(`new Promise((done) => { let n = 0; const timer = setInterval(() => {
          kompas.track("${story.name} Tab ${at} " + n); n += 1; if (n === 60) { clearInterval(timer); done(); } }, 5); })`);
      }),
    );
    await expect.poll(async () => new Set(await tracked()).size).toBe(120);
    const all = await mine();
    expect(all).toHaveLength(120);
    expect(new Set(all.map(({ identifiers }) => identifiers.anonymous_id)).size).toBe(1);
    expect(new Set(all.map(({ sent }) => JSON.parse(JSON.stringify(sent.context)).sessionId)).size).toBe(1);
    // One tab sends at a time, so there was nothing to collapse.
    expect(story.shop.delivered).toHaveLength(120);
  });

  it("but a batch that will never be taken is dropped and told, and too long a queue loses its oldest", async () => {
    const context = await visitor();
    const told = ',"maxQueue":3,"flushAfterMs":50,"onError":function(t){(window.told=window.told||[]).push(t)}';
    const page = await open(context, told);
    await loaded(page);
    story.shop.gate = { status: 400 };
    await track(page, "Refused");
    await page.waitForFunction("window.told");
    expect(await page.evaluate("told")).toEqual([{ code: "refused", message: "The server answers 400", lost: 1 }]);
    story.shop.gate = "open";
    await context.setOffline(true);
    for (const name of ["A", "B", "C", "D", "E"]) await track(page, name);
    await context.setOffline(false);
    await expect.poll(tracked).toEqual(["C", "D", "E"].map((name) => `${story.name} ${name}`));
    expect((await mine()).at(-1)?.sent.context).toMatchObject({ lost: 2 });
  });
});
