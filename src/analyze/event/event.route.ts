// GET /api/v1/events.csv and .jsonl: the event log of a period as a file.
import { type Context, type FileReply, Period, requirePersonalData } from "#contract";
import { type Engines, route } from "#storage";
import { dataDays, resolvePeriod } from "../extent.ts";
import { eventFileQuery } from "./event.sql.ts";

const formats = {
  csv: { format: "CSVWithNames", content_type: "text/csv; charset=utf-8" },
  jsonl: { format: "JSONEachRow", content_type: "application/x-ndjson" },
} as const;

async function eventFile(context: Context<Engines>, asked: Period, ending: keyof typeof formats): Promise<FileReply> {
  requirePersonalData(context);
  const { engines, settings, now, signal } = context;
  // What was left out is that of all events, not only of those that moved revenue.
  const days = await dataDays(engines, settings.time_zone, { signal });
  const whole = { from: asked.from ?? days?.from, to: asked.to ?? days?.to };
  const { period } = await resolvePeriod(engines, settings, whole, now(), { signal });
  const { format, content_type } = formats[ending];
  const { name, sql } = eventFileQuery.definition;
  const stream = await engines.clickhouse.stream(name, sql(period), format, {
    signal,
    timeout_ms: 3_600_000,
    // Sorting a whole log must not need more memory than a small machine has.
    settings: { max_bytes_before_external_sort: "300000000" },
  });
  return { stream, file_name: `events-${period.from}-${period.to}.${ending}`, content_type };
}

const csv = route({
  method: "GET",
  path: "/api/v1/events.csv",
  access: "analyst",
  summary: "Events of a period as CSV, amounts in major units of the workspace's currency",
  query: Period,
  reply: "file",
  handle: ({ query, context }) => eventFile(context, query, "csv"),
});

const jsonl = route({
  method: "GET",
  path: "/api/v1/events.jsonl",
  access: "analyst",
  summary: "Events of a period as JSON lines, amounts in major units of the workspace's currency",
  query: Period,
  reply: "file",
  handle: ({ query, context }) => eventFile(context, query, "jsonl"),
});

export const eventRoutes = [csv, jsonl];
