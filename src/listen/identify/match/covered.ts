// Which levels' pairs a blocking rule finds all.
import type { BlockingRule, BlockingTake, ComparisonLevel, Likeness } from "#contract";

/** Whether two values that are so alike give one key. */
function implies(likeness: Likeness, take: BlockingTake): boolean {
  switch (likeness.is) {
    case "equal":
      return true;
    case "mailbox_equal":
      return take === "mailbox";
    case "end_equal":
      return take === "end" && likeness.letters >= 4;
    case "start_equal":
      return take === "start" && likeness.letters >= 3;
    case "same_sound":
      return take === "sound";
    case "same_year":
      return take === "year";
    default:
      return false;
  }
}

/** Whether every pair at the level has the rule's keys in common. */
export function findsAll(rule: BlockingRule, { when, given = [] }: ComparisonLevel): boolean {
  const holds = [...when, ...given];
  return rule.keys.every(({ field, take }) =>
    holds.some((likeness) => likeness.field === field && implies(likeness, take)),
  );
}
