// Definitions of segments: kept in PostgreSQL, checked before they are kept, with their sizes out of the log.

import { type Kysely, sql } from "kysely";
import {
  type Condition,
  ProblemError,
  type Segment,
  type SegmentChange,
  type SegmentCreate,
  type Segments,
} from "#contract";
import type { Database, Engines } from "#storage";
import { compile } from "../condition/compile.ts";
import { type Asker, customersInAll } from "../condition/condition.ts";
import { readCondition } from "../condition/read.ts";
import { segmentsIn } from "../condition/tree.ts";
import { dashboardsShowing } from "../dashboard/showing.ts";
import { recentQuery, sizesQuery } from "./size.sql.ts";

type Db = Kysely<Database>;
/** The channel by which a process tells that a segment waits to be counted. */
export const segmentChannel = "kompas_segment";

async function tellLive(db: Db): Promise<void> {
  await sql`SELECT pg_notify(${segmentChannel}, '')`.execute(db);
}

const noNeeds = { goal: "", barrier: "", trigger: "" };

function unknown(id: string): ProblemError {
  return new ProblemError(404, "unknown_segment", `There is no segment "${id}"; GET /api/v1/segments lists them`, "id");
}

function taken(id: string): ProblemError {
  return new ProblemError(409, "segment_taken", `"${id}" is taken; choose another id`, "id");
}

/** A name as an id: "Golden customers" is golden_customers; of what has no Latin letters, what else was said. */
export function idOf(name: string, otherwise = "segment"): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ł", "l")
    .replaceAll("Ł", "L")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 48);
  return plain === "" ? otherwise : plain;
}

/** Words that addresses have where others have a segment's id. */
const reserved = new Set(["overlap"]);

async function freeId(db: Db, wanted: string): Promise<string> {
  const taken = await db.selectFrom("segment").select("id").where("id", "like", `${wanted}%`).execute();
  const ids = new Set(taken.map(({ id }) => id));
  let free = wanted;
  for (let number = 2; ids.has(free) || reserved.has(free); number += 1) free = `${wanted}_${number}`;
  return free;
}

/** Which segments each names. */
async function named(db: Db): Promise<Map<string, string[]>> {
  const rows = await db.selectFrom("segment").select(["id", "condition"]).execute();
  return new Map(
    rows.map(({ id, condition }) => [id, condition === null ? [] : segmentsIn(readCondition(condition))] as const),
  );
}

/**
 * A condition that the engine can be asked, whatever segments it names.
 * @throws {ProblemError} 422 bad_condition, unknown_metric
 */
export function askable(asker: Asker, value: unknown): Condition {
  const condition = readCondition(value);
  compile(
    [condition],
    { kind: "all" },
    { moment: { at: asker.now(), time_zone: asker.settings.time_zone }, digits: 2, timed: false },
  );
  return condition;
}

/**
 * What a condition is kept as, once everything that it names is there and it does not stand on itself.
 * @throws {ProblemError} 422 bad_condition, unknown_segment, circle, unknown_metric
 */
async function checked(db: Db, asker: Asker, id: string, value: unknown): Promise<string> {
  const condition = askable(asker, value);
  const known = await named(db);
  for (const other of segmentsIn(condition))
    if (!known.has(other) && other !== id)
      throw new ProblemError(
        422,
        "unknown_segment",
        `The condition names segment "${other}", which does not exist`,
        "condition",
      );
  known.set(id, segmentsIn(condition));
  const reached = new Set<string>();
  const waiting = [...(known.get(id) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === id)
      throw new ProblemError(
        422,
        "circle",
        `The segment would stand on itself: "${id}" is named by one that it names`,
        "condition",
      );
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(known.get(next) ?? []));
  }
  return JSON.stringify(condition);
}

/** Every segment, or one, with its size and what moved in the last day. */
export async function segments(asker: Asker, id: string | null = null): Promise<Segments> {
  const { clickhouse } = asker.engines;
  const since = new Date(asker.now().getTime() - 86_400_000);
  const [rows, sizes, recent, customers] = await Promise.all([
    segmentRows(asker.engines),
    sizesQuery(clickhouse, { id }),
    recentQuery(clickhouse, { since }),
    customersInAll(asker),
  ]);
  const sizeOf = new Map(sizes.map((row) => [row.segment_id, row.customers]));
  const movedOf = new Map(recent.map((row) => [row.segment_id, row]));
  return {
    customers,
    rows: rows.map((row): Segment => {
      const { condition, evaluated_at, created_at, changed_at, version: _version, state, ...told } = row;
      const moved = movedOf.get(row.id);
      return {
        ...told,
        kind: condition === null ? "list" : "rule",
        condition,
        state,
        customers: state === "computing" ? null : (sizeOf.get(row.id) ?? 0),
        entered: moved?.entered ?? 0,
        left: moved?.left ?? 0,
        evaluated_at: evaluated_at?.toISOString() ?? null,
        created_at: created_at.toISOString(),
        changed_at: changed_at.toISOString(),
      };
    }),
  };
}

