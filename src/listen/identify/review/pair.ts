// One pair of the queue as it is shown: its records beside each other, how it compares, what was answered.
import type { Selectable } from "kysely";
import { type Masker, ProblemError, type ReviewPair, type ReviewPairWhole } from "#contract";
import type { Database, Engines } from "#storage";
import { aliasesOf, stampsOf } from "../closure.ts";
import { beside } from "./beside.ts";
import { refusalIf } from "./decide.ts";
import { recordOf } from "./record.sql.ts";

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

/** Whether both records of a pair are one customer by now, by whatever way. */
export async function isOne(engines: Engines, { left, right }: Pick<PairRow, "left" | "right">): Promise<boolean> {
  const people = await aliasesOf(engines, [BigInt(left), BigInt(right)]);
  return (people.get(BigInt(left)) ?? BigInt(left)) === (people.get(BigInt(right)) ?? BigInt(right));
}

/** The stamps of either record's customer; of two that became one each its own, so that both can still be seen. */
async function sidesOf(engines: Engines, row: PairRow): Promise<{ left: string[]; right: string[] }> {
  const [left, right] = [BigInt(row.left), BigInt(row.right)];
  const people = await aliasesOf(engines, [left, right]);
  const [of_left, of_right] = [people.get(left) ?? left, people.get(right) ?? right];
  if (of_left === of_right) return { left: [row.left], right: [row.right] };
  const stamps = await Promise.all([stampsOf(engines, [of_left]), stampsOf(engines, [of_right])]);
  const [all_left = [], all_right = []] = stamps.map((side) => side.map(String));
  return { left: all_left, right: all_right };
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
  const { left, right } = await sidesOf(engines, row);
  const [of_left, of_right, answers, needed, would_refuse] = await Promise.all([
    recordOf(engines.clickhouse, left),
    recordOf(engines.clickhouse, right),
    engines.postgres.guarded("listen.review.answers", (db) =>
      db.selectFrom("match_answer").selectAll().where("pair_id", "=", row.id).orderBy("at").execute(),
    ),
    answersNeeded(engines),
    waits ? refusalIf(engines, [row.left, row.right], now) : null,
  ]);
  const given = answers.filter(({ answer }) => answer !== "skip");
  const bits = row.levels.reduce((sum, { weight, term_frequency_weight }) => sum + weight + term_frequency_weight, 0);
  return {
    ...pairOf(row, given.length, needed),
    fields: beside(of_left, of_right, masker),
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
