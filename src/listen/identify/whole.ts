// Makes out all people at once, out of everybody who shares anything: after an import, for a change of the rules.
import type { Engines } from "#storage";
import { writeAliases } from "./alias.ts";
import { linkOf } from "./closure.ts";
import { linkLines } from "./lines.ts";
import { allAliases, crowdedQuery, wholeSql } from "./link.sql.ts";
import { type Held, standingDecisions } from "./record.ts";
import { type Decision, resolver } from "./resolve.ts";

const timeout_ms = 3_600_000;
// So many links are looked at before whatever else waits has its turn.
const between_pauses = 5_000;

/** Who is who by the given rules: every stamp that shares anything, and the person that it is. */
export async function resolveWhole(
  engines: Engines,
  { rules, country, decisions }: Pick<Held, "rules" | "country"> & { readonly decisions: readonly Decision[] },
  signal?: AbortSignal,
): Promise<ReadonlyMap<bigint, bigint>> {
  const options = { timeout_ms, ...(signal ? { signal } : {}) };
  const rows = await crowdedQuery(engines.clickhouse, rules.most_sharing, options);
  const crowded = new Set(rows.map(({ key }) => BigInt(key)));
  const going = resolver({ decisions, crowded, explain: false }, rules);
  const also = decisions.flatMap(({ kind, left, right }) => (kind === "same" ? [...left, ...right] : []));
  const statement = wholeSql({ most: rules.most_sharing, kinds: rules.kinds.map(({ kind }) => kind), also });
  let count = 0;
  for await (const { first_seen_ms = 0, ...line } of linkLines(engines, "listen.identify.whole", statement, options)) {
    going.take(linkOf({ ...line, first_seen_ms }, rules, country));
    count += 1;
    if (count % between_pauses === 0) await new Promise<void>((next) => setImmediate(next));
  }
  return going.end().customer_of;
}

/** Everybody who is another than the stamp says, as it stands. */
export async function standingAliases(engines: Engines): Promise<Map<bigint, bigint>> {
  const known = new Map<bigint, bigint>();
  for await (const { stamp, value } of linkLines(engines, "listen.identify.aliases", allAliases, { timeout_ms }))
    known.set(BigInt(stamp), BigInt(value));
  return known;
}

/** The stamps whose person is another by `after` than by `before`; who is in neither is alone. */
export function changesBetween(
  before: ReadonlyMap<bigint, bigint>,
  after: ReadonlyMap<bigint, bigint>,
): Map<bigint, bigint> {
  const changed = new Map<bigint, bigint>();
  for (const [stamp, customer] of after) if (customer !== (before.get(stamp) ?? stamp)) changed.set(stamp, customer);
  for (const [stamp, customer] of before) if (!after.has(stamp) && customer !== stamp) changed.set(stamp, stamp);
  return changed;
}

/** Makes out everybody and writes what changed. */
export async function settleWhole(engines: Engines, held: Held, signal?: AbortSignal): Promise<void> {
  const decisions = await standingDecisions(held.transaction);
  const after = await resolveWhole(engines, { ...held, decisions }, signal);
  const before = await standingAliases(engines);
  await writeAliases(engines, held, changesBetween(before, after), before);
}
