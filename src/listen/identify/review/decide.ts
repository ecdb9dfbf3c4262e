// What identity does when a pair is settled: it keeps the records together or apart, or says which limit forbids it.
import { Type } from "typebox";
import { Value } from "typebox/value";
import { ProblemError } from "#contract";
import type { Engines } from "#storage";
import { aliasesOf, closureOf } from "../closure.ts";
import { keepApart, keepSame, undoDecision } from "../decision.ts";
import { rulesInForce, standingDecisions } from "../record.ts";
import { type Decision, resolve } from "../resolve.ts";

/** Two records, by their ids in the log, and who settled what they are; `reason` when it was no person. */
export interface Asked {
  readonly stamps: readonly [string, string];
  readonly by: string;
  readonly note: string;
  readonly reason?: string;
  readonly at: Date;
}

/** What identity made of it: the decision that stands, or why the two may not be one. */
export interface Decided {
  readonly decision_id: number | null;
  readonly refused: string | null;
}

const Kept = Type.Object({ decision_id: Type.Integer() });

/**
 * Why identity would not make two records one person, as "limit:user_id" or a reason alone; null when nothing forbids it.
 * The rules are asked as if the decision stood already, without noting it.
 */
export async function refusalIf(engines: Engines, stamps: readonly [string, string], at: Date): Promise<string | null> {
  const [left, right] = [BigInt(stamps[0]), BigInt(stamps[1])];
  const { in_force, standing } = await engines.postgres.guarded("listen.review.refusal", async (db) => ({
    in_force: await rulesInForce(db),
    standing: await standingDecisions(db),
  }));
  const asked = { id: 0, kind: "same" as const, left: [left], right: [right], key: null, decided_ms: at.getTime() };
  const decisions = [...standing.filter((one) => !opposes(one, left, right)), asked];
  const { links, crowded } = await closureOf(engines, [left, right], { ...in_force, decisions });
  const { refused } = resolve({ links, decisions, crowded, explain: true }, in_force.rules);
  const why = refused.find(({ decision }) => decision?.id === 0);
  if (why === undefined) return null;
  return why.limit_of === null ? why.reason : `${why.reason}:${why.limit_of}`;
}

/** What was decided about the same two before gives way to a newer word. */
function opposes({ left, right }: Decision, one: bigint, other: bigint): boolean {
  return (left.includes(one) && right.includes(other)) || (left.includes(other) && right.includes(one));
}

/** Makes two records one person, unless a limit forbids it: then nothing is noted that could act later, unseen. */
export async function decideSame(engines: Engines, asked: Asked): Promise<Decided> {
  const refused = await refusalIf(engines, asked.stamps, asked.at);
  if (refused !== null) return { decision_id: null, refused };
  const decision_id = await keepSame(engines, asked);
  const stamps = asked.stamps.map(BigInt);
  const people = await aliasesOf(engines, stamps);
  if (new Set(stamps.map((stamp) => people.get(stamp) ?? stamp)).size === 1) return { decision_id, refused: null };
  // The rules changed between the question and the deed.
  await undoDecision(engines, decision_id, asked.by, asked.at);
  return { decision_id: null, refused: (await refusalIf(engines, asked.stamps, asked.at)) ?? "rules_changed" };
}

/** Keeps two records apart, whatever they share. */
export async function decideApart(engines: Engines, asked: Asked): Promise<Decided> {
  return { decision_id: await keepApart(engines, asked), refused: null };
}

/** Takes back what was decided about a pair; what somebody took back elsewhere is so already. */
export async function takeBack(
  engines: Engines,
  pair: { readonly decision: unknown },
  by: string,
  at: Date,
): Promise<void> {
  if (!Value.Check(Kept, pair.decision)) return;
  try {
    await undoDecision(engines, pair.decision.decision_id, by, at);
  } catch (fault) {
    const gone = fault instanceof ProblemError && (fault.code === "already_undone" || fault.code === "not_found");
    if (!gone) throw fault;
  }
}
