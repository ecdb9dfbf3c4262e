// The rule of households from the first trial to its end: tried, run, corrected by hand, run again, turned off.
import { beforeAll, describe, expect, it } from "vitest";
import type { Context, HouseholdResult, HouseholdRule } from "#contract";
import { type Engines, sql } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { sayMember } from "./by-hand.ts";
import { householdJob } from "./household.job.ts";
import { askForRun, households, readRun, setRule } from "./rule.ts";

let engines: Engines;
let context: Context<Engines>;
let now = new Date("2026-03-01T12:00:00Z");
const asker = { by: "Anna", country: "PL" };
const rule: HouseholdRule = { enabled: true, by_address: true, by_phone: true, members_max: 3 };

interface Person {
  readonly id: number;
  readonly traits?: Readonly<Record<string, string>>;
  readonly phone?: string;
}

async function tell(...people: readonly Person[]): Promise<void> {
  const at = { occurred_at: "2026-01-05 12:00:00.000", received_at: "2026-01-05 12:00:00.000" };
  await engines.clickhouse.insert(
    "delivery",
    people.map(({ id, traits = {}, phone }) => ({
      ...at,
      id: String(id),
      source: "crm",
      message_id: `m${id}`,
      type: "identify",
      customer_id: String(id),
      identifiers: [{ kind: "user_id", value: `u${id}` }, ...(phone ? [{ kind: "phone", value: phone }] : [])],
      traits: Object.entries(traits).map(([trait, value]) => ({ name: trait, value })),
      import_id: "1",
    })),
  );
}

/** Runs the job of a run to its end, a minute later than the last. */
async function work(run_id: number): Promise<HouseholdResult> {
  now = new Date(now.getTime() + 60_000);
  const signal = new AbortController().signal;
  const job = { engines, data_dir: "", now: () => now, signal, attempt: 1, last: true };
  await householdJob.handle({ run_id, country: "PL" }, job);
  const { state, result } = await readRun(engines, run_id);
  expect(state).toBe("done");
  if (result === null) throw new Error("a run that is done has a result");
  return result;
}

const apply = async (of: HouseholdRule) => await work((await setRule(engines, of, asker, now)).id);

async function members(): Promise<unknown> {
  return await engines.clickhouse.rows(
    "test.members",
    sql`SELECT arraySort(groupArray(toUInt32(customer_id))) AS people FROM account_member WHERE kind = 'household' AND is_member GROUP BY account_id ORDER BY people`,
  );
}

async function householdOf(customer_id: number): Promise<string> {
  const rows = await engines.clickhouse.rows(
    "test.household",
    sql`SELECT toString(account_id) AS id FROM account_member WHERE kind = 'household' AND customer_id = ${customer_id}`,
  );
  return JSON.parse(JSON.stringify(rows))[0].id;
}

const street = "ul. Długa 5 m. 12, 00-238 Warszawa";

beforeAll(async () => {
  engines = await testEngines();
  context = {
    ...testContext(engines),
    now: () => now,
    caller: { kind: "user", id: "1", name: "Anna", role: "agent" },
  };
  await tell(
    { id: 1, traits: { name: "Jan Kowalski", address: street } },
    {
      id: 2,
      traits: {
        name: "Anna Kowalska",
        street: "Długa",
        house: "5",
        flat: "m. 12",
        postcode: "00-238",
        city: "Warszawa",
      },
    },
    { id: 3, traits: { name: "Piotr Nowak", address: street } },
    { id: 4, phone: "+48226210283" },
    { id: 5, traits: { phone: "22 621 02 83" } },
    // More than three of one name at one address: a dormitory.
    ...[11, 12, 13, 14].map((id) => ({ id, traits: { name: `Jan Wu`, address: "Akademicka 1, 02-001 Warszawa" } })),
  );
});

describe("the rule of households", () => {
  it("is off, and a trial says what it would make and makes nothing", async () => {
    expect(await households(engines)).toEqual({ rule: { ...rule, enabled: false, members_max: 8 }, last_run: null });
    const found = await work(await askForRun(engines, rule, true, asker));
    expect(found).toMatchObject({ persons: 9, households: 2, members: 4, too_large: 1, joined: 4, left: 0 });
    expect(found.examples.map(({ members: people }) => people.map(({ customer_id }) => customer_id))).toEqual([
      ["1", "2"],
      ["4", "5"],
    ]);
    expect(found.examples[0]).toMatchObject({ shared: [street], members: [{ name: "Jan Kowalski" }, {}] });
    expect(await members()).toEqual([]);
    await expect(setRule(engines, { ...rule, by_address: false, by_phone: false }, asker, now)).rejects.toMatchObject({
      code: "nothing_shared",
    });
  });

  it("makes accounts with a name, and the same run again changes nothing", async () => {
    expect(await apply(rule)).toMatchObject({ households: 2, joined: 4 });
    expect(await members()).toEqual([{ people: [1, 2] }, { people: [4, 5] }]);
    const names = await engines.clickhouse.rows("test.names", sql`SELECT value FROM account_trait ORDER BY value`);
    expect(names).toEqual([{ value: "+48226210283" }, { value: `Kowalska, ${street}` }]);
    expect(await apply(rule)).toMatchObject({ households: 2, joined: 0, left: 0 });
    expect((await households(engines)).last_run).toMatchObject({ state: "done", step: "write", dry_run: false });
  });

  it("lets a newcomer join, and whom a person takes out stays out", async () => {
    await tell({ id: 6, traits: { name: "Ewa Kowalska", address: street } });
    expect(await apply(rule)).toMatchObject({ joined: 1, left: 0 });
    const id = await householdOf(1);
    expect(await householdOf(6)).toBe(id);
    await sayMember(context, id, "2", "taken_out");
    expect(await members()).toContainEqual({ people: [1, 6] });
    expect(await apply(rule)).toMatchObject({ joined: 0, left: 0 });
    expect(await members()).toContainEqual({ people: [1, 6] });
    now = new Date(now.getTime() + 1);
    await sayMember(context, id, "2", "put_in");
    expect(await members()).toContainEqual({ people: [1, 2, 6] });
    await expect(sayMember(context, "99", "2", "put_in")).rejects.toMatchObject({ code: "unknown_account" });
    await expect(sayMember(context, id, "999", "put_in")).rejects.toMatchObject({ code: "unknown_customer" });
  });

  it("ends a household whose two members turn out to be one person, and all of them when it is turned off", async () => {
    await engines.clickhouse.insert("alias", [{ stamp: "5", customer_id: "4", version: "1" }]);
    await engines.clickhouse.run("test.reload", sql`SYSTEM RELOAD DICTIONARY alias_of`);
    expect(await members()).toContainEqual({ people: [4] });
    expect(await apply(rule)).toMatchObject({ households: 1, left: 1 });
    expect(await members()).toEqual([{ people: [1, 2, 6] }]);
    await apply({ ...rule, enabled: false });
    // What a person said by hand stands.
    expect(await members()).toEqual([{ people: [2] }]);
  });
});
