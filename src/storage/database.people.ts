// The rows of PostgreSQL's tables about customers as people: who they are, what they agreed to, what is done for them.
import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { Basis, ConsentTarget, Localized, PairLevel, PairState, ReviewAnswer } from "#contract";

type Json = Record<string, unknown>;
type Stamp = ColumnType<Date, Date | undefined, Date>;

export interface PeopleTables {
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
