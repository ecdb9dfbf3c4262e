// What events mean, told as what clients send.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RowWriter } from "#storage";
import type { Source } from "../source/source.ts";
import type { TrackedEvent, TrackedType, Verdict } from "./event.ts";
import { deed, deliveryRow, mention } from "./row.ts";
import { type Meta, understand } from "./understand.ts";

const source: Source = { id: 1, slug: "shop", name: "Shop", kind: "site", write_key: "k", settings: {}, enabled: true };
const received_at = new Date("2026-03-01T12:00:00.000Z");

function meta(raw: unknown, of: Partial<Meta> = {}): Meta {
  return { source, received_at, batch: {}, body: JSON.stringify(raw) ?? "null", ...of };
}

function understood(raw: object, of: Partial<Meta> = {}): TrackedEvent {
  const verdict = understand(raw, meta(raw, of));
  if (verdict.is !== "ok") throw new Error(JSON.stringify(verdict));
  return verdict.event;
}

function refusal(raw: unknown, of: Partial<Meta> = {}): string {
  const verdict = understand(raw, meta(raw, of));
  return verdict.is === "dead_letter" ? verdict.code : verdict.is;
}

const who = { userId: "u1", messageId: "m1" };
const track = (event: string, properties: object = {}) => ({ type: "track", event, properties, ...who });
const row = (raw: object) => deliveryRow(understood(raw), source);

describe("time", () => {
  it("is right although the client's clock is an hour behind", () => {
    const event = { ...track("Clicked"), originalTimestamp: "2026-03-01T10:59:00Z", sentAt: "2026-03-01T11:00:00Z" };
    expect(understood(event)).toMatchObject({
      occurred_at: new Date("2026-03-01T11:59:00Z"),
      original_at: new Date("2026-03-01T10:59:00Z"),
      sent_at: new Date("2026-03-01T11:00:00Z"),
      received_at,
      flags: [],
    });
  });

  it("takes when the batch was sent, and the claimed time alone when nothing was said of sending", () => {
    const event = { ...track("Clicked"), timestamp: "2026-03-01T11:50:00+01:00" };
    const sentAt = "2026-03-01T11:00:00Z";
    expect(understood(event, { batch: { sentAt } }).occurred_at).toEqual(new Date("2026-03-01T11:50:00Z"));
    expect(understood(event).occurred_at).toEqual(new Date("2026-03-01T10:50:00Z"));
    expect(understood(track("Clicked"))).toMatchObject({ occurred_at: received_at, original_at: undefined });
  });

  it("tells when a call was made from when the caller says that it happened", () => {
    const [originalTimestamp, timestamp, sentAt] = [
      "2026-03-01T11:59:00Z",
      "2026-03-01T09:00:00Z",
      "2026-03-01T12:00:00Z",
    ];
    const event = { ...track("Clicked"), originalTimestamp, timestamp, sentAt };
    expect(understood(event).occurred_at).toEqual(new Date(originalTimestamp));
    expect(understood({ ...event, _metadata: { nodeVersion: "22" } }).occurred_at).toEqual(new Date(timestamp));
    const old = "2026-01-05T10:00:00Z";
    expect(understood({ ...event, timestamp: old })).toMatchObject({ occurred_at: new Date(old), flags: [] });
  });

  it.each([
    ["2026-02-28", "2026-02-28T00:00:00.000Z"],
    ["2026-02-28 10:00", "2026-02-28T10:00:00.000Z"],
    ["2026-02-28T10:00:00.123456789Z", "2026-02-28T10:00:00.123Z"],
    ["Sat, 28 Feb 2026 10:00:00 GMT", "2026-02-28T10:00:00.000Z"],
    [1772272800, "2026-02-28T10:00:00.000Z"],
    [1772272800123, "2026-02-28T10:00:00.123Z"],
    ["1772272800", "2026-02-28T10:00:00.000Z"],
  ])("reads %s", (timestamp, read) => {
    expect(understood({ ...track("Clicked"), timestamp }).original_at?.toISOString()).toBe(read);
  });

  it("flags what cannot be, and keeps it off the calendar", () => {
    const at = (timestamp: unknown) => understood({ ...track("Clicked"), timestamp });
    expect(at("2026-03-02T11:30:00Z")).toMatchObject({ flags: ["future"], occurred_at: received_at });
    expect(at("2026-03-02T10:30:00Z")).toMatchObject({ flags: [], occurred_at: new Date("2026-03-02T10:30:00Z") });
    expect(at("2019-01-01")).toMatchObject({ flags: ["past"], occurred_at: new Date("2019-01-01") });
    expect(at(0)).toMatchObject({ flags: ["past"], occurred_at: received_at });
    expect(at("yesterday")).toMatchObject({ flags: ["bad_time"], occurred_at: received_at });
    expect(deliveryRow(at(1e300), source)).toMatchObject({ original_at: new Date(0) });
    expect(deliveryRow(at(8e15), source)).toMatchObject({ original_at: new Date("2100-01-01") });
  });
});

