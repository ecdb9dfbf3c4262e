// The browser SDK where less is allowed: without consent, against Do Not Track, without storage, with faulty callbacks.
import { describe, expect, it } from "vitest";
import { shopStories } from "./visit.ts";

const { story, visitor, open, close, loaded, track, mine, tracked, stored, faults } = shopStories();

describe("until the visitor has chosen", () => {
  it("nothing is stored or sent where the site asks; after a yes what happened is told with its time", async () => {
    const page = await open(await visitor(), ',"consent":"ask","flushAfterMs":10');
    await loaded(page);
    await track(page, "Before");
    const before_ms = Date.now();
    await page.evaluate("kompas.flush()");
    expect(await stored(page)).toEqual([]);
    expect(story.shop.batches).toBe(0);
    await page.evaluate("kompas.consent({ analytics: true, marketing: false })");
    await expect.poll(tracked).toEqual([`${story.name} Before`]);
    const [event] = await mine();
    expect(event?.consents).toEqual({ analytics: true, marketing: false });
    expect(Date.parse(String(event?.sent.timestamp))).toBeLessThanOrEqual(before_ms);
    // The next page knows, and a banner that says the same again changes nothing.
    await page.reload();
    await loaded(page);
    await page.evaluate("kompas.consent({ analytics: true })");
    await track(page, "After");
    await expect.poll(tracked).toHaveLength(2);
    const updates = (await story.shop.events()).filter(({ name }) => name === "Consent Updated");
    expect(updates).toHaveLength(1);
    expect((await mine())[0]?.identifiers).toEqual((await mine())[1]?.identifiers);
  });

  it("a page that goes tells nothing", async () => {
    const page = await open(await visitor(), ',"consent":"ask","trackPages":true');
    await loaded(page);
    await track(page, "Before");
    await page.goto(`${story.shop.address}/next`);
    await loaded(page);
    expect(await stored(page)).toEqual([]);
    expect(story.shop.batches).toBe(0);
  });

  it("a no lets go what was kept, and is remembered as nothing but a no", async () => {
    const page = await open(await visitor(), ',"consent":"ask","flushAfterMs":10');
    await loaded(page);
    await track(page, "Before");
    await page.evaluate("kompas.consent({ analytics: false })");
    await track(page, "After");
    await page.reload();
    await loaded(page);
    await track(page, "Later");
    await page.evaluate("kompas.flush()");
    expect(await stored(page)).toEqual(["kompas.shop-write-key.consent"]);
    expect(await page.evaluate("kompas.identity()")).toMatchObject({ anonymousId: null, sessionId: null });
    expect(story.shop.batches).toBe(0);
  });

  it("nothing is even remembered where the site says so", async () => {
    const page = await open(await visitor(), ',"consent":"drop","flushAfterMs":10');
    await loaded(page);
    await track(page, "Before");
    await page.evaluate("kompas.consent({ analytics: true })");
    await track(page, "After");
    await expect.poll(tracked).toEqual([`${story.name} After`]);
  });
});

it("who withdraws is forgotten here, and Kompas learns of it once, even after an interruption", async () => {
  const context = await visitor();
  const page = await open(context, ',"flushAfterMs":10');
  await loaded(page);
  await track(page, "Agreed");
  await expect.poll(tracked).toHaveLength(1);
  await context.setOffline(true);
  await track(page, "Unsent");
  await page.evaluate("kompas.consent({ analytics: false })");
  await track(page, "Withdrawn");
  await context.setOffline(false);
  await page.reload();
  const [agreed] = await mine();
  const updates = async () =>
    (await story.shop.events()).filter(
      ({ name, identifiers }) =>
        name === "Consent Updated" && identifiers.anonymous_id === agreed?.identifiers.anonymous_id,
    );
  await expect.poll(updates).toMatchObject([{ consents: { analytics: false } }]);
  expect(await tracked()).toEqual([`${story.name} Agreed`]);
  await expect.poll(() => stored(page)).toEqual(["kompas.shop-write-key.consent"]);
});

