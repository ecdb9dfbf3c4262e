// The block list as people keep it: it acts at once here and soon elsewhere, and what it stopped is counted.
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type BlockRequest, ProblemError } from "#contract";
import { type Engines, sql } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
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
