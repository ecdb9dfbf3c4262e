// How each table holds data about a person, and what an erasure does there. Export and erasure are driven by this list
// and a test demands a line for every table, so that a new table cannot be forgotten.
import type { TableName } from "./tables.ts";

/** A table without data about customers. `why` is for whoever audits the list. */
interface Impersonal {
  readonly holds: "nothing";
  readonly why: string;
}

/**
 * A table whose rows may be about a person. Its rows are found by the columns that hold ids of customers, and by any text
 * in which an identifier of the person stands.
 */
interface Personal {
  readonly holds: "person";
  /** Columns with ids of customers, as the log has them: a row that holds one of the person's is the person's own. */
  readonly customers?: readonly string[];
  /** Columns with values as they were told, whoever told them: a row is the person's when it has one that was told of them. ClickHouse only. */
  readonly values?: readonly string[];
  /** The table's rows belong to rows of another one: `column` here is `key` there. PostgreSQL only. */
  readonly through?: { readonly table: TableName; readonly column: string; readonly key: string };
  /**
   * delete: own rows go, and every row that names the person. anonymize: own rows become nobody's or go, as the request
   * says; in the rows of others the person's identifiers are blanked. redact: rows stay, identifiers in them are blanked.
   * keep: nothing is done, for the reason given.
   */
  readonly on_erasure: "delete" | "anonymize" | "redact" | "keep";
  readonly why: string;
}

export type PersonalData = Impersonal | Personal;

const nothing = (why: string) => ({ holds: "nothing", why }) as const;
const own = (customers: readonly string[], why: string) =>
  ({ holds: "person", customers, on_erasure: "delete", why }) as const;
const named = (on_erasure: "delete" | "redact" | "keep", why: string) =>
  ({ holds: "person", on_erasure, why }) as const;

const view = nothing("a view: its rows stand in other tables");
const passes = nothing("rows pass through and do not stay");
const staff = named("keep", "people who work with Kompas, not customers; their account is removed on Settings › Users");
const settings = named("redact", "settings that people write: a name in them is blanked, the setting stays");

