// Targets: kept in PostgreSQL, held against the outlook of their metric.
import {
  type Caller,
  type Expected,
  type MetricTarget,
  type Outlook,
  ProblemError,
  type TargetDraft,
  type TargetPatch,
  type TargetStatus,
} from "#contract";
import type { Engines } from "#storage";
import { isDay } from "../calendar.ts";
import { outlooks } from "../forecast/outlook.ts";
import type { Asker } from "../metric/answer.ts";
import { knownMetrics, requiredMetric } from "../metric/catalogue.ts";
import type { Metric } from "../metric/definition.ts";

type Direction = MetricTarget["direction"];

/** Whether a value meets a target: the target itself does. */
export function meets(value: number, target: number, direction: Direction): boolean {
  return direction === "up" ? value >= target : value <= target;
}

/** On track where the whole interval meets the target, off where none of it does, else at risk. */
export function statusOf({ low, high }: Expected, target: number, direction: Direction): TargetStatus {
  const ends = [low, high].filter((end) => meets(end, target, direction));
  return ends.length === 2 ? "on_track" : ends.length === 0 ? "off" : "at_risk";
}

interface Row {
  readonly id: number;
  readonly metric: string;
  readonly value: number;
  readonly grain: MetricTarget["grain"];
  readonly due: string | null;
  readonly note: string;
  readonly created_by: string;
  readonly created_at: Date;
  readonly user_id: number | null;
  readonly owner: string | null;
}

/** Targets as they are kept, the oldest first. */
export async function targetRows({ postgres }: Engines): Promise<Row[]> {
  return await postgres.guarded("analyze.target.list", (db) =>
    db
      .selectFrom("target")
      .leftJoin("app_user as user", "user.id", "target.owner_id")
      .select(["target.id", "metric", "value", "grain", "due", "note", "created_by", "target.created_at"])
      .select(["user.id as user_id", "user.name as owner"])
      .orderBy("target.id")
      .execute(),
  );
}

/** The direction in which a metric's targets are met; null where neither is good by itself. */
function directionOf({ direction }: Pick<Metric, "direction">): Direction | null {
  return direction === "neutral" ? null : direction;
}

function shown(row: Row, direction: Direction, outlook: Outlook): MetricTarget {
  const { user_id, owner, created_at, ...rest } = row;
  const past = outlook.past.flatMap(({ value }) => (value === null ? [] : [value]));
  return {
    ...rest,
    direction,
    owner: user_id === null || owner === null ? null : { user_id, name: owner },
    created_at: created_at.toISOString(),
    outlook,
    status: outlook.forecast === null ? null : statusOf(outlook.forecast, row.value, direction),
    met: { stretches: past.filter((value) => meets(value, row.value, direction)).length, of: past.length },
  };
}

/** All targets, or those of one metric, with how they stand. Metrics that are measured alike are asked for together. */
export async function listTargets(asker: Asker, metric?: string): Promise<MetricTarget[]> {
  const all = await targetRows(asker.engines);
  const known = await knownMetrics(asker.engines, [...new Set(all.map((row) => row.metric))]);
  const rows = all.flatMap((row) => {
    const definition = known.find(({ id }) => id === row.metric);
    const direction = definition === undefined ? null : directionOf(definition);
    // A metric that is no more leaves its targets behind, unseen.
    if (definition === undefined || direction === null || (metric !== undefined && row.metric !== metric)) return [];
    return [{ row, definition, direction, alike: `${row.grain} ${row.due ?? ""}` }];
  });
  const found: MetricTarget[] = [];
  for (const alike of new Set(rows.map((each) => each.alike))) {
    const group = rows.filter((each) => each.alike === alike);
    const [first] = group;
    if (!first) continue;
    const definitions = [...new Set(group.map(({ definition }) => definition))];
    const looks = await outlooks(asker, definitions, first.row.grain, first.row.due);
    for (const { row, direction } of group) {
      const outlook = looks.find((each) => each.metric === row.metric);
      if (outlook) found.push(shown(row, direction, outlook));
    }
  }
  return found.toSorted((a, b) => a.id - b.id);
}

async function one(asker: Asker, id: number): Promise<MetricTarget> {
  const row = (await targetRows(asker.engines)).find((each) => each.id === id);
  if (!row) throw new ProblemError(404, "unknown_target", `There is no target ${id}; it may have been deleted.`, "id");
  const definition = await requiredMetric(asker.engines, row.metric);
  const [outlook] = await outlooks(asker, [definition], row.grain, row.due);
  if (!outlook) throw new Error("one metric, one outlook");
  return shown(row, directionOf(definition) ?? "up", outlook);
}

/** @throws {ProblemError} 422 unknown_user */
async function checkOwner({ postgres }: Engines, owner_id: number | null | undefined): Promise<void> {
  if (owner_id === null || owner_id === undefined) return;
  const user = await postgres.guarded("analyze.target.owner", (db) =>
    db.selectFrom("app_user").select("id").where("id", "=", owner_id).where("enabled", "=", true).executeTakeFirst(),
  );
  if (!user) throw new ProblemError(422, "unknown_user", "Choose a user who can sign in, or nobody.", "owner_id");
}

/** @throws {ProblemError} 422 no_direction, bad_day */
export function checkTarget(metric: Pick<Metric, "direction">, due: string | null): void {
  if (directionOf(metric) === null) {
    const why =
      "Of this metric neither more nor less is better, so no target can be met; choose one that has a direction.";
    throw new ProblemError(422, "no_direction", why, "metric");
  }
  if (due !== null && !isDay(due)) throw new ProblemError(422, "bad_day", `"${due}" is no day of the calendar.`, "due");
}

/**
 * Sets a target.
 * @throws {ProblemError} 404 unknown_metric, 422 no_direction, bad_day, unknown_user, 409 target_exists
 */
export async function addTarget(asker: Asker, draft: TargetDraft, caller: Caller | undefined): Promise<MetricTarget> {
  const { metric, value, grain, due, owner_id, note } = draft;
  checkTarget(await requiredMetric(asker.engines, metric), due);
  await checkOwner(asker.engines, owner_id);
  const row = { metric, value, grain, due, owner_id, note: note.trim(), created_by: caller?.name ?? "" };
  const added = await asker.engines.postgres.guarded("analyze.target.add", (db) =>
    db
      .insertInto("target")
      .values({ ...row, created_at: asker.now() })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst(),
  );
  if (!added) {
    const why = "This metric has a target for this stretch already; change that one, or choose another stretch.";
    throw new ProblemError(409, "target_exists", why, "metric");
  }
  return await one(asker, added.id);
}

/** @throws {ProblemError} 404 unknown_target, 422 unknown_user */
export async function changeTarget(asker: Asker, id: number, patch: TargetPatch): Promise<MetricTarget> {
  await checkOwner(asker.engines, patch.owner_id);
  if (Object.keys(patch).length > 0)
    await asker.engines.postgres.guarded("analyze.target.change", (db) =>
      db.updateTable("target").set(patch).where("id", "=", id).execute(),
    );
  return await one(asker, id);
}

/** @throws {ProblemError} 404 unknown_target */
export async function removeTarget({ postgres }: Engines, id: number): Promise<void> {
  const removed = await postgres.guarded("analyze.target.remove", (db) =>
    db.deleteFrom("target").where("id", "=", id).executeTakeFirst(),
  );
  if (Number(removed.numDeletedRows) === 0)
    throw new ProblemError(404, "unknown_target", `There is no target ${id}; it may have been deleted.`, "id");
}
