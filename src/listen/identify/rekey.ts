// Notes the keys of everything that was ever told anew, where values are cleaned otherwise than before. Those of before
// stay and mislead nobody: a key is hashed with its cleaning.
import type { Engines } from "#storage";
import { writeKeys } from "./alias.ts";
import { keyOf } from "./key.ts";
import { linkLines } from "./lines.ts";
import { receivedSql } from "./link.sql.ts";
import type { InForce } from "./record.ts";
import { type Checked, ruleOf } from "./rules.ts";

const pairs_at_once = 50_000;
const timeout_ms = 3_600_000;
const [ever, always] = [new Date(0), new Date(Date.UTC(2100, 0, 1))];

/** Whether the values of a kind are cleaned otherwise by the rules of after. */
export function cleanedOtherwise(before: Checked, after: Checked): (kind: string) => boolean {
  return (kind) => ruleOf(before, kind).cleaning !== ruleOf(after, kind).cleaning;
}

/** Notes the keys of all identifiers of the kinds that are to be noted. */
export async function noteKeysAnew(
  engines: Engines,
  { rules, country }: Pick<InForce, "rules" | "country">,
  isNoted: (kind: string) => boolean,
  signal?: AbortSignal,
): Promise<void> {
  let pairs: (readonly [key: bigint, stamp: bigint])[] = [];
  const options = { timeout_ms, ...(signal ? { signal } : {}) };
  for await (const told of linkLines(engines, "listen.identify.all", receivedSql(ever, always), options)) {
    const { key, kind, value } = keyOf(told.kind, told.value, rules, country);
    if (!isNoted(kind) || rules.isBlocked(kind, value, told.value)) continue;
    pairs.push([key, BigInt(told.stamp)]);
    if (pairs.length < pairs_at_once) continue;
    await writeKeys(engines, pairs);
    pairs = [];
  }
  await writeKeys(engines, pairs);
}
