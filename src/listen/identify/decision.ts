// What people decide about people: these two are one, these are not, this identifier is not theirs; and taking it back.
import { sql } from "kysely";
import { type DecisionRequest, ProblemError } from "#contract";
import type { Engines } from "#storage";
import { aliasesOf, sharing, stampsOf } from "./closure.ts";
import { keyOf } from "./key.ts";
import { type Held, underLock } from "./record.ts";
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
  return new Set([
    ...stamps,
    ...(await stampsOf(engines, [...new Set(stamps.map((stamp) => people.get(stamp) ?? stamp))])),
  ]);
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
    const sides = sidesOf(request, held);
    if (sides.key === null) await undoOpposite(held, [...sides.left, ...sides.right], deciding);
    const id = await note(held, { kind: request.kind, ...sides }, { note: request.note ?? "", ...deciding });
    await follow(engines, held, [sides]);
    return id;
  });
}

/**
 * Many pairs, the surest first: each is one person as far as limits allow, as if they were decided one after another.
 * Gives the id of each decision; null where a limit forbids it, and then nothing is noted that could act later. Unlike
 * `decide` it does not take the place of older words: who keeps two apart has the last one.
 */
export async function keepAllSame(
  engines: Engines,
  pairs: readonly (readonly [string, string])[],
  deciding: Deciding,
): Promise<(number | null)[]> {
  return await underLock(engines, async (held) => {
    const all = pairs.map(([left, right]) => ({ left: [left], right: [right], key: null }));
    const ids: number[] = [];
    for (const sides of all) ids.push(await note(held, { kind: "same", ...sides }, deciding));
    await follow(engines, held, all);
    const people = await aliasesOf(engines, [...new Set(pairs.flat())].map(BigInt));
    const personOf = (stamp: string) => people.get(BigInt(stamp)) ?? BigInt(stamp);
    const refused = ids.filter((_, at) => {
      const [left = "0", right = "0"] = pairs[at] ?? [];
      return personOf(left) !== personOf(right);
    });
    if (refused.length > 0) await held.transaction.deleteFrom("identity_decision").where("id", "in", refused).execute();
    return ids.map((id) => (refused.includes(id) ? null : id));
  });
}

interface Sides {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly key: string | null;
}

async function note(
  held: Held,
  { kind, left, right, key }: Sides & { readonly kind: DecisionRequest["kind"] },
  { by, at = new Date(), reason = "", note: said = "" }: Deciding,
): Promise<number> {
  const row = { kind, left_stamps: [...left], right_stamps: [...right], key, reason, note: said };
  const { id } = await held.transaction
    .insertInto("identity_decision")
    .values({ ...row, decided_by: by, decided_at: at })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

function sidesOf(request: DecisionRequest, { rules, country }: Held): Sides {
  if (request.kind !== "detach") return { left: [...request.left], right: [...request.right], key: null };
  const { key } = keyOf(request.identifier_kind, request.value, rules, country);
  return { left: [], right: [], key: key.toString() };
}

/** What was decided about any two of these customers before does not stand beside the new word. */
async function undoOpposite(
  { transaction }: Held,
  stamps: readonly string[],
  { by, at = new Date() }: Deciding,
): Promise<void> {
  await transaction
    .updateTable("identity_decision")
    .set({ undone_by: by, undone_at: at })
    .where("undone_at", "is", null)
    // The first is what the index knows.
    .where(sql<boolean>`(left_stamps || right_stamps) && ${sql.val(stamps)}::text[]`)
    .where(sql<boolean>`left_stamps && ${sql.val(stamps)}::text[] AND right_stamps && ${sql.val(stamps)}::text[]`)
    .execute();
}

async function follow(engines: Engines, held: Held, decisions: readonly Sides[]): Promise<void> {
  const named = new Set<bigint>();
  for (const { left, right, key } of decisions) {
    const stamps = key === null ? [...left, ...right].map(BigInt) : await sharersOf(engines, BigInt(key));
    for (const stamp of stamps) named.add(stamp);
  }
  const from = await around(engines, [...named]);
  await settleStamps(engines, held, from);
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
    await follow(engines, held, [{ left: row.left_stamps, right: row.right_stamps, key: row.key }]);
  });
}
