// How a source fares, out of what it delivered and what of it was refused.

import { Value } from "typebox/value";
import type { ImportedSource, SourceCondition, SourceHealth, SourceState } from "#contract";
import { SourceKind } from "#contract";
import type { Engines } from "#storage";
import { lastSeen, pulse, pulses, refusalReasons, refusals } from "./health.sql.ts";
import { findSource, listImported, listSources, type SourceRow } from "./record.ts";

const minute_ms = 60_000;
const day_ms = 86_400_000;
/** How long the minutes are kept, see source_minute. */
const minutes_kept_ms = 30 * day_ms;

/** What is known of a source's deliveries. */
interface Pulses {
  readonly hour: number;
  readonly day: number;
  readonly last_ms: number | undefined;
  readonly refused_hour: number;
  readonly refused_day: number;
}

/** How a source fares in one word, see {@link SourceCondition}. */
export function conditionOf(enabled: boolean, known: Omit<Pulses, "day">, now_ms: number): SourceCondition {
  if (!enabled) return "off";
  if (known.hour === 0 && (known.refused_hour > 0 || (known.last_ms === undefined && known.refused_day > 0))) {
    return "refused";
  }
  if (known.last_ms === undefined) return "waiting";
  const age_ms = now_ms - known.last_ms;
  return age_ms <= 10 * minute_ms ? "live" : age_ms <= day_ms ? "quiet" : "silent";
}

/** The pulses of these sources; those long silent are looked up in the event log itself. */
async function pulsesOf(engines: Engines, rows: readonly SourceRow[], now: Date): Promise<Map<string, Pulses>> {
  const [delivered, refused] = await Promise.all([pulses(engines.clickhouse, now), refusals(engines.clickhouse, now)]);
  const deliveries = new Map(delivered.map((row) => [row.source, row]));
  const rejections = new Map(refused.map((row) => [row.source, row]));
  const old = rows.filter(
    (row) => !deliveries.has(row.slug) && now.getTime() - row.created_at.getTime() > minutes_kept_ms,
  );
  const seen =
    old.length === 0
      ? []
      : await lastSeen(
          engines.clickhouse,
          old.map(({ slug }) => slug),
        );
  const last = new Map(seen.map((row) => [row.source, row.last_ms]));
  return new Map(
    rows.map(({ slug }) => [
      slug,
      {
        hour: deliveries.get(slug)?.hour ?? 0,
        day: deliveries.get(slug)?.day ?? 0,
        last_ms: deliveries.get(slug)?.last_ms ?? last.get(slug),
        refused_hour: rejections.get(slug)?.hour ?? 0,
        refused_day: rejections.get(slug)?.day ?? 0,
      },
    ]),
  );
}

function instantOf(time_ms: number | undefined): string | null {
  return time_ms === undefined ? null : new Date(time_ms).toISOString();
}

function stateOf(row: SourceRow, known: Pulses | undefined, now: Date): SourceState {
  const pulses = known ?? { hour: 0, day: 0, last_ms: undefined, refused_hour: 0, refused_day: 0 };
  const { preset } = row.settings;
  return {
    slug: row.slug,
    name: row.name,
    kind: Value.Check(SourceKind, row.kind) ? row.kind : "other",
    preset: typeof preset === "string" ? preset : null,
    enabled: row.enabled,
    created_at: row.created_at.toISOString(),
    condition: conditionOf(row.enabled, pulses, now.getTime()),
    last_seen_at: instantOf(pulses.last_ms),
    deliveries_hour: pulses.hour,
    deliveries_day: pulses.day,
    rejected_day: pulses.refused_day,
  };
}

/** All sources by name, and those whose events came out of files. */
export async function allSources(
  engines: Engines,
  now: Date,
): Promise<{ rows: SourceState[]; imported: ImportedSource[] }> {
  const [rows, imported] = await Promise.all([listSources(engines), listImported(engines)]);
  const known = await pulsesOf(engines, rows, now);
  return {
    rows: rows.map((row) => stateOf(row, known.get(row.slug), now)),
    imported: imported.map(({ source, imports, events, last_at }) => ({
      slug: source,
      imports,
      events,
      last_at: last_at?.toISOString() ?? null,
    })),
  };
}

/** One source as the API shows it. @throws {ProblemError} 404 no_such_source */
export async function oneSource(engines: Engines, slug: string, now: Date): Promise<SourceState> {
  const row = await findSource(engines, slug);
  return stateOf(row, (await pulsesOf(engines, [row], now)).get(slug), now);
}

/** Every step of a span of time, those without anything too. */
async function stepsOf(engines: Engines, source: string, now: Date, step_s: number, steps: number) {
  const last_s = Math.floor(now.getTime() / 1000 / step_s) * step_s;
  const first_s = last_s - (steps - 1) * step_s;
  const rows = await pulse(engines.clickhouse, { source, from: new Date(first_s * 1000), step_s });
  const known = new Map(rows.map((row) => [row.start_s, row]));
  return Array.from({ length: steps }, (_, at) => {
    const start_s = first_s + at * step_s;
    const { deliveries = 0, rejected = 0 } = known.get(start_s) ?? {};
    return { start: new Date(start_s * 1000).toISOString(), deliveries, rejected };
  });
}

/** The pulse of a source. @throws {ProblemError} 404 no_such_source */
export async function healthOf(
  engines: Engines,
  slug: string,
  now: Date,
  bad_signatures: SourceHealth["bad_signatures"],
): Promise<SourceHealth> {
  const { condition, last_seen_at } = await oneSource(engines, slug, now);
  const [hour, day, rejections] = await Promise.all([
    stepsOf(engines, slug, now, 60, 60),
    stepsOf(engines, slug, now, 900, 96),
    refusalReasons(engines.clickhouse, { source: slug, from: new Date(now.getTime() - day_ms) }),
  ]);
  return { condition, last_seen_at, hour, day, rejections, bad_signatures };
}
