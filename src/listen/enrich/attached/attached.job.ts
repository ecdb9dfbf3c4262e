// The job that reads an attached table, and how one is asked for.
import { Type } from "typebox";
import { type Engines, enqueue, job } from "#storage";
import { dueTables } from "./attached.record.ts";
import { readTable } from "./read.ts";

/** Asks for a reading, unless one waits or runs already. */
export async function askForTable({ postgres }: Engines, table_id: number, now: Date): Promise<void> {
  await postgres.guarded("listen.enrich.ask_table", (db) =>
    enqueue(db, { kind: attachedJob.kind, key: `table:${table_id}`, payload: { table_id }, run_at: now }),
  );
}

/** Asks for every table whose time has come. */
export async function askDueTables(engines: Engines, now: Date): Promise<void> {
  for (const id of await dueTables(engines, now)) await askForTable(engines, id, now);
}

/** Reads a table; a second reading right after the first changes nothing. */
export const attachedJob = job({
  kind: "attached",
  payload: Type.Object({ table_id: Type.Integer() }),
  handle: ({ table_id }, { engines, data_dir, now, signal, last }) =>
    readTable(table_id, { engines, data_dir, now, signal, last }),
});
