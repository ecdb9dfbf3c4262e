// A finished run in the words of its records' keys, for the command line and for files.
import type { MatchCluster, MatchModel, MatchPair, ThresholdQuality } from "#contract";
import type { ClickHouse } from "#storage";
import { type FileRequest, matchFiles } from "./files.ts";
import { type Matching, recordKeys } from "./match.ts";
import { clusterQuality, thresholdQuality } from "./quality.ts";
import type { ScoredPair } from "./score.ts";

/** What a run over files found. */
export interface MatchReport {
  readonly model: MatchModel;
  readonly records: number;
  readonly possible_pairs: number;
  readonly compared_pairs: number;
  readonly pairs_by_rule: readonly number[];
  /** The pairs of at least a tenth's probability, the surest first. */
  readonly pairs: readonly MatchPair[];
  /** `files` says from which file (0 or 1) each member is. */
  readonly clusters: readonly (MatchCluster & { readonly files: readonly number[] })[];
  /** Where records carry the truth. */
  readonly quality: readonly ThresholdQuality[];
  readonly cluster_quality: ThresholdQuality | undefined;
}

const thresholds = [0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999];

/** Matches the files and names what was found; leaves nothing in the engine. */
export async function reportOnFiles(clickhouse: ClickHouse, request: FileRequest): Promise<MatchReport> {
  const matching = await matchFiles(clickhouse, request);
  try {
    return await reportOf(matching, request.label_column !== undefined);
  } finally {
    await matching.drop();
  }
}

async function reportOf(matching: Matching, labelled: boolean): Promise<MatchReport> {
  const { compared, model, pairs, clusters } = matching;
  const keys = await recordKeys(matching);
  const keyOf = (row: number) => keys.get(row)?.key ?? "";
  const named = ({ l, r, weight, probability, rule }: ScoredPair): MatchPair => ({
    left: keyOf(l),
    right: keyOf(r),
    weight,
    probability,
    rule,
  });
  const settings = compared.settings;
  const measured = [...new Set([...thresholds, settings.threshold])].toSorted((one, other) => one - other);
  return {
    model,
    records: compared.records,
    possible_pairs: compared.possible_pairs,
    compared_pairs: compared.pairs,
    pairs_by_rule: compared.pairs_by_rule,
    pairs: pairs.map(named),
    clusters: clusters.map(({ members, links, density, weakest, split }, at) => ({
      id: at + 1,
      members: members.map(keyOf),
      files: members.map((row) => keys.get(row)?.side ?? 0),
      links: links.length,
      density,
      weakest: weakest ? named(weakest) : null,
      split,
    })),
    quality: labelled ? await thresholdQuality(compared, measured) : [],
    cluster_quality: labelled ? await clusterQuality(compared, clusters) : undefined,
  };
}
