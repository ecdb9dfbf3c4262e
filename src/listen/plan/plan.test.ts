// The tracking plan: learned from traffic, approved, held against events, written as JSON Schema and read again.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Engines } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import type { TrackedEvent, TrackedType } from "../collect/event.ts";
import { applyPlan } from "./apply.ts";
import { approveAll, changeEvent, setPolicy } from "./change.ts";
import { planGate } from "./gate.ts";
import { learn, settleLearning } from "./learn.ts";
import { readEvent, readPlan, readViolations } from "./read.ts";
import { decided, planDocument, readDocument } from "./schema.ts";
import { maxEvents, maxProperties, typeOf } from "./shape.ts";

let engines: Engines;
const now = new Date("2026-03-01T12:00:00Z");

beforeAll(async () => {
  engines = await testEngines();
});

function event(type: TrackedType, name: string, values: Record<string, unknown>): TrackedEvent {
  const payload = type === "identify" || type === "group" ? { traits: values } : { properties: values };
  return {
    type,
    name,
    message_id: "m1",
    identifiers: [],
    traits: {},
    properties: {},
    ...payload,
    context: {},
    group_id: "",
    consents: {},
    occurred_at: now,
    original_at: undefined,
    sent_at: undefined,
    received_at: now,
    flags: [],
    body: JSON.stringify({ type, event: name, ...payload }),
  };
}

async function taught(slug: string, ...events: TrackedEvent[]) {
  learn(engines, events, { slug });
  await settleLearning(engines);
  return (await readPlan(engines, { source: slug })).events;
}

const ordered = event("track", "Order Completed", { order_id: "1", revenue: 10.5, paid_at: "2026-02-28T10:00:00Z" });

describe("the plan is learned from traffic", () => {
  it("knows events, their properties and the types of their values", async () => {
    const [identify, order] = (
      await taught("learned", ordered, event("identify", "", { age: null }), ordered)
    ).toSorted((one, other) => (one.type < other.type ? -1 : 1));
    expect(order).toMatchObject({
      type: "track",
      name: "Order Completed",
      state: "new",
      last_seen_at: now.toISOString(),
    });
    expect(order?.properties.map(({ name, types }) => [name, ...types])).toEqual([
      ["order_id", "text"],
      ["paid_at", "time"],
      ["revenue", "number"],
    ]);
    expect(identify?.properties.map(({ name, types }) => [name, ...types])).toEqual([["age", "null"]]);
    const all = await taught("learned", event("track", "Order Completed", { revenue: "10" }));
    const again = all.find(({ name }) => name === "Order Completed");
    expect(again?.properties.find(({ name }) => name === "revenue")?.types).toEqual(["text", "number"]);
  });

  it("pages are one event whatever they are called", async () => {
    const events = await taught(
      "pages",
      event("page", "Home", { path: "/" }),
      event("page", "Cart", { path: "/cart" }),
    );
    expect(events.map(({ type, name }) => [type, name])).toEqual([["page", ""]]);
  });

  it("a source that invents names without end fills no table, and it is said", async () => {
    const wild = Array.from({ length: maxEvents + 50 }, (_, at) => event("track", `Event ${at}`, {}));
    expect(await taught("wild", ...wild)).toHaveLength(maxEvents);
    const { sources } = await readPlan(engines, { source: "wild" });
    expect(sources).toMatchObject([{ source: "wild", too_many_names: true }]);

    const values = Object.fromEntries(Array.from({ length: maxProperties + 5 }, (_, at) => [`p${at}`, at]));
    const [one] = await taught("wide", event("track", "Wide", values));
    expect(one?.properties).toHaveLength(maxProperties);
    expect(one?.too_many_names).toBe(true);
  });

  it("names of any text are learned and stop nothing", async () => {
    const events = await taught("odd", event("track", "a\0b", { "c\0d": 1, "\ud800": 1, __proto__x: 1, "'; --": 1 }));
    expect(events[0]?.properties).toHaveLength(4);
  });

  it("types of values", () => {
    const types = ["2026-01-31", "2026-01-31T10:00:00Z", "31.01.2026", "2026-99-99", 1, true, [], {}, null].map(typeOf);
    expect(types).toEqual(["time", "time", "text", "text", "number", "boolean", "list", "object", "null"]);
  });
});

