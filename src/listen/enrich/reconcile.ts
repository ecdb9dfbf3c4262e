// Brings what a source has said of customers to what it has to say now: new values told, old ones taken away, and
// nothing written where nothing changed, so that doing it again changes nothing.
import type { Engines, RunOptions } from "#storage";
import { touched } from "../touch.ts";
import { present } from "./enrich.sql.ts";
import type { Traits } from "./hook/hook.ts";

/** What is to stand for one customer, and since when it is known. */
export interface Given {
  readonly stamp: string;
  readonly traits: Traits;
  readonly at: Date;
}

interface Word {
  readonly value: string;
  readonly at_ms: number;
}

/** A trait to be told of a customer; '' takes it away. */
interface Change extends Word {
  readonly stamp: string;
  readonly name: string;
}

const longest_value = 2_000;

/** A word must be newer than the last one of its source to stand. Pure. */
function changesOf({ stamp, traits, at }: Given, words: ReadonlyMap<string, Word>): Change[] {
  const names = new Set([...Object.keys(traits), ...words.keys()]);
  return [...names].flatMap((name) => {
    const value = (traits[name] ?? "").slice(0, longest_value).toWellFormed();
    const last = words.get(name);
    if (value === (last?.value ?? "")) return [];
    return [{ stamp, name, value, at_ms: Math.max(at.getTime(), (last?.at_ms ?? -1) + 1) }];
  });
}

// Not 0: it says who somebody is, not what happened, so it is no event.
const import_id = 1;

function rowOf(source: string, received_at: Date, changes: readonly Change[]): object {
  const [first] = changes;
  const occurred_at = new Date(first?.at_ms ?? 0);
  return {
    source,
    type: "identify",
    customer_id: first?.stamp ?? "0",
    occurred_at,
    original_at: occurred_at,
    sent_at: occurred_at,
    received_at,
    version: received_at.getTime(),
    import_id,
    traits: changes.map(({ name, value }) => ({ name, value })),
  };
}

/** Tells what changed; the number of traits told and taken away. */
export async function reconcile(
  engines: Engines,
  source: string,
  given: readonly Given[],
  now: Date,
  options?: RunOptions,
): Promise<number> {
  if (given.length === 0) return 0;
  const said = new Map<string, Map<string, Word>>();
  for (const { stamp, name, value, at } of await present(
    engines.clickhouse,
    { stamps: given.map((one) => one.stamp), source },
    options,
  )) {
    const words = said.get(stamp) ?? new Map<string, Word>();
    said.set(stamp, words.set(name, { value, at_ms: new Date(at).getTime() }));
  }
  const changes = given.flatMap((one) => changesOf(one, said.get(one.stamp) ?? new Map()));
  const rows = new Map<string, Change[]>();
  for (const change of changes) {
    const key = `${change.stamp} ${change.at_ms}`;
    rows.set(key, [...(rows.get(key) ?? []), change]);
  }
  if (rows.size > 0) {
    const told = [...rows.values()].map((each) => rowOf(source, now, each));
    await engines.clickhouse.insert("delivery", told, options);
    touched(
      engines,
      changes.map(({ stamp }) => stamp),
    );
  }
  return changes.length;
}
