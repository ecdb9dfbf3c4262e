// Looks through what was received and not yet settled: after an import, after a crash, and for what another process left.
import type { Engines } from "#storage";
import { writeKeys } from "./alias.ts";
import { sharing } from "./closure.ts";
import { keyOf } from "./key.ts";
import { linkLines } from "./lines.ts";
import { receivedSql } from "./link.sql.ts";
import { type Held, underLock } from "./record.ts";
import { noteKeysAnew } from "./rekey.ts";
import { most_apart, settleStamps } from "./settle.ts";
import { settleWhole } from "./whole.ts";

/** Clocks of several machines differ, and what is received is written a little later. */
const overlap_ms = 120_000;
const pairs_at_once = 50_000;
const timeout_ms = 3_600_000;

type Pair = readonly [key: bigint, stamp: bigint];

/** Notes keys of all that was received in a stretch; gives the stamps that share one, or undefined when they are too many. */
async function noteKeys(
  engines: Engines,
  { rules, country }: Held,
  since: Date,
  until: Date,
  signal: AbortSignal | undefined,
): Promise<Set<bigint> | undefined> {
  const touched = new Set<bigint>();
  let pairs: Pair[] = [];
  const flush = async () => {
    await writeKeys(engines, pairs);
    if (touched.size <= most_apart) {
      const shared = await sharing(engines, [...new Set(pairs.map(([key]) => key))], 1);
      for (const [key, stamp] of pairs) if (shared.has(key)) touched.add(stamp);
    }
    pairs = [];
  };
  const options = { timeout_ms, ...(signal ? { signal } : {}) };
  for await (const line of linkLines(engines, "listen.identify.received", receivedSql(since, until), options)) {
    const { key, kind, value } = keyOf(line.kind, line.value, rules, country);
    if (rules.isBlocked(kind, value, line.value)) continue;
    pairs.push([key, BigInt(line.stamp)]);
    if (pairs.length >= pairs_at_once) await flush();
  }
  await flush();
  return touched.size > most_apart ? undefined : touched;
}

/** Telephones without a country code are read as those of another country from now on: everybody is made out anew. */
async function settleCountry(
  engines: Engines,
  held: Held,
  country: string,
  now: Date,
  signal?: AbortSignal,
): Promise<void> {
  const { rules, transaction } = held;
  await noteKeysAnew(engines, { rules, country }, () => true, signal);
  await settleWhole(engines, { ...held, country }, signal);
  await transaction.updateTable("identity_state").set({ country, settled_until: now }).execute();
}

export interface SweepOptions {
  /** What was received from then on is looked through too: an import says of all its rows that they came when it began. */
  readonly since?: Date;
  readonly signal?: AbortSignal;
}

/** Settles all that was received until now. To do it again changes nothing. */
export async function sweep(engines: Engines, now: Date, { since, signal }: SweepOptions = {}): Promise<void> {
  await underLock(engines, async (held) => {
    const { settled_until } = await held.transaction
      .selectFrom("identity_state")
      .select("settled_until")
      .executeTakeFirstOrThrow();
    const { country } = await held.transaction.selectFrom("workspace").select("country").executeTakeFirstOrThrow();
    if (country !== held.country) return await settleCountry(engines, held, country, now, signal);
    const from_ms = Math.min(settled_until.getTime(), since?.getTime() ?? Number.POSITIVE_INFINITY) - overlap_ms;
    const touched = await noteKeys(engines, held, new Date(Math.max(0, from_ms)), now, signal);
    if (touched === undefined) await settleWhole(engines, held, signal);
    else if (touched.size > 0) await settleStamps(engines, held, touched);
    await held.transaction.updateTable("identity_state").set({ settled_until: now }).execute();
  });
}