describe("events are held against what was approved", () => {
  const judge = async (slug: string, tracked: TrackedEvent) => (await planGate(engines))(tracked, { slug });
  const flagsOf = async (slug: string, tracked: TrackedEvent) => {
    const verdict = await judge(slug, tracked);
    return verdict.is === "ok" ? verdict.event.flags : verdict;
  };

  it("nothing approved: nothing departs", async () => {
    await taught("free", ordered);
    expect(await flagsOf("free", event("track", "Anything", { any: 1 }))).toEqual([]);
  });

  it("unknown events and properties, missing ones, wrong types and values are flagged", async () => {
    const [learned] = await taught("strict", ordered);
    await approveAll(engines, { source: "strict" });
    const approved = await changeEvent(engines, learned?.id ?? 0, {
      properties: [
        { name: "order_id", required: true },
        { name: "currency", state: "approved", type: "text", allowed: ["EUR", "PLN"] },
      ],
    });
    expect(approved.properties.map(({ name, state, type }) => [name, state, type])).toEqual([
      ["currency", "approved", "text"],
      ["order_id", "approved", "text"],
      ["paid_at", "approved", "time"],
      ["revenue", "approved", "number"],
    ]);
    expect(await flagsOf("strict", ordered)).toEqual([]);
    expect(await flagsOf("strict", event("track", "Order Done", {}))).toEqual(["plan:unknown_event"]);
    const wrong = event("track", "Order Completed", { revenue: "10", paid_at: "soon", currency: "EURO", extra: 1 });
    expect(await flagsOf("strict", wrong)).toEqual([
      "plan:value:currency",
      "plan:missing:order_id",
      "plan:type:paid_at",
      "plan:type:revenue",
      "plan:unknown_property:extra",
    ]);
  });

  it("a source may refuse them with the mend, or take them as they are", async () => {
    await taught("choosy", ordered);
    await approveAll(engines, { source: "choosy" });
    const wrong = event("track", "Order Completed", { revenue: "10" });
    await setPolicy(engines, "choosy", "dead_letter");
    expect(await judge("choosy", wrong)).toEqual({
      is: "dead_letter",
      code: "plan_type",
      field: "properties.revenue",
      message:
        "properties.revenue has to be a number, e.g. 19.9 without quotes, it is text; send that, or change the plan",
    });
    await setPolicy(engines, "choosy", "accept");
    expect(await flagsOf("choosy", wrong)).toEqual([]);
  });

  it("what is ignored is let through unseen", async () => {
    const [learned] = await taught("ignoring", ordered, event("track", "Debug", { any: 1 }));
    await approveAll(engines, { source: "ignoring" });
    const all = (await readPlan(engines, { source: "ignoring" })).events;
    const debug = all.find(({ name }) => name === "Debug");
    await changeEvent(engines, debug?.id ?? 0, { state: "ignored" });
    expect(await flagsOf("ignoring", event("track", "Debug", { other: 2 }))).toEqual([]);
    await changeEvent(engines, all.find(({ name }) => name !== "Debug")?.id ?? 0, {
      properties: [{ name: "revenue", state: "ignored" }],
    });
    expect(await flagsOf("ignoring", event("track", "Order Completed", { revenue: "10" }))).toEqual([]);
    expect(await readEvent(engines, learned?.id ?? 0)).toMatchObject({ source: "ignoring" });
  });

  it("no payload whatever breaks the gate", async () => {
    const gate = await planGate(engines);
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (values, name) => {
        const verdict = gate(event("track", name, values), { slug: "strict" });
        return verdict.is === "ok" && verdict.event.flags.length <= 10;
      }),
    );
  });
});

describe("violations", () => {
  it("are counted from the log and from dead letters, with the newest example", async () => {
    const flagged = { source: "counted", type: "track", name: "Order Completed", flags: ["plan:type:revenue"] };
    const row = {
      ...flagged,
      id: "1",
      customer_id: 1,
      body: '{"n":1}',
      received_at: now,
      occurred_at: now,
      version: 1,
    };
    const later = { ...row, id: "2", body: '{"n":2}', received_at: new Date(now.getTime() + 1000) };
    await engines.clickhouse.insert("delivery", [row, later]);
    await engines.clickhouse.insert("delivery", [row]);
    const rows = await readViolations(engines, new Date(now.getTime() + 5000));
    expect(rows.filter(({ source }) => source === "counted")).toEqual([
      {
        source: "counted",
        type: "track",
        name: "Order Completed",
        kind: "type",
        property: "revenue",
        flagged: 2,
        dead_letters: 0,
        last_at: "2026-03-01T12:00:01.000Z",
        example: '{"n":2}',
      },
    ]);
    const learned = await taught("counted", ordered);
    expect(learned).toHaveLength(1);
    const { events } = await readPlan(engines, { source: "counted", volume_at: { now, time_zone: "UTC" } });
    expect(events[0]?.days).toEqual([...Array.from({ length: 29 }, () => 0), 2]);
  });
});

describe("a plan as JSON Schema", () => {
  it("is applied after a dry run, and applying it again changes nothing", async () => {
    await taught("brought", ordered, event("track", "Old", {}));
    await approveAll(engines, { source: "brought" });
    const [mine] = decided(await readPlan(engines, { source: "brought" }));
    if (mine === undefined) throw new Error("nothing was learned");
    const order = mine.events.find(({ name }) => name === "Order Completed");
    if (order === undefined) throw new Error("the order was not learned");
    const properties = order.properties.map((each) => (each.name === "revenue" ? { ...each, required: true } : each));
    const fresh = { ...order, name: "Fresh", properties: [] };
    const document = planDocument([{ ...mine, policy: "dead_letter", events: [{ ...order, properties }, fresh] }]);
    const expected = [
      ["changed", "", "", ["policy"]],
      ["changed", "Order Completed", "revenue", ["required"]],
      ["added", "Fresh", "", []],
      ["removed", "Old", "", []],
    ];
    for (const dry_run of [true, false]) {
      const differences = await applyPlan(engines, readDocument(document), dry_run);
      expect(differences.map(({ change, name, property: its, what }) => [change, name, its, what])).toEqual(expected);
    }
    expect(await applyPlan(engines, readDocument(document), false)).toEqual([]);
    const old = (await readPlan(engines, { source: "brought" })).events.find(({ name }) => name === "Old");
    expect(old?.state).toBe("new");
  });

  it("that is none is refused with the place", () => {
    expect(() => readDocument({ $defs: { web: { anyOf: [{ properties: { type: { const: "buy" } } }] } } })).toThrow(
      /\/\$defs\/web\/anyOf\/0\/properties\/type\/const/,
    );
  });
});
