// The ledger end to end: what is tracked, imported, written by hand and chosen by the customer; who may be reached.
import { beforeAll, describe, expect, it } from "vitest";
import { type ConsentRequest, type Context, maskerOf } from "#contract";
import { type Engines, sql } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { collect } from "../collect/collect.ts";
import { sipHash64 } from "../collect/understand/sip.ts";
import { createSource } from "../source/record.ts";
import { type Source, sources } from "../source/source.ts";
import { allowedSql, knownAsQuery } from "./consent.sql.ts";
import { writeByHand } from "./entry.ts";
import { growth } from "./growth.ts";
import { listCategories, listPurposes, mappingOf, setCategory, setPurpose } from "./purpose.ts";
import { consentSettings, coverage, customerConsents, isAllowed } from "./state.ts";

const day = (number: number, time = "10:00:00") => `2024-05-${String(number).padStart(2, "0")}T${time}.000Z`;
const now = new Date(day(28));
let context: Context<Engines>;
let engines: Engines;
let shop: Source;

beforeAll(async () => {
  engines = await testEngines();
  context = testContext(engines);
  const { slug } = await createSource(engines, { name: "Shop", kind: "site" }, {});
  const made = (await sources.get(engines)).by_slug.get(slug);
  if (!made) throw new Error("the source was not made");
  shop = made;
});

const idOf = (user: string) => String(sipHash64("user_id", user));
/** An event that its client sent when it happened, unless it says otherwise. */
const tell = (events: readonly object[], received = now) => collect(engines, shop, events, { now: received });
const updated = (userId: string, at: string, properties: object, more: object = {}) => ({
  ...{ type: "track", event: "Consent Updated", userId, messageId: `${userId} ${at}`, properties },
  ...{ timestamp: at, sentAt: now.toISOString() },
  ...more,
});
const stateOf = async (user: string, at = now) => {
  const { cells } = await customerConsents(engines, idOf(user), { at, mask: maskerOf(context) });
  return Object.fromEntries(cells.map((cell) => [`${cell.purpose}:${cell.channel}`, cell.state]));
};
const allowed = async (purpose: string, channel: string, at = now) => {
  const rows = await engines.clickhouse.rows(
    "allowed",
    sql`SELECT toString(customer_id) AS id FROM identifier WHERE customer_id IN ${allowedSql(purpose, channel, at)} GROUP BY customer_id ORDER BY customer_id`,
  );
  return JSON.stringify(rows);
};
const rowsOf = async (table: "consent_log" | "consent_day") => {
  const all =
    table === "consent_log"
      ? sql`SELECT count() AS n FROM consent_log FINAL`
      : sql`SELECT count() AS n FROM consent_day FINAL`;
  return JSON.stringify(await engines.clickhouse.rows("count", all));
};

describe("what a site tells", () => {
  it("is understood by the mapping, and by purpose and channel themselves", async () => {
    await tell([
      updated("ana", day(1), { categoryPreferences: { Advertising: true, Newsletter: "granted", Fun: true } }),
      updated("ana", day(2), { purpose: "marketing", channel: "sms", granted: true, text_version: "7" }),
    ]);
    expect(await stateOf("ana")).toEqual({
      "marketing:email": "granted",
      "marketing:sms": "granted",
      "marketing:ads": "granted",
      "sharing:ads": "granted",
    });
    const { unknown } = await consentSettings(engines);
    expect(unknown).toEqual([{ category: "fun", customers: 1, last_at: day(1) }]);
  });

  it("changes nothing when it is delivered again, later and twice over", async () => {
    const before = [await rowsOf("consent_log"), await stateOf("ana")];
    const again = updated("ana", day(1), {
      categoryPreferences: { Advertising: true, Newsletter: "granted", Fun: true },
    });
    await tell([again, again], new Date(day(28, "10:05:00")));
    expect([await rowsOf("consent_log"), await stateOf("ana")]).toEqual(before);
  });

  it("with every page view is folded by day, restricts, and does not undo a withdrawal", async () => {
    const viewed = (at: string, analytics: boolean) => ({
      ...{ type: "page", name: "Home", userId: "bob", messageId: at, timestamp: at, sentAt: now.toISOString() },
      context: { consent: { categoryPreferences: { Analytics: analytics } } },
    });
    await tell([viewed(day(1), true), viewed(day(1, "10:00:01"), true), viewed(day(1, "12:00:00"), true)]);
    expect(await rowsOf("consent_day")).toBe('[{"n":1}]');
    expect(await stateOf("bob")).toEqual({ "analytics:web": "granted" });
    await tell([updated("bob", day(2), { analytics: false })]);
    await tell([viewed(day(3), true)]);
    expect(await stateOf("bob")).toEqual({ "analytics:web": "withdrawn" });
    expect(await stateOf("bob", new Date(day(1, "23:00:00")))).toEqual({ "analytics:web": "granted" });
    await tell([updated("bob", day(4), { analytics: true })]);
    expect(await stateOf("bob")).toEqual({ "analytics:web": "granted" });
  });

  it("may run out, and may wait for the second step of a double opt-in", async () => {
    await tell([updated("eva", day(1), { purpose: "marketing", channel: "post", granted: true, expires_at: day(20) })]);
    await tell([
      updated("eva", day(2), { purpose: "marketing", channel: "email", granted: true, double_opt_in: "pending" }),
    ]);
    expect(await stateOf("eva")).toEqual({ "marketing:post": "expired" });
    expect(await stateOf("eva", new Date(day(19)))).toEqual({ "marketing:post": "granted" });
    await tell([
      updated("eva", day(3), { purpose: "marketing", channel: "email", granted: true, double_opt_in: "confirmed" }),
    ]);
    expect((await stateOf("eva"))["marketing:email"]).toBe("granted");
  });
});

