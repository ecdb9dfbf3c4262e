// The tables of PostgreSQL about metrics: custom ones, targets, alerts, notices, chosen tiles.
import type { Table } from "./table.ts";

export const metricTables = {
  custom_metric: {
    engine: "postgres",
    writer: "analyze",
    readers: ["analyze"],
    holds: "metrics that people defined themselves",
  },
  target: {
    engine: "postgres",
    writer: "analyze",
    readers: ["analyze"],
    holds: "what is wanted of metrics by the end of a stretch, and who answers for it",
  },
  alert: {
    engine: "postgres",
    writer: "analyze",
    readers: ["analyze"],
    holds: "rules that watch metrics, and where they tell of it",
  },
  alert_firing: {
    engine: "postgres",
    writer: "analyze",
    readers: ["analyze"],
    holds: "stretches in which alerts fired, and since when that is over",
  },
  notice: {
    engine: "postgres",
    writer: "analyze",
    readers: ["server"],
    holds: "what Kompas tells people by itself",
  },
  notice_read: {
    engine: "postgres",
    writer: "server",
    readers: ["server"],
    holds: "who has read which notice",
  },
  signing_key: {
    engine: "postgres",
    writer: "server",
    readers: ["server"],
    holds: "the one key that calls of webhooks are signed with",
  },
  tile_choice: {
    engine: "postgres",
    writer: "analyze",
    readers: ["analyze"],
    holds: "metrics that people chose for the overview",
  },
} as const satisfies Record<string, Table>;
