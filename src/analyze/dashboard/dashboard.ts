// Dashboards: kept in PostgreSQL. Whoever may look at the workspace makes own ones; the owner and admins change them.
import {
  type Caller,
  callerKey,
  type Dashboard,
  type DashboardDraft,
  type DashboardPatch,
  grid_columns,
  ProblemError,
  reachesRole,
  type Widget,
} from "#contract";
import type { Engines } from "#storage";

const columns = [
  "id",
  "name",
  "owner",
  "owner_name",
  "visibility",
  "period",
  "compare",
  "widgets",
  "created_at",
  "changed_at",
] as const;

interface Row extends DashboardDraft {
  readonly id: number;
  readonly owner: string;
  readonly owner_name: string;
  readonly created_at: Date;
  readonly changed_at: Date;
}

/** Without a caller it is our own code that asks. */
function owns(row: Row, caller: Caller | undefined): boolean {
  return caller === undefined || reachesRole(caller.role, "admin") || callerKey(caller) === row.owner;
}

function shown(row: Row, caller: Caller | undefined): Dashboard {
  const { owner_name, created_at, changed_at, ...rest } = row;
  return {
    ...rest,
    owner: owner_name,
    may_change: owns(row, caller),
    created_at: created_at.toISOString(),
    changed_at: changed_at.toISOString(),
  };
}

/** The dashboards that a caller sees: the workspace's and the own private ones, by name. */
export async function listDashboards({ postgres }: Engines, caller: Caller | undefined): Promise<Dashboard[]> {
  const rows = await postgres.guarded("analyze.dashboard.list", (db) =>
    db.selectFrom("dashboard").select(columns).orderBy("name").orderBy("id").execute(),
  );
  return rows.filter((row) => row.visibility === "workspace" || owns(row, caller)).map((row) => shown(row, caller));
}

/** @throws {ProblemError} 404 unknown_dashboard, for private ones of others too */
export async function readDashboard({ postgres }: Engines, id: number, caller: Caller | undefined): Promise<Dashboard> {
  const row = await postgres.guarded("analyze.dashboard.read", (db) =>
    db.selectFrom("dashboard").select(columns).where("id", "=", id).executeTakeFirst(),
  );
  if (!row || (row.visibility === "private" && !owns(row, caller)))
    throw new ProblemError(404, "unknown_dashboard", `There is no dashboard ${id}; it may have been deleted.`, "id");
  return shown(row, caller);
}

/**
 * A dashboard that the caller may change.
 * @throws {ProblemError} 404 unknown_dashboard, 403 not_the_owner
 */
export async function ownDashboard(engines: Engines, id: number, caller: Caller | undefined): Promise<Dashboard> {
  const dashboard = await readDashboard(engines, id, caller);
  if (dashboard.may_change) return dashboard;
  const why = `Only ${dashboard.owner || "its owner"} and admins change this dashboard; make a copy to change that.`;
  throw new ProblemError(403, "not_the_owner", why, "id");
}

/** @throws {ProblemError} 422 widget_twice, widget_too_wide */
export function checkWidgets(widgets: readonly Widget[] = []): void {
  const ids = widgets.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice !== -1)
    throw new ProblemError(422, "widget_twice", "Two widgets have this id; give each its own.", `widgets.${twice}.id`);
  const wide = widgets.findIndex(({ place: { x, w } }) => x + w > grid_columns);
  if (wide !== -1) {
    const why = "This widget reaches beyond the 12 columns of the grid: x and w are at most 12 together.";
    throw new ProblemError(422, "widget_too_wide", why, `widgets.${wide}.place.w`);
  }
}

/** @throws {ProblemError} 422 widget_twice, widget_too_wide */
export async function addDashboard(
  { postgres }: Engines,
  draft: DashboardDraft,
  caller: Caller | undefined,
  now: Date,
): Promise<Dashboard> {
  checkWidgets(draft.widgets);
  const values = {
    ...draft,
    name: draft.name.trim(),
    widgets: JSON.stringify(draft.widgets),
    owner: callerKey(caller),
    owner_name: caller?.name ?? "",
    created_at: now,
    changed_at: now,
  };
  const row = await postgres.guarded("analyze.dashboard.add", (db) =>
    db.insertInto("dashboard").values(values).returning(columns).executeTakeFirstOrThrow(),
  );
  return shown(row, caller);
}

/** @throws {ProblemError} 404 unknown_dashboard, 403 not_the_owner, 422 widget_twice, widget_too_wide */
export async function changeDashboard(
  engines: Engines,
  id: number,
  { widgets, ...patch }: DashboardPatch,
  caller: Caller | undefined,
  now: Date,
): Promise<Dashboard> {
  await ownDashboard(engines, id, caller);
  checkWidgets(widgets);
  const change = { ...patch, ...(widgets === undefined ? {} : { widgets: JSON.stringify(widgets) }), changed_at: now };
  await engines.postgres.guarded("analyze.dashboard.change", (db) =>
    db.updateTable("dashboard").set(change).where("id", "=", id).execute(),
  );
  return await readDashboard(engines, id, caller);
}

/** @throws {ProblemError} 404 unknown_dashboard, 403 not_the_owner */
export async function removeDashboard(engines: Engines, id: number, caller: Caller | undefined): Promise<void> {
  await ownDashboard(engines, id, caller);
  await engines.postgres.guarded("analyze.dashboard.remove", (db) =>
    db.deleteFrom("dashboard").where("id", "=", id).execute(),
  );
}
