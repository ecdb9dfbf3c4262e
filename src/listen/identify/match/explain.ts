// Why pairs have their probability: each comparison's level, values and weight.
import { type Static, Type } from "typebox";
import { Parse } from "typebox/value";
import type { MatchModel, PairExplanation, WaterfallStep } from "#contract";
import { sql, typed } from "#storage";
import { list } from "../../import/names.sql.ts";
import { comparedFields, patternSql, unpack } from "./pattern.sql.ts";
import type { Prepared } from "./prepare.ts";
import { levelWeights, probabilityOf, withTerms } from "./score.ts";
import { named } from "./scratch.ts";
import type { Term } from "./term.ts";

const Texts = Type.Array(Type.String());
const Explained = Type.Array(
  Type.Object({
    left_key: Type.String(),
    right_key: Type.String(),
    left: Texts,
    right: Texts,
    pattern: Type.String(),
    extras: Type.Array(Type.Number()),
  }),
);

/** The waterfall of each pair of row numbers, candidates or not, in no particular order. */
export async function explainPairs(
  prepared: Prepared,
  model: MatchModel,
  terms: readonly Term[],
  pairs: readonly { readonly l: number; readonly r: number }[],
): Promise<PairExplanation[]> {
  const explained: PairExplanation[] = [];
  for (let from = 0; from < pairs.length; from += at_once)
    explained.push(...(await explainSome(prepared, model, terms, pairs.slice(from, from + at_once))));
  return explained;
}

// A bound value may be no longer than 128 kB.
const at_once = 5000;

async function explainSome(
  prepared: Prepared,
  model: MatchModel,
  terms: readonly Term[],
  pairs: readonly { readonly l: number; readonly r: number }[],
): Promise<PairExplanation[]> {
  const { scratch, settings } = prepared;
  const record = scratch.table("record");
  const rows = (side: "l" | "r") =>
    typed(
      "Array(UInt32)",
      pairs.map((pair) => pair[side]),
    );
  const texts = (side: "l" | "r") => list(settings.fields.map((_, at) => sql`${named(side)}.${named(`f${at}`)}`));
  const found = sql`SELECT l.row AS l, l.key AS left_key, r.key AS right_key, [${texts("l")}] AS left, [${texts("r")}] AS right, ${patternSql(settings)} AS pattern
FROM (SELECT pair.1 AS one, pair.2 AS other FROM (SELECT arrayJoin(arrayZip(${rows("l")}, ${rows("r")})) AS pair)) AS p
INNER JOIN ${record} AS l ON l.row = p.one
INNER JOIN ${record} AS r ON r.row = p.other`;
  const statement = sql`SELECT left_key, right_key, left, right, toString(pattern) AS pattern, extras FROM (${withTerms(prepared, found, terms)})`;
  const explained = Parse(Explained, await scratch.rows("explain", statement));
  return explained.map((row) => explanation(prepared, model, terms, row));
}

function explanation(
  { settings }: Prepared,
  model: MatchModel,
  terms: readonly Term[],
  row: Static<typeof Explained>[number],
): PairExplanation {
  const levels = unpack(row.pattern, settings.comparisons.length);
  const weights = levelWeights(model);
  const steps = settings.comparisons.map((comparison, at): WaterfallStep => {
    const level = levels[at] ?? 0;
    const fields = comparedFields(comparison).map((name) => settings.fields.findIndex((field) => field.name === name));
    const frequency = terms.reduce(
      (sum, term, index) => sum + (term.comparison === at ? (row.extras[index] ?? 0) : 0),
      0,
    );
    return {
      comparison: comparison.name,
      label: level === 0 ? "missing" : (model.comparisons[at]?.levels[level - 1]?.label ?? ""),
      level: level === 0 ? null : level - 1,
      left: fields.map((field) => row.left[field] ?? ""),
      right: fields.map((field) => row.right[field] ?? ""),
      weight: weights[at]?.[level] ?? 0,
      term_frequency_weight: frequency,
    };
  });
  const weight = steps.reduce((sum, step) => sum + step.weight + step.term_frequency_weight, model.prior_weight);
  return {
    left: row.left_key,
    right: row.right_key,
    prior_weight: model.prior_weight,
    steps,
    weight,
    probability: probabilityOf(weight),
  };
}
