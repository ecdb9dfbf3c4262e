// One pair of the queue as it is shown: its records beside each other, how it compares, what was answered.
import type { Selectable } from "kysely";
import { type Masker, ProblemError, type ReviewPair, type ReviewPairWhole } from "#contract";
import type { Database, Engines } from "#storage";
import { beside } from "./beside.ts";
import { refusalIf } from "./decide.ts";
import { recordsOf } from "./record.sql.ts";

export type PairRow = Selectable<Database["match_pair"]>;

/** Who answers: `key` is the same for one account for ever, the name is what others read. */
export interface Reviewer {
  readonly key: string;
  readonly name: string;
}

const settled: ReadonlySet<PairRow["state"]> = new Set(["same", "apart", "refused"]);

/** @throws {ProblemError} 404 not_found */
export async function findPair(engines: Engines, id: number): Promise<PairRow> {
  const row = await engines.postgres.guarded("listen.review.pair", (db) =>
    db.selectFrom("match_pair").selectAll().where("id", "=", id).executeTakeFirst(),
  );
  if (row === undefined) throw new ProblemError(404, "not_found", `There is no pair ${id}`);
  return row;
}

/** A pair as lists show it. */
export function pairOf(row: PairRow, answers: number, answers_needed: number): ReviewPair {
  const { id, left, right, state, probability, weight, reason, settled_by, settled_at } = row;
  return {
    id,
    left,
    right,
    state,
    probability,
    weight,
    answers,
    answers_needed,
    reason,
    settled_by: settled_by ?? "",
    settled_at: settled_at?.toISOString() ?? null,
  };
}

/** Answers that are needed before a pair is settled. */
export async function answersNeeded(engines: Engines): Promise<number> {
  const { answers_needed } = await engines.postgres.guarded("listen.review.needed", (db) =>
    db.selectFrom("match_setting").select("answers_needed").executeTakeFirstOrThrow(),
  );
  return answers_needed;
}

/**
 * A pair with both records. What others answered is told once the pair is settled or disputed: nobody shall follow the
 * first answer.
 */
export async function wholePair(
  engines: Engines,
  row: PairRow,
  reviewer: Reviewer,
  masker: Masker,
  now: Date,
): Promise<ReviewPairWhole> {
  const waits = row.state === "open" || row.state === "disputed";
  const [records, answers, needed, would_refuse] = await Promise.all([
    recordsOf(engines.clickhouse, [row.left, row.right]),
    engines.postgres.guarded("listen.review.answers", (db) =>
      db.selectFrom("match_answer").selectAll().where("pair_id", "=", row.id).orderBy("at").execute(),
    ),
    answersNeeded(engines),
    waits ? refusalIf(engines, [row.left, row.right], now) : null,
  ]);
  const given = answers.filter(({ answer }) => answer !== "skip");
  const recordOf = (id: string) => records.filter(({ customer_id }) => customer_id === id);
  const bits = row.levels.reduce((sum, { weight, term_frequency_weight }) => sum + weight + term_frequency_weight, 0);
  return {
    ...pairOf(row, given.length, needed),
    fields: beside(recordOf(row.left), recordOf(row.right), masker),
    levels: [...row.levels],
    prior_weight: row.weight - bits,
    masked: masker.masked,
    mine: answers.find((answer) => answer.reviewer === reviewer.key)?.answer ?? null,
    given:
      settled.has(row.state) || row.state === "disputed"
        ? given.map(({ reviewer_name, answer, at }) => ({ reviewer: reviewer_name, answer, at: at.toISOString() }))
        : [],
    would_refuse,
  };
}
