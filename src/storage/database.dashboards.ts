// The rows of PostgreSQL's tables of dashboards as Kysely sees them.
import type { ColumnType, Generated } from "kysely";
import type { DashboardCompare, DashboardPeriod, DigestLanguage, Widget } from "#contract";

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
  dashboard_link: {
    id: Generated<number>;
    dashboard_id: number;
    hash: string;
    name: string;
    created_by: string;
    created_at: Date;
    expires_at: Date | null;
    revoked_at: Date | null;
    opened_at: Date | null;
  };
  dashboard_digest: {
    id: Generated<number>;
    dashboard_id: number;
    every: "day" | "week" | "month";
    day: number;
    hour: number;
    emails: string[];
    language: DigestLanguage;
    secret: string;
    created_by: string;
    created_at: Date;
    sent_for: Date | null;
  };
}
