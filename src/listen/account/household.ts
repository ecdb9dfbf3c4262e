// Runs the rule of households: reads what people share, joins them, and writes only what differs from before.
import { createInterface } from "node:readline";
import type { HouseholdResult, HouseholdRun } from "#contract";
import type { Engines, RunOptions } from "#storage";
import { sipHash64 } from "../collect/understand/sip.ts";
import { touched } from "../touch.ts";
import { householdMembers, householdNames, personsCount, personsKnown } from "./household.sql.ts";
import { joinPersons, type Settled, settleHouseholds } from "./join.ts";
import { type KeyOptions, type Known, personKeys, personName, personSurname } from "./person-keys.ts";
import { noteRun } from "./rule.ts";

/** What a run needs besides the engines. */
export interface RunContext {
  readonly country: string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

interface PersonRow {
  readonly customer_id: string;
  readonly told: readonly { readonly name: string; readonly value: string }[];
}

const timeout_ms = 3_600_000;
/** Persons between two notes of how far it is. */
const note_each = 5_000;
/** Persons asked for by name at a time. */
const chunk = 500;
const examples_most = 10;

function known({ told }: PersonRow): Known {
  const values = new Map<string, string[]>();
  for (const { name, value } of told) {
    const list = values.get(name);
    if (list) list.push(value);
    else values.set(name, [value]);
  }
  return values;
}

/** A key as a short hash: of most keys only one person is ever seen. */
function short(key: string): string {
  return sipHash64("household", key).toString(36);
}

interface Read {
  readonly sharing: Map<string, string[]>;
  readonly persons: number;
}

async function readSharing(
  engines: Engines,
  run: HouseholdRun,
  options: KeyOptions,
  context: RunContext,
): Promise<Read> {
  const { clickhouse } = engines;
  const { signal } = context;
  const [counted] = await personsCount(clickhouse, {}, { signal, timeout_ms });
  await noteRun(engines, run.id, { state: "running", step: "read", done: 0, total: counted?.persons ?? 0 });
  const { name, sql } = personsKnown.definition;
  const settings = { max_bytes_before_external_group_by: "400000000" };
  const stream = await clickhouse.stream(name, sql({ customer_ids: null }), "JSONEachRow", {
    signal,
    timeout_ms,
    settings,
  });
  const alone = new Map<string, string>();
  const sharing = new Map<string, string[]>();
  let persons = 0;
  let read = 0;
  for await (const line of createInterface({ input: stream })) {
    const row: PersonRow = JSON.parse(line);
    const keys = personKeys(known(row), options);
    if (keys.length > 0) persons += 1;
    for (const { key } of keys) {
      const at = short(key);
      const before = alone.get(at);
      if (before === undefined) alone.set(at, row.customer_id);
      else if (sharing.has(at)) sharing.get(at)?.push(row.customer_id);
      else sharing.set(at, [before, row.customer_id]);
    }
    read += 1;
    if (read % note_each === 0) await noteRun(engines, run.id, { done: read });
  }
  return { sharing, persons };
}

/** What is known of each member of the households. */
async function readMembers(
  { clickhouse }: Engines,
  households: readonly Settled[],
  options: RunOptions,
): Promise<ReadonlyMap<string, Known>> {
  const ids = [...new Set(households.flatMap(({ members }) => members))];
  const found = new Map<string, Known>();
  for (let at = 0; at < ids.length; at += chunk) {
    const rows = await personsKnown(clickhouse, { customer_ids: ids.slice(at, at + chunk) }, options);
    for (const row of rows) found.set(row.customer_id, known(row));
  }
  return found;
}

interface Portrait {
  readonly label: string;
  readonly shared: readonly string[];
}

/** What a household is called: its most frequent surname, and what its members share. */
function portrait({ members }: Settled, of: ReadonlyMap<string, Known>, options: KeyOptions): Portrait {
  const surnames = new Map<string, number>();
  const holders = new Map<string, { readonly shown: string; count: number }>();
  for (const member of members) {
    const told = of.get(member) ?? new Map<string, readonly string[]>();
    const surname = personSurname(told);
    if (surname !== "") surnames.set(surname, (surnames.get(surname) ?? 0) + 1);
    for (const { key, shown } of personKeys(told, options)) {
      const holder = holders.get(key) ?? { shown, count: 0 };
      holder.count += 1;
      holders.set(key, holder);
    }
  }
  const [surname = ""] = [...surnames].sort(([one, n], [other, m]) => m - n || (one < other ? -1 : 1))[0] ?? [];
  const shared = [...holders.values()]
    .filter(({ count }) => count > 1)
    .map(({ shown }) => shown)
    .sort();
  return { label: [surname, shared[0] ?? ""].filter((part) => part !== "").join(", "), shared };
}

async function writeNames(engines: Engines, portraits: ReadonlyMap<string, Portrait>, at: Date): Promise<void> {
  const told = await householdNames(engines.clickhouse, {}, { timeout_ms });
  const before = new Map(told.filter(({ name }) => name === "name").map((row) => [row.account_id, row.value]));
  const rows = [...portraits]
    .filter(([account_id, { label }]) => label !== "" && before.get(account_id) !== label)
    .map(([account_id, { label }]) => ({
      account_id,
      name: "name",
      value: label,
      source: "household",
      id: "0",
      occurred_at: at.toISOString(),
      version: at.getTime(),
    }));
  if (rows.length > 0) await engines.clickhouse.insert("account_trait_log", rows, { timeout_ms });
}

async function writeChanges(
  engines: Engines,
  run: HouseholdRun,
  changes: ReturnType<typeof settleHouseholds>["changes"],
  at: Date,
  signal: AbortSignal,
): Promise<void> {
  await noteRun(engines, run.id, { step: "write", done: 0, total: changes.length });
  const word = { id: String(at.getTime()), kind: "household", key: "", source: "household", cause: "household" };
  for (let done = 0; done < changes.length; done += note_each) {
    signal.throwIfAborted();
    const part = changes.slice(done, done + note_each);
    const rows = part.map((change) => ({
      ...change,
      ...word,
      said_by: "",
      occurred_at: at.toISOString(),
      version: at.getTime(),
    }));
    await engines.clickhouse.insert("account_member_log", rows, { timeout_ms });
    touched(
      engines,
      part.map(({ customer_id }) => customer_id),
    );
    await noteRun(engines, run.id, { done: done + part.length });
  }
}

/**
 * Runs the rule as the run says; a trial changes nothing. What a run that was cut off had written it has not to write
 * again: the next one writes what differs.
 */
export async function runHouseholds(
  engines: Engines,
  run: HouseholdRun,
  context: RunContext,
): Promise<HouseholdResult> {
  const { rule, dry_run } = run;
  const { country, now, signal } = context;
  const options = { by_address: rule.by_address, by_phone: rule.by_phone, country };
  const { sharing, persons } = rule.enabled
    ? await readSharing(engines, run, options, context)
    : { sharing: new Map<string, string[]>(), persons: 0 };
  await noteRun(engines, run.id, { state: "running", step: "join", done: 0, total: sharing.size });
  const found = joinPersons(sharing, rule.members_max);
  const before = await householdMembers(engines.clickhouse, {}, { signal, timeout_ms });
  // Never a known household's: who is first in a new one may have been first in another.
  const ids = new Set(before.map(({ account_id }) => account_id));
  const idOf = (first: string): string => {
    let id = sipHash64("household", first);
    while (ids.has(String(id))) id = BigInt.asUintN(64, id + 1n);
    return String(id);
  };
  const { settled, changes } = settleHouseholds(found.households, before, idOf);
  const largest = settled.toSorted((one, other) => other.members.length - one.members.length).slice(0, examples_most);
  const named = dry_run ? largest : settled;
  const people = await readMembers(engines, named, { signal, timeout_ms });
  const portraits = new Map(named.map((each) => [each.account_id, portrait(each, people, options)]));
  if (!dry_run) {
    const at = now();
    await writeNames(engines, portraits, at);
    await writeChanges(engines, run, changes, at, signal);
  }
  return {
    persons,
    households: settled.length,
    members: settled.reduce((sum, { members }) => sum + members.length, 0),
    too_large: found.too_large,
    joined: changes.filter(({ change }) => change === "joined").length,
    left: changes.filter(({ change }) => change === "left").length,
    examples: largest.map(({ account_id, members }) => ({
      label: portraits.get(account_id)?.label ?? "",
      shared: [...(portraits.get(account_id)?.shared ?? [])],
      members: members.map((customer_id) => ({
        customer_id,
        name: personName(people.get(customer_id) ?? new Map<string, readonly string[]>()) || customer_id,
      })),
    })),
  };
}