/** @throws {ProblemError} 404 unknown_segment */
export async function segment(asker: Asker, id: string): Promise<Segment> {
  const { rows } = await segments(asker, id);
  const found = rows.find((row) => row.id === id);
  if (!found) throw unknown(id);
  return found;
}

/** Segments as they are kept, by their names. */
export async function segmentRows({ postgres }: Engines) {
  return await postgres.guarded("analyze.segment.list", (db) =>
    db.selectFrom("segment").selectAll().orderBy("name").execute(),
  );
}

/** @throws {ProblemError} 404 unknown_segment */
export async function nameOf({ postgres }: Engines, id: string): Promise<string> {
  const row = await postgres.guarded("analyze.segment.name", (db) =>
    db.selectFrom("segment").select("name").where("id", "=", id).executeTakeFirst(),
  );
  if (!row) throw unknown(id);
  return row.name;
}

/** @throws {ProblemError} 404 unknown_segment */
export async function conditionOf({ postgres }: Engines, id: string): Promise<unknown> {
  const row = await postgres.guarded("analyze.segment.condition", (db) =>
    db.selectFrom("segment").select("condition").where("id", "=", id).executeTakeFirst(),
  );
  if (!row) throw unknown(id);
  return row.condition;
}

/**
 * Keeps a new segment: with a condition a rule, whose members are being counted from now on; without one a list.
 * @throws {ProblemError} 409 segment_taken; 422 for what is wrong with the condition
 */
export async function createSegment(asker: Asker, asked: SegmentCreate): Promise<Segment> {
  const id = await asker.engines.postgres.guarded("analyze.segment.create", (db) =>
    db.transaction().execute(async (trx) => {
      const id = asked.id ?? (await freeId(trx, idOf(asked.name)));
      if (reserved.has(id)) throw taken(id);
      const condition = asked.condition === undefined ? null : await checked(trx, asker, id, asked.condition);
      const row = await trx
        .insertInto("segment")
        .values({
          id,
          name: asked.name,
          description: asked.description ?? "",
          condition,
          needs: JSON.stringify(asked.needs ?? noNeeds),
          state: condition === null ? "live" : "computing",
          created_at: asker.now(),
          changed_at: asker.now(),
          changed_by: asker.caller?.name ?? "",
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning("id")
        .executeTakeFirst();
      if (!row) throw taken(id);
      await tellLive(trx);
      return id;
    }),
  );
  return await segment(asker, id);
}

/**
 * Changes a segment; with another condition its members are counted anew.
 * @throws {ProblemError} 404 unknown_segment; 409 is_a_list; 422 for what is wrong with the condition
 */
export async function changeSegment(asker: Asker, id: string, asked: SegmentChange): Promise<Segment> {
  await asker.engines.postgres.guarded("analyze.segment.change", (db) =>
    db.transaction().execute(async (trx) => {
      const row = await trx.selectFrom("segment").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
      if (!row) throw unknown(id);
      if (asked.condition !== undefined && row.condition === null)
        throw new ProblemError(409, "is_a_list", "A list has no condition; make a new segment with one", "condition");
      const condition = asked.condition === undefined ? undefined : await checked(trx, asker, id, asked.condition);
      await trx
        .updateTable("segment")
        .set({
          ...(asked.name === undefined ? {} : { name: asked.name }),
          ...(asked.description === undefined ? {} : { description: asked.description }),
          ...(asked.needs === undefined ? {} : { needs: JSON.stringify(asked.needs) }),
          ...(condition === undefined ? {} : { condition, version: row.version + 1, state: "computing", error: null }),
          changed_at: asker.now(),
          changed_by: asker.caller?.name ?? "",
        })
        .where("id", "=", id)
        .execute();
      await tellLive(trx);
    }),
  );
  return await segment(asker, id);
}

/**
 * Forgets a segment; what its log says of the past stays with each customer's events.
 * @throws {ProblemError} 404 unknown_segment; 409 segment_used by another one, a metric or a dashboard
 */
export async function deleteSegment({ engines }: Asker, id: string): Promise<void> {
  await engines.postgres.guarded("analyze.segment.delete", (db) =>
    db.transaction().execute(async (trx) => {
      const using = [...(await named(trx))].find(([other, ids]) => other !== id && ids.includes(id));
      if (using)
        throw new ProblemError(409, "segment_used", `Segment "${using[0]}" names it; change that one first`, "id");
      const metric = await trx.selectFrom("custom_metric").select("id").where("segment", "=", id).executeTakeFirst();
      if (metric)
        throw new ProblemError(409, "segment_used", `The metric "${metric.id}" is of it; change that first`, "id");
      const [shown] = await dashboardsShowing(trx, (widget) => widget.kind === "segment" && widget.segment === id);
      if (shown !== undefined) {
        const which = `${shown.charAt(0).toUpperCase()}${shown.slice(1)}`;
        throw new ProblemError(409, "segment_used", `${which} shows it; take it away there first`, "id");
      }
      const gone = await trx.deleteFrom("segment").where("id", "=", id).executeTakeFirst();
      if (gone.numDeletedRows === 0n) throw unknown(id);
    }),
  );
}
