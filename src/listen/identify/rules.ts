// The rules by which identifiers make people: those that a workspace begins with, and the form in which they are asked.
import { type IdentifierRule, type IdentityRules, ProblemError } from "#contract";
import { namesNobody } from "./nobody.ts";

type Limit = IdentifierRule["limit"];

function rule(kind: string, cleaning: IdentifierRule["cleaning"], most: number | null): IdentifierRule {
  const limit: Limit = most === null ? null : { most };
  return { kind, cleaning, merges: true, limit };
}

/**
 * A customer has one user id, so that two people on one device stay two. What people carry comes before what they use;
 * limits are what one person may well have, and what several who share something soon exceed.
 */
export const usualRules: IdentityRules = {
  kinds: [
    rule("user_id", "exact", 1),
    rule("crm_id", "exact", 5),
    rule("loyalty_card", "exact", 5),
    rule("email", "email", 5),
    rule("phone", "phone", 5),
    rule("messenger_id", "exact", 5),
    rule("device_id", "exact", 20),
    rule("cookie", "exact", 100),
    rule("anonymous_id", "exact", 100),
  ],
  others: { cleaning: "exact", merges: true, limit: { most: 20 } },
  blocked: [],
  most_identifiers: 1_000,
  most_merges: 500,
  most_sharing: 100,
};

/** Rules that were looked through once: what every link is asked of them. */
export interface Checked extends IdentityRules {
  readonly ranks: ReadonlyMap<string, number>;
  /** Whether a value, in any of the given spellings, names nobody. */
  isBlocked(kind: string, ...spellings: readonly string[]): boolean;
}

/** @throws {ProblemError} bad_pattern, kind_twice */
export function checkRules(rules: IdentityRules): Checked {
  const ranks = new Map(rules.kinds.map(({ kind }, rank) => [kind, rank]));
  if (ranks.size < rules.kinds.length)
    throw new ProblemError(400, "kind_twice", "A kind of identifier stands in the list twice", "kinds");
  const patterns = rules.blocked.map(({ kind, pattern }, index) => ({ kind, test: compiled(pattern, index) }));
  const isBlocked = (kind: string, ...spellings: readonly string[]) =>
    spellings.some(
      (value) =>
        namesNobody(kind, value) ||
        patterns.some(({ kind: only, test }) => (only === undefined || only === kind) && test.test(value)),
    );
  return { ...rules, ranks, isBlocked };
}

function compiled(pattern: string, index: number): RegExp {
  try {
    // A pattern that never ends on some value would hold up everything: without repeats inside of repeats there is none.
    if (/[*+}]\)?[*+{]/.test(pattern) || /\([^)]*[*+][^)]*\)[*+{]/.test(pattern))
      throw new Error("repeats inside of repeats are not taken");
    return new RegExp(`^(?:${pattern})$`, "iu");
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault);
    throw new ProblemError(400, "bad_pattern", `Not a regular expression: ${why}`, `blocked/${index}/pattern`);
  }
}

/** What holds for a kind. */
export function ruleOf(rules: Checked, kind: string): Pick<IdentifierRule, "cleaning" | "merges" | "limit"> {
  const rank = rules.ranks.get(kind);
  return (rank === undefined ? undefined : rules.kinds[rank]) ?? rules.others;
}

/** How strong a kind is, 0 the strongest; kinds that are not in the list are the weakest. */
export function rankOf(rules: Checked, kind: string): number {
  return rules.ranks.get(kind) ?? rules.kinds.length;
}

/** The rules as people write them. */
export function plainRules({
  kinds,
  others,
  blocked,
  most_identifiers,
  most_merges,
  most_sharing,
}: Checked): IdentityRules {
  return { kinds, others, blocked, most_identifiers, most_merges, most_sharing };
}
