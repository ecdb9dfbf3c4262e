// The scored pairs of a run on their way into the queue.
import { sql as pg } from "kysely";
import { Type } from "typebox";
import { Parse } from "typebox/value";
import type { MatchModel, PairLevel } from "#contract";
import { type Engines, sql } from "#storage";
import { cluster } from "../match/cluster.ts";
import { explainPairs } from "../match/explain.ts";
import type { Prepared } from "../match/prepare.ts";
import { probabilityOf, weightOf } from "../match/score.ts";
import type { Term } from "../match/term.ts";
import type { PairRow } from "../review/pair.ts";

/** More pairs than this nobody reviews: the most probable come first. */
const most_pairs = 20_000;
const page = 500;

/** A pair of customers as a run scored it. */
export interface FoundPair {
  readonly left: string;
  readonly right: string;
  readonly weight: number;
  readonly levels: readonly PairLevel[];
}

const Rows = Type.Array(Type.Object({ l: Type.Integer(), r: Type.Integer() }));
const Counted = Type.Tuple([Type.Object({ sure: Type.Integer(), unsure: Type.Integer() })]);

/** Pairs of at least this probability with their waterfalls, the most probable first. */
export async function foundPairs(
  prepared: Prepared,
  model: MatchModel,
  terms: readonly Term[],
  least: number,
): Promise<FoundPair[]> {
  const { scratch } = prepared;
  const statement = sql`SELECT l, r FROM ${scratch.table("scored")} WHERE weight >= ${weightOf(least)} ORDER BY weight DESC, l, r LIMIT ${most_pairs}`;
  const rows = Parse(Rows, await scratch.rows("found", statement));
  const found: FoundPair[] = [];
  for (let from = 0; from < rows.length; from += page) {
    for (const { left, right, weight, steps } of await explainPairs(
      prepared,
      model,
      terms,
      rows.slice(from, from + page),
    )) {
      const [first, second] = BigInt(left) < BigInt(right) ? [left, right] : [right, left];
      // What the values are is not kept: they stand in the records.
      const levels = steps.map(({ left: _left, right: _right, ...level }) => level);
      found.push({ left: first, right: second, weight, levels });
    }
  }
  return found;
}

/** How many pairs are sure, and how many lie between the thresholds. */
export async function countPairs(
  { scratch }: Prepared,
  upper: number,
  lower: number,
): Promise<{ sure: number; unsure: number }> {
  const sure = upper < 1 ? weightOf(upper) : Number.MAX_VALUE;
  const [counted] = Parse(
    Counted,
    await scratch.rows(
      "counted",
      sql`SELECT countIf(weight >= ${sure}) AS sure, countIf(weight < ${sure}) AS unsure FROM ${scratch.table("scored")} WHERE weight >= ${weightOf(lower)}`,
    ),
  );
  return counted;
}

/**
 * Puts pairs into the queue. One that waits is scored anew, one that was gone waits again, one that is settled stays as
 * it is. What waits and was not found by this run is gone.
 */
export async function queuePairs(
  engines: Engines,
  pairs: readonly FoundPair[],
  of: { readonly run_id: number; readonly model_id: number; readonly now: Date },
): Promise<void> {
  const { run_id, model_id, now } = of;
  for (let from = 0; from < pairs.length; from += page) {
    const values = pairs.slice(from, from + page).map(({ left, right, weight, levels }) => ({
      left,
      right,
      run_id,
      model_id,
      weight,
      probability: probabilityOf(weight),
      levels: JSON.stringify(levels),
      state: "open" as const,
      created_at: now,
    }));
    await engines.postgres.guarded("listen.matching.queue", (db) =>
      db
        .insertInto("match_pair")
        .values(values)
        .onConflict((conflict) =>
          conflict
            .columns(["left", "right"])
            .doUpdateSet((eb) => ({
              run_id,
              model_id,
              weight: eb.ref("excluded.weight"),
              probability: eb.ref("excluded.probability"),
              levels: eb.ref("excluded.levels"),
              state: pg<PairRow["state"]>`CASE match_pair.state WHEN 'gone' THEN 'open' ELSE match_pair.state END`,
            }))
            .where("match_pair.state", "in", ["open", "disputed", "refused", "gone"]),
        )
        .execute(),
    );
  }
  await engines.postgres.guarded("listen.matching.gone", (db) =>
    db
      .updateTable("match_pair")
      .set({ state: "gone" })
      .where("state", "in", ["open", "disputed", "refused"])
      .where("run_id", "!=", run_id)
      .execute(),
  );
}

/** Pairs of a run that wait and are sure, the most probable first. */
export async function surePairs(engines: Engines, run_id: number, upper: number): Promise<PairRow[]> {
  return await engines.postgres.guarded("listen.matching.sure", (db) =>
    db
      .selectFrom("match_pair")
      .selectAll()
      .where("run_id", "=", run_id)
      .where("state", "=", "open")
      .where("probability", ">=", upper)
      .orderBy("weight", "desc")
      .execute(),
  );
}

/** The pairs without those that would chain too many records together: these wait for people. */
export function unchained(pairs: readonly PairRow[], least_density: number): PairRow[] {
  const numbers = new Map([...new Set(pairs.flatMap(({ left, right }) => [left, right]))].map((id, at) => [id, at]));
  const links = pairs.map((pair) => ({
    l: numbers.get(pair.left) ?? 0,
    r: numbers.get(pair.right) ?? 0,
    weight: pair.weight,
    pair,
  }));
  const kept = new Set(cluster(links, least_density).flatMap((part) => part.links.map(({ pair }) => pair.id)));
  return pairs.filter(({ id }) => kept.has(id));
}

/** Pairs that wait for review. */
export async function waitingCount(engines: Engines): Promise<number> {
  const { pairs } = await engines.postgres.guarded("listen.matching.waiting", (db) =>
    db
      .selectFrom("match_pair")
      .where("state", "in", ["open", "disputed"])
      .select(({ fn }) => fn.countAll<number>().as("pairs"))
      .executeTakeFirstOrThrow(),
  );
  return pairs;
}
