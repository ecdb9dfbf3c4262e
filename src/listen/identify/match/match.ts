// One run of matching, from records to clusters: what the command line and the server's jobs call.
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import type { MatchField, MatchModel, MatchOptions } from "#contract";
import { type ClickHouse, type RunOptions, sql } from "#storage";
import { type Component, cluster } from "./cluster.ts";
import { type Compared, compare } from "./compare.ts";
import { estimate } from "./estimate.ts";
import { completeSettings } from "./plan.ts";
import { clean, prepare, type RecordSets } from "./prepare.ts";
import { type ScoredPair, score, scoredPairs } from "./score.ts";
import type { Term } from "./term.ts";

/** What a run is to do. */
export interface MatchRequest {
  readonly sets: RecordSets;
  /** Fields to compare by; those of `model` when it is given. */
  readonly fields: readonly MatchField[];
  readonly options?: MatchOptions;
  /** A model to score by; estimated from the records when left out. */
  readonly model?: MatchModel;
  /** Pairs below this probability are not kept. */
  readonly least_probability?: number;
  /** Hears what is being done and how far the run is, 0..1. */
  readonly progress?: (doing: string, share: number) => void;
  readonly run?: RunOptions;
}

/** A finished run. Its scratch database stays until `drop`, for explanations and measures. */
export interface Matching {
  readonly compared: Compared;
  readonly model: MatchModel;
  readonly terms: readonly Term[];
  /** Pairs of at least the least probability, the surest first. */
  readonly pairs: readonly ScoredPair[];
  readonly clusters: readonly Component<ScoredPair>[];
  drop(): Promise<void>;
}

/**
 * Deduplicates one set of records or links two.
 * @throws {TypeError} when settings name a field that there is not
 * @throws StorageError when the engine cannot do its part
 */
export async function matchRecords(clickhouse: ClickHouse, request: MatchRequest): Promise<Matching> {
  const { model: given, progress = () => undefined } = request;
  progress("Cleaning", 0);
  const fields = given?.settings.fields ?? request.options?.fields ?? request.fields;
  const cleaned = await clean(clickhouse, request.sets, fields, request.run);
  try {
    const decided = given ? { ...given.settings, ...request.options } : (request.options ?? {});
    const settings = await completeSettings(cleaned, decided);
    progress("Preparing", 0.1);
    const prepared = await prepare(cleaned, settings);
    progress("Comparing", 0.15);
    const compared = await compare(prepared, (share) => progress("Comparing", 0.15 + 0.65 * share));
    progress("Estimating", 0.8);
    const model = given ? { ...given, settings } : estimate(compared).model;
    progress("Scoring", 0.85);
    const least = Math.min(request.least_probability ?? 0.1, settings.threshold, settings.clusters.threshold);
    const terms = await score(compared, model, least);
    const pairs = await scoredPairs(compared);
    progress("Clustering", 0.95);
    const links = pairs.filter(({ probability }) => probability >= settings.clusters.threshold);
    const clusters = cluster(links, settings.clusters.least_density);
    progress("Done", 1);
    return { compared, model, terms, pairs, clusters, drop: () => cleaned.scratch.drop() };
  } catch (fault) {
    await cleaned.scratch.drop();
    throw fault;
  }
}

const Integers = Type.Array(Type.Integer());
const Keys = Compile(Type.Tuple([Type.Object({ row: Integers, side: Integers, key: Type.Array(Type.String()) })]));

/** Side (0 or 1) and key of every record that a scored pair names, by its row number. */
export async function recordKeys({
  compared: { scratch },
}: Matching): Promise<ReadonlyMap<number, { readonly side: number; readonly key: string }>> {
  const scored = scratch.table("scored");
  const named = sql`SELECT row, side, key FROM ${scratch.table("record")} WHERE row IN (SELECT l FROM ${scored} UNION ALL SELECT r FROM ${scored})`;
  const [{ row, side, key }] = Keys.Parse(await scratch.columns("keys", named, ["row", "side", "key"]));
  return new Map(row.map((each, at) => [each, { side: side[at] ?? 0, key: key[at] ?? "" }]));
}