describe("what a file tells", () => {
  it("by rows of consents and by columns consent:…, is in the ledger once, however often it is imported", async () => {
    const load = async (received_at: string) => {
      const common = {
        source: "crm",
        received_at,
        sent_at: day(5),
        original_at: day(5),
        occurred_at: day(5),
        import_id: 3,
      };
      const identifiers = [{ kind: "user_id", value: "kim" }];
      await engines.clickhouse.insert("delivery", [
        {
          ...common,
          ...{ id: "77", type: "track", name: "Consent Updated", customer_id: idOf("kim"), identifiers },
          properties: { purpose: "marketing", channel: "phone", granted: "tak", document: "box 7" },
        },
        {
          ...common,
          ...{ id: "78", type: "identify", customer_id: idOf("kim"), identifiers },
          traits: [
            { name: "consent:newsletter", value: "Да" },
            { name: "consent:sharing:ads", value: "no" },
            { name: "consent:analytics", value: "maybe" },
          ],
        },
      ]);
    };
    await load(day(6));
    const rows = await rowsOf("consent_log");
    await load(day(7));
    expect(await rowsOf("consent_log")).toBe(rows);
    expect(await stateOf("kim")).toEqual({
      "marketing:email": "granted",
      "marketing:phone": "granted",
      "sharing:ads": "withdrawn",
    });
  });
});

describe("what is written down by hand", () => {
  const request: ConsentRequest = {
    ...{ purpose: "marketing", channels: ["email", "post"], granted: true },
    proof: { document: "Form 12, folder 3", text_version: "2024-01" },
  };
  const write = (customer_id: string, more: Partial<ConsentRequest> = {}) =>
    writeByHand(engines, customer_id, { ...request, ...more }, { name: "Ewa", now });

  it("stands with its proof and who wrote it, and makes nobody one with anybody", async () => {
    await tell([{ type: "identify", userId: "zoe", messageId: "z", traits: { email: "zoe@example.org" } }]);
    const known = await knownAsQuery(engines.clickhouse, idOf("zoe"));
    await write(idOf("zoe"), { said_at: day(9) });
    expect(await stateOf("zoe")).toEqual({ "marketing:email": "granted", "marketing:post": "granted" });
    const { history } = await customerConsents(engines, idOf("zoe"), { at: now, mask: maskerOf(context) });
    expect(history[0]).toMatchObject({
      ...{
        purpose: "marketing",
        granted: true,
        said_at: day(9),
        entered_by: "Ewa",
        source: "kompas:by-hand",
        address: "",
      },
      proof: { document: "Form 12, folder 3", text_version: "2024-01" },
    });
    expect(await knownAsQuery(engines.clickhouse, idOf("zoe"))).toEqual(known);
  });

  it("may be about one address", async () => {
    const identifier = { kind: "email", value: "Zoe@example.org" };
    await write(idOf("zoe"), { channels: ["email"], granted: false, identifier });
    expect(await stateOf("zoe")).toEqual({ "marketing:email": "withdrawn", "marketing:post": "granted" });
    const reach = { customer_id: idOf("zoe"), purpose: "marketing", channel: "email" } as const;
    expect(await isAllowed(engines, { ...reach, address: { kind: "email", value: "zoe@example.org" } }, now)).toBe(
      false,
    );
    expect(await isAllowed(engines, { ...reach, address: { kind: "email", value: "z@work.example" } }, now)).toBe(true);
  });

  it.each<[string, Partial<ConsentRequest>]>([
    ["proof_missing", { proof: { note: "  " } }],
    ["bad_channel", { channels: ["web"] }],
    ["unknown_purpose", { purpose: "world_peace" }],
    ["bad_time", { said_at: day(29) }],
    ["bad_time", { expires_at: day(1), said_at: day(2) }],
    ["bad_identifier", { identifier: { kind: "email", value: "zoe@example.org" } }],
    ["unknown_identifier", { channels: ["email"], identifier: { kind: "email", value: "else@example.org" } }],
  ])("is refused with %s", async (code, more) => {
    await expect(write(idOf("zoe"), more)).rejects.toMatchObject({ code });
  });

  it("of nobody is refused", async () => {
    await expect(write("17")).rejects.toMatchObject({ status: 404, code: "unknown_customer" });
  });
});

