// The block list as people keep it: it acts at once here and soon elsewhere, and what it stopped is counted.
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type BlockRequest, ProblemError } from "#contract";
import { type Engines, sql } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { collect } from "../collect/collect.ts";
import { keepWhole } from "../dead-letter/whole.ts";
import type { Source } from "../source/source.ts";
import { blocked } from "./blocked.ts";
import type { GateEvent } from "./gate.ts";
import { addBlock, findBlocks, listBlocks, removeBlock, stoppedSince } from "./list.ts";

const now = new Date("2024-06-01T10:00:00Z");
const site = { slug: "site" };
let engines: Engines;
/** The same databases as another process sees them. */
let elsewhere: Engines;

beforeAll(async () => {
  engines = await testEngines();
  elsewhere = { ...engines };
});

const viewed = (kind: string, value: string): GateEvent => ({
  identifiers: [{ kind, value }],
  name: "Page Viewed",
  context: {},
});
const person = (value: string, more: Partial<Extract<BlockRequest["target"], { kind: "identifier" }>> = {}) =>
  ({
    target: { kind: "identifier", identifier_kind: "email", value, ...more },
    reason: "Asked to be forgotten, ticket 17",
  }) satisfies BlockRequest;
const stops = async (at: Engines, event: GateEvent) => (await blocked(at, () => now))(event, site);

describe("a person on the list", () => {
  it("is stopped at once in this process and within two seconds in others", async () => {
    const anna = viewed("email", "anna@example.org");
    expect(await stops(engines, anna)).toBeUndefined();
    expect(await stops(elsewhere, anna)).toBeUndefined();
    const added = await addBlock(engines, person(" Anna@Example.org "), "Ewa", now);
    expect(added).toMatchObject({
      kind: "identifier",
      identifiers: [{ kind: "email", value: "anna@example.org" }],
      reason: "Asked to be forgotten, ticket 17",
      added_by: "Ewa",
      stopped: 0,
      over: false,
    });
    expect(await stops(engines, anna)).toBe("blocked_person");
    await expect.poll(() => stops(elsewhere, anna), { timeout: 3_000 }).toBe("blocked_person");

    await removeBlock(engines, added.id);
    expect(await stops(engines, anna)).toBeUndefined();
    await expect.poll(() => stops(elsewhere, anna), { timeout: 3_000 }).toBeUndefined();
  });

  it("can be kept as a fingerprint, and found again by whoever knows the value", async () => {
    const added = await addBlock(engines, person("jan@example.org", { fingerprint_only: true }), "", now);
    expect(added.identifiers).toEqual([{ kind: "email", value: null }]);
    const { rows } = await engines.postgres.pool.query("SELECT block::text AS row FROM block");
    expect(JSON.stringify(rows)).not.toContain("jan@example.org");
    expect(await stops(engines, viewed("email", "JAN@example.org"))).toBe("blocked_person");
    const found = await findBlocks(engines, "email", "Jan@example.org", now);
    expect(found.map(({ id }) => id)).toEqual([added.id]);
    expect(await findBlocks(engines, "email", "piotr@example.org", now)).toEqual([]);
  });

  it("is let through when the time of the line is over", async () => {
    const soon = new Date(Date.now() + 60_000).toISOString();
    const added = await addBlock(engines, { ...person("ola@example.org"), until: soon }, "", now);
    expect(await stops(engines, viewed("email", "ola@example.org"))).toBe("blocked_person");
    await engines.postgres.pool.query("UPDATE block SET until = now() - interval '1 second' WHERE id = $1", [added.id]);
    await expect.poll(() => stops(engines, viewed("email", "ola@example.org")), { timeout: 3_000 }).toBeUndefined();
    expect((await listBlocks(engines, new Date(Date.now() + 120_000)))[0]).toMatchObject({ id: added.id, over: true });
  });
});

describe("a customer on the list", () => {
  it("is stopped by every identifier that was seen", async () => {
    const row = sql`SELECT 4711 AS customer_id, 'site' AS source, 'identify' AS type,
      [('user_id', 'u-1'), ('email', 'kim@example.org')] AS identifiers`;
    await engines.clickhouse.run("told", sql`INSERT INTO delivery (customer_id, source, type, identifiers) ${row}`);
    const target = { kind: "customer", customer_id: "4711" } as const;
    const { identifiers } = await addBlock(engines, { target, reason: "Objection" }, "", now);
    expect(identifiers).toEqual([
      { kind: "email", value: "kim@example.org" },
      { kind: "user_id", value: "u-1" },
    ]);
    expect(await stops(engines, viewed("user_id", "u-1"))).toBe("blocked_person");
    expect(await stops(engines, viewed("email", "kim@example.org"))).toBe("blocked_person");
    const unknown = addBlock(engines, { target: { ...target, customer_id: "4712" }, reason: "?" }, "", now);
    await expect(unknown).rejects.toMatchObject({ status: 404 });
  });
});

