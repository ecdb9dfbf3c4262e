// What the answers of several reviewers come to.
import type { PairState, ReviewAnswer } from "#contract";

/**
 * Settled when as many answers as are needed all say the same; disputed when there are as many and they do not. The
 * ruling is what an analyst said of a disputed pair: it settles it. Skips count nothing.
 */
export function verdictOf(
  answers: readonly ReviewAnswer[],
  needed: number,
  ruling?: "same" | "apart",
): Extract<PairState, "open" | "disputed" | "same" | "apart"> {
  if (ruling !== undefined) return ruling;
  const same = answers.filter((answer) => answer === "same").length;
  const apart = answers.filter((answer) => answer === "apart").length;
  if (same + apart < needed) return "open";
  if (same > 0 && apart > 0) return "disputed";
  return same > 0 ? "same" : "apart";
}
