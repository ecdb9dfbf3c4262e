// The review queue: what comes next for a reviewer, and who answered what so far.
import { type Kysely, sql } from "kysely";
import type { Masker, ReviewNext, ReviewPair, ReviewQueue, ReviewState } from "#contract";
import type { Database, Engines } from "#storage";
import { agreementByReviewers, agreementOfAll } from "./agreement.ts";
import { answersNeeded, isOne, type PairRow, pairOf, type Reviewer, wholePair } from "./pair.ts";

/** Answers of a pair that are not skips. */
const answered = sql<number>`(SELECT count(*) FROM match_answer AS given WHERE given.pair_id = match_pair.id AND given.answer != 'skip')`;

function waitingPairs(db: Kysely<Database>, queue: ReviewQueue, reviewer: Reviewer) {
  return db
    .selectFrom("match_pair")
    .leftJoin("match_answer as mine", (join) =>
      join.onRef("mine.pair_id", "=", "match_pair.id").on("mine.reviewer", "=", reviewer.key),
    )
    .where("match_pair.state", "=", queue)
    .where((eb) =>
      queue === "disputed" ? eb.val(true) : eb.or([eb("mine.answer", "is", null), eb("mine.answer", "=", "skip")]),
    );
}

/**
 * The next pair of the queue: those that others began first, then those about which the model knows least; what the
 * reviewer skipped comes last, in the order of skipping.
 */
async function nextRow(engines: Engines, queue: ReviewQueue, reviewer: Reviewer): Promise<PairRow | undefined> {
  return await engines.postgres.guarded("listen.review.next", (db) =>
    waitingPairs(db, queue, reviewer)
      .selectAll("match_pair")
      .orderBy(sql`CASE WHEN mine.answer = 'skip' THEN mine.at END`, (order) => order.asc().nullsFirst())
      .orderBy(answered, "desc")
      .orderBy(sql`abs(match_pair.weight)`)
      .orderBy("match_pair.id")
      .limit(1)
      .executeTakeFirst(),
  );
}

/** The next pair whose records are still two: those that became one elsewhere wait no more. */
async function nextOfTwo(engines: Engines, queue: ReviewQueue, reviewer: Reviewer): Promise<PairRow | undefined> {
  for (;;) {
    const row = await nextRow(engines, queue, reviewer);
    if (row === undefined || !(await isOne(engines, row))) return row;
    await engines.postgres.guarded("listen.review.one", (db) =>
      db.updateTable("match_pair").set({ state: "gone" }).where("id", "=", row.id).where("state", "=", queue).execute(),
    );
  }
}

/** What stands before the reviewer: a pair of their queue, or the one that is given. */
export async function nextOf(
  engines: Engines,
  queue: ReviewQueue,
  reviewer: Reviewer,
  masker: Masker,
  now: Date,
  given?: PairRow,
): Promise<ReviewNext> {
  const row = given ?? (await nextOfTwo(engines, queue, reviewer));
  const [waiting, disputed, own] = await engines.postgres.guarded("listen.review.counts", (db) =>
    Promise.all([
      waitingPairs(db, queue, reviewer)
        .select(({ fn }) => fn.countAll<number>().as("pairs"))
        .executeTakeFirstOrThrow(),
      db
        .selectFrom("match_pair")
        .where("state", "=", "disputed")
        .select(({ fn }) => fn.countAll<number>().as("pairs"))
        .executeTakeFirstOrThrow(),
      db
        .selectFrom("match_answer")
        .where("reviewer", "=", reviewer.key)
        .select(({ fn }) => [
          fn.countAll<number>().as("all"),
          fn.countAll<number>().filterWhere("answer", "!=", "skip").as("given"),
        ])
        .executeTakeFirstOrThrow(),
    ]),
  );
  return {
    pair: row === undefined ? null : await wholePair(engines, row, reviewer, masker, now),
    waiting: waiting.pairs,
    disputed: disputed.pairs,
    given: own.given,
    undoable: own.all > 0,
  };
}

/** Pairs in a state, the newest settled first; at most `limit`. */
export async function pairsIn(engines: Engines, state: PairRow["state"], limit: number): Promise<ReviewPair[]> {
  const [rows, needed] = await Promise.all([
    engines.postgres.guarded("listen.review.pairs", (db) =>
      db
        .selectFrom("match_pair")
        .selectAll()
        .select(answered.as("answers"))
        .where("state", "=", state)
        .orderBy("settled_at", (order) => order.desc().nullsLast())
        .orderBy("probability", "desc")
        .orderBy("id")
        .limit(limit)
        .execute(),
    ),
    answersNeeded(engines),
  ]);
  return rows.map(({ answers, ...row }) => pairOf(row, answers, needed));
}

/** Whether two records wait for review together or did: pairs of one customer, the most probable first. */
export async function pairsOf(engines: Engines, customer_id: string): Promise<ReviewPair[]> {
  const [rows, needed] = await Promise.all([
    engines.postgres.guarded("listen.review.of", (db) =>
      db
        .selectFrom("match_pair")
        .selectAll()
        .select(answered.as("answers"))
        .where((eb) => eb.or([eb("left", "=", customer_id), eb("right", "=", customer_id)]))
        .where("state", "!=", "gone")
        .orderBy("probability", "desc")
        .limit(50)
        .execute(),
    ),
    answersNeeded(engines),
  ]);
  return rows.map(({ answers, ...row }) => pairOf(row, answers, needed));
}

/** How reviewing goes. */
export async function reviewState(engines: Engines): Promise<ReviewState> {
  const [states, answers] = await engines.postgres.guarded("listen.review.state", (db) =>
    Promise.all([
      db
        .selectFrom("match_pair")
        .select(({ fn }) => ["state", fn.countAll<number>().as("pairs")])
        .groupBy("state")
        .execute(),
      db.selectFrom("match_answer").select(["pair_id", "reviewer", "reviewer_name", "answer"]).execute(),
    ]),
  );
  // Two accounts of one name are two reviewers.
  const names = new Map(answers.map(({ reviewer, reviewer_name }) => [reviewer, reviewer_name]));
  const nameOf = (reviewer: string) => names.get(reviewer) ?? reviewer;
  const votes = answers.flatMap(({ answer, ...rest }) => (answer === "skip" ? [] : [{ ...rest, answer }]));
  const by_reviewers = agreementByReviewers(votes);
  const count = (reviewer: string, wanted: string) =>
    answers.filter((given) => given.reviewer === reviewer && given.answer === wanted).length;
  return {
    pairs: Object.fromEntries(states.map(({ state, pairs }) => [state, pairs])),
    reviewers: [...names.keys()].map((reviewer) => ({
      reviewer: nameOf(reviewer),
      same: count(reviewer, "same"),
      apart: count(reviewer, "apart"),
      skip: count(reviewer, "skip"),
    })),
    agreement: agreementOfAll(by_reviewers),
    by_reviewers: by_reviewers.map((one) => ({ ...one, left: nameOf(one.left), right: nameOf(one.right) })),
  };
}
