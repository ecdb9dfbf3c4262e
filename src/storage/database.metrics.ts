// The rows of PostgreSQL's tables about metrics as Kysely sees them: custom ones, targets, alerts, notices, chosen tiles.
import type { ColumnType, Generated } from "kysely";
import type { AlertCondition, AlertNotice, CustomMetric, CustomMetricKind, MetricUnit, Quantity } from "#contract";

export interface MetricTables {
  custom_metric: {
    id: string;
    name: string;
    description: string;
    topic: CustomMetric["topic"];
    direction: CustomMetric["direction"];
    unit: MetricUnit;
    kind: CustomMetricKind;
    numerator: ColumnType<Quantity, string, string>;
    denominator: ColumnType<Quantity | null, string | null, string | null>;
    segment: string | null;
    created_at: Date;
    created_by: string;
    changed_at: Date;
    changed_by: string;
  };
  target: {
    id: Generated<number>;
    metric: string;
    value: number;
    grain: "month" | "quarter" | "year";
    due: string | null;
    owner_id: number | null;
    note: string;
    created_by: string;
    created_at: Date;
  };
  alert: {
    id: Generated<number>;
    name: string;
    metric: string;
    dimension: string | null;
    key: string | null;
    grain: "day" | "week" | "month";
    condition: ColumnType<AlertCondition, string, string>;
    emails: string[];
    webhook: string | null;
    enabled: boolean;
    created_by: string;
    created_at: Date;
    checked_at: Date | null;
  };
  alert_firing: {
    alert_id: number;
    stretch: string;
    value: number | null;
    fired_at: Date;
    resolved_at: Date | null;
  };
  notice: {
    id: Generated<number>;
    key: string;
    kind: "alert_fired" | "alert_resolved";
    about: ColumnType<AlertNotice, string, string>;
    at: Date;
  };
  notice_read: { reader: string; notice_id: number };
  signing_key: { id: Generated<boolean>; secret: string; created_at: Date };
  tile_choice: { reader: string; metrics: string[]; changed_at: Date };
}
