// Answers about the quality of the data: the figures of the last measuring as shares, their trend, examples.
import {
  type Context,
  type FieldQuality,
  type Masker,
  type Quality,
  type QualityExample,
  type QualityField,
  type QualityFigures,
  type QualityTrend,
  qualityFields,
  sharedFields,
} from "#contract";
import type { Engines } from "#storage";
import { readDisposable } from "../clean/run.ts";
import { examplesOf } from "./example.sql.ts";
import { figuresOf, trendOf } from "./figure.sql.ts";
import { isBehind, lastRun } from "./state.ts";

interface Counts {
  readonly customers: number;
  readonly told: number;
  readonly cleaned: number;
  readonly valid: number;
  readonly keyed: number;
  readonly shared: number;
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function figures(field: QualityField, { customers, told, cleaned, valid, keyed, shared }: Counts): QualityFigures {
  const recognizes = sharedFields.includes(field);
  return {
    customers,
    told,
    cleaned,
    valid,
    keyed: recognizes ? keyed : null,
    shared: recognizes ? shared : null,
    completeness: share(told, customers),
    validity: share(valid, cleaned),
    duplicates: recognizes ? share(shared, keyed) : null,
  };
}

/** The whole page: every source, all sources together first. */
export async function quality(context: Context<Engines>): Promise<Quality> {
  const { engines, settings, signal, data_dir } = context;
  const { country, time_zone } = settings;
  const run = await lastRun(engines);
  const behind = await isBehind(engines, run, { country, time_zone, disposable: await readDisposable(data_dir) });
  const head = { behind, country };
  if (!run) return { ...head, measured_at: null, sources: [] };
  const rows = await figuresOf(engines.clickhouse, { measured_at: run.ended_at }, { signal });
  const sources = [...new Set(rows.map(({ source }) => source))].map((source) => {
    const fields: FieldQuality[] = rows
      .filter((row) => row.source === source)
      .sort((one, other) => qualityFields.indexOf(one.field) - qualityFields.indexOf(other.field))
      .map(({ field, flags, source: _, ...counts }) => ({
        field,
        ...figures(field, counts),
        flags: Object.entries(flags)
          .map(([flag, customers]) => ({ flag, customers }))
          .sort((one, other) => other.customers - one.customers || one.flag.localeCompare(other.flag)),
      }));
    return { source, customers: fields[0]?.customers ?? 0, fields };
  });
  return { ...head, measured_at: sources.length === 0 ? null : run.ended_at.toISOString(), sources };
}

/** One field of one source ("" is all) by the month in which customers came. */
export async function qualityTrend(
  { engines, signal }: Context<Engines>,
  query: { readonly field: QualityField; readonly source?: string },
): Promise<QualityTrend> {
  const run = await lastRun(engines);
  if (!run) return { rows: [] };
  const asked = { measured_at: run.ended_at, source: query.source ?? "", field: query.field };
  const rows = await trendOf(engines.clickhouse, asked, { signal });
  return { rows: rows.map(({ month, ...counts }) => ({ month, ...figures(query.field, counts) })) };
}

function masked(mask: Masker, kind: string, value: string): string {
  const field = qualityFields.find((known) => known === kind);
  if (value === "") return "";
  return field === undefined || field === "phone" || field === "email"
    ? mask.identifier(kind, value)
    : mask.field(field, value);
}

/** Up to `limit` examples, as the caller may see them. */
export async function qualityExamples(
  { engines, signal }: Context<Engines>,
  query: { readonly field: QualityField; readonly source?: string; readonly of: string; readonly limit?: number },
  mask: Masker,
): Promise<QualityExample[]> {
  const asked = { field: query.field, source: query.source ?? "", of: query.of, limit: query.limit ?? 50 };
  const rows = await examplesOf(engines.clickhouse, asked, { signal, timeout_ms: 60_000 });
  const groups = new Map<string, number>();
  return rows.map(({ kind, key, ...row }) => {
    const group = groups.get(key) ?? groups.size + 1;
    groups.set(key, group);
    return {
      ...row,
      raw: masked(mask, kind, row.raw),
      clean: masked(mask, kind, row.clean),
      suggestion: masked(mask, kind, row.suggestion),
      group,
    };
  });
}
