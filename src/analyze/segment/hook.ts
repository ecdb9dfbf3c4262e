// Places that are told of who enters and leaves a segment: kept here, and told in order, at least once.
import { createHmac, randomBytes } from "node:crypto";
import { ProblemError, type SegmentCall, type SegmentHook, type SegmentHookMade } from "#contract";
import { type Engines, enqueue } from "#storage";
import type { Asker } from "../condition/condition.ts";
import { type UnsentParams, unsentQuery, waitingQuery } from "./hook.sql.ts";
import { conditionOf } from "./store.ts";

/** Refuses an address that must not be called; throws a ProblemError that names field "url". */
export type CheckUrl = (engines: Engines, url: string) => Promise<void>;

/** A call to a hook. */
export interface HookCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** Calls; returns when the other side has taken it (2xx), throws otherwise. Whom the house may call is the server's to say. */
export type CallOut = (engines: Engines, call: HookCall) => Promise<void>;

/** The kind of job that tells one hook. */
export const hookJobKind = "segment.hook";
/** Changes in one call. */
const most_changes = 500;
const error_letters = 300;
/** A hook that has refused its oldest change for so long is told no more until somebody switches it on again. */
const patience_ms = 7 * 86_400_000;
/** After every customer: what happened in the instant in which a hook was added is not told. */
const last_customer = "18446744073709551615";

interface Row {
  readonly id: number;
  readonly segment: string;
  readonly url: string;
  readonly secret: string;
  readonly active: boolean;
  readonly sent_until: Date;
  readonly sent_customer: string;
  readonly delivered_at: Date | null;
  readonly error: string | null;
  /** Until when the log of the segment is whole; null before the first evaluation. */
  readonly evaluated_at: Date | null;
}

async function hooksOf({ postgres }: Engines, of: { readonly segment: string } | { readonly id: number }) {
  return await postgres.guarded("analyze.segment.hooks", async (db): Promise<Row[]> => {
    const asked = db
      .selectFrom("segment_hook as hook")
      .innerJoin("segment", "segment.id", "hook.segment")
      .selectAll("hook")
      .select("segment.evaluated_at")
      .orderBy("hook.id");
    return "id" in of
      ? await asked.where("hook.id", "=", of.id).execute()
      : await asked.where("hook.segment", "=", of.segment).execute();
  });
}

/** All places that are told, of all segments. */
export async function hookPlaces({ postgres }: Engines): Promise<Pick<Row, "id" | "segment" | "url">[]> {
  return await postgres.guarded("analyze.segment.hook_places", (db) =>
    db.selectFrom("segment_hook").select(["id", "segment", "url"]).orderBy("segment").orderBy("id").execute(),
  );
}

function unsentOf({ segment, sent_until, sent_customer, evaluated_at }: Row): UnsentParams {
  return {
    id: segment,
    after: { changed_at: sent_until, stamp: sent_customer },
    until: evaluated_at ?? new Date(0),
  };
}

async function shown({ clickhouse }: Engines, row: Row): Promise<SegmentHook> {
  const { id, segment, url, active, delivered_at, error } = row;
  const [waiting] = await waitingQuery(clickhouse, unsentOf(row));
  return {
    ...{ id, segment, url, active, error },
    waiting: waiting?.changes ?? 0,
    delivered_at: delivered_at?.toISOString() ?? null,
  };
}

/** @throws {ProblemError} 404 unknown_segment */
export async function listHooks({ engines }: Asker, segment: string): Promise<SegmentHook[]> {
  await conditionOf(engines, segment);
  const rows = await hooksOf(engines, { segment });
  return await Promise.all(rows.map((row) => shown(engines, row)));
}

/**
 * Adds a place that is told of what happens from now on; its secret is told this once.
 * @throws {ProblemError} 404 unknown_segment; 409 hook_taken; and as the check of the address
 */
export async function addHook(asker: Asker, segment: string, url: string, check: CheckUrl): Promise<SegmentHookMade> {
  const { engines, now } = asker;
  await conditionOf(engines, segment);
  await check(engines, url);
  const secret = `whsec_${randomBytes(24).toString("base64url")}`;
  const made = await engines.postgres.guarded("analyze.segment.add_hook", (db) =>
    db
      .insertInto("segment_hook")
      .values({ segment, url, secret, sent_until: now(), sent_customer: last_customer, created_at: now() })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst(),
  );
  if (!made) throw new ProblemError(409, "hook_taken", "This address is told of the segment already", "url");
  return { id: made.id, segment, url, active: true, waiting: 0, delivered_at: null, error: null, secret };
}

