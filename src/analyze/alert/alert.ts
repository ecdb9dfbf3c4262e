// Alerts as PostgreSQL keeps them: rules, and the stretches in which they fired.
import {
  type Alert,
  type AlertDraft,
  type AlertPatch,
  type Caller,
  type Firing,
  isOpenField,
  ProblemError,
} from "#contract";
import type { Engines } from "#storage";
import type { Asker } from "../metric/answer.ts";
import { requiredMetric } from "../metric/catalogue.ts";
import { parseDimension } from "../metric/dimension.ts";

/** Refuses an address of a webhook that must not be called; throws a ProblemError. */
export type CheckWebhook = (engines: Engines, url: string) => Promise<void>;

const firings_shown = 10;

async function firingsOf({ postgres }: Engines): Promise<ReadonlyMap<number, Firing[]>> {
  const rows = await postgres.guarded("analyze.alert.firings", (db) =>
    db.selectFrom("alert_firing").selectAll().orderBy("stretch", "desc").limit(5_000).execute(),
  );
  const found = new Map<number, Firing[]>();
  for (const { alert_id, stretch, value, fired_at, resolved_at } of rows) {
    const firings = found.get(alert_id) ?? [];
    found.set(alert_id, firings);
    if (firings.length < firings_shown)
      firings.push({
        stretch,
        value,
        fired_at: fired_at.toISOString(),
        resolved_at: resolved_at?.toISOString() ?? null,
      });
  }
  return found;
}

/** All alerts, the oldest first. */
export async function listAlerts(engines: Engines): Promise<Alert[]> {
  const [rows, firings] = await Promise.all([
    engines.postgres.guarded("analyze.alert.list", (db) => db.selectFrom("alert").selectAll().orderBy("id").execute()),
    firingsOf(engines),
  ]);
  return rows.map(({ dimension, key, created_at, checked_at, ...row }) => ({
    ...row,
    group: dimension === null || key === null ? null : { dimension, key },
    created_at: created_at.toISOString(),
    checked_at: checked_at?.toISOString() ?? null,
    firings: firings.get(row.id) ?? [],
  }));
}

async function findAlert(engines: Engines, id: number): Promise<Alert> {
  const found = (await listAlerts(engines)).find((alert) => alert.id === id);
  if (!found) throw new ProblemError(404, "unknown_alert", `There is no alert ${id}; it may have been deleted.`, "id");
  return found;
}

/** A group that only some may see would stand in everybody's notices. */
function checkGroup(group: AlertDraft["group"]): void {
  if (group === null) return;
  const dimension = parseDimension(group.dimension);
  if ("name" in dimension && !isOpenField(dimension.name))
    throw new ProblemError(
      422,
      "personal_dimension",
      `Values of "${dimension.name}" may be personal, and notices are for everybody; choose another dimension.`,
      "group",
    );
}

/** @throws {ProblemError} as {@link addAlert} */
export async function checkAlert(engines: Engines, draft: AlertPatch, check: CheckWebhook): Promise<void> {
  if (draft.metric !== undefined) await requiredMetric(engines, draft.metric);
  if (draft.group !== undefined) checkGroup(draft.group);
  if (draft.webhook !== undefined && draft.webhook !== null) await check(engines, draft.webhook);
}

/**
 * Adds an alert; it is checked from the next half hour on.
 * @throws {ProblemError} 404 unknown_metric, 400 unknown_dimension, 422 personal_dimension, and as the webhook's check
 */
export async function addAlert(
  { engines, now }: Pick<Asker, "engines" | "now">,
  draft: AlertDraft,
  caller: Caller | undefined,
  check: CheckWebhook,
): Promise<Alert> {
  await checkAlert(engines, draft, check);
  const { group, condition, ...plain } = draft;
  const row = {
    ...plain,
    name: draft.name.trim(),
    dimension: group?.dimension ?? null,
    key: group?.key ?? null,
    condition: JSON.stringify(condition),
    created_by: caller?.name ?? "",
    created_at: now(),
    checked_at: null,
  };
  const added = await engines.postgres.guarded("analyze.alert.add", (db) =>
    db.insertInto("alert").values(row).returning("id").executeTakeFirstOrThrow(),
  );
  return await findAlert(engines, added.id);
}

/** Changes an alert; @throws {ProblemError} 404 unknown_alert, and as {@link addAlert}. */
export async function changeAlert(
  engines: Engines,
  id: number,
  patch: AlertPatch,
  check: CheckWebhook,
): Promise<Alert> {
  await checkAlert(engines, patch, check);
  const { group, condition, ...plain } = patch;
  const change = {
    ...plain,
    ...(group === undefined ? {} : { dimension: group?.dimension ?? null, key: group?.key ?? null }),
    ...(condition === undefined ? {} : { condition: JSON.stringify(condition) }),
  };
  if (Object.keys(change).length > 0)
    await engines.postgres.guarded("analyze.alert.change", (db) =>
      db.updateTable("alert").set(change).where("id", "=", id).execute(),
    );
  return await findAlert(engines, id);
}

/** @throws {ProblemError} 404 unknown_alert */
export async function removeAlert(engines: Engines, id: number): Promise<void> {
  await findAlert(engines, id);
  await engines.postgres.guarded("analyze.alert.remove", (db) => db.deleteFrom("alert").where("id", "=", id).execute());
}
