// Pairs that people keep apart elsewhere need no review.
import type { Engines } from "#storage";
import { aliasesOf } from "../closure.ts";
import { standingDecisions } from "../record.ts";
import type { FoundPair } from "./pairs.ts";

/** The pairs without those of which a standing decision says that they are two people. */
export async function notKeptApart(engines: Engines, pairs: readonly FoundPair[]): Promise<readonly FoundPair[]> {
  const decisions = (await engines.postgres.guarded("listen.matching.apart", standingDecisions)).filter(
    ({ kind }) => kind === "apart",
  );
  if (decisions.length === 0) return pairs;
  const people = await aliasesOf(engines, [...new Set(decisions.flatMap(({ left, right }) => [...left, ...right]))]);
  // By customer: on which side of which decision it stands.
  const sides = { left: new Map<string, Set<number>>(), right: new Map<string, Set<number>>() };
  for (const decision of decisions) {
    for (const side of ["left", "right"] as const) {
      for (const stamp of decision[side]) {
        const customer = String(people.get(stamp) ?? stamp);
        const known = sides[side].get(customer) ?? new Set();
        sides[side].set(customer, known.add(decision.id));
      }
    }
  }
  const opposed = (one: string, other: string) =>
    [...(sides.left.get(one) ?? [])].some((id) => sides.right.get(other)?.has(id) === true);
  return pairs.filter(({ left, right }) => !opposed(left, right) && !opposed(right, left));
}