describe("what is stopped", () => {
  it("is counted by day, source and reason, and nothing else of it is kept", async () => {
    const target = { kind: "source", source: `old-${randomUUID()}` } as const;
    const { id } = await addBlock(engines, { target, reason: "Retired" }, "", now);
    const gate = await blocked(engines, () => now);
    for (let told = 0; told < 250; told += 1) gate(viewed("user_id", `u-${told}`), { slug: target.source });
    await expect
      .poll(() => stoppedSince(engines, "2024-06-01"))
      .toContainEqual({ day: "2024-06-01", source: target.source, reason: "blocked_source", events: 250 });
    expect((await listBlocks(engines, now)).find((line) => line.id === id)?.stopped).toBe(250);
    expect(await stoppedSince(engines, "2024-06-02")).toEqual([]);
  });
});

describe("the collector", () => {
  const source: Source = {
    id: 1,
    slug: "kiosk",
    name: "Kiosk",
    kind: "server",
    write_key: "wk",
    settings: {},
    enabled: true,
  };
  const rowsOf = (table: "event_log" | "dead_letter") =>
    engines.clickhouse.rows(
      "kept",
      table === "event_log"
        ? sql`SELECT body FROM event_log WHERE source = 'kiosk'`
        : sql`SELECT body FROM dead_letter WHERE source = 'kiosk'`,
    );

  it("keeps nothing of a listed person, not even what it would have refused, and answers as usual", async () => {
    await addBlock(engines, person("maria@example.org", { identifier_kind: "any" }), "", now);
    const told = [
      { type: "track", event: "Page Viewed", messageId: "1", context: { traits: { email: "Maria@example.org" } } },
      { type: "trak", messageId: "2", userId: "maria@example.org" },
      { type: "identify", messageId: "3", userId: "u-7", traits: { email: "maria@example.org" } },
      { type: "track", event: "Page Viewed", messageId: "4", userId: "u-8" },
      { type: "trak", messageId: "5", userId: "u-9" },
    ];
    const collected = await collect(engines, source, told, { now });
    expect(collected).toMatchObject({ accepted: 1, dropped: 3, rejected: [{ index: 4 }] });
    expect(JSON.stringify([await rowsOf("event_log"), await rowsOf("dead_letter")])).not.toMatch(/maria/i);
    expect([(await rowsOf("event_log")).length, (await rowsOf("dead_letter")).length]).toEqual([1, 1]);
  });

  it("stops a network by the address that calls, which it does not keep", async () => {
    await addBlock(engines, { target: { kind: "network", network: "198.51.100.0/24" }, reason: "Bots" }, "", now);
    const told = [{ type: "track", event: "Page Viewed", messageId: "6", userId: "u-8" }];
    expect(await collect(engines, source, told, { now, caller: "198.51.100.9" })).toMatchObject({ dropped: 1 });
    expect(await collect(engines, source, told, { now, caller: "192.0.2.9" })).toMatchObject({ accepted: 1 });
    const letters = (await rowsOf("dead_letter")).length;
    const unread = { source: "kiosk", code: "bad_json", message: "", body: "{", received_at: now };
    await keepWhole(engines, unread, "198.51.100.9");
    expect((await rowsOf("dead_letter")).length).toBe(letters);
    await keepWhole(engines, unread, "192.0.2.9");
    expect((await rowsOf("dead_letter")).length).toBe(letters + 1);
    expect(JSON.stringify([await rowsOf("event_log"), await rowsOf("dead_letter")])).not.toContain("192.0.2.9");
  });

  it("keeps nothing at all of a listed source", async () => {
    await addBlock(engines, { target: { kind: "source", source: "kiosk" }, reason: "Broken" }, "", now);
    const told = [{ type: "trak" }, 17, { type: "track", event: "Page Viewed", messageId: "9", userId: "u-8" }];
    expect(await collect(engines, source, told, { now })).toEqual({ accepted: 0, dropped: 3, rejected: [] });
    const letters = (await rowsOf("dead_letter")).length;
    await keepWhole(engines, { source: "kiosk", code: "bad_json", message: "", body: "not JSON", received_at: now });
    expect((await rowsOf("dead_letter")).length).toBe(letters);
  });
});

describe("what cannot be listed", () => {
  it.each([
    ["bad_network", { target: { kind: "network", network: "my office" }, reason: "Noise" }],
    ["bad_identifier", person("   ")],
    ["bad_until", { ...person("a@example.org"), until: "2024-05-31T00:00:00Z" }],
    ["bad_until", { ...person("a@example.org"), until: "soon" }],
  ] satisfies [string, BlockRequest][])("is answered with %s", async (code, request) => {
    await expect(addBlock(engines, request, "", now)).rejects.toSatisfy(
      (fault) => fault instanceof ProblemError && fault.status === 400 && fault.code === code,
    );
  });
});
