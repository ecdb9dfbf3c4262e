// The rows of PostgreSQL's tables as Kysely sees them.
import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { LocalSurveyTexts, Role, Scope, SurveyKind, SurveyState } from "#contract";
import type { DashboardTables } from "./database.dashboards.ts";
import type { MetricTables } from "./database.metrics.ts";
import type { PeopleTables } from "./database.people.ts";
import type { SegmentTables } from "./database.segments.ts";

type Json = Record<string, unknown>;
type Stamp = ColumnType<Date, Date | undefined, Date>;

export interface Database extends DashboardTables, MetricTables, PeopleTables, SegmentTables {
  workspace: {
    id: Generated<boolean>;
    name: string;
    currency: string;
    time_zone: string;
    country: Generated<string>;
    personal_data_role: Generated<Role>;
  };
  job: {
    id: Generated<number>;
    kind: string;
    key: string | null;
    payload: JSONColumnType<Json>;
    run_at: Stamp;
    attempts: Generated<number>;
    attempts_max: Generated<number>;
    locked_until: Date | null;
    error: string | null;
    created_at: Stamp;
  };
  /** `stamps` are signed, as text. */
  touch: { seq: Generated<number>; stamps: string[] | null; touched_at: Stamp };
  outbox: { id: Generated<number>; message_id: string; event: JSONColumnType<Json>; created_at: Stamp };
  import: {
    id: Generated<number>;
    source: string;
    location: JSONColumnType<Json>;
    fingerprint: string;
    mapping: JSONColumnType<Json>;
    state: "waiting" | "running" | "done" | "cancelled" | "failed";
    rows_total: number | null;
    rows_read: Generated<number>;
    rows_accepted: Generated<number>;
    rows_rejected: Generated<number>;
    events: Generated<number>;
    customers: Generated<number>;
    error: JSONColumnType<Json> | null;
    created_at: Stamp;
    started_at: Date | null;
    ended_at: Date | null;
  };
  source: {
    id: Generated<number>;
    slug: string;
    name: string;
    kind: string;
    write_key: string;
    settings: JSONColumnType<Json>;
    enabled: Generated<boolean>;
    created_at: Stamp;
  };
  bad_signature: { source_id: number; hour: Date; calls: number; last_at: Date };
  block: {
    id: Generated<number>;
    kind: "identifier" | "customer" | "source" | "event" | "network";
    identifiers: ColumnType<
      readonly { kind: string; value?: string; sha256?: string }[],
      string | undefined,
      string | undefined
    >;
    customer_id: string | null;
    source: string | null;
    event_name: string | null;
    network: string | null;
    reason: string;
    added_by: string;
    added_at: Stamp;
    until: Date | null;
  };
  block_count: {
    day: ColumnType<string, string, string>;
    source: string;
    reason: string;
    block_id: number;
    events: number;
  };
  live_watch: { id: string; process: string; filter: JSONColumnType<Json>; until: Date };
  app_user: {
    id: Generated<number>;
    email: string;
    name: string;
    role: Role;
    password_hash: string;
    enabled: Generated<boolean>;
    created_at: Stamp;
    last_login_at: Date | null;
  };
  user_link: {
    id: Generated<number>;
    hash: string;
    kind: "setup" | "invitation" | "reset";
    email: string | null;
    role: Role | null;
    user_id: number | null;
    created_by: string;
    created_at: Date;
    expires_at: Date;
  };
  user_session: { hash: string; user_id: number; created_at: Date; seen_at: Date; expires_at: Date };
  login_attempt: { key: string; attempts: number; since: Date };
  api_key: {
    id: Generated<number>;
    name: string;
    start: string;
    hash: string;
    scope: Scope;
    created_by: string;
    created_at: Date;
    last_used_at: Date | null;
    revoked_at: Date | null;
  };
  audit: {
    id: Generated<number>;
    at: Date;
    actor_kind: string;
    actor_id: string;
    actor_name: string;
    method: string;
    route: string;
    summary: string;
    object: string;
    fields: string[];
    address: string;
  };
  survey: {
    id: string;
    name: string;
    kind: SurveyKind;
    scale: number;
    texts: ColumnType<LocalSurveyTexts, string, string>;
    state: SurveyState;
    anonymous: boolean;
    created_at: Date;
    changed_at: Date;
    changed_by: string;
  };
  plan_source: {
    source: string;
    policy: Generated<"accept" | "flag" | "dead_letter">;
    too_many_names: Generated<boolean>;
  };
  plan_event: {
    id: Generated<number>;
    source: string;
    type: string;
    name: string;
    state: Generated<"new" | "approved" | "ignored">;
    description: Generated<string>;
    too_many_names: Generated<boolean>;
    first_seen_at: Date | null;
    last_seen_at: Date | null;
  };
  plan_property: {
    event_id: number;
    name: string;
    state: Generated<"new" | "approved" | "ignored">;
    types: Generated<string[]>;
    type: "text" | "number" | "boolean" | "time" | "list" | "object" | null;
    required: Generated<boolean>;
    description: Generated<string>;
    allowed: Generated<string[]>;
    first_seen_at: Date | null;
    last_seen_at: Date | null;
  };
  simulation: {
    id: Generated<number>;
    customers: number;
    months: number;
    seed: number;
    until: Date;
    state: Generated<"waiting" | "running" | "done" | "cancelled" | "failed">;
    step: Generated<"writing" | "importing" | "identifying">;
    share: Generated<number>;
    rows: Generated<number[]>;
    imports: Generated<number[]>;
    took: ColumnType<Json, string | undefined, string>;
    error: JSONColumnType<Json> | null;
    created_at: Stamp;
    started_at: Date | null;
    simulated_at: Date | null;
    ended_at: Date | null;
  };
  replay: {
    id: Generated<number>;
    selection: JSONColumnType<Json>;
    state: Generated<"waiting" | "running" | "done" | "failed">;
    letters: number;
    accepted: Generated<number>;
    refused: Generated<number>;
    error: string | null;
    created_at: Stamp;
    ended_at: Date | null;
  };
}
