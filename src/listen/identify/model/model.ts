// Versions of the matching model: saved, listed, one of them active.
import type { Selectable } from "kysely";
import { Value } from "typebox/value";
import { MatchModel, type MatchModelHead, type MatchModelWhole, ProblemError } from "#contract";
import type { Database, Engines } from "#storage";

type Row = Selectable<Database["match_model"]>;

function headOf({ id, active, records, labels, made_by, created_at }: Row, model: MatchModel): MatchModelHead {
  const { fields } = model.settings;
  return { id, active, records, labels, fields, made_by, created_at: created_at.toISOString() };
}

/** A model as it was saved; undefined for one that an earlier version of Kompas wrote otherwise. */
function read(row: Row): MatchModelWhole | undefined {
  const { model } = row;
  return Value.Check(MatchModel, model) ? { ...headOf(row, model), model } : undefined;
}

/** All versions, the newest first. */
export async function listModels(engines: Engines): Promise<MatchModelHead[]> {
  const rows = await engines.postgres.guarded("listen.matching.models", (db) =>
    db.selectFrom("match_model").selectAll().orderBy("id", "desc").limit(100).execute(),
  );
  return rows.flatMap((row) => {
    const whole = read(row);
    return whole === undefined ? [] : [headOf(row, whole.model)];
  });
}

/** @throws {ProblemError} 404 not_found */
export async function findModel(engines: Engines, id: number): Promise<MatchModelWhole> {
  const row = await engines.postgres.guarded("listen.matching.model", (db) =>
    db.selectFrom("match_model").selectAll().where("id", "=", id).executeTakeFirst(),
  );
  const whole = row === undefined ? undefined : read(row);
  if (whole === undefined) throw new ProblemError(404, "not_found", `There is no model ${id}`);
  return whole;
}

/** The model that runs score by; undefined when there is none yet. */
export async function activeModel(engines: Engines): Promise<MatchModelWhole | undefined> {
  const row = await engines.postgres.guarded("listen.matching.active", (db) =>
    db.selectFrom("match_model").selectAll().where("active", "=", true).executeTakeFirst(),
  );
  return row === undefined ? undefined : read(row);
}

/**
 * Makes a version the one that runs score by.
 * @throws {ProblemError} 404 not_found
 */
export async function activateModel(engines: Engines, id: number): Promise<MatchModelHead> {
  await findModel(engines, id);
  await engines.postgres.guarded("listen.matching.activate", (db) =>
    db.transaction().execute(async (transaction) => {
      await transaction.updateTable("match_model").set({ active: false }).where("active", "=", true).execute();
      await transaction.updateTable("match_model").set({ active: true }).where("id", "=", id).execute();
    }),
  );
  const { model, ...head } = await findModel(engines, id);
  return head;
}

/** Saves a new version and makes it the active one; gives its number. */
export async function saveModel(engines: Engines, model: MatchModel, made_by: string, now: Date): Promise<number> {
  const { records, labels } = model.training;
  return await engines.postgres.guarded("listen.matching.save", (db) =>
    db.transaction().execute(async (transaction) => {
      await transaction.updateTable("match_model").set({ active: false }).where("active", "=", true).execute();
      const { id } = await transaction
        .insertInto("match_model")
        .values({ model: JSON.stringify(model), records, labels, active: true, made_by, created_at: now })
        .returning("id")
        .executeTakeFirstOrThrow();
      return id;
    }),
  );
}
