// Every table of both engines: what it holds, its ONE writer and its readers (folders below src/).
// The one-writer test reads this list and refuses SQL that writes to a table from anywhere else.
import { clickhouseTables } from "./tables.clickhouse.ts";
import { dashboardTables } from "./tables.dashboards.ts";
import { metricTables } from "./tables.metrics.ts";
import { postgresTables } from "./tables.postgres.ts";
import { segmentTables } from "./tables.segments.ts";

export const tables = { ...clickhouseTables, ...dashboardTables, ...metricTables, ...postgresTables, ...segmentTables };

export type TableName = keyof typeof tables;