describe("identity", () => {
  it("names every identifier, the strongest first", () => {
    const event = {
      type: "identify",
      messageId: "m1",
      anonymousId: "a1",
      userId: 42,
      traits: { email: " Jo@Example.COM ", phone: "+44 20 7946 0000", loyaltyCard: "L-7" },
      context: { device: { id: "d1" }, externalIds: [{ type: "ios.idfa", id: "I-1" }, "nonsense", { id: "x" }] },
    };
    expect(understood(event).identifiers).toEqual([
      { kind: "user_id", value: "42" },
      { kind: "loyalty_card", value: "L-7" },
      { kind: "email", value: "jo@example.com" },
      { kind: "phone", value: "+44 20 7946 0000" },
      { kind: "ios_idfa", value: "I-1" },
      { kind: "device_id", value: "d1" },
      { kind: "anonymous_id", value: "a1" },
    ]);
  });

  it.each([null, "", "  ", "null", "undefined", "[object Object]", "0", "ANONYMOUS", "x".repeat(256), {}, [1], true])(
    "does not take %j for anybody",
    (userId) => {
      expect(refusal({ type: "track", event: "Clicked", userId })).toBe("missing_identity");
      const known = understood({ type: "track", event: "Clicked", userId, anonymousId: "a1" });
      expect(known.identifiers).toEqual([{ kind: "anonymous_id", value: "a1" }]);
    },
  );

  it("keeps the former identifier of an alias, which alone names nobody", () => {
    expect(understood({ type: "alias", userId: "u1", previousId: "a1" }).identifiers).toEqual([
      { kind: "user_id", value: "u1" },
      { kind: "previous_id", value: "a1" },
    ]);
    expect(refusal({ type: "alias", previousId: "a1" })).toBe("missing_identity");
    expect(refusal({ type: "alias", userId: "u1" })).toBe("missing_previous_id");
  });

  it("finds the person of an event by traits that its context repeats, and overwrites nothing with them", () => {
    const context = { traits: { email: "jo@example.com", plan: "old" } };
    const event = understood({ type: "track", event: "Clicked", context });
    expect(event).toMatchObject({ identifiers: [{ kind: "email", value: "jo@example.com" }], traits: {} });
  });
});

describe("traits and groups", () => {
  it("takes traits from the top or the context; null takes a trait away", () => {
    const event = {
      type: "identify",
      ...who,
      traits: { plan: "pro", city: null },
      context: { traits: { age: 30, plan: "old" } },
    };
    expect(row(event).traits).toEqual([
      ["age", "30"],
      ["plan", "pro"],
      ["city", ""],
    ]);
    expect(row({ type: "identify", ...who, traits: { address: { city: "Łódź" } } }).traits).toEqual([
      ["address", '{"city":"Łódź"}'],
    ]);
  });

  it("keeps what is said of a group off its member", () => {
    const event = { type: "group", ...who, groupId: 7, traits: { name: "ACME", email: "office@acme.example" } };
    expect(row(event)).toMatchObject({
      group_id: "7",
      traits: [],
      group_traits: [
        ["name", "ACME"],
        ["email", "office@acme.example"],
      ],
      properties: new Map([
        ["name", "ACME"],
        ["email", "office@acme.example"],
      ]),
    });
    expect(understood(event).identifiers).toEqual([{ kind: "user_id", value: "u1" }]);
    expect(refusal({ type: "group", ...who })).toBe("missing_group_id");
    const left = track("Left Group", { group_id: 7 });
    expect(understood(left)).toMatchObject({ name: "Group Left", group_id: "7" });
    // A ticket's group is a group of agents.
    expect(understood(track("Ticket Opened", { group_id: 7 })).group_id).toBe("");
  });
});

