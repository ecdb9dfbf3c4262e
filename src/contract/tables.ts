// Every table of both engines: what it holds, its ONE writer and its readers (folders below src/).
// The one-writer test reads this list and refuses SQL that writes to a table from anywhere else.

/** One table: the engine that holds it, the folder that may write to it, the folders that may read it. */
export interface Table {
  readonly engine: "clickhouse" | "postgres";
  readonly writer: string;
  readonly readers: readonly string[];
  readonly holds: string;
}

export const tables = {
  event_log: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen", "analyze"],
    holds: "every event as delivered, doubles included until they collapse; read it through the view event",
  },
  event: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen", "analyze"],
    holds: "view of event_log in which an event stands once",
  },
  identifier_log: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen", "analyze"],
    holds: "which identifier was seen for which customer, by source",
  },
  identifier: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen", "analyze"],
    holds: "view of identifier_log, each identifier once a customer",
  },
  trait_log: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen", "analyze"],
    holds: "what each source said of a customer's trait, and when",
  },
  trait: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen", "analyze"],
    holds: "view of trait_log, the newest value of each trait",
  },
  identifier_seen: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen", "analyze"],
    holds: "view of identifier_log, each word of a source with the person that its stamp is",
  },
  trait_said: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen", "analyze"],
    holds: "view of trait_log, each word of a source with the person that its stamp is and its weight",
  },
  identity_key: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen"],
    holds: "which stamped customers mention an identifier, by the hash of its kind and clean value",
  },
  alias: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen", "analyze"],
    holds: "which person a stamped customer is; the dictionary alias_of has it in memory",
  },
  identity_rules: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "the rules by which identifiers make people: one row",
  },
  identity_decision: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "what people decided about people: the same, apart, an identifier taken off",
  },
  identity_state: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "up to when what was received has been looked through for who is who",
  },
  identity_change: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "changes of the identity rules, tried and applied, with what they do and how far they are",
  },
  dead_letter: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen"],
    holds: "what could not be accepted, as it came, with the reason",
  },
  delivery: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen"],
    holds: "nothing: what is imported and tracked passes through it into event_log, identifier_log and trait_log",
  },
  delivery_event: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen"],
    holds: "materialized view that moves delivery's events into event_log",
  },
  delivery_identifier: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen"],
    holds: "materialized view that moves delivery's identifiers into identifier_log",
  },
  delivery_trait: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen"],
    holds: "materialized view that moves delivery's traits into trait_log",
  },
  delivery_minute: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen"],
    holds: "materialized view that counts delivery's rows into source_minute",
  },
  source_minute: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen"],
    holds: "deliveries of each source by minute, doubles included, for 30 days",
  },
  import_stage: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen"],
    holds: "cells of a file that the engine cannot read by its path, for a day at most",
  },
  account_member_log: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen"],
    holds: "what made customers members of accounts, and what ended it",
  },
  account_member: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen", "analyze"],
    holds: "view of account_member_log: which person is or was a member of which account, and by what word",
  },
  account_trait_log: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen"],
    holds: "what each source said of an account's trait, and when",
  },
  account_trait: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen", "analyze"],
    holds: "view of account_trait_log, the newest value of each trait",
  },
  delivery_account_member: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen"],
    holds: "materialized view that moves delivery's memberships into account_member_log",
  },
  delivery_account_trait: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen"],
    holds: "materialized view that moves what delivery says of groups into account_trait_log",
  },
  person_mark: {
    engine: "clickhouse",
    writer: "storage",
    readers: ["storage"],
    holds: "what a search for a person looks for, while it runs",
  },
  tombstone: {
    engine: "clickhouse",
    writer: "listen",
    readers: ["listen"],
    holds: "keyed hashes of erased people's identifiers, which nothing may bring back",
  },
  workspace: {
    engine: "postgres",
    writer: "server",
    readers: ["server"],
    holds: "the one row of settings: name, currency, time zone",
  },
  app_user: {
    engine: "postgres",
    writer: "server",
    readers: ["server", "listen"],
    holds: "people who may sign in: e-mail, name, role, the hash of the password",
  },
  user_link: {
    engine: "postgres",
    writer: "server",
    readers: ["server"],
    holds: "links that work once, hashed: the first set-up, invitations, new passwords",
  },
  user_session: {
    engine: "postgres",
    writer: "server",
    readers: ["server"],
    holds: "browsers that are signed in, by the hash of their cookie",
  },
  login_attempt: {
    engine: "postgres",
    writer: "server",
    readers: ["server"],
    holds: "attempts to sign in, counted by hashed account and address",
  },
  api_key: {
    engine: "postgres",
    writer: "server",
    readers: ["server"],
    holds: "keys of programs, hashed: scope, last use",
  },
  audit: {
    engine: "postgres",
    writer: "server",
    readers: ["server"],
    holds: "what people and programs changed: who, when, by which route, on what, from where",
  },
  import: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "imports: location, mapping, state, counts",
  },
  source: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "where touchpoints come from: slug, write key, settings",
  },
  bad_signature: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "how many calls of a webhook had a wrong signature, by source and hour",
  },
  block: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "persons, sources, event names and networks that are stopped at the gate",
  },
  block_count: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "how many events were stopped, by day, source and reason",
  },
  live_watch: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "who watches live events now, in which process, with which filter",
  },
  plan_source: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "what becomes of a source's events that depart from the tracking plan",
  },
  plan_event: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "events that each source sends, learned, approved or ignored",
  },
  plan_property: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "properties of those events: types seen, and what was approved",
  },
  note: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "notes that people wrote about a customer",
  },
  customer_manager: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen", "analyze"],
    holds: "who looks after a customer, and who did",
  },
  household_rule: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "the one row that says who shares a household",
  },
  household_run: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "runs of the rule of households, trials among them, and what they found",
  },
  trait_policy: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "which of several words on a customer's trait stands, by the trait's name",
  },
  replay: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "replays of many dead letters, and how they stand",
  },
  match_setting: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "the one row of how records are matched: thresholds, answers needed, whether sure pairs merge",
  },
  match_model: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "versions of the matching model: estimated parameters, no values of people",
  },
  match_run: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "matching runs: how they stand and what they found",
  },
  match_pair: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "pairs of records that may be one person, how they compare, and what became of them",
  },
  match_answer: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "what each reviewer said of a pair",
  },
  rights_setting: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "the one row of how rights are served: the policy of erasures, the key of tombstones",
  },
  rights_request: {
    engine: "postgres",
    writer: "listen",
    readers: ["listen"],
    holds: "requests of people for a copy of their data or its erasure, and how they ended",
  },
  job: {
    engine: "postgres",
    writer: "storage",
    readers: ["storage"],
    holds: "work to be done at or after a time, with its attempts",
  },
  outbox: {
    engine: "postgres",
    writer: "storage",
    readers: ["storage"],
    holds: "events of state changes on their way to the event log",
  },
  migration: {
    engine: "postgres",
    writer: "storage",
    readers: ["storage"],
    holds: "migrations applied to either engine, with their checksums",
  },
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof tables;
