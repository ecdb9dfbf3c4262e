// The tables of dashboards, in PostgreSQL.
import type { Table } from "./table.ts";

export const dashboardTables = {
  dashboard: {
    engine: "postgres",
    writer: "analyze",
    readers: ["analyze"],
    holds: "dashboards: names, owners, widgets and their places",
  },
  dashboard_link: {
    engine: "postgres",
    writer: "server",
    readers: ["server"],
    holds: "links by which anybody looks at a dashboard, as hashes",
  },
  dashboard_digest: {
    engine: "postgres",
    writer: "server",
    readers: ["server"],
    holds: "e-mails of dashboards on a schedule: when, to whom, and the last one",
  },
} as const satisfies Record<string, Table>;