/** By table. A table without a line does not compile. */
export const personalData: Readonly<Record<TableName, PersonalData>> = {
  event_log: {
    holds: "person",
    customers: ["customer_id"],
    on_erasure: "anonymize",
    why: "what the person did; orders may stay as nobody's, so that past revenue stays what it was",
  },
  event: view,
  identifier_log: own(["customer_id"], "who the person is"),
  identifier: view,
  trait_log: own(["customer_id"], "what was said of the person"),
  trait: view,
  dead_letter: named("delete", "what could not be accepted, as it came; one that names the person is theirs"),
  delivery: passes,
  deed: passes,
  mention: passes,
  delivery_deed: passes,
  delivery_mention: passes,
  deed_event: passes,
  deed_identifier: passes,
  mention_trait: passes,
  deed_minute: passes,
  mention_account_member: passes,
  mention_account_trait: passes,
  clean_state: nothing("a print of counts"),
  source_minute: nothing("counts by source and minute"),
  import_stage: named("delete", "cells of a file on their way in; a line that names the person is theirs"),
  identity_key: own(["stamp"], "hashes of the person's identifiers"),
  alias: own(["stamp", "customer_id"], "which records are the person"),
  identifier_seen: view,
  trait_said: view,
  customer_text: view,
  clean_value: {
    holds: "person",
    values: ["raw"],
    on_erasure: "delete",
    why: "what cleaning made of a value; one that others have too is made anew",
  },
  quality_figure: nothing("counts by source, field and month"),
  consent_log: own(["customer_id"], "what the person agreed to; who is erased is reached by nobody"),
  consent_day: own(["customer_id"], "the same, by day"),
  consent_mapping: nothing("what categories mean"),
  mention_consent: passes,
  mention_consent_day: passes,
  consent_word: view,
  consent_at: view,
  consent: view,
  consent_allowed: view,
  account_member_log: own(["customer_id"], "which companies and households the person belongs to"),
  account_trait_log: named("delete", "what was said of an account; its value is part of the row's key"),
  account_member: view,
  account_trait: view,
  class_log: own(["customer_id"], "which classes the person was in"),
  class_run: nothing("limits and counts"),
  class_word: view,
  customer_class_at: view,
  customer_class: view,
  segment_change: passes,
  segment_change_log: passes,
  segment_change_event: passes,
  segment_log: own(["customer_id"], "which segments the person was in, and when"),
  segment_word: view,
  segment_member: view,
  segment_due: own(["customer_id"], "when the person's segments are looked at again"),
  segment: settings,
  segment_progress: nothing("times and numbers"),
  segment_hook: named("redact", "an error of a delivery may quote an answer"),
  workspace: nothing("the workspace's own name, currency and time zone"),
  custom_metric: settings,
  target: nothing("what is wanted of metrics"),
  alert: nothing("rules over metrics; dimensions that hold personal data are refused"),
  alert_firing: nothing("stretches of time and values of metrics"),
  notice: nothing("values of metrics"),
  notice_read: nothing("who of those who work with Kompas has read what"),
  signing_key: nothing("a key"),
  tile_choice: nothing("names of metrics"),
  dashboard: settings,
  dashboard_link: nothing("hashes of links, and whom they are for"),
  dashboard_digest: named("keep", "addresses of people who work with Kompas; each stops the e-mails by a link in them"),
  app_user: staff,
  user_link: staff,
  user_session: nothing("hashes of cookies of people who work with Kompas"),
  login_attempt: nothing("hashes and counts"),
  api_key: nothing("keys of programs, hashed"),
  audit: named("redact", "who changed what: the line is the company's proof and stays, without the customer's id"),
  import: named("redact", "an import's error may quote a cell"),
  source: settings,
  survey: settings,
  bad_signature: nothing("counts by source and hour"),
  block: own(["customer_id"], "the tombstone stops the person from now on, without the plain identifier"),
  block_count: nothing("counts by day, source and reason"),
  live_watch: named("delete", "who is being watched for at this moment"),
  plan_source: nothing("policies by source"),
  plan_event: named("redact", "a source may put a person's name into an event's name"),
  plan_property: named("redact", "a source may put a person's name into a property's name"),
  note: own(["customer_id"], "what colleagues wrote about the person"),
  customer_manager: own(["customer_id"], "who looked after the person"),
  household_rule: nothing("the rule and its limits"),
  household_run: named("redact", "examples of what a run found"),
  consent_purpose: nothing("purposes and their words"),
  consent_category: nothing("what categories mean"),
  consent_revision: nothing("a number"),
  consent_secret: nothing("keys of preference links"),
  touch: nothing("numbers of whose data changed in the last day; an erasure forgets them all, and touches everybody"),
  identity_rules: settings,
  identity_decision: own(["left_stamps", "right_stamps"], "what colleagues decided about the person's records"),
  identity_state: nothing("a time and a number"),
  identity_change: named("redact", "examples of what a change of rules would do"),
  enrich_hook: named("redact", "how far a pass is, and an error that may quote a value"),
  enrich_answer: own(["customer_id"], "what other services answered about the person"),
  enrich_host: nothing("hosts that may be called"),
  attached_table: named("redact", "an error of a run may quote a cell"),
  trait_policy: nothing("rules by the trait's name"),
  replay: named("redact", "which letters were sent again"),
  simulation: nothing("sizes and counts of an invented company"),
  match_setting: nothing("thresholds"),
  match_model: nothing("estimated parameters, no values of people"),
  match_run: named("redact", "examples of what a run found"),
  match_pair: own(["left", "right"], "records that may be the person"),
  match_answer: {
    holds: "person",
    through: { table: "match_pair", column: "pair_id", key: "id" },
    on_erasure: "delete",
    why: "what reviewers said of such a pair; they go with it",
  },
  person_mark: nothing("what is looked for while a search runs; a finished search leaves nothing"),
  tombstone: nothing("keyed hashes, whose key stands in the other engine"),
  rights_setting: nothing("the policy and the key of tombstones"),
  rights_request: named("redact", "other requests about the person: the line stays, whom it was about goes"),
  job: named("delete", "work that waits for the person"),
  outbox: named("delete", "events on their way to the log"),
  migration: nothing("names and checksums of migrations"),
};
