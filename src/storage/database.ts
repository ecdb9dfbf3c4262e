// The rows of PostgreSQL's tables as Kysely sees them.
import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { Basis, ConsentTarget, Localized, PairLevel, PairState, ReviewAnswer, Role, Scope } from "#contract";

type Json = Record<string, unknown>;
type Stamp = ColumnType<Date, Date | undefined, Date>;

export interface Database {
  workspace: {
    id: Generated<boolean>;
    name: string;
    currency: string;
    time_zone: string;
    country: Generated<string>;
    personal_data_role: Generated<Role>;
  };
  clean_state: {
    id: Generated<boolean>;
    seen: string;
    ended_at: Date;
  };
  note: {
    id: Generated<number>;
    customer_id: string;
    text: string;
    pinned: Generated<boolean>;
    author_id: string;
    author: string;
    created_at: Date;
    changed_at: Date | null;
  };
  customer_manager: {
    id: Generated<number>;
    customer_id: string;
    user_id: number | null;
    name: string | null;
    set_by: string;
    set_at: Date;
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
  identity_rules: {
    id: Generated<boolean>;
    version: Generated<number>;
    rules: JSONColumnType<Json>;
    changed_by: string;
    changed_at: Stamp;
  };
  identity_decision: {
    id: Generated<number>;
    kind: "same" | "apart" | "detach";
    left_stamps: Generated<string[]>;
    right_stamps: Generated<string[]>;
    key: string | null;
    reason: Generated<string>;
    note: Generated<string>;
    decided_by: string;
    decided_at: Stamp;
    undone_by: string | null;
    undone_at: Date | null;
  };
  identity_state: {
    id: Generated<boolean>;
    settled_until: Stamp;
    country: Generated<string>;
  };
  identity_change: {
    id: Generated<number>;
    state: "waiting" | "running" | "done" | "failed";
    applies: boolean;
    rules: JSONColumnType<Json>;
    asked_by: string;
    step: Generated<string>;
    share: Generated<number>;
    result: JSONColumnType<Json> | null;
    error: string | null;
    created_at: Stamp;
    ended_at: Date | null;
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
  consent_purpose: {
    id: string;
    names: JSONColumnType<Localized>;
    descriptions: JSONColumnType<Localized>;
    basis: Basis;
    channels: string[];
    position: number;
    enabled: Generated<boolean>;
  };
  consent_category: { category: string; targets: JSONColumnType<ConsentTarget[]> };
  consent_revision: { id: Generated<boolean>; revision: Generated<number> };
  consent_secret: { id: Generated<number>; secret: Generated<string>; created_at: Stamp; refused_at: Date | null };
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
  household_rule: {
    id: Generated<boolean>;
    enabled: Generated<boolean>;
    by_address: Generated<boolean>;
    by_phone: Generated<boolean>;
    members_max: Generated<number>;
    changed_by: Generated<string>;
    changed_at: Date | null;
  };
  household_run: {
    id: Generated<number>;
    dry_run: boolean;
    rule: JSONColumnType<Json>;
    state: Generated<"waiting" | "running" | "done" | "failed">;
    step: Generated<"read" | "join" | "write">;
    done: Generated<number>;
    total: Generated<number>;
    result: JSONColumnType<Json> | null;
    error: string | null;
    asked_by: string;
    created_at: Stamp;
    ended_at: Date | null;
  };
  trait_policy: {
    name: string;
    policy: "newest" | "oldest" | "source" | "complete";
    sources: string[];
    changed_by: string;
    changed_at: Date;
  };
  rights_setting: { id: Generated<boolean>; policy: Generated<"anonymize" | "delete">; secret: Generated<string> };
  rights_request: {
    id: Generated<number>;
    kind: "access" | "erasure";
    state: Generated<"open" | "waiting" | "running" | "done" | "failed" | "refused">;
    subject: JSONColumnType<Json> | null;
    subject_hash: string;
    policy: "anonymize" | "delete" | null;
    language: Generated<string>;
    asked_by: string;
    received_at: Date;
    due_at: Date;
    run_by: string | null;
    step: Generated<string>;
    done: Generated<number>;
    total: Generated<number>;
    work: ColumnType<Json, string | undefined, string>;
    certificate: JSONColumnType<Json> | null;
    file: string | null;
    expires_at: Date | null;
    error: string | null;
    created_at: Date;
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
  match_setting: {
    id: Generated<boolean>;
    upper: number;
    lower: number;
    answers_needed: number;
    merge_sure: boolean;
    daily: boolean;
  };
  match_model: {
    id: Generated<number>;
    model: JSONColumnType<Json>;
    records: number;
    labels: number;
    active: Generated<boolean>;
    made_by: string;
    created_at: Date;
  };
  match_run: {
    id: Generated<number>;
    state: Generated<"waiting" | "running" | "done" | "cancelled" | "failed">;
    estimate: boolean;
    asked_by: string;
    step: Generated<string>;
    share: Generated<number>;
    model_id: number | null;
    upper: number | null;
    lower: number | null;
    result: ColumnType<Json, string | undefined, string>;
    error: string | null;
    created_at: Date;
    started_at: Date | null;
    ended_at: Date | null;
  };
  match_pair: {
    id: Generated<number>;
    left: string;
    right: string;
    run_id: number;
    model_id: number;
    probability: number;
    weight: number;
    levels: ColumnType<readonly PairLevel[], string, string>;
    state: PairState;
    reason: Generated<string>;
    decision: ColumnType<Json | null, string | null | undefined, string | null>;
    settled_by: string | null;
    settled_at: Date | null;
    created_at: Date;
  };
  match_answer: { pair_id: number; reviewer: string; reviewer_name: string; answer: ReviewAnswer; at: Date };
  enrich_hook: {
    id: string;
    kind: "built_in" | "http";
    enabled: boolean;
    settings: ColumnType<Json, string | undefined, string>;
    secrets: ColumnType<Json, string | undefined, string>;
    seen_until: Date | null;
    pass: JSONColumnType<Json> | null;
    last_pass: JSONColumnType<Json> | null;
    leased_until: Date | null;
    last_run_at: Date | null;
    fault: JSONColumnType<Json> | null;
    failures: Generated<number>;
    open_until: Date | null;
    created_at: Stamp;
  };
  enrich_answer: {
    hook_id: string;
    key: string;
    customer_id: string;
    state: "found" | "nothing" | "failed";
    traits: JSONColumnType<Record<string, string>>;
    attempts: number;
    asked_at: Date;
    expires_at: Date;
  };
  enrich_host: { host: string; added_by: string; added_at: Date };
  attached_table: {
    id: Generated<number>;
    name: string;
    location: JSONColumnType<Json>;
    secret: JSONColumnType<Json> | null;
    mapping: JSONColumnType<Json>;
    every_minutes: number;
    enabled: boolean;
    next_run_at: Date | null;
    running_since: Date | null;
    last_run_at: Date | null;
    result: JSONColumnType<Json> | null;
    fault: JSONColumnType<Json> | null;
    created_at: Stamp;
  };
}
