// Checks alerts: fires each once a stretch, ends what holds no more, and tells of both.
import type { Kysely } from "kysely";
import { type Alert, type AlertNotice, type NoticeKind, noticeJob } from "#contract";
import { type Database, enqueue } from "#storage";
import type { Asker } from "../metric/answer.ts";
import { knownMetrics } from "../metric/catalogue.ts";
import type { Metric } from "../metric/definition.ts";
import { listAlerts } from "./alert.ts";
import { type Finding, judge } from "./judge.ts";
import { readingsOf } from "./reading.ts";

function noticeOf(alert: Alert, metric: Metric, currency: string, finding: Finding): AlertNotice {
  const { id, name, group, grain, condition } = alert;
  const { stretch, value, before } = finding;
  const of = { metric: metric.id, metric_name: metric.name, unit: metric.unit, currency };
  return { alert_id: id, name, ...of, group, grain, stretch, condition, value, before };
}

/** Tries of one delivery: some eight hours of them. */
const attempts_max = 20;

/** Notes what people are to be told, and asks for its delivery, unless it was told before. */
async function tell(db: Kysely<Database>, kind: NoticeKind, about: AlertNotice, alert: Alert, at: Date): Promise<void> {
  const key = `${kind}:${alert.id}:${about.stretch}`;
  const noted = await db
    .insertInto("notice")
    .values({ key, kind, about: JSON.stringify(about), at })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!noted) return;
  const sendings = [
    ...alert.emails.map((to) => ({ notice_id: noted.id, by: "email", to })),
    ...(alert.webhook === null ? [] : [{ notice_id: noted.id, by: "webhook", to: alert.webhook }]),
  ];
  for (const payload of sendings)
    await enqueue(db, {
      kind: noticeJob,
      key: `${noted.id}:${payload.by}:${payload.to}`,
      payload,
      run_at: at,
      attempts_max,
    });
}

/** Fires for stretches in which the condition holds, and ends firings of all others, in one transaction. */
async function note(asker: Asker, alert: Alert, metric: Metric, findings: readonly Finding[]): Promise<void> {
  const { engines, settings, now } = asker;
  const at = now();
  await engines.postgres.guarded("analyze.alert.note", (db) =>
    db.transaction().execute(async (transaction) => {
      // Two checks at one time take turns.
      const rule = transaction.updateTable("alert").set({ checked_at: at }).where("id", "=", alert.id);
      if (Number((await rule.executeTakeFirst()).numUpdatedRows) === 0) return;
      const holding = findings.filter(({ holds }) => holds);
      for (const { stretch, value } of holding) {
        await transaction
          .insertInto("alert_firing")
          .values({ alert_id: alert.id, stretch, value, fired_at: at, resolved_at: null })
          .onConflict((conflict) => conflict.columns(["alert_id", "stretch"]).doUpdateSet({ value, resolved_at: null }))
          .execute();
      }
      // Of two at once the newer is news.
      const newest = holding.at(-1);
      if (newest) await tell(transaction, "alert_fired", noticeOf(alert, metric, settings.currency, newest), alert, at);
      const ended = await transaction
        .updateTable("alert_firing")
        .set({ resolved_at: at })
        .where("alert_id", "=", alert.id)
        .where("resolved_at", "is", null)
        .where("stretch", "not in", ["", ...holding.map(({ stretch }) => stretch)])
        .returning("stretch")
        .execute();
      const last = findings.at(-1);
      // It is over when nothing holds any more; a stretch that hands over to the next is no end.
      const stretch = ended
        .map((each) => each.stretch)
        .toSorted()
        .at(-1);
      if (holding.length > 0 || last === undefined || stretch === undefined) return;
      const finding = { ...last, stretch };
      await tell(transaction, "alert_resolved", noticeOf(alert, metric, settings.currency, finding), alert, at);
    }),
  );
}

/** Checks one alert; one whose metric is no more, or that is switched off, is left alone. */
export async function checkAlert(asker: Asker, alert: Alert): Promise<void> {
  const [metric] = await knownMetrics(asker.engines, [alert.metric]);
  if (metric === undefined || !alert.enabled) return;
  const readings = await readingsOf(asker, metric, alert);
  const findings = readings.flatMap((reading) => judge(reading, alert, metric) ?? []);
  await note(asker, alert, metric, findings);
}

/** Checks all alerts. One that fails does not keep the others; its fault is thrown at the end. */
export async function checkAlerts(asker: Asker): Promise<void> {
  const faults: unknown[] = [];
  for (const alert of await listAlerts(asker.engines)) {
    asker.signal?.throwIfAborted();
    try {
      await checkAlert(asker, alert);
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw faults[0];
}

const kept_ms = 180 * 86_400_000;

/** Forgets notices of more than half a year ago. */
export async function forgetNotices({ engines, now }: Pick<Asker, "engines" | "now">): Promise<void> {
  await engines.postgres.guarded("analyze.alert.forget", (db) =>
    db
      .deleteFrom("notice")
      .where("at", "<", new Date(now().getTime() - kept_ms))
      .execute(),
  );
}
