// The tables of segments, in both engines: definitions, who entered and left, when to look again.
import type { Table } from "./table.ts";

export const segmentTables = {
  segment: {
    engine: "postgres",
    writer: "analyze",
    readers: ["analyze"],
    holds: "segments: names, conditions, what people wrote of their needs, sizes",
  },
  segment_progress: {
    engine: "postgres",
    writer: "analyze",
    readers: ["analyze"],
    holds: "how far the evaluation of segments is: one row",
  },
  segment_hook: {
    engine: "postgres",
    writer: "analyze",
    readers: ["analyze"],
    holds: "places that are told of who enters and leaves a segment, and how far each is",
  },
  segment_change: {
    engine: "clickhouse",
    writer: "analyze",
    readers: ["analyze"],
    holds: "nothing: who enters and leaves segments passes through it into segment_log and event_log",
  },
  segment_change_log: {
    engine: "clickhouse",
    writer: "analyze",
    readers: ["analyze"],
    holds: "materialized view that moves changes into segment_log",
  },
  segment_change_event: {
    engine: "clickhouse",
    writer: "analyze",
    readers: ["analyze"],
    holds: "materialized view that tells of changes in event_log: Segment Entered, Segment Left",
  },
  segment_log: {
    engine: "clickhouse",
    writer: "analyze",
    readers: ["analyze"],
    holds: "who entered and left which segment, and when",
  },
  segment_word: {
    engine: "clickhouse",
    writer: "analyze",
    readers: ["analyze"],
    holds: "view of segment_log with the person that each customer of then is now",
  },
  segment_member: {
    engine: "clickhouse",
    writer: "analyze",
    readers: ["analyze"],
    holds: "view of segment_log: members now, and since when",
  },
  segment_due: {
    engine: "clickhouse",
    writer: "analyze",
    readers: ["analyze"],
    holds: "when time alone may change where a customer belongs",
  },
} as const satisfies Record<string, Table>;
