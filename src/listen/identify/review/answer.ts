// Answering a pair, and taking one's last answer back. The answers that are needed settle it: identity then keeps the
// records together or apart, or refuses a merge that its limits forbid.
import { type PairState, ProblemError, type ReviewAnswer } from "#contract";
import type { Engines } from "#storage";
import { type Decided, decideAllSame, decideApart, decideSame, takeBack } from "./decide.ts";
import { answersNeeded, findPair, type PairRow, type Reviewer } from "./pair.ts";
import { verdictOf } from "./verdict.ts";

async function answersOf(engines: Engines, pair_id: number): Promise<ReviewAnswer[]> {
  const rows = await engines.postgres.guarded("listen.review.answers", (db) =>
    db.selectFrom("match_answer").select("answer").where("pair_id", "=", pair_id).execute(),
  );
  return rows.map(({ answer }) => answer);
}

/** Moves a pair from one of the states to another; undefined when somebody else moved it before. */
async function move(
  engines: Engines,
  id: number,
  from: readonly PairState[],
  to: Partial<Pick<PairRow, "state" | "reason" | "settled_by" | "settled_at">>,
  decided?: Decided | null,
): Promise<PairRow | undefined> {
  const decision = decided === undefined ? {} : { decision: decided === null ? null : JSON.stringify(decided) };
  return await engines.postgres.guarded("listen.review.move", (db) =>
    db
      .updateTable("match_pair")
      .set({ ...to, ...decision })
      .where("id", "=", id)
      .where("state", "in", from)
      .returningAll()
      .executeTakeFirst(),
  );
}

const settleable = ["open", "disputed", "refused", "gone"] as const;

/** Who settles, and why; `reason` when it is no person. */
interface SettledBy {
  readonly name: string;
  readonly note: string;
  readonly reason: string;
}

/**
 * Lets identity do what was settled. A pair that is not settled yet is moved first, so that of two at once one decides;
 * when the engines fail meanwhile, it goes back to where it was.
 */
async function settle(
  engines: Engines,
  pair: PairRow,
  outcome: "same" | "apart",
  by: SettledBy,
  now: Date,
): Promise<PairState> {
  const mark = { state: outcome, reason: "", settled_by: by.name, settled_at: now };
  const moved = await move(engines, pair.id, settleable, mark);
  if (moved === undefined) return (await findPair(engines, pair.id)).state;
  try {
    const asked = { stamps: [pair.left, pair.right], by: by.name, note: by.note, reason: by.reason, at: now } as const;
    const decided = await (outcome === "same" ? decideSame : decideApart)(engines, asked);
    const state = decided.refused === null ? outcome : "refused";
    await move(engines, pair.id, [outcome], { state, reason: decided.refused ?? "" }, decided);
    return state;
  } catch (fault) {
    await move(engines, pair.id, [outcome], { state: pair.state, settled_by: null, settled_at: null });
    throw fault;
  }
}

/**
 * Makes one person of each of these pairs, the surest first; gives how many became one and how many a limit forbids. Of
 * two at once one decides; when the engines fail meanwhile, all go back to where they were.
 */
export async function settleAllSame(
  engines: Engines,
  pairs: readonly PairRow[],
  by: SettledBy,
  now: Date,
): Promise<{ readonly merged: number; readonly refused: number }> {
  const mark = { state: "same", reason: "", settled_by: by.name, settled_at: now } as const;
  const moved = [];
  for (const pair of pairs) if (await move(engines, pair.id, settleable, mark)) moved.push(pair);
  try {
    const stamps = moved.map(({ left, right }) => [left, right] as const);
    const decided = await decideAllSame(engines, stamps, { by: by.name, note: by.note, reason: by.reason, at: now });
    let refused = 0;
    for (const [at, pair] of moved.entries()) {
      const one = decided[at];
      if (one && one.refused !== null) refused += 1;
      const state = one?.refused === null ? "same" : "refused";
      await move(engines, pair.id, ["same"], { state, reason: one?.refused ?? "" }, one);
    }
    return { merged: moved.length - refused, refused };
  } catch (fault) {
    for (const { id, state } of moved) await move(engines, id, ["same"], { state, settled_by: null, settled_at: null });
    throw fault;
  }
}

/**
 * Notes an answer; when it was the last that was needed, the pair is settled. Gives where the pair stands then.
 * `may_rule`: the reviewer's answer to a disputed pair settles it.
 * @throws {ProblemError} 409 already_settled, 403 disputed
 */
