// Lists: segments of whom somebody put in. People are added, removed, or all of them replaced.
import { type ListChange, type ListChanged, ProblemError } from "#contract";
import type { Engines } from "#storage";
import type { Asker } from "../condition/condition.ts";
import { readCondition } from "../condition/read.ts";
import { segmentsIn } from "../condition/tree.ts";
import { personQuery } from "../customer/customer.sql.ts";
import { underLock } from "./evaluate.ts";
import { planHooks } from "./hook.ts";
import { bearersQuery, listedQuery } from "./list.sql.ts";
import type { Db } from "./rule.ts";

/** Ids and identifiers that are asked about at once. */
const at_once = 2_000;
const unknown_told = 100;

function* slices(all: readonly string[]): Generator<string[]> {
  for (let from = 0; from < all.length; from += at_once) yield all.slice(from, from + at_once);
}

/** What an identifier may stand as: as it is written, in small letters; a number to call also without what groups it. */
function formsOf(text: string): string[] {
  const plain = text.trim().toLowerCase();
  if (!/^\+?[\d\s().-]{5,}$/.test(plain)) return [plain];
  const digits = plain.replace(/\D/g, "");
  return [...new Set([plain, digits, `+${digits}`])];
}

interface Found {
  readonly people: ReadonlySet<string>;
  readonly unknown: readonly string[];
}

async function peopleOf({ clickhouse }: Engines, asked: ListChange): Promise<Found> {
  const { customer_ids: ids = [], identifiers = [] } = asked;
  const people = new Set<string>();
  for (const slice of slices([...new Set(ids)])) {
    const rows = await personQuery(clickhouse, { customer_ids: slice });
    for (const { customer_id } of rows) people.add(customer_id);
  }
  const unknown: string[] = [];
  for (const slice of slices([...new Set(identifiers)])) {
    const rows = await bearersQuery(clickhouse, { values: [...new Set(slice.flatMap(formsOf))] });
    const bearers = new Map(rows.map((row) => [row.value, row.customer_ids]));
    for (const text of slice) {
      const found = formsOf(text).flatMap((form) => bearers.get(form) ?? []);
      if (found.length === 0) unknown.push(text);
      for (const id of found) people.add(id);
    }
  }
  return { people, unknown };
}

/** Who enters and who leaves by a change. */
function movesOf(change: ListChange["change"], asked: ReadonlySet<string>, listed: ReadonlySet<string>) {
  return {
    entering: change === "remove" ? [] : [...asked].filter((id) => !listed.has(id)),
    leaving: [...listed].filter((id) => (change === "remove" ? asked.has(id) : change === "replace" && !asked.has(id))),
  };
}

/** Whether a rule stands on a list, so that its members may change with it. */
async function isNamed(db: Db, id: string): Promise<boolean> {
  const rows = await db.selectFrom("segment").select("condition").where("condition", "is not", null).execute();
  return rows.some(({ condition }) => segmentsIn(readCondition(condition)).includes(id));
}

/** Writes a change under the lock of evaluations, at an instant after the last one. */
async function writeChange(db: Db, asker: Asker, id: string, asked: ReadonlySet<string>, change: ListChange["change"]) {
  const { clickhouse } = asker.engines;
  const row = await db
    .selectFrom("segment")
    .select(["condition", "evaluated_at"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!row)
    throw new ProblemError(
      404,
      "unknown_segment",
      `There is no segment "${id}"; GET /api/v1/segments lists them`,
      "id",
    );
  if (row.condition !== null)
    throw new ProblemError(
      409,
      "not_a_list",
      "Who belongs to this segment follows from its condition; change that, or make a segment without one",
      "id",
    );
  const progress = await db.selectFrom("segment_progress").select("due_until").executeTakeFirstOrThrow();
  const last_ms = Math.max(row.evaluated_at?.getTime() ?? 0, progress.due_until.getTime());
  const at = new Date(Math.max(asker.now().getTime(), last_ms + 1));
  const changed_at = at.toISOString();
  const listed = new Set((await listedQuery(clickhouse, { id })).map(({ customer_id }) => customer_id));
  const { entering, leaving } = movesOf(change, asked, listed);
  const rowOf = (inside: boolean) => (customer_id: string) => ({
    ...{ customer_id, segment_id: id, inside, changed_at, cause: "live" },
  });
  const rows = [...entering.map(rowOf(true)), ...leaving.map(rowOf(false))];
  const customers = listed.size + entering.length - leaving.length;
  if (rows.length === 0) return customers;
  await clickhouse.insert("segment_change", rows);
  // Rules that stand on the list are asked about these people by the next evaluation.
  if (await isNamed(db, id))
    await clickhouse.insert(
      "segment_due",
      rows.map(({ customer_id }) => ({ customer_id, due_at: changed_at })),
    );
  await db.updateTable("segment").set({ evaluated_at: at, customers }).where("id", "=", id).execute();
  return customers;
}

/**
 * Changes who is on a list. Identifiers are looked up as they stand, in small letters, and as numbers to call; one that
 * several people bear means all of them.
 * @throws {ProblemError} 404 unknown_segment; 409 not_a_list; 400 nobody_named
 */
export async function changeList(asker: Asker, id: string, asked: ListChange): Promise<ListChanged> {
  const { engines, now } = asker;
  if (asked.customer_ids === undefined && asked.identifiers === undefined)
    throw new ProblemError(400, "nobody_named", "Name people by customer_ids or by identifiers", "customer_ids");
  const { people, unknown } = await peopleOf(engines, asked);
  const customers = await underLock(engines, (db) => writeChange(db, asker, id, people, asked.change));
  await planHooks(engines, now());
  return { customers, unknown: unknown.slice(0, unknown_told), unknown_count: unknown.length };
}
