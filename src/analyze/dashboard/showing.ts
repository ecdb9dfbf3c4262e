// Which dashboards show something: what must not be deleted under them.
import type { Kysely } from "kysely";
import type { Widget } from "#contract";
import type { Database } from "#storage";

/** Dashboards with a widget of that sort, in words; of private ones no more than that there is one. */
export async function dashboardsShowing(db: Kysely<Database>, shows: (widget: Widget) => boolean): Promise<string[]> {
  const rows = await db.selectFrom("dashboard").select(["name", "visibility", "widgets"]).execute();
  return rows
    .filter(({ widgets }) => widgets.some(shows))
    .map(({ name, visibility }) => (visibility === "private" ? "somebody's own dashboard" : `the dashboard "${name}"`));
}
