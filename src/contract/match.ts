// Probabilistic matching: what is compared, the model that was estimated, and how it explains a pair and a cluster.
import { type Static, Type } from "typebox";
import { MaybeNumber } from "./schema.ts";

/** What a column says of a person; it decides how values are cleaned and compared when nothing else is said. */
export const MatchRole = Type.Union([
  Type.Literal("given_name"),
  Type.Literal("surname"),
  Type.Literal("full_name"),
  Type.Literal("birth_date"),
  Type.Literal("email"),
  Type.Literal("phone"),
  Type.Literal("street"),
  Type.Literal("street_number"),
  Type.Literal("address"),
  Type.Literal("city"),
  Type.Literal("postcode"),
  Type.Literal("region"),
  Type.Literal("country"),
  Type.Literal("gender"),
  Type.Literal("code"),
  Type.Literal("date"),
  Type.Literal("number"),
  Type.Literal("tags"),
  Type.Literal("text"),
]);
export type MatchRole = Static<typeof MatchRole>;

/** A field of the compared records: one or more columns (joined by a space), cleaned as the role says. */
export const MatchField = Type.Object({
  name: Type.String({ pattern: "^[a-z][a-z0-9_]{0,62}$" }),
  role: MatchRole,
  columns: Type.Array(Type.String(), { minItems: 1 }),
});
export type MatchField = Static<typeof MatchField>;

/** What of a field's value makes a blocking key. */
export const BlockingTake = Type.Union([
  Type.Literal("whole"),
  Type.Literal("start", { description: "The first three letters" }),
  Type.Literal("sound", { description: "Soundex of the Latin form" }),
  Type.Literal("year", { description: "Of a date" }),
  Type.Literal("month_day", { description: "Of a date" }),
  Type.Literal("end", { description: "The last four letters or digits" }),
  Type.Literal("mailbox", { description: "An e-mail before the @" }),
]);
export type BlockingTake = Static<typeof BlockingTake>;

/** Records whose keys are all equal are compared; a record without one of them is not found by this rule. */
export const BlockingRule = Type.Object({
  keys: Type.Array(Type.Object({ field: Type.String(), take: BlockingTake }), { minItems: 1, maxItems: 5 }),
});
export type BlockingRule = Static<typeof BlockingRule>;

/** One way in which two values can be alike. `at_least` and `at_most` are the measure's own units. */
export const Likeness = Type.Union([
  Type.Object({ field: Type.String(), is: Type.Literal("equal") }),
  Type.Object({ field: Type.String(), is: Type.Literal("jaro_winkler"), at_least: Type.Number() }),
  Type.Object({ field: Type.String(), is: Type.Literal("damerau_levenshtein"), at_most: Type.Integer() }),
  Type.Object({ field: Type.String(), is: Type.Literal("days_apart"), at_most: Type.Integer() }),
  Type.Object({ field: Type.String(), is: Type.Literal("number_apart"), at_most: Type.Number() }),
  Type.Object({ field: Type.String(), is: Type.Literal("number_share_apart"), at_most: Type.Number() }),
  Type.Object({ field: Type.String(), is: Type.Literal("words_shared"), at_least: Type.Integer() }),
  Type.Object({ field: Type.String(), is: Type.Literal("words_share"), at_least: Type.Number() }),
  Type.Object({ field: Type.String(), is: Type.Literal("mailbox_equal") }),
  Type.Object({ field: Type.String(), is: Type.Literal("mailbox_jaro_winkler"), at_least: Type.Number() }),
  Type.Object({ field: Type.String(), is: Type.Literal("domain_equal") }),
  Type.Object({ field: Type.String(), is: Type.Literal("end_equal"), letters: Type.Integer({ minimum: 1 }) }),
  Type.Object({ field: Type.String(), is: Type.Literal("start_equal"), letters: Type.Integer({ minimum: 1 }) }),
  Type.Object({ field: Type.String(), is: Type.Literal("initial_of") }),
  Type.Object({ field: Type.String(), is: Type.Literal("same_sound") }),
  Type.Object({ field: Type.String(), is: Type.Literal("day_month_swapped") }),
  Type.Object({ field: Type.String(), is: Type.Literal("same_year") }),
  Type.Object({ field: Type.String(), is: Type.Literal("swapped"), with: Type.String() }),
]);
export type Likeness = Static<typeof Likeness>;

/**
 * A level holds when all of `given` and `when` hold. Levels of the same `given` are shares of their own: how often do
 * those who share a name have like e-mails, which they would have more often than by chance? What is given itself
 * weighs nothing here: another comparison weighs it. `term_frequency` names the field whose rare values weigh more.
 */
export const ComparisonLevel = Type.Object({
  label: Type.String(),
  when: Type.Array(Likeness, { maxItems: 4 }),
  given: Type.Optional(Type.Array(Likeness, { maxItems: 4 })),
  term_frequency: Type.Optional(Type.String()),
});
export type ComparisonLevel = Static<typeof ComparisonLevel>;

/** Levels from the most alike to the least; "all other" comes after them by itself. */
export const Comparison = Type.Object({
  name: Type.String(),
  levels: Type.Array(ComparisonLevel, { minItems: 1, maxItems: 13 }),
});
export type Comparison = Static<typeof Comparison>;

