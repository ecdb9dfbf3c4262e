// Notes about a customer: written, pinned, changed, deleted.
import { type Caller, callerKey, type Masker, type Note, type NotePatch, ProblemError, reachesRole } from "#contract";
import type { Engines } from "#storage";
import { idsOf } from "./person.ts";

interface Row {
  readonly id: number;
  readonly text: string;
  readonly pinned: boolean;
  readonly author_id: string;
  readonly author: string;
  readonly created_at: Date;
  readonly changed_at: Date | null;
}

const columns = ["id", "text", "pinned", "author_id", "author", "created_at", "changed_at"] as const;

const owns = (caller: Caller | undefined, author_id: string) =>
  caller === undefined || reachesRole(caller.role, "admin") || callerKey(caller) === author_id;

function shown(row: Row, caller: Caller | undefined, mask: Masker): Note {
  const { author_id, created_at, changed_at, ...note } = row;
  return {
    ...note,
    text: mask.text(note.text),
    created_at: created_at.toISOString(),
    changed_at: changed_at?.toISOString() ?? null,
    mine: owns(caller, author_id),
  };
}

/** Who asks, and how that caller is shown what is personal. */
export interface Asking {
  readonly caller: Caller | undefined;
  readonly mask: Masker;
}

/** A customer's notes: the pinned ones first, then the newest. */
export async function notesOf(engines: Engines, customer_id: string, { caller, mask }: Asking): Promise<Note[]> {
  const ids = await idsOf(engines, customer_id);
  const rows = await engines.postgres.guarded("listen.note.list", (db) =>
    db
      .selectFrom("note")
      .select(columns)
      .where("customer_id", "in", ids)
      .orderBy("pinned", "desc")
      .orderBy("id", "desc")
      .limit(500)
      .execute(),
  );
  return rows.map((row) => shown(row, caller, mask));
}

export async function addNote(
  engines: Engines,
  customer_id: string,
  { text, pinned = false }: { readonly text: string; readonly pinned?: boolean },
  { caller, mask }: Asking,
  now: Date,
): Promise<Note> {
  const note = {
    customer_id,
    text: text.trim(),
    pinned,
    author_id: callerKey(caller),
    author: caller?.name ?? "",
    created_at: now,
  };
  const row = await engines.postgres.guarded("listen.note.add", (db) =>
    db.insertInto("note").values(note).returning(columns).executeTakeFirstOrThrow(),
  );
  return shown(row, caller, mask);
}

/** @throws {ProblemError} 404 unknown_note, 403 not_the_author */
async function ownNote(engines: Engines, customer_id: string, id: number, caller: Caller | undefined): Promise<void> {
  const row = await findNote(engines, customer_id, id);
  if (!owns(caller, row.author_id))
    throw new ProblemError(403, "not_the_author", `Only ${row.author} or an admin may change this note.`);
}

/** @throws {ProblemError} 404 unknown_note */
async function findNote(engines: Engines, customer_id: string, id: number): Promise<Row> {
  const ids = await idsOf(engines, customer_id);
  const row = await engines.postgres.guarded("listen.note.find", (db) =>
    db.selectFrom("note").select(columns).where("id", "=", id).where("customer_id", "in", ids).executeTakeFirst(),
  );
  if (!row) throw new ProblemError(404, "unknown_note", `This customer has no note ${id}.`, "note");
  return row;
}

/**
 * Changes a note's text, which its author may, or pins it, which everybody may who writes notes.
 * @throws {ProblemError} 404 unknown_note, 403 not_the_author
 */
export async function changeNote(
  engines: Engines,
  customer_id: string,
  id: number,
  patch: NotePatch,
  { caller, mask }: Asking,
  now: Date,
): Promise<Note> {
  const { text, pinned } = patch;
  if (text !== undefined) await ownNote(engines, customer_id, id, caller);
  const before = await findNote(engines, customer_id, id);
  const change = {
    pinned: pinned ?? before.pinned,
    ...(text === undefined ? {} : { text: text.trim(), changed_at: now }),
  };
  const row = await engines.postgres.guarded("listen.note.change", (db) =>
    db.updateTable("note").set(change).where("id", "=", id).returning(columns).executeTakeFirst(),
  );
  return shown(row ?? before, caller, mask);
}

/** @throws {ProblemError} 404 unknown_note, 403 not_the_author */
export async function removeNote(
  engines: Engines,
  customer_id: string,
  id: number,
  caller: Caller | undefined,
): Promise<void> {
  await ownNote(engines, customer_id, id, caller);
  await engines.postgres.guarded("listen.note.remove", (db) => db.deleteFrom("note").where("id", "=", id).execute());
}
