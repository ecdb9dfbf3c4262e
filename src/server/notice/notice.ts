// Notices as people see them: the newest, and which of them each has read.
import { createHash } from "node:crypto";
import type { Notice } from "#contract";
import type { Postgres } from "#storage";

const shown = 50;

/** The newest notices for a reader, and how many of all are unread. */
export async function noticesFor(postgres: Postgres, reader: string): Promise<{ rows: Notice[]; unread: number }> {
  return await postgres.guarded("server.notice.list", async (db) => {
    const seen = db
      .selectFrom("notice")
      .leftJoin("notice_read as mark", (join) =>
        join.onRef("mark.notice_id", "=", "notice.id").on("mark.reader", "=", reader),
      );
    const rows = await seen
      .select(["id", "kind", "about", "at", "mark.reader"])
      .orderBy("id", "desc")
      .limit(shown)
      .execute();
    const { unread } = await seen
      .where("mark.reader", "is", null)
      .select(({ fn }) => fn.countAll<number>().as("unread"))
      .executeTakeFirstOrThrow();
    return {
      rows: rows.map(({ reader: mark, at, ...row }) => ({ ...row, at: at.toISOString(), read: mark !== null })),
      unread: Number(unread),
    };
  });
}

/** One notice; undefined when it was forgotten. */
export async function findNotice(postgres: Postgres, id: number): Promise<Omit<Notice, "read"> | undefined> {
  const row = await postgres.guarded("server.notice.find", (db) =>
    db.selectFrom("notice").select(["id", "kind", "about", "at"]).where("id", "=", id).executeTakeFirst(),
  );
  return row && { ...row, at: row.at.toISOString() };
}

/** Notes that a reader has read these notices, or all up to the newest. */
export async function markRead(postgres: Postgres, reader: string, ids: readonly number[] | "all"): Promise<void> {
  await postgres.guarded("server.notice.read", (db) => {
    const known = db.selectFrom("notice").select(({ val }) => [val(reader).as("reader"), "id as notice_id"]);
    return db
      .insertInto("notice_read")
      .columns(["reader", "notice_id"])
      .expression(ids === "all" ? known : known.where("id", "in", [0, ...ids]))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** The id of an e-mail: that of the notice and whom it goes to, without saying whom. */
export function letterId(notice_id: number, to: string): string {
  return `notice-${notice_id}-${createHash("sha256").update(to).digest("hex").slice(0, 16)}`;
}
