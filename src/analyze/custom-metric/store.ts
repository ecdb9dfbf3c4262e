// Definitions of custom metrics: kept in PostgreSQL, checked before they are kept.
import type { Kysely, Selectable } from "kysely";
import {
  type Context,
  type CustomMetric,
  type CustomMetricCreate,
  type CustomMetricDraft,
  type Formula,
  ProblemError,
} from "#contract";
import type { Database, Engines } from "#storage";
import { dashboardsShowing } from "../dashboard/showing.ts";
import type { Metric } from "../metric/definition.ts";
import { findMetric } from "../metric/registry.ts";
import { idOf } from "../segment/store.ts";
import { checkFormula } from "./check.ts";
import { metricOf } from "./metric.ts";

type Db = Kysely<Database>;
type Asker = Pick<Context<Engines>, "engines" | "now"> & Partial<Pick<Context<Engines>, "caller">>;

/** All of them are counted by one question where a page shows all metrics. */
const most_metrics = 200;

/** Words that addresses have where others have a metric's id. */
const reserved = new Set(["all", "new", "summary"]);

function shown({ created_at, changed_at, ...row }: Selectable<Database["custom_metric"]>): CustomMetric {
  return { ...row, created_at: created_at.toISOString(), changed_at: changed_at.toISOString() };
}

/** Custom metrics by name. */
export async function listCustomMetrics({ postgres }: Engines): Promise<CustomMetric[]> {
  const rows = await postgres.guarded("analyze.custom_metric.list", (db) =>
    db.selectFrom("custom_metric").selectAll().orderBy("name").orderBy("id").execute(),
  );
  return rows.map(shown);
}

/** Custom metrics as metrics of the registry. */
export async function customMetrics(engines: Engines): Promise<Metric[]> {
  return (await listCustomMetrics(engines)).map((row) => metricOf(row.id, row));
}

function unknown(id: string): ProblemError {
  return new ProblemError(
    404,
    "unknown_metric",
    `There is no custom metric "${id}"; GET /api/v1/custom-metrics lists them`,
    "id",
  );
}

/** @throws {ProblemError} 404 unknown_metric */
export async function customMetric(engines: Engines, id: string): Promise<CustomMetric> {
  const found = (await listCustomMetrics(engines)).find((row) => row.id === id);
  if (!found) throw unknown(id);
  return found;
}

/** @throws {ProblemError} 422 bad_formula, unknown_segment */
export async function checkKnown({ postgres }: Engines, formula: Formula): Promise<void> {
  checkFormula(formula);
  const { segment } = formula;
  if (segment === null) return;
  const found = await postgres.guarded("analyze.custom_metric.segment", (db) =>
    db.selectFrom("segment").select("id").where("id", "=", segment).executeTakeFirst(),
  );
  if (!found) throw new ProblemError(422, "unknown_segment", `There is no segment "${segment}"; choose one`, "segment");
}

const isTaken = (id: string) => reserved.has(id) || findMetric(id) !== undefined;

/** @throws {ProblemError} 409 metric_taken for an id that Kompas itself has */
export function checkFree(id: string): void {
  if (isTaken(id)) throw taken(id);
}

function taken(id: string): ProblemError {
  return new ProblemError(409, "metric_taken", `There is a metric "${id}" already; choose another id`, "id");
}

/** An id out of a name that no other metric has. */
async function freeId(db: Db, name: string): Promise<string> {
  const wanted = idOf(name, "metric");
  const rows = await db.selectFrom("custom_metric").select("id").execute();
  const ids = new Set(rows.map(({ id }) => id));
  let free = wanted;
  for (let number = 2; ids.has(free) || isTaken(free); number += 1) free = `${wanted}_${number}`;
  return free;
}

const columns = ({ numerator, denominator, ...draft }: CustomMetricDraft) => ({
  ...draft,
  name: draft.name.trim(),
  description: draft.description.trim(),
  numerator: JSON.stringify(numerator),
  denominator: denominator === null ? null : JSON.stringify(denominator),
});

/**
 * Keeps a new metric.
 * @throws {ProblemError} 409 metric_taken, too_many_metrics; 422 bad_formula, unknown_segment
 */
export async function createCustomMetric(asker: Asker, asked: CustomMetricCreate): Promise<CustomMetric> {
  const { id: wanted, ...draft } = asked;
  await checkKnown(asker.engines, draft);
  if (wanted !== undefined) checkFree(wanted);
  const told = { at: asker.now(), by: asker.caller?.name ?? "" };
  return await asker.engines.postgres.guarded("analyze.custom_metric.create", (db) =>
    db.transaction().execute(async (trx) => {
      const { count } = await trx
        .selectFrom("custom_metric")
        .select((of) => of.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      if (Number(count) >= most_metrics)
        throw new ProblemError(
          409,
          "too_many_metrics",
          `There are ${most_metrics} already; delete one that nobody needs`,
        );
      const id = wanted ?? (await freeId(trx, draft.name));
      const row = await trx
        .insertInto("custom_metric")
        .values({
          id,
          ...columns(draft),
          created_at: told.at,
          created_by: told.by,
          changed_at: told.at,
          changed_by: told.by,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst();
      if (!row) throw taken(id);
      return shown(row);
    }),
  );
}

/**
 * Replaces a metric's definition.
 * @throws {ProblemError} 404 unknown_metric; 422 bad_formula, unknown_segment
 */
export async function changeCustomMetric(asker: Asker, id: string, draft: CustomMetricDraft): Promise<CustomMetric> {
  await checkKnown(asker.engines, draft);
  const row = await asker.engines.postgres.guarded("analyze.custom_metric.change", (db) =>
    db
      .updateTable("custom_metric")
      .set({ ...columns(draft), changed_at: asker.now(), changed_by: asker.caller?.name ?? "" })
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirst(),
  );
  if (!row) throw unknown(id);
  return shown(row);
}

/** What stands on a metric, in words. */
async function usersOf(db: Db, id: string): Promise<string[]> {
  const [targets, alerts, tiles, dashboards] = await Promise.all([
    db.selectFrom("target").select(["grain", "due"]).where("metric", "=", id).execute(),
    db.selectFrom("alert").select("name").where("metric", "=", id).execute(),
    db
      .selectFrom("tile_choice")
      .select("reader")
      .where((of) => of(of.val(id), "=", of.fn.any("metrics")))
      .execute(),
    dashboardsShowing(db, (widget) => "metric" in widget && widget.metric === id),
  ]);
  return [
    ...targets.map(({ grain, due }) => `a target by ${grain}${due === null ? "" : ` due ${due}`}`),
    ...alerts.map(({ name }) => `the alert "${name}"`),
    ...dashboards,
    ...tiles.map(({ reader }) => (reader === "" ? "everybody's overview" : "somebody's own overview")),
  ];
}

/**
 * Forgets a metric that nothing stands on.
 * @throws {ProblemError} 404 unknown_metric; 409 metric_used, with what uses it
 */
export async function deleteCustomMetric(engines: Engines, id: string): Promise<void> {
  await engines.postgres.guarded("analyze.custom_metric.delete", (db) =>
    db.transaction().execute(async (trx) => {
      const gone = await trx.deleteFrom("custom_metric").where("id", "=", id).executeTakeFirst();
      if (gone.numDeletedRows === 0n) throw unknown(id);
      const users = [...new Set(await usersOf(trx, id))];
      if (users.length > 0)
        throw new ProblemError(409, "metric_used", `It is used by ${users.join(", ")}; take it away there first`, "id");
    }),
  );
}