it("a choice in one tab holds in the others at once", async () => {
  const context = await visitor();
  const options = ',"consent":"ask","flushAfterMs":10';
  const [one, other] = [await open(context, options), await open(context, options)];
  await loaded(one);
  await loaded(other);
  await track(other, "Waiting");
  await one.evaluate("kompas.consent({ analytics: true })");
  // Nothing more has to happen in a tab for what it kept to be told.
  await expect.poll(tracked).toEqual([`${story.name} Waiting`]);
  await track(other, "Agreed");
  await expect.poll(tracked).toEqual([`${story.name} Waiting`, `${story.name} Agreed`]);
  const id = await one.evaluate("kompas.identity().anonymousId");
  expect((await mine()).map(({ identifiers }) => identifiers.anonymous_id)).toEqual([id, id]);
  await one.evaluate("kompas.consent({ analytics: false })");
  // The browser itself carries what is stored from tab to tab; from then on nothing is collected, and nothing comes back.
  await expect.poll(() => stored(other)).toEqual(["kompas.shop-write-key.consent"]);
  await track(other, "Withdrawn");
  await other.evaluate("kompas.flush()");
  expect(await tracked()).toHaveLength(2);
  expect(await stored(other)).toEqual(["kompas.shop-write-key.consent"]);
});

describe("a browser that asks not to be followed", () => {
  const signal = "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })";
  const dnt = "Object.defineProperty(navigator, 'doNotTrack', { value: '1' })";
  it.each([signal, dnt])("is not, where the site respects it, whatever its banner says (%#)", async (prepare) => {
    const page = await open(await visitor(prepare), ',"respectDoNotTrack":true,"trackPages":true,"flushAfterMs":10');
    await loaded(page);
    await page.evaluate("kompas.consent({ analytics: true }); kompas.identify('u-1')");
    await track(page, "Seen");
    await page.evaluate("kompas.flush()");
    expect(await stored(page)).toEqual([]);
    expect(story.shop.batches).toBe(0);
  });
});

describe("a browser that forbids storage", () => {
  const forbidden = `Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("The operation is insecure", "SecurityError") } });`;
  const no_cookies = `Object.defineProperty(Document.prototype, "cookie", {
    get() { throw new DOMException("The operation is insecure", "SecurityError") }, set() { throw new Error("no") } });`;

  it("keeps the visitor by a cookie", async () => {
    const page = await open(await visitor(forbidden), ',"flushAfterMs":10');
    await loaded(page);
    await track(page, "A");
    await page.reload();
    await loaded(page);
    await track(page, "B");
    await expect.poll(tracked).toEqual([`${story.name} A`, `${story.name} B`]);
    const [first, second] = await mine();
    expect(first?.identifiers).toEqual(second?.identifiers);
    expect(faults).toEqual([]);
  });

  it("tells what happens all the same where cookies are forbidden too, also when the page goes", async () => {
    const page = await open(await visitor(forbidden + no_cookies), ',"flushAfterMs":600000');
    await loaded(page);
    await track(page, "A");
    await close(page);
    await expect.poll(tracked).toEqual([`${story.name} A`]);
    expect(faults).toEqual([]);
  });

  it("or has no room left", async () => {
    const full = `try { for (let n = 0, size = 1 << 20; size >= 1; n += 1) {
      try { localStorage.setItem("full" + n, "x".repeat(size)) } catch { size >>= 1 } } } catch {}`;
    const page = await open(await visitor(full), ',"flushAfterMs":10');
    await loaded(page);
    await track(page, "A");
    await expect.poll(tracked).toEqual([`${story.name} A`]);
    expect(faults).toEqual([]);
  });
});

it("whatever goes wrong in the SDK or its callbacks never reaches the page", async () => {
  const broken = `,"beforeSend":function(e){if(e.event.endsWith("Thrown"))throw new Error("no");return e.event.endsWith("Held")?null:e},
    "onError":function(t){(window.told=window.told||[]).push(t.code);throw new Error("no")},"flushAfterMs":10`;
  const page = await open(await visitor("delete window.Intl; delete navigator.locks"), broken);
  await loaded(page);
  await page.evaluate(`const round = {}; round.round = round;
    for (const properties of [round, { big: 10n }, null, "text", 7]) kompas.track("${story.name} Odd", properties);
    kompas.track("${story.name} Thrown"); kompas.track("${story.name} Held"); kompas.track(undefined);
    kompas.track("${story.name} Late", {}, { timestamp: "never" }); kompas.consent(null); kompas.identify({});`);
  await page.waitForFunction("window.told && told.length >= 4");
  expect(await page.evaluate("new Set(told).size")).toBe(1);
  expect(faults).toEqual([]);
});
