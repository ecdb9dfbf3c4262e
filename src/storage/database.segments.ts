// Rows of the tables of segments as Kysely sees them.
import type { ColumnType, Generated, JSONColumnType } from "kysely";

type Json = Record<string, unknown>;
type Stamp = ColumnType<Date, Date | undefined, Date>;

export interface SegmentTables {
  segment: {
    id: string;
    name: string;
    description: Generated<string>;
    condition: JSONColumnType<Json, string, string> | null;
    needs: ColumnType<{ goal: string; barrier: string; trigger: string }, string | undefined, string>;
    state: Generated<"computing" | "live" | "failed">;
    error: string | null;
    version: Generated<number>;
    stale: Generated<boolean>;
    customers: number | null;
    evaluated_at: Date | null;
    created_at: Stamp;
    changed_at: Stamp;
    changed_by: Generated<string>;
  };
  segment_progress: {
    id: Generated<boolean>;
    seq: number;
    due_until: Date;
    day: string | null;
    classes_at: Date | null;
  };
  segment_hook: {
    id: Generated<number>;
    segment: string;
    url: string;
    secret: string;
    active: Generated<boolean>;
    sent_until: Stamp;
    sent_customer: Generated<string>;
    delivered_at: Date | null;
    error: string | null;
    created_at: Stamp;
  };
}
