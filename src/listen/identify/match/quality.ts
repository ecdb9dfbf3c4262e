// Precision and recall over thresholds, where records carry the truth.
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { Parse } from "typebox/value";
import type { ThresholdQuality } from "#contract";
import { sql } from "#storage";
import { pairCountSql } from "./block.sql.ts";
import type { Component } from "./cluster.ts";
import type { Prepared } from "./prepare.ts";
import { type ScoredPair, weightOf } from "./score.ts";

const Total = Type.Tuple([Type.Object({ pairs: Type.Number() })]);
const Found = Type.Array(Type.Object({ threshold: Type.Number(), pairs: Type.Integer(), right: Type.Integer() }));
const Labels = Compile(
  Type.Tuple([Type.Object({ row: Type.Array(Type.Integer()), label: Type.Array(Type.String()) })]),
);

/** How right a set of pairs is: not defined (null) where there is nothing to divide by. */
export function qualityOf(threshold: number, pairs: number, right: number, true_pairs: number): ThresholdQuality {
  const precision = pairs > 0 ? right / pairs : null;
  const recall = true_pairs > 0 ? right / true_pairs : null;
  const f1 = pairs + true_pairs > 0 ? (2 * right) / (pairs + true_pairs) : null;
  return { threshold, pairs, right, precision, recall, f1 };
}

/** All pairs of records that carry the same label. */
export async function truePairs({ scratch, two_sets }: Prepared): Promise<number> {
  const each = sql`SELECT ${pairCountSql(two_sets)} AS found FROM ${scratch.table("record")} WHERE label != '' GROUP BY label`;
  const [{ pairs }] = Parse(Total, await scratch.rows("truth", sql`SELECT sum(found) AS pairs FROM (${each})`));
  return pairs;
}

/** Quality of the scored pairs at each threshold. */
export async function thresholdQuality(prepared: Prepared, thresholds: readonly number[]): Promise<ThresholdQuality[]> {
  const { scratch } = prepared;
  const record = scratch.table("record");
  const total = await truePairs(prepared);
  const judged = sql`SELECT s.weight AS weight, l.label = r.label AND l.label != '' AS is_right
FROM ${scratch.table("scored")} AS s INNER JOIN ${record} AS l ON l.row = s.l INNER JOIN ${record} AS r ON r.row = s.r`;
  const counted = sql`SELECT threshold, countIf(weight >= bits) AS pairs, countIf(is_right AND weight >= bits) AS right
FROM (${judged}) ARRAY JOIN ${thresholds} AS threshold, ${thresholds.map(weightOf)} AS bits GROUP BY threshold ORDER BY threshold`;
  const rows = Parse(Found, await scratch.rows("quality", counted));
  return thresholds.map((threshold) => {
    const row = rows.find((each) => each.threshold === threshold);
    return qualityOf(threshold, row?.pairs ?? 0, row?.right ?? 0, total);
  });
}

/** Quality of the clusters: every pair within one counts. */
export async function clusterQuality(
  prepared: Prepared,
  clusters: readonly Component<ScoredPair>[],
): Promise<ThresholdQuality> {
  const { scratch, settings } = prepared;
  const scored = scratch.table("scored");
  const labelled = sql`SELECT row, label FROM ${scratch.table("record")} WHERE row IN (SELECT l FROM ${scored} UNION ALL SELECT r FROM ${scored})`;
  const [{ row, label }] = Labels.Parse(await scratch.columns("labels", labelled, ["row", "label"]));
  const labels = new Map(row.map((each, at) => [each, label[at] ?? ""]));
  let [pairs, right] = [0, 0];
  for (const { members } of clusters) {
    const sizes = new Map<string, number>();
    for (const member of members) {
      const label = labels.get(member) ?? "";
      if (label !== "") sizes.set(label, (sizes.get(label) ?? 0) + 1);
    }
    pairs += (members.length * (members.length - 1)) / 2;
    for (const size of sizes.values()) right += (size * (size - 1)) / 2;
  }
  return qualityOf(settings.clusters.threshold, pairs, right, await truePairs(prepared));
}
