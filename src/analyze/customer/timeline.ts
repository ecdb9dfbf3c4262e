// Answers about what happened to one customer: a page of it, and what it can be narrowed to.
import {
  type Context,
  maskerOf,
  minorDigits,
  ProblemError,
  type Timeline,
  type TimelineFacets,
  type TimelineQuery,
} from "#contract";
import type { Engines } from "#storage";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { maskedFields, personOf } from "./customer.ts";
import { facetsQuery, isKind, timelineQuery } from "./timeline.sql.ts";

/** @throws {ProblemError} unknown_kind */
function kindsOf(text: string | undefined): readonly string[] | null {
  const kinds = text?.split(",") ?? null;
  const wrong = kinds?.find((kind) => !isKind(kind));
  if (wrong !== undefined) throw new ProblemError(400, "unknown_kind", `"${wrong}" is no kind of entry`, "kinds");
  return kinds;
}

/** A page of what happened to one customer, newest first; empty for a customer that nobody knows. */
export async function timeline(context: Context<Engines>, asked_id: string, query: TimelineQuery): Promise<Timeline> {
  const kinds = kindsOf(query.kinds);
  const customer_id = await personOf(context, asked_id);
  const limit = query.limit ?? 50;
  const cursor = query.cursor === undefined ? null : decodeCursor(query.cursor, "number");
  const { currency } = context.settings;
  const mask = maskerOf(context);
  const rows = await timelineQuery(
    context.engines.clickhouse,
    {
      customer_id,
      kinds,
      channel: query.channel ?? null,
      source: query.source ?? null,
      search: query.search?.trim() || null,
      whole: !mask.masked,
      after: cursor && { occurred_ms: Number(cursor.value), id: cursor.id },
      limit,
      digits: minorDigits(currency),
    },
    { signal: context.signal },
  );
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    currency,
    entries: rows.map(({ occurred_ms: _, ...entry }) => ({
      ...entry,
      properties: maskedFields(entry.properties, mask),
    })),
    next_cursor: last ? encodeCursor({ value: last.occurred_ms, id: last.id }) : null,
  };
}

/** How many events of each kind, channel and source one customer has, the most frequent first. */
export async function timelineFacets(context: Context<Engines>, asked_id: string): Promise<TimelineFacets> {
  const customer_id = await personOf(context, asked_id);
  const rows = await facetsQuery(context.engines.clickhouse, { customer_id }, { signal: context.signal });
  const of = (facet: string) =>
    rows.filter((row) => row.facet === facet).map(({ value, events }) => ({ value, events }));
  return { kinds: of("kind"), channels: of("channel"), sources: of("source") };
}
