// How far reviewers agree: the share of equal answers, and Cohen's kappa, which takes off what chance alone would give.
import type { Agreement } from "#contract";

/** One answer that is not a skip. */
export interface Vote {
  readonly pair_id: number;
  readonly reviewer: string;
  readonly answer: "same" | "apart";
}

/** What suffices to know of two reviewers: how many pairs both answered, equally, and how often each said "same". */
interface Both {
  readonly pairs: number;
  readonly equal: number;
  readonly left_same: number;
  readonly right_same: number;
}

/**
 * J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960):
 * (agreed - expected) / (1 - expected), where expected is what two reviewers with these habits would agree on by
 * chance. Null without pairs, and where both always gave the same one answer: chance would agree wholly then.
 */
function cohensKappa({ pairs, equal, left_same, right_same }: Both): number | null {
  if (pairs === 0) return null;
  const [left, right] = [left_same / pairs, right_same / pairs];
  const expected = left * right + (1 - left) * (1 - right);
  return expected >= 1 ? null : (equal / pairs - expected) / (1 - expected);
}

function bothOf(left: ReadonlyMap<number, Vote["answer"]>, right: ReadonlyMap<number, Vote["answer"]>): Both {
  let [pairs, equal, left_same, right_same] = [0, 0, 0, 0];
  for (const [pair_id, answer] of left) {
    const other = right.get(pair_id);
    if (other === undefined) continue;
    pairs += 1;
    if (answer === other) equal += 1;
    if (answer === "same") left_same += 1;
    if (other === "same") right_same += 1;
  }
  return { pairs, equal, left_same, right_same };
}

/** Agreement of each two reviewers that have pairs in common, those with the most pairs first. */
export function agreementByReviewers(votes: readonly Vote[]): Agreement[] {
  const answers = new Map<string, Map<number, Vote["answer"]>>();
  for (const { reviewer, pair_id, answer } of votes) {
    const own = answers.get(reviewer) ?? new Map<number, Vote["answer"]>();
    answers.set(reviewer, own.set(pair_id, answer));
  }
  const reviewers = [...answers].sort(([left], [right]) => (left < right ? -1 : 1));
  return reviewers
    .flatMap(([left, of_left], index) =>
      reviewers.slice(index + 1).map(([right, of_right]) => {
        const both = bothOf(of_left, of_right);
        const share = both.pairs === 0 ? null : both.equal / both.pairs;
        return { left, right, pairs: both.pairs, share, kappa: cohensKappa(both) };
      }),
    )
    .filter(({ pairs }) => pairs > 0)
    .sort((left, right) => right.pairs - left.pairs);
}

/**
 * All pairs of reviewers together: the share of equal answers, and the mean of their kappas weighted by the pairs that
 * each has in common (R. J. Light, "Measures of response agreement for qualitative data", Psychological Bulletin 76
 * (1971), takes the plain mean). Pairs of reviewers whose kappa is not defined count in the share alone.
 */
export function agreementOfAll(by_reviewers: readonly Agreement[]): Omit<Agreement, "left" | "right"> {
  const pairs = sum(by_reviewers.map((one) => one.pairs));
  const defined = by_reviewers.flatMap(({ pairs: weight, kappa }) => (kappa === null ? [] : [{ weight, kappa }]));
  const weight = sum(defined.map((one) => one.weight));
  return {
    pairs,
    share: pairs === 0 ? null : sum(by_reviewers.map((one) => one.pairs * (one.share ?? 0))) / pairs,
    kappa: weight === 0 ? null : sum(defined.map((one) => one.weight * one.kappa)) / weight,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