/** How clusters are made and guarded. */
export const ClusterSettings = Type.Object({
  /** Links of at least this probability connect. */
  threshold: Type.Number({ minimum: 0, maximum: 1 }),
  /** Where two parts of a cluster are joined by fewer of the possible links than this share, they are parted; 0 never parts. */
  least_density: Type.Number({ minimum: 0, maximum: 1 }),
});
export type ClusterSettings = Static<typeof ClusterSettings>;

/** Everything that is decided before a model is estimated; what a settings file leaves out is guessed. */
export const MatchSettings = Type.Object({
  fields: Type.Array(MatchField, { minItems: 1 }),
  blocking: Type.Array(BlockingRule, { minItems: 1, maxItems: 16 }),
  comparisons: Type.Array(Comparison, { minItems: 1, maxItems: 16 }),
  /** Pairs of at least this probability are the same person. */
  threshold: Type.Number({ minimum: 0, maximum: 1 }),
  clusters: ClusterSettings,
  /** A block of more records than this is not compared: its key says too little. */
  largest_block: Type.Integer({ minimum: 2 }),
  /** Random pairs by which it is known how often strangers agree. */
  sample_pairs: Type.Integer({ minimum: 1000 }),
  seed: Type.Integer({ minimum: 0 }),
});
export type MatchSettings = Static<typeof MatchSettings>;

/** A settings file: any part of the settings. */
export const MatchOptions = Type.Partial(MatchSettings);
export type MatchOptions = Static<typeof MatchOptions>;

/**
 * m: share of the same persons' pairs at this level, among those for which the same is given; u: of strangers' pairs.
 * weight = log2(m / u), in bits.
 */
export const LevelParameters = Type.Object({
  label: Type.String(),
  m: Type.Number(),
  u: Type.Number(),
  weight: Type.Number(),
  term_frequency: Type.Boolean(),
});
export type LevelParameters = Static<typeof LevelParameters>;

/** Parameters of one comparison: its levels in their order, "all other" last. A missing value weighs nothing. */
export const ComparisonParameters = Type.Object({
  name: Type.String(),
  levels: Type.Array(LevelParameters),
  /** Share of the candidate pairs in which a value is missing on either side. */
  missing_share: Type.Number(),
});
export type ComparisonParameters = Static<typeof ComparisonParameters>;

/** An estimated model: plain JSON, complete in itself. */
export const MatchModel = Type.Object({
  version: Type.Literal(1),
  settings: MatchSettings,
  /** Share of the same persons' pairs among all possible pairs. */
  match_share: Type.Number(),
  /** log2 of the odds of match_share: where every pair's weight begins. */
  prior_weight: Type.Number(),
  comparisons: Type.Array(ComparisonParameters),
  training: Type.Object({
    records: Type.Integer(),
    pairs: Type.Integer({ description: "Candidate pairs that the blocking rules found" }),
    sampled_pairs: Type.Integer(),
    patterns: Type.Integer({ description: "Distinct comparison vectors" }),
    iterations: Type.Integer(),
    log_likelihood: Type.Number(),
    converged: Type.Boolean(),
    labels: Type.Integer({ description: "People's answers that were used; 0 is unsupervised" }),
  }),
});
export type MatchModel = Static<typeof MatchModel>;

/** One bar of a pair's waterfall. */
export const WaterfallStep = Type.Object({
  comparison: Type.String(),
  /** "missing" when there was nothing to compare. */
  label: Type.String(),
  /** Position among the comparison's levels, null when missing. */
  level: Type.Union([Type.Integer(), Type.Null()]),
  left: Type.Array(Type.String(), { description: "Cleaned values of the compared fields" }),
  right: Type.Array(Type.String()),
  weight: Type.Number({ description: "Bits of this level" }),
  term_frequency_weight: Type.Number({ description: "Bits more (or fewer) because the value is rare (or common)" }),
});
export type WaterfallStep = Static<typeof WaterfallStep>;

/** Why two records have their probability: prior_weight + all steps = weight; probability = 1 / (1 + 2^-weight). */
export const PairExplanation = Type.Object({
  left: Type.String({ description: "Key of the record" }),
  right: Type.String(),
  prior_weight: Type.Number(),
  steps: Type.Array(WaterfallStep),
  weight: Type.Number(),
  probability: Type.Number(),
});
export type PairExplanation = Static<typeof PairExplanation>;

/** A scored pair. */
export const MatchPair = Type.Object({
  left: Type.String(),
  right: Type.String(),
  weight: Type.Number(),
  probability: Type.Number(),
  /** Number of the blocking rule that found it, from 0. */
  rule: Type.Integer(),
});
export type MatchPair = Static<typeof MatchPair>;

/** Records that are one person. */
export const MatchCluster = Type.Object({
  id: Type.Integer(),
  members: Type.Array(Type.String(), { description: "Keys of the records" }),
  links: Type.Integer(),
  /** Links over possible links, 0..1. */
  density: Type.Number(),
  /** The least probable link without which the cluster would fall apart. */
  weakest: Type.Union([MatchPair, Type.Null()]),
  /** Whether it is a part of a component that was split. */
  split: Type.Boolean(),
});
export type MatchCluster = Static<typeof MatchCluster>;

/** How good a threshold would be, where the truth is known. */
export const ThresholdQuality = Type.Object({
  threshold: Type.Number(),
  pairs: Type.Integer({ description: "Pairs at or above the threshold" }),
  right: Type.Integer({ description: "Of them, truly the same person" }),
  precision: MaybeNumber,
  recall: MaybeNumber,
  f1: MaybeNumber,
});
export type ThresholdQuality = Static<typeof ThresholdQuality>;
