// Looking at a location before importing it: its first rows, the guessed mapping, the dry run.
import { createHash } from "node:crypto";
import {
  type Check,
  type FileFormat,
  type Location,
  type Mapping,
  type Preview,
  ProblemError,
  type Rejection,
  type Settings,
} from "#contract";
import type { Engines } from "#storage";
import { tombstones } from "../rights/tombstone.ts";
import { tally, totals } from "./check.sql.ts";
import { guessMapping } from "./guess.ts";
import { describeColumns } from "./infer.ts";
import { type Plan, planOf } from "./plan.ts";
import { findSame } from "./record.ts";
import { reasonsOf } from "./row.sql.ts";
import { openSource, type Source } from "./source.ts";

/** What looking needs besides the engines. */
export interface LookContext {
  readonly engines: Engines;
  readonly settings: Settings;
  readonly data_dir: string;
  readonly now: () => Date;
  readonly signal?: AbortSignal;
}

export const preview_rows = 50;
const day_ms = 86_400_000;
/** An order may be dated ahead (deliveries, presales); more than a year ahead is a slip. */
export const latestOf = (now: Date): Date => new Date(now.getTime() + 366 * day_ms);

/** What a guess takes from the workspace. */
export type GuessDefaults = Pick<Settings, "currency" | "time_zone">;

/** The guessed mapping; the sample is known to be priced in pounds. */
export function guessFor(
  source: Source,
  location: Location,
  settings: GuessDefaults,
): Pick<Preview, "mapping" | "reasons"> {
  const sample = location.kind === "sample" ? { currency: "GBP", time_zone: "UTC" } : {};
  const { currency, time_zone } = { ...settings, ...sample };
  return guessMapping(source.sample, { source: source.name, currency, time_zone, format: source.format });
}

const optional = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  value === undefined ? {} : { [key]: value };

async function withSource<Result>(
  context: LookContext,
  location: Location,
  format: FileFormat | undefined,
  work: (source: Source) => Promise<Result>,
): Promise<Result> {
  const source = await openSource(context.engines, location, {
    data_dir: context.data_dir,
    ...optional("format", format),
    ...optional("signal", context.signal),
  });
  try {
    return await work(source);
  } finally {
    await source.close();
  }
}

/** The first 50 rows, what the columns look like, and the mapping that they suggest. */
export async function previewLocation(context: LookContext, location: Location, format?: FileFormat): Promise<Preview> {
  return await withSource(context, location, format, async (source) => ({
    format: source.format,
    columns: describeColumns(source.sample),
    rows: source.sample.rows.slice(0, preview_rows).map((row) => [...row]),
    ...guessFor(source, location, context.settings),
  }));
}

// PostgreSQL gives a mapping back with its keys in another order; the same mapping must hash the same.
function canonical(value: unknown): string {
  const sorted = (_key: string, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one;
  return JSON.stringify(value, sorted);
}

/** Content and mapping together: the same file read otherwise is another import. */
export async function fingerprintOf(source: Source, plan: Plan): Promise<string | undefined> {
  const content = await source.fingerprint();
  if (content === undefined) return undefined;
  return createHash("sha256").update(content).update(canonical(plan.mapping)).digest("hex");
}

/** What importing would do: how many rows would be taken, which refused and why, what they amount to. */
export async function checkLocation(
  context: LookContext,
  location: Location,
  given: Mapping | undefined,
): Promise<Check> {
  return await withSource(context, location, given?.format, async (source) => {
    const mapping = given ?? guessFor(source, location, context.settings).mapping;
    const plan = planOf(mapping, source.columns);
    const [table, { key: erased_key }] = await Promise.all([source.table(), tombstones.get(context.engines)]);
    const input = { plan, table, latest: latestOf(context.now()), erased_key };
    const options = {
      settings: { ...source.settings, max_bytes_before_external_group_by: "400000000" },
      timeout_ms: 3_600_000,
      ...optional("signal", context.signal),
    };
    const fingerprint = await fingerprintOf(source, plan);
    const same = fingerprint === undefined ? undefined : await findSame(context.engines, mapping.source, fingerprint);
    const counted = await tally(context.engines.clickhouse, input, options);
    const [sums] = await totals(context.engines.clickhouse, input, options);
    if (!sums) throw new ProblemError(500, "no_answer", "The engine gave no totals");
    const accepted = counted.find(({ fault }) => fault === 0)?.rows ?? 0;
    const rejections = counted.flatMap(({ fault, rows, examples }): Rejection[] => {
      const reason = reasonsOf(plan, input.latest, erased_key)[fault - 1];
      return reason ? [{ code: reason.code, column: reason.column, rows, examples }] : [];
    });
    const rejected = rejections.reduce((sum, { rows }) => sum + rows, 0);
    return { rows: accepted + rejected, accepted, rejected, rejections, ...sums, already_imported: same?.id ?? null };
  });
}
