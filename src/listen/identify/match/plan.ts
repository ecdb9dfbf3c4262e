// Which blocking rules to use when nobody says: many different ones, for as many pairs as are worth comparing.
import { Type } from "typebox";
import { Parse } from "typebox/value";
import type { BlockingRule, BlockingTake, MatchField, MatchOptions, MatchRole, MatchSettings } from "#contract";
import { sql } from "#storage";
import { list, literal } from "../../import/names.sql.ts";
import { keySql, pairCountSql } from "./block.sql.ts";
import { defaultComparisons } from "./default.ts";
import type { Cleaned } from "./prepare.ts";

const takesOf: Readonly<Partial<Record<MatchRole, readonly BlockingTake[]>>> = {
  given_name: ["whole", "sound"],
  surname: ["whole", "sound"],
  full_name: ["whole", "start"],
  birth_date: ["whole", "year", "month_day"],
  email: ["whole", "mailbox"],
  phone: ["whole", "end"],
  code: ["whole", "end"],
  street: ["whole"],
  address: ["whole"],
  street_number: ["whole"],
  city: ["whole"],
  postcode: ["whole"],
};

/** Rules at most; each is a pass over the records. */
const most_rules = 16;
/** How many of the chosen rules may use one field: a typo in it must not hide a pair from all of them. */
const most_uses = 4;
/** A rule that leaves more of its records in blocks too large to compare does not find what it promises. */
const most_lost = 0.1;
/** Records that the estimate of pairs looks at. */
const looked_at = 100_000;

type Key = BlockingRule["keys"][number];

/** Every rule of one key or of two keys of different fields. */
function possibleRules(fields: readonly MatchField[]): BlockingRule[] {
  const keys = fields.flatMap(({ name, role }): Key[] => (takesOf[role] ?? []).map((take) => ({ field: name, take })));
  const pairs = keys.flatMap((one, at) =>
    keys.slice(at + 1).flatMap((other) => (other.field === one.field ? [] : [{ keys: [one, other] }])),
  );
  return [...keys.map((key) => ({ keys: [key] })), ...pairs];
}

/** Whether every pair of `rule` is one of `wider` too. */
function within(rule: BlockingRule, wider: BlockingRule): boolean {
  return wider.keys.every(({ field, take }) =>
    rule.keys.some((key) => key.field === field && (key.take === take || key.take === "whole")),
  );
}

/** How many pairs may be compared: more for large sets, and never so few that a small one suffers. */
export function pairBudget(records: number): number {
  return Math.max(600_000, 5 * records);
}

/** Chooses rules from the cheapest on; what is wider takes the place of what it contains. */
export function chooseRules(
  estimates: readonly { readonly rule: BlockingRule; readonly pairs: number }[],
  budget: number,
): BlockingRule[] {
  const chosen: { readonly rule: BlockingRule; readonly pairs: number }[] = [];
  const cheapest = estimates.filter(({ pairs }) => pairs > 0).toSorted((one, other) => one.pairs - other.pairs);
  for (const each of cheapest) {
    const wider = chosen.filter(({ rule }) => !within(rule, each.rule));
    const total = wider.reduce((sum, { pairs }) => sum + pairs, each.pairs);
    if (total > budget) continue;
    const overused = each.rule.keys.some(
      ({ field }) => wider.filter(({ rule }) => rule.keys.some((key) => key.field === field)).length >= most_uses,
    );
    if (overused || wider.length >= most_rules) continue;
    chosen.splice(0, chosen.length, ...wider, each);
  }
  return chosen.map(({ rule }) => rule);
}

const Estimates = Type.Array(Type.Object({ rule: Type.Integer(), pairs: Type.Number(), lost: Type.Number() }));

/** Rules for these records, by what they would cost. */
export async function planBlocking(cleaned: Cleaned, settings: MatchSettings): Promise<BlockingRule[]> {
  const { scratch, two_sets, records } = cleaned;
  const rules = possibleRules(cleaned.fields);
  const step = Math.max(1, Math.ceil(records / looked_at));
  const keys = rules.map((rule) => keySql(settings, rule));
  const largest = literal(Math.max(2, Math.ceil(settings.largest_block / step)));
  const statement = sql`SELECT rule, sumIf(found, size <= ${largest}) AS pairs, sumIf(size, size > ${largest}) / sum(size) AS lost FROM (
  SELECT rule, key, count() AS size, ${pairCountSql(two_sets)} AS found
  FROM (SELECT side, [${list(keys)}] AS all_keys FROM ${scratch.table("clean")} WHERE sipHash64(row) % ${literal(step)} = 0)
  ARRAY JOIN all_keys AS key, arrayEnumerate(all_keys) AS rule
  WHERE key != 0
  GROUP BY rule, key
) GROUP BY rule`;
  const rows = Parse(Estimates, await scratch.rows("plan", statement));
  const estimates = rows.flatMap(({ rule, pairs, lost }) => {
    const found = rules[rule - 1];
    return found && lost <= most_lost ? [{ rule: found, pairs: pairs * step * step }] : [];
  });
  return chooseRules(estimates, pairBudget(records));
}

/** Settings with everything filled in that a settings file leaves out. */
export async function completeSettings(cleaned: Cleaned, options: MatchOptions): Promise<MatchSettings> {
  const settings: MatchSettings = {
    fields: [...cleaned.fields],
    blocking: [],
    comparisons: defaultComparisons(cleaned.fields),
    threshold: 0.5,
    clusters: { threshold: options.threshold ?? 0.5, least_density: 0.3 },
    largest_block: 1000,
    sample_pairs: 500_000,
    seed: 1,
    ...options,
  };
  return options.blocking ? settings : { ...settings, blocking: await planBlocking(cleaned, settings) };
}
