// Tells other stages of whom something changed: after the write, in groups, off the path of every answer.
import { sql } from "kysely";
import type { Engines, Postgres } from "#storage";

/** The channel of NOTIFY by which whoever waits learns of new rows of `touch`. */
const channel = "kompas_touch";
// Arbitrary and ours: rows are numbered under it, so that none appears below one that was read.
const lock_key = 4_600_020;

const gather_ms = 25;
const rest_ms = 1_000;
/** Whoever hears of more had better look at all. */
const most_stamps = 50_000;

/** What this process has still to tell. */
interface Desk {
  stamps: Set<bigint>;
  everybody: boolean;
  telling: Promise<void> | undefined;
}

const desks = new WeakMap<Engines, Desk>();

function deskOf(engines: Engines): Desk {
  const desk = desks.get(engines) ?? { stamps: new Set(), everybody: false, telling: undefined };
  desks.set(engines, desk);
  return desk;
}

/**
 * Something that is known of these customers changed, and can be read. `stamps` are ids as the event log has them; 0 is
 * nobody. Returns at once and never throws: an engine that is away is told when it is back.
 */
export function touched(engines: Engines, stamps: Iterable<bigint | string>): void {
  const desk = deskOf(engines);
  for (const stamp of stamps) {
    if (desk.everybody) break;
    const id = BigInt.asIntN(64, BigInt(stamp));
    if (id !== 0n) desk.stamps.add(id);
    if (desk.stamps.size > most_stamps) everybody(desk);
  }
  begin(engines, desk);
}

/** Of anybody something may have changed, and it can be read. Returns at once and never throws. */
export function everybodyTouched(engines: Engines): void {
  const desk = deskOf(engines);
  everybody(desk);
  begin(engines, desk);
}

/** Waits until all that this process knows is told. */
export async function told(engines: Engines): Promise<void> {
  await desks.get(engines)?.telling;
}

/** Forgets every number that was told, and tells instead that anybody may have changed: for an erasure. */
export async function forgetWho(engines: Engines): Promise<void> {
  await told(engines);
  // Not DELETE, which leaves what it deletes on the disk for a while.
  await engines.postgres.guarded("listen.touch.forget_who", (db) => sql`TRUNCATE TABLE touch`.execute(db));
  everybodyTouched(engines);
}

/** Forgets what was told before `until`. */
export async function forgetTouches({ postgres }: Engines, until: Date): Promise<void> {
  await postgres.guarded("listen.touch.forget", (db) =>
    db.deleteFrom("touch").where("touched_at", "<", until).execute(),
  );
}

function everybody(desk: Desk): void {
  desk.everybody = true;
  desk.stamps.clear();
}

const isWaiting = (desk: Desk) => desk.everybody || desk.stamps.size > 0;

function begin(engines: Engines, desk: Desk): void {
  if (isWaiting(desk)) desk.telling ??= tell(engines, desk);
}

const pause = (time_ms: number) => new Promise<void>((next) => setTimeout(next, time_ms).unref());

async function tell(engines: Engines, desk: Desk): Promise<void> {
  while (isWaiting(desk) && !engines.postgres.pool.ended) {
    await pause(gather_ms);
    const taken = desk.stamps;
    const all = desk.everybody;
    desk.stamps = new Set();
    desk.everybody = false;
    try {
      await write(engines.postgres, all ? null : [...taken].map(String));
    } catch {
      // What a process does not live to tell is made up for by its next start, which touches everybody.
      if (all) everybody(desk);
      else touched(engines, taken);
      await pause(rest_ms);
    }
  }
  desk.telling = undefined;
}

async function write(postgres: Postgres, stamps: readonly string[] | null): Promise<void> {
  await postgres.guarded("listen.touch", (db) =>
    sql`
      WITH
        turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(${lock_key})),
        told AS (INSERT INTO touch (stamps) SELECT ${stamps}::bigint[] FROM turn RETURNING seq)
      SELECT pg_notify(${channel}, '') FROM told`.execute(db),
  );
}
