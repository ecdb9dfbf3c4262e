// What identity does when a pair is settled: it keeps the records together or apart, or says which limit forbids it.
import { Type } from "typebox";
import { Value } from "typebox/value";
import { ProblemError } from "#contract";
import type { Engines } from "#storage";
import { aliasesOf, closureOf } from "../closure.ts";
import { keepAllSame, keepApart, keepSame, undoDecision } from "../decision.ts";
import { type DecisionsAbout, decidedBy, rulesInForce } from "../record.ts";
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
  const in_force = await engines.postgres.guarded("listen.review.rules", rulesInForce);
  const asked = { id: 0, kind: "same" as const, left: [left], right: [right], key: null, decided_ms: at.getTime() };
  const noted = decidedBy(engines);
  const decided: DecisionsAbout = async (stamps, keys) => [
    ...(await noted(stamps, keys)).filter((one) => !opposes(one, left, right)),
    asked,
  ];
  const closure = await closureOf(engines, [left, right], { ...in_force, decided });
  const { refused } = resolve({ ...closure, explain: true }, in_force.rules);
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

/** Makes one person of each pair, the surest first, as `decideSame` would one after another. */
export async function decideAllSame(
  engines: Engines,
  pairs: readonly Asked["stamps"][],
  asked: Omit<Asked, "stamps">,
): Promise<Decided[]> {
  const ids = await keepAllSame(engines, pairs, asked);
  const decided: Decided[] = [];
  for (const [at, decision_id] of ids.entries()) {
    const stamps = pairs[at];
    const refused = decision_id === null && stamps ? await refusalIf(engines, stamps, asked.at) : null;
    decided.push({ decision_id, refused: decision_id === null ? (refused ?? "rules_changed") : null });
  }
  return decided;
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