describe("names, ids and properties", () => {
  it("lets the path's type win, and needs one", () => {
    expect(understood(track("Clicked"), { path_type: "page" }).type).toBe("page");
    expect(refusal({ ...who, type: "tracked" })).toBe("unknown_type");
    expect(refusal({ ...who, type: "track" })).toBe("missing_event");
    expect(refusal([])).toBe("not_an_object");
  });

  it("knows an event however it is spelled, and leaves unknown names as they are", () => {
    for (const name of ["order completed", "order_completed", "OrderCompleted", "Completed Order"])
      expect(understood(track(name)).name).toBe("Order Completed");
    for (const name of ["Zamówienie", "my_event", "Order Completed!Ł"]) expect(understood(track(name)).name).toBe(name);
    expect(understood(track("x".repeat(300)))).toMatchObject({ name: "x".repeat(255), flags: ["long_name"] });
  });

  it("knows an event without an id by its text where that holds a time, and else not at all", () => {
    const event = { type: "track", event: "Clicked", userId: "u1" };
    const timed = { ...event, timestamp: "2026-03-01T10:00:00Z" };
    const later = new Date("2026-03-05");
    expect(understood(timed, { received_at: later }).message_id).toBe(understood(timed).message_id);
    expect(understood(event, { nonce: "1" }).message_id).not.toBe(understood(event, { nonce: "2" }).message_id);
    expect(refusal({ ...event, messageId: "m".repeat(101) })).toBe("bad_message_id");
  });

  it("keeps properties as text beside the context that questions are asked of", () => {
    const context = {
      page: { url: "https://shop.example/tea", search: "" },
      campaign: { source: "news", medium: "email" },
      ip: "0.0.0.0",
      os: { name: "iOS" },
      screen: { width: 390 },
    };
    const properties = { plan: "pro", seats: 3, trial: false, tags: ["a", 1], gone: null, __proto__: { x: 1 } };
    expect(Object.fromEntries(row({ ...track("Clicked", properties), context }).properties)).toEqual({
      plan: "pro",
      seats: "3",
      trial: "false",
      tags: '["a",1]',
      "context.page.url": "https://shop.example/tea",
      "context.campaign.source": "news",
      "context.campaign.medium": "email",
      "context.os.name": "iOS",
      "context.screen.width": "390",
    });
    const planted = JSON.parse('{"__proto__":"p","constructor":"c"}');
    expect([...row(track("Clicked", planted)).properties]).toEqual([
      ["__proto__", "p"],
      ["constructor", "c"],
    ]);
  });
});

describe("whatever is sent", () => {
  const out = new RowWriter();
  const names = ["type", "event", "userId", "anonymousId", "traits", "properties", "context", "timestamp", "sentAt"];
  const more = [
    "messageId",
    "groupId",
    "previousId",
    "products",
    "revenue",
    "__proto__",
    "constructor",
    "page",
    "name",
  ];
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 6 },
      fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
      fc.string({ unit: "binary" }),
      fc.constantFrom("track", "identify", "Order Completed", "2026-01-01", 1e308, -0, "\ud800", Number.NaN),
      fc.dictionary(fc.constantFrom(...names, ...more), tie("any")),
    ),
  })).any;
  const types: readonly (TrackedType | undefined)[] = ["track", "identify", "group", "page", "alias", undefined];

  it("gets a verdict, and what is accepted can be written as UTF-8", () => {
    fc.assert(
      fc.property(value, value, fc.constantFrom(...types), (raw, sentAt, path_type) => {
        const of: Meta = { source, received_at, batch: { sentAt }, path_type, body: "{\ud800}" };
        const verdict: Verdict = understand(raw, of);
        if (verdict.is !== "ok") return;
        const row = deliveryRow(verdict.event, source);
        expect(row.source).toBe("shop");
        for (const number of [row.revenue, row.version, row.occurred_at.getTime()])
          expect(number).toSatisfy(Number.isSafeInteger);
        expect([...row.properties, ...row.traits].flat().every((text) => text.isWellFormed())).toBe(true);
        deed.write(out, row);
        mention.write(out, row);
        expect(out.take().length).toBeGreaterThan(row.body.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it("survives nesting that nobody could write again", () => {
    let deep: object = {};
    for (let level = 0; level < 50_000; level += 1) deep = { deep };
    const verdict = understand({ ...track("Clicked", { deep }), context: deep }, meta({}));
    expect(verdict.is === "ok" && deliveryRow(verdict.event, source).properties.size).toBe(0);
  });
});