export async function answerPair(
  engines: Engines,
  id: number,
  answer: ReviewAnswer,
  reviewer: Reviewer & { readonly may_rule: boolean },
  now: Date,
): Promise<PairState> {
  const pair = await findPair(engines, id);
  if (pair.state !== "open" && pair.state !== "disputed") {
    throw new ProblemError(409, "already_settled", "Somebody settled this pair meanwhile");
  }
  if (pair.state === "disputed" && !reviewer.may_rule) {
    throw new ProblemError(403, "disputed", "The reviewers disagree on this pair; an analyst settles it");
  }
  const row = { pair_id: id, reviewer: reviewer.key, reviewer_name: reviewer.name, answer, at: now };
  await engines.postgres.guarded("listen.review.answer", (db) =>
    db
      .insertInto("match_answer")
      .values(row)
      .onConflict((conflict) => conflict.columns(["pair_id", "reviewer"]).doUpdateSet(row))
      .execute(),
  );
  if (answer === "skip") return pair.state;
  const ruling = pair.state === "disputed" ? answer : undefined;
  return await settleByAnswers(engines, pair, reviewer.name, now, ruling);
}

async function settleByAnswers(
  engines: Engines,
  pair: PairRow,
  name: string,
  now: Date,
  ruling?: "same" | "apart",
): Promise<PairState> {
  const answers = await answersOf(engines, pair.id);
  const verdict = verdictOf(answers, await answersNeeded(engines), ruling);
  if (verdict === "same" || verdict === "apart") {
    return await settle(engines, pair, verdict, { name, note: `review of pair ${pair.id}`, reason: "" }, now);
  }
  if (verdict !== pair.state) await move(engines, pair.id, ["open", "disputed"], { state: verdict });
  return verdict;
}

/** Whether the newest answer of a pair is the reviewer's: only then the pair was settled by them. */
async function answeredLast(engines: Engines, pair_id: number, reviewer: Reviewer): Promise<boolean> {
  const newest = await engines.postgres.guarded("listen.review.newest", (db) =>
    db
      .selectFrom("match_answer")
      .select("reviewer")
      .where("pair_id", "=", pair_id)
      .where("answer", "!=", "skip")
      .orderBy("at", "desc")
      .limit(1)
      .executeTakeFirst(),
  );
  return newest?.reviewer === reviewer.key;
}

/**
 * Takes the reviewer's last answer back, and with it what it settled. Gives the pair, which waits again; undefined when
 * there was no answer.
 * @throws {ProblemError} 409 settled_by_other
 */
export async function undoLast(engines: Engines, reviewer: Reviewer, now: Date): Promise<PairRow | undefined> {
  const last = await engines.postgres.guarded("listen.review.last", (db) =>
    db
      .selectFrom("match_answer")
      .select("pair_id")
      .where("reviewer", "=", reviewer.key)
      .orderBy("at", "desc")
      .orderBy("pair_id", "desc")
      .limit(1)
      .executeTakeFirst(),
  );
  if (last === undefined) return undefined;
  const pair = await findPair(engines, last.pair_id);
  if (pair.settled_at !== null && !(await answeredLast(engines, pair.id, reviewer))) {
    const who = pair.settled_by === null || pair.settled_by === "" ? "A run" : pair.settled_by;
    throw new ProblemError(409, "settled_by_other", `${who} settled this pair after your answer`);
  }
  // Identity first: should it fail, the answer still stands and can be taken back again.
  if (pair.decision !== null) await takeBack(engines, pair, reviewer.name, now);
  await engines.postgres.guarded("listen.review.undo", (db) =>
    db.deleteFrom("match_answer").where("pair_id", "=", pair.id).where("reviewer", "=", reviewer.key).execute(),
  );
  const verdict = verdictOf(await answersOf(engines, pair.id), await answersNeeded(engines));
  const state = verdict === "disputed" ? "disputed" : "open";
  const open = { state, reason: "", settled_by: null, settled_at: null } as const;
  const moved = await move(engines, pair.id, ["open", "disputed", "same", "apart", "refused"], open, null);
  return moved ?? pair;
}

/** Settles what has its answers and waits all the same: less answers are needed now, or a process died in between. */
export async function settleWaiting(engines: Engines, now: Date): Promise<void> {
  const needed = await answersNeeded(engines);
  const rows = await engines.postgres.guarded("listen.review.waiting", (db) =>
    db
      .selectFrom("match_pair")
      .innerJoin("match_answer", "match_answer.pair_id", "match_pair.id")
      .selectAll("match_pair")
      .where("match_pair.state", "=", "open")
      .where("match_answer.answer", "!=", "skip")
      .groupBy("match_pair.id")
      .having(({ fn }) => fn.countAll(), ">=", needed)
      .execute(),
  );
  for (const pair of rows) await settleByAnswers(engines, pair, "", now);
}
