import { beforeAll, expect, test } from "vitest";
import type { IdentityChange, IdentityRules } from "#contract";
import { type Engines, sql } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { collect } from "../collect/collect.ts";
import { sipHash64 } from "../collect/understand/sip.ts";
import { type Source, sourceOfKey } from "../source/source.ts";
import { askForChange, changeState, runChange } from "./change.ts";
import { decide } from "./decision.ts";
import { customerIdentity } from "./evidence.ts";
import { usualRules } from "./rules.ts";
import { settled } from "./settle.ts";
import { sweep } from "./sweep.ts";

let engines: Engines;
let source: Source;
const start = Date.UTC(2026, 0, 5, 12);
const now = () => new Date(start + 3_600_000);
const stamp = (kind: string, value: string) => sipHash64(kind, value).toString();

async function tell(minute: number, ...events: readonly object[]): Promise<void> {
  const at = new Date(start + minute * 60_000);
  const whole = events.map((event, index) => ({
    type: "identify",
    messageId: `m${minute}.${index}`,
    timestamp: at.toISOString(),
    ...event,
  }));
  await collect(engines, source, whole, { now: at });
  await settled(engines);
}

async function customers(): Promise<number> {
  const [row] = await engines.clickhouse.rows(
    "test",
    sql`SELECT toUInt32(uniqExact(customer_id)) AS customers FROM event WHERE customer_id != 0`,
  );
  return Number(Object.values(row ?? {})[0]);
}

async function change(rules: IdentityRules, applies: boolean): Promise<IdentityChange> {
  const { id } = await askForChange({ engines }, rules, applies);
  await runChange(engines, id, now, new AbortController().signal);
  return await changeState(engines, id);
}

const without = (kind: string): IdentityRules => ({
  ...usualRules,
  kinds: usualRules.kinds.map((rule) => (rule.kind === kind ? { ...rule, merges: false } : rule)),
});
const cleaning = (kind: string, how: IdentityRules["kinds"][number]["cleaning"]): IdentityRules => ({
  ...usualRules,
  kinds: usualRules.kinds.map((rule) => (rule.kind === kind ? { ...rule, cleaning: how } : rule)),
});

beforeAll(async () => {
  engines = await testEngines();
  await engines.postgres.db
    .insertInto("source")
    .values({ slug: "shop", name: "Shop", kind: "site", write_key: "key", settings: "{}" })
    .execute();
  source = await sourceOfKey(engines, "key");
  // Ann by her address from a browser, Bob by two spellings of his, Cleo by a device that she shares with Dan.
  await tell(1, { anonymousId: "ann-browser" });
  await tell(2, { anonymousId: "ann-browser", traits: { email: "ann@x.pl" } });
  await tell(3, { traits: { email: "bob.b@gmail.com" } }, { traits: { email: "bobb+news@gmail.com" } });
  await tell(4, { context: { externalIds: [{ type: "crm_id", id: "c1" }], device: { id: "tablet" } } });
  await tell(5, { context: { externalIds: [{ type: "messenger_id", id: "dan" }], device: { id: "tablet" } } });
});

test("a rule is tried before it acts, then acts, and its undoing brings back what was", async () => {
  expect(await customers()).toBe(3);
  const tried = await change(without("device_id"), false);
  expect(tried).toMatchObject({ state: "done", share: 1, result: { merged: 0, split: 1 } });
  expect(tried.result?.examples).toMatchObject([{ kind: "split", people: [{}, {}] }]);
  expect(await customers()).toBe(3);

  const applied = await change(without("device_id"), true);
  expect(applied.result).toEqual(tried.result);
  expect(await customers()).toBe(4);

  expect((await change(usualRules, true)).result).toMatchObject({ merged: 1, split: 0 });
  expect(await customers()).toBe(3);
});

test("another cleaning makes other keys: two spellings of one mailbox part and meet again", async () => {
  expect((await change(cleaning("email", "lower"), false)).result).toMatchObject({ merged: 0, split: 1 });
  expect((await change(cleaning("email", "lower"), true)).result).toMatchObject({ merged: 0, split: 1 });
  expect(await customers()).toBe(4);
  // What comes later is cleaned by the new rules too.
  await tell(6, { anonymousId: "bob-browser", traits: { email: "BOB.B@gmail.com" } });
  expect(await customers()).toBe(4);
  expect((await change(usualRules, true)).result).toMatchObject({ merged: 1, split: 0 });
  expect(await customers()).toBe(3);
});

test("a bad rule is refused with its place", async () => {
  const bad = { ...usualRules, blocked: [{ pattern: "ok" }, { pattern: "(" }] };
  await expect(askForChange({ engines }, bad, true)).rejects.toMatchObject({
    status: 400,
    code: "bad_pattern",
    field: "blocked/1/pattern",
  });
  const endless = { ...usualRules, blocked: [{ pattern: "(a+)+b" }] };
  await expect(askForChange({ engines }, endless, true)).rejects.toMatchObject({ code: "bad_pattern" });
});

test("the workspace's country changes how telephones are read, of what is known too", async () => {
  await tell(7, { userId: "eva", traits: { phone: "601 234 567" } }, { traits: { phone: "+48 601 234 567" } });
  const before = await customers();
  await engines.postgres.db.updateTable("workspace").set({ country: "PL" }).execute();
  await sweep(engines, now());
  expect(await customers()).toBe(before - 1);
});

test("a customer explains itself: identifiers, the event that told of each merge, what spoke against, decisions", async () => {
  await tell(
    8,
    { userId: "fay", anonymousId: "f-browser", type: "track", event: "Signed In" },
    { userId: "guest", anonymousId: "f-browser" },
  );
  await tell(9, { userId: "gus", anonymousId: "f-browser" });
  const fay = await customerIdentity({ engines }, stamp("anonymous_id", "f-browser"));
  expect(fay.customer_id).toBe(stamp("user_id", "fay"));
  expect(fay.stamps.map(({ value }) => value).sort()).toEqual(["f-browser", "fay"]);
  expect(fay.merges).toMatchObject([
    { by: "identifier", kind: "anonymous_id", value: "f-browser", stamp: stamp("user_id", "fay"), source: "shop" },
  ]);
  const [told] = await engines.clickhouse.rows(
    "t",
    sql`SELECT toString(id) AS id FROM event WHERE message_id = 'm8.0'`,
  );
  expect(fay.merges[0]?.event_id).toBe(Object.values(told ?? {})[0]);

  const gus = await customerIdentity({ engines }, stamp("user_id", "gus"));
  expect(gus.identifiers).toMatchObject([
    { kind: "user_id", value: "gus", refused: null },
    { kind: "anonymous_id", value: "f-browser", refused: "limit", limit_of: "user_id" },
  ]);
  const id = await decide(
    engines,
    { kind: "same", left: [stamp("user_id", "gus")], right: [stamp("user_id", "fay")] },
    { by: "Cleo" },
  );
  expect((await customerIdentity({ engines }, stamp("user_id", "gus"))).decisions).toMatchObject([
    { id, kind: "same", decided_by: "Cleo", refused: "limit" },
  ]);
  await expect(customerIdentity({ engines }, "12345")).rejects.toMatchObject({ code: "unknown_customer" });
});