const noHook = (id: number) => new ProblemError(404, "unknown_hook", `The segment has no hook ${id}`, "hook");

/** @throws {ProblemError} 404 unknown_hook */
export async function removeHook({ engines }: Asker, segment: string, id: number): Promise<void> {
  const gone = await engines.postgres.guarded("analyze.segment.remove_hook", (db) =>
    db.deleteFrom("segment_hook").where("id", "=", id).where("segment", "=", segment).executeTakeFirst(),
  );
  if (gone.numDeletedRows === 0n) throw noHook(id);
}

/**
 * Switches a hook on or off. Switched on, it is told everything that waits.
 * @throws {ProblemError} 404 unknown_hook
 */
export async function switchHook(asker: Asker, segment: string, id: number, active: boolean): Promise<SegmentHook> {
  const { engines, now } = asker;
  const changed = await engines.postgres.guarded("analyze.segment.switch_hook", (db) =>
    db
      .updateTable("segment_hook")
      .set({ active })
      .where("id", "=", id)
      .where("segment", "=", segment)
      .executeTakeFirst(),
  );
  if (changed.numUpdatedRows === 0n) throw noHook(id);
  if (active) await planHooks(engines, now());
  const [row] = await hooksOf(engines, { id });
  if (!row) throw noHook(id);
  return await shown(engines, row);
}

/** Asks for every hook to be told what it was not told yet: after an evaluation that changed anything. */
export async function planHooks({ postgres }: Engines, now: Date): Promise<void> {
  await postgres.guarded("analyze.segment.plan_hooks", async (db) => {
    const hooks = await db.selectFrom("segment_hook").select("id").where("active", "=", true).execute();
    for (const { id } of hooks)
      await enqueue(db, { kind: hookJobKind, key: String(id), payload: { hook_id: id }, run_at: now });
  });
}

/** `t=<seconds>,v1=<hex>`: v1 is the HMAC-SHA256 of "<seconds>.<body>" with the hook's secret. */
function signed(secret: string, body: string, at: Date): string {
  const time_s = Math.floor(at.getTime() / 1000);
  return `t=${time_s},v1=${createHmac("sha256", secret).update(`${time_s}.${body}`).digest("hex")}`;
}

/** What a hook is told with. */
export interface Telling {
  readonly engines: Engines;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly call: CallOut;
}

/** Tells the next changes; says whether there were any. The place is kept only after the other side has them. */
async function tellNext({ engines, now, signal, call }: Telling, row: Row): Promise<boolean> {
  const changes = await unsentQuery(engines.clickhouse, { ...unsentOf(row), limit: most_changes }, { signal });
  const last = changes.at(-1);
  if (last === undefined) return false;
  const told: SegmentCall = {
    segment: row.segment,
    changes: changes.map(({ customer_id, inside, changed_at }) => ({ customer_id, inside, changed_at })),
  };
  const body = JSON.stringify(told);
  const headers = { "content-type": "application/json", "kompas-signature": signed(row.secret, body, now()) };
  await call(engines, { url: row.url, headers, body, signal });
  await note(engines, row.id, {
    ...{ sent_until: new Date(last.changed_at), sent_customer: last.stamp },
    ...{ delivered_at: now(), error: null },
  });
  return true;
}

type Change = Partial<Pick<Row, "sent_until" | "sent_customer" | "delivered_at" | "error" | "active">>;

async function note({ postgres }: Engines, id: number, change: Change): Promise<void> {
  await postgres.guarded("analyze.segment.note_hook", (db) =>
    db.updateTable("segment_hook").set(change).where("id", "=", id).execute(),
  );
}

/** Whether what waits longest for a hook has not waited too long. */
async function isPatient({ engines, now }: Telling, row: Row): Promise<boolean> {
  const [oldest] = await unsentQuery(engines.clickhouse, { ...unsentOf(row), limit: 1 });
  return oldest === undefined || now().getTime() - new Date(oldest.changed_at).getTime() < patience_ms;
}

/**
 * Tells a hook everything that it was not told yet, in order. What it refuses is told again by the next call.
 * @throws {Error} when a call fails
 */
export async function tellHook(telling: Telling, id: number): Promise<void> {
  const { engines, signal } = telling;
  for (;;) {
    signal.throwIfAborted();
    const [row] = await hooksOf(engines, { id });
    if (!row?.active) return;
    try {
      if (!(await tellNext(telling, row))) return;
    } catch (fault) {
      const error = fault instanceof Error ? fault.message : String(fault);
      if (!signal.aborted)
        await note(engines, id, { error: error.slice(0, error_letters), active: await isPatient(telling, row) });
      throw fault;
    }
  }
}
