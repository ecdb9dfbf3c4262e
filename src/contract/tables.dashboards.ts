// The tables of dashboards, in PostgreSQL.
import type { Table } from "./table.ts";

export const dashboardTables = {
  dashboard: {
    engine: "postgres",
    writer: "analyze",
    readers: ["analyze"],
    holds: "dashboards: names, owners, widgets and their places",
  },
} as const satisfies Record<string, Table>;
