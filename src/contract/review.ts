// The review queue: pairs of records that may be one person, what people answered, and how far they agree.
import { type Static, Type } from "typebox";
import { CustomerId } from "./customer.ts";
import { Instant, MaybeNumber } from "./schema.ts";

/** What a reviewer says of a pair: one person, two, or not for me. */
export const ReviewAnswer = Type.Union([Type.Literal("same"), Type.Literal("apart"), Type.Literal("skip")]);
export type ReviewAnswer = Static<typeof ReviewAnswer>;

/**
 * Where a pair stands. `open` waits for answers; `disputed` has as many as are needed, which disagree, and waits for an
 * analyst; `same` and `apart` are settled; `refused` was answered or sure, but identity's limits forbid the merge;
 * `gone` waits no more, since the records or the model changed.
 */
export const PairState = Type.Union([
  Type.Literal("open"),
  Type.Literal("disputed"),
  Type.Literal("same"),
  Type.Literal("apart"),
  Type.Literal("refused"),
  Type.Literal("gone"),
]);
export type PairState = Static<typeof PairState>;

/** What one comparison says of a pair, in bits: a bar of its waterfall, without the values. */
export const PairLevel = Type.Object({
  comparison: Type.String(),
  /** "missing" when there was nothing to compare. */
  label: Type.String(),
  /** Position among the comparison's levels, null when missing. */
  level: Type.Union([Type.Integer(), Type.Null()]),
  weight: Type.Number(),
  term_frequency_weight: Type.Number({ description: "Bits more or fewer because the value is rare or common" }),
});
export type PairLevel = Static<typeof PairLevel>;

/** How two values of one field stand to each other; `missing` when one of the records has none. */
export const FieldMark = Type.Union([
  Type.Literal("equal"),
  Type.Literal("close"),
  Type.Literal("different"),
  Type.Literal("missing"),
]);
export type FieldMark = Static<typeof FieldMark>;

/** One field of both records beside each other; several values of a kind stand one after another. */
export const ReviewField = Type.Object({
  kind: Type.Union([Type.Literal("trait"), Type.Literal("identifier")]),
  name: Type.String(),
  left: Type.Array(Type.String()),
  right: Type.Array(Type.String()),
  mark: FieldMark,
});
export type ReviewField = Static<typeof ReviewField>;

/** Who answered what, as far as the reader may know before answering: others' answers are told when the pair is settled. */
export const GivenAnswer = Type.Object({ reviewer: Type.String(), answer: ReviewAnswer, at: Instant });
export type GivenAnswer = Static<typeof GivenAnswer>;

/** A pair without its records, as lists show it. */
export const ReviewPair = Type.Object({
  id: Type.Integer(),
  left: CustomerId,
  right: CustomerId,
  state: PairState,
  probability: Type.Number(),
  weight: Type.Number({ description: "The match weight in bits: log2 of the odds" }),
  answers: Type.Integer({ description: "Answers that are not skips" }),
  answers_needed: Type.Integer(),
  reason: Type.String({
    description: "Why a merge was refused: a reason of identity, with the kind whose limit it is, e.g. limit:user_id",
  }),
  settled_by: Type.String({ description: "Who settled it; empty for a run that merged a sure pair, or nobody yet" }),
  settled_at: Type.Union([Instant, Type.Null()]),
});
export type ReviewPair = Static<typeof ReviewPair>;

/** A pair with both records beside each other. */
export const ReviewPairWhole = Type.Interface([ReviewPair], {
  fields: Type.Array(ReviewField),
  levels: Type.Array(PairLevel),
  /** The weight before any comparison: the log2 odds that two records of the blocking rules are one person. */
  prior_weight: Type.Number(),
  /** The reader may not see personal data: values are masked. */
  masked: Type.Boolean(),
  /** My own answer, or null. */
  mine: Type.Union([ReviewAnswer, Type.Null()]),
  given: Type.Array(GivenAnswer),
  /** Why identity would refuse to merge the two, as in `reason`; null when nothing forbids it. */
  would_refuse: Type.Union([Type.String(), Type.Null()]),
});
export type ReviewPairWhole = Static<typeof ReviewPairWhole>;

/** Which pairs a queue holds: those that wait for anybody's answer, or those that only an analyst can settle. */
export const ReviewQueue = Type.Union([Type.Literal("open"), Type.Literal("disputed")]);
export type ReviewQueue = Static<typeof ReviewQueue>;

/** What comes next for the reader; null when nothing waits. */
export const ReviewNext = Type.Object({
  pair: Type.Union([ReviewPairWhole, Type.Null()]),
  /** Pairs that wait for an answer of the reader, this one included; those that the reader skipped too. */
  waiting: Type.Integer(),
  disputed: Type.Integer(),
  /** Answers that the reader gave so far, skips not counted. */
  given: Type.Integer(),
  /** Whether there is an answer of the reader's to take back. */
  undoable: Type.Boolean(),
});
export type ReviewNext = Static<typeof ReviewNext>;

/** How two reviewers agree over the pairs that both answered. */
export const Agreement = Type.Object({
  left: Type.String(),
  right: Type.String(),
  pairs: Type.Integer(),
  share: MaybeNumber,
  kappa: MaybeNumber,
});
export type Agreement = Static<typeof Agreement>;

/** How reviewing goes: pairs by state, who answered how much, and how far the reviewers agree. */
export const ReviewState = Type.Object({
  pairs: Type.Record(Type.String(), Type.Integer()),
  reviewers: Type.Array(
    Type.Object({ reviewer: Type.String(), same: Type.Integer(), apart: Type.Integer(), skip: Type.Integer() }),
  ),
  /** Over all pairs of reviewers: the share of answers that agree, and their kappas weighted by the pairs of each. */
  agreement: Type.Object({ pairs: Type.Integer(), share: MaybeNumber, kappa: MaybeNumber }),
  by_reviewers: Type.Array(Agreement),
});
export type ReviewState = Static<typeof ReviewState>;

const Bounds = Type.Union([Type.Object({ low: Type.Number(), high: Type.Number() }), Type.Null()]);

/** How good a threshold would be among the pairs that people settled; intervals are Wilson's at 95 %. */
export const LabeledQuality = Type.Object({
  threshold: Type.Number(),
  pairs: Type.Integer({ description: "Settled pairs at or above the threshold" }),
  right: Type.Integer({ description: "Of them, one person in the eyes of the reviewers" }),
  precision: MaybeNumber,
  precision_interval: Bounds,
  recall: MaybeNumber,
  recall_interval: Bounds,
  f1: MaybeNumber,
});
export type LabeledQuality = Static<typeof LabeledQuality>;