describe("who may be reached", () => {
  it("are those who agreed, as the set and one by one", async () => {
    const pairs = [
      ["marketing", "email"],
      ["marketing", "post"],
      ["sharing", "ads"],
      ["analytics", "web"],
    ] as const;
    for (const [purpose, channel] of pairs) {
      const set = await allowed(purpose, channel);
      for (const user of ["ana", "bob", "eva", "kim", "zoe"]) {
        const reach = { customer_id: idOf(user), purpose, channel };
        expect(await isAllowed(engines, reach, now), `${user} ${purpose} ${channel}`).toBe(set.includes(idOf(user)));
      }
    }
    expect(await allowed("marketing", "sms")).toBe(JSON.stringify([{ id: idOf("ana") }]));
    expect(await allowed("marketing", "sms", new Date(day(1)))).toBe("[]");
  });

  it("are all who did not object where the basis is legitimate interest, all for a contract, nobody for what is off", async () => {
    const [marketing] = await listPurposes(engines);
    if (!marketing) throw new Error("no purpose");
    const { id, ...rest } = marketing;
    await setPurpose(engines, id, { ...rest, basis: "legitimate_interest" });
    const reached = await allowed("marketing", "email");
    expect(["ana", "bob", "eva", "kim"].every((user) => reached.includes(idOf(user)))).toBe(true);
    expect(reached).not.toContain(idOf("zoe"));
    expect(await isAllowed(engines, { customer_id: idOf("bob"), purpose: id, channel: "email" }, now)).toBe(true);
    expect(await isAllowed(engines, { customer_id: idOf("zoe"), purpose: id, channel: "email" }, now)).toBe(false);
    await setPurpose(engines, id, { ...rest, enabled: false });
    expect(await allowed("marketing", "email")).toBe("[]");
    expect(await isAllowed(engines, { customer_id: idOf("ana"), purpose: id, channel: "email" }, now)).toBe(false);
    await setPurpose(engines, id, rest);
    expect(await allowed("service", "email")).toContain(idOf("zoe"));
    expect([await allowed("service", "ads"), await allowed("nonsense", "email")]).toEqual(["[]", "[]"]);
  });

  it("follow what categories mean as soon as that is changed, for what was said before too", async () => {
    await setCategory(engines, { category: "Fun", targets: [{ purpose: "personalization", channel: null }] });
    expect((await stateOf("ana"))["personalization:push"]).toBe("granted");
    expect((await consentSettings(engines)).unknown).toEqual([]);
    await setCategory(engines, { category: "fun", targets: [] });
    expect((await stateOf("ana"))["personalization:push"]).toBeUndefined();
    const foreign = setCategory(engines, { category: "fun", targets: [{ purpose: "analytics", channel: "sms" }] });
    await expect(foreign).rejects.toMatchObject({ code: "bad_target" });
  });

  it("are counted by purpose and channel, and how they grew", async () => {
    const { signal } = new AbortController();
    const { customers, cells } = await coverage(engines, now, signal);
    expect(customers).toBe(5);
    expect(cells).toContainEqual({ purpose: "marketing", channel: "email", granted: 3, withdrawn: 1 });
    const { rows } = await growth(engines, now, signal);
    expect(rows.every(({ month }) => month === "2024-05")).toBe(true);
    expect(rows).toContainEqual({ month: "2024-05", purpose: "analytics", granted: 1 });
  });

  it("are one when two customers became one, and two again when they part", async () => {
    const [ana, zoe] = [idOf("ana"), idOf("zoe")];
    const before = [await stateOf("ana"), await stateOf("zoe")];
    const alias = async (customer_id: string, version: number) => {
      await engines.clickhouse.insert("alias", [{ stamp: zoe, customer_id, version }]);
      await engines.clickhouse.run("reload", sql`SYSTEM RELOAD DICTIONARY alias_of`);
    };
    await alias(ana, 1);
    expect(await stateOf("ana")).toMatchObject({
      "marketing:email": "withdrawn",
      "marketing:sms": "granted",
      "marketing:post": "granted",
    });
    expect(await allowed("marketing", "post")).toContain(ana);
    expect(await allowed("marketing", "email")).not.toContain(ana);
    await alias(zoe, 2);
    expect([await stateOf("ana"), await stateOf("zoe")]).toEqual(before);
  });
});

it("knows from the start what the purposes of the start mean", async () => {
  const fresh = await testEngines();
  const wanted = mappingOf(await listPurposes(fresh), await listCategories(fresh));
  const rows = await fresh.clickhouse.rows(
    "mapping",
    sql`SELECT category, toString(targets) AS targets, basis FROM consent_mapping FINAL ORDER BY category`,
  );
  const text = ({ category, targets, basis }: (typeof wanted)[number]) => ({
    ...{ category, basis },
    targets: `[${targets.map((one) => `('${one.purpose}','${one.channel}')`).join(",")}]`,
  });
  expect(rows).toEqual(wanted.map(text).toSorted((one, other) => (one.category < other.category ? -1 : 1)));
});
