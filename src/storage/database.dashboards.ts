// The rows of PostgreSQL's tables of dashboards as Kysely sees them.
import type { ColumnType, Generated } from "kysely";
import type { DashboardCompare, DashboardPeriod, Widget } from "#contract";

export interface DashboardTables {
  dashboard: {
    id: Generated<number>;
    owner: string;
    owner_name: string;
    name: string;
    visibility: "private" | "workspace";
    period: DashboardPeriod;
    compare: DashboardCompare;
    widgets: ColumnType<Widget[], string, string>;
    created_at: Date;
    changed_at: Date;
  };
}
