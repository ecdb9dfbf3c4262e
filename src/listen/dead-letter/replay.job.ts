// The job that sends many letters again, page by page, and how far it is.
import { Type } from "typebox";
import { Value } from "typebox/value";
import { LetterSelection, ProblemError, type Replay } from "#contract";
import { type Engines, enqueue, job } from "#storage";
import { filterOf, letterCount, lettersAfter } from "./dead-letter.sql.ts";
import { replayLetters } from "./replay.ts";

const page = 200;

/** What is kept of a run: which letters, and the last one that was sent. */
const Selection = Type.Object({ of: LetterSelection, after: Type.String() });

async function findRun(engines: Engines, id: number) {
  const row = await engines.postgres.guarded("listen.dead-letter.replay", (db) =>
    db.selectFrom("replay").selectAll().where("id", "=", id).executeTakeFirst(),
  );
  if (!row) throw new ProblemError(404, "not_found", `There is no replay ${id}`);
  return row;
}

/** How a replay stands. */
export async function replayState(engines: Engines, id: number): Promise<Replay> {
  const { state, letters, accepted, refused, error } = await findRun(engines, id);
  return { id, state, letters, accepted, refused, error };
}

/** Notes a replay and the job that runs it; answers how it stands. */
export async function askForReplay(engines: Engines, selection: LetterSelection): Promise<Replay> {
  if ("import_id" in selection && selection.import_id !== 0) {
    throw new ProblemError(422, "of_an_import", "Rows of an import are mended in their CSV and imported again");
  }
  const [counted] = await letterCount(engines.clickhouse, { ...filterOf(selection), state: "open" });
  const id = await engines.postgres.guarded("listen.dead-letter.ask", (db) =>
    db.transaction().execute(async (transaction) => {
      const row = await transaction
        .insertInto("replay")
        .values({ selection: JSON.stringify({ of: selection, after: "0" }), letters: counted?.letters ?? 0 })
        .returning("id")
        .executeTakeFirstOrThrow();
      await enqueue(transaction, { kind: "replay", key: `replay:${row.id}`, payload: { replay_id: row.id } });
      return row.id;
    }),
  );
  return await replayState(engines, id);
}

async function end(engines: Engines, id: number, error: string | null, now: Date): Promise<void> {
  await engines.postgres.guarded("listen.dead-letter.end", (db) =>
    db
      .updateTable("replay")
      .set({ state: error === null ? "done" : "failed", error, ended_at: now })
      .where("id", "=", id)
      .execute(),
  );
}

/** Runs a replay from where it stands to its end. */
export async function runReplay(engines: Engines, id: number, now: () => Date, signal: AbortSignal): Promise<void> {
  const run = await findRun(engines, id);
  if (run.state === "done" || run.state === "failed") return;
  const selection = Value.Parse(Selection, run.selection);
  const filter = { ...filterOf(selection.of), state: "open" } as const;
  let { after } = selection;
  for (;;) {
    signal.throwIfAborted();
    const rows = await lettersAfter(engines.clickhouse, { filter, after, limit: page });
    const last = rows.at(-1);
    if (last === undefined) break;
    const { accepted, refused } = await replayLetters(engines, rows, now());
    after = last.id;
    const text = JSON.stringify({ of: selection.of, after });
    await engines.postgres.guarded("listen.dead-letter.progress", (db) =>
      db
        .updateTable("replay")
        .set((old) => ({
          state: "running" as const,
          selection: text,
          accepted: old("accepted", "+", accepted),
          refused: old("refused", "+", refused),
        }))
        .where("id", "=", id)
        .execute(),
    );
  }
  await end(engines, id, null, now());
}

/** Sends the letters of a replay again; a second run goes on where the first ended. */
export const replayJob = job({
  kind: "replay",
  payload: Type.Object({ replay_id: Type.Integer() }),
  handle: async ({ replay_id }, { engines, now, signal, last }) => {
    try {
      await runReplay(engines, replay_id, now, signal);
    } catch (fault) {
      if (last) await end(engines, replay_id, fault instanceof Error ? fault.message : String(fault), now());
      // Trying again is the answer to all that can go wrong here: engines that are away, a queue that is full.
      throw fault instanceof ProblemError ? new Error(fault.message, { cause: fault }) : fault;
    }
  },
});
