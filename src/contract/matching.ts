// Matching in a workspace: how it is set, its runs, the versions of its model, and how good a threshold is.
import { type Static, Type } from "typebox";
import { MatchField, MatchModel, MatchOptions } from "./match.ts";
import { LabeledQuality } from "./review.ts";
import { Instant } from "./schema.ts";

const Probability = Type.Number({ minimum: 0, maximum: 1 });
const MaybeInstant = Type.Union([Instant, Type.Null()]);

/** How records are matched here. */
export const MatchingSettings = Type.Object({
  upper: Type.Number({ exclusiveMinimum: 0, maximum: 1, description: "Pairs of at least this probability are sure" }),
  lower: Type.Number({ minimum: 0, exclusiveMaximum: 1, description: "Pairs below this probability are forgotten" }),
  answers_needed: Type.Integer({ minimum: 1, maximum: 5, description: "Equal answers that settle a pair" }),
  merge_sure: Type.Boolean({ description: "Sure pairs merge by themselves; else they wait in the queue" }),
  daily: Type.Boolean({ description: "A run each night at 02:00 UTC, by the active model" }),
});
export type MatchingSettings = Static<typeof MatchingSettings>;

export const MatchRunState = Type.Union([
  Type.Literal("waiting"),
  Type.Literal("running"),
  Type.Literal("done"),
  Type.Literal("cancelled"),
  Type.Literal("failed"),
]);
export type MatchRunState = Static<typeof MatchRunState>;

/** What a run does now. */
export const MatchStep = Type.Union([
  Type.Literal("records"),
  Type.Literal("compare"),
  Type.Literal("estimate"),
  Type.Literal("score"),
  Type.Literal("queue"),
  Type.Literal("merge"),
]);
export type MatchStep = Static<typeof MatchStep>;

/** What a run found and did. */
export const MatchFound = Type.Object({
  records: Type.Integer(),
  compared: Type.Integer({ description: "Pairs that the blocking rules found" }),
  sure: Type.Integer({ description: "Pairs at or above the upper threshold" }),
  unsure: Type.Integer({ description: "Pairs between the thresholds" }),
  queued: Type.Integer({ description: "Pairs that wait for review, new and old" }),
  merged: Type.Integer(),
  refused: Type.Integer({ description: "Sure pairs whose merge identity's limits forbid" }),
  guarded: Type.Integer({ description: "Sure pairs that would chain too many records together; they wait for review" }),
});
export type MatchFound = Static<typeof MatchFound>;

export const MatchRun = Type.Object({
  id: Type.Integer(),
  state: MatchRunState,
  /** Whether it estimates a new model, or scores by the active one. */
  estimate: Type.Boolean(),
  asked_by: Type.String({ description: "Who asked; empty for the daily run" }),
  step: Type.Union([MatchStep, Type.Null()]),
  share: Type.Number({ description: "How far it is, 0..1" }),
  model_id: Type.Union([Type.Integer(), Type.Null()]),
  upper: Type.Union([Type.Number(), Type.Null()]),
  lower: Type.Union([Type.Number(), Type.Null()]),
  found: Type.Union([MatchFound, Type.Null()]),
  error: Type.Union([Type.String(), Type.Null()]),
  created_at: Instant,
  started_at: MaybeInstant,
  ended_at: MaybeInstant,
});
export type MatchRun = Static<typeof MatchRun>;

/** Asks for a run. `options` say what to compare and how; what they leave out is guessed. */
export const MatchRunRequest = Type.Object({
  estimate: Type.Optional(Type.Boolean({ description: "Estimate a new model; true when there is none yet" })),
  options: Type.Optional(MatchOptions),
});
export type MatchRunRequest = Static<typeof MatchRunRequest>;

/** A version of the model, without its parameters. */
export const MatchModelHead = Type.Object({
  id: Type.Integer(),
  active: Type.Boolean(),
  records: Type.Integer(),
  labels: Type.Integer({ description: "People's answers that were used" }),
  fields: Type.Array(MatchField),
  made_by: Type.String(),
  created_at: Instant,
});
export type MatchModelHead = Static<typeof MatchModelHead>;

export const MatchModelWhole = Type.Interface([MatchModelHead], { model: MatchModel });
export type MatchModelWhole = Static<typeof MatchModelWhole>;

/** The page of matching at a glance. */
export const MatchingState = Type.Object({
  settings: MatchingSettings,
  /** The run that waits or works now. */
  running: Type.Union([MatchRun, Type.Null()]),
  active_model: Type.Union([Type.Integer(), Type.Null()]),
  labels: Type.Integer({ description: "Pairs that people settled" }),
});
export type MatchingState = Static<typeof MatchingState>;

/** How good thresholds are among the pairs that people settled, as the active model scores them. */
export const MatchQuality = Type.Object({
  same: Type.Integer(),
  apart: Type.Integer(),
  curve: Type.Array(LabeledQuality),
  /** The usual thresholds and the present ones, the strictest first. */
  table: Type.Array(LabeledQuality),
  /** Present thresholds. */
  upper: Probability,
  lower: Probability,
});
export type MatchQuality = Static<typeof MatchQuality>;
