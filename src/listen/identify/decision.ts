// What people decide about people: these two are one, these are not, this identifier is not theirs; and taking it back.
import { sql } from "kysely";
import { type DecisionRequest, ProblemError } from "#contract";
import type { Engines } from "#storage";
import { aliasesOf, sharing, stampsOf } from "./closure.ts";
import { keyOf } from "./key.ts";
import { type Held, standingDecisions, underLock } from "./record.ts";
import { settleStamps } from "./settle.ts";

/** Who decided, and why. */
export interface Deciding {
  readonly by: string;
  readonly note?: string;
  /** What decided, when it was no person: "match". */
  readonly reason?: string;
  readonly at?: Date;
}

interface Pair extends Deciding {
  readonly stamps: readonly [string, string];
}

/** These two are one person, as far as limits allow. Gives the decision's id. */
export async function keepSame(engines: Engines, { stamps: [left, right], ...deciding }: Pair): Promise<number> {
  return await decide(engines, { kind: "same", left: [left], right: [right] }, deciding);
}

/** These two are two people, whatever they share. Gives the decision's id. */
export async function keepApart(engines: Engines, { stamps: [left, right], ...deciding }: Pair): Promise<number> {
  return await decide(engines, { kind: "apart", left: [left], right: [right] }, deciding);
}

function requireStamps(...sides: readonly (readonly string[])[]): void {
  const all = sides.flat();
  const bad = all.find((stamp) => BigInt(stamp) <= 0n || BigInt(stamp) >= 2n ** 64n);
  if (bad !== undefined) throw new ProblemError(422, "unknown_customer", `There is no customer ${bad}`, "left");
  if (new Set(all).size < all.length)
    throw new ProblemError(422, "same_customer", "A customer stands on both sides", "right");
}

/** Whoever has to do with a decision: everybody of the people that it names. */
async function around(engines: Engines, stamps: readonly bigint[]): Promise<Set<bigint>> {
  const people = await aliasesOf(engines, stamps);
  const all = new Set(stamps);
  for (const stamp of stamps) for (const one of await stampsOf(engines, people.get(stamp) ?? stamp)) all.add(one);
  return all;
}

async function sharersOf(engines: Engines, key: bigint): Promise<bigint[]> {
  const found = await sharing(engines, [key], 20_000);
  return [...(found.get(key)?.stamps ?? [])];
}

/**
 * Notes a decision and follows it at once. A newer decision about the same two takes the place of an older one.
 * @throws {ProblemError} unknown_customer, same_customer
 */
export async function decide(engines: Engines, request: DecisionRequest, deciding: Deciding): Promise<number> {
  if (request.kind !== "detach") requireStamps(request.left, request.right);
  return await underLock(engines, async (held) => {
    const { left, right, key } = sidesOf(request, held);
    const at = deciding.at ?? new Date();
    if (key === null) await undoOpposite(held, [...left, ...right], deciding.by, at);
    const row = await held.transaction
      .insertInto("identity_decision")
      .values({
        kind: request.kind,
        left_stamps: left,
        right_stamps: right,
        key,
        reason: deciding.reason ?? "",
        note: deciding.note ?? request.note ?? "",
        decided_by: deciding.by,
        decided_at: at,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await follow(engines, held, left, right, key);
    return row.id;
  });
}

function sidesOf(
  request: DecisionRequest,
  { rules, country }: Held,
): { left: string[]; right: string[]; key: string | null } {
  if (request.kind !== "detach") return { left: [...request.left], right: [...request.right], key: null };
  const { key } = keyOf(request.identifier_kind, request.value, rules, country);
  return { left: [], right: [], key: key.toString() };
}

/** What was decided about any two of these customers before does not stand beside the new word. */
async function undoOpposite({ transaction }: Held, stamps: readonly string[], by: string, at: Date): Promise<void> {
  await transaction
    .updateTable("identity_decision")
    .set({ undone_by: by, undone_at: at })
    .where("undone_at", "is", null)
    .where(sql<boolean>`left_stamps && ${sql.val(stamps)}::text[] AND right_stamps && ${sql.val(stamps)}::text[]`)
    .execute();
}

async function follow(
  engines: Engines,
  held: Held,
  left: readonly string[],
  right: readonly string[],
  key: string | null,
): Promise<void> {
  const from = await around(
    engines,
    key === null ? [...left, ...right].map(BigInt) : await sharersOf(engines, BigInt(key)),
  );
  const decisions = await standingDecisions(held.transaction);
  await settleStamps(engines, { ...held, decisions }, from);
}

/** Takes a decision back: people are what they would be without it. @throws {ProblemError} not_found, already_undone */
export async function undoDecision(engines: Engines, id: number, by: string, at: Date): Promise<void> {
  await underLock(engines, async (held) => {
    const row = await held.transaction
      .selectFrom("identity_decision")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirst();
    if (!row) throw new ProblemError(404, "not_found", `There is no decision ${id}`, "id");
    if (row.undone_at !== null)
      throw new ProblemError(409, "already_undone", "This decision was taken back before", "id");
    await held.transaction
      .updateTable("identity_decision")
      .set({ undone_by: by, undone_at: at })
      .where("id", "=", id)
      .execute();
    await follow(engines, held, row.left_stamps, row.right_stamps, row.key);
  });
}
