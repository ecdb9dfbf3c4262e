// The company to practice on: asking for its simulation, and how far that is.
import { type Static, Type } from "typebox";
import { Instant } from "./schema.ts";

/** POST /api/v1/simulation; what is left out is as in the company that is shown to newcomers. */
export const SimulationRequest = Type.Object({
  customers: Type.Optional(Type.Integer({ minimum: 10, maximum: 1_000_000 })),
  months: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
  /** The same seed gives the same company, to the byte. */
  seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
});
export type SimulationRequest = Static<typeof SimulationRequest>;

const MaybeInstant = Type.Union([Instant, Type.Null()]);

/** One source of the company on its way in. */
export const SimulationSource = Type.Object({
  source: Type.String(),
  import_id: Type.Union([Type.Integer(), Type.Null()], { description: "Null before its import begins" }),
  state: Type.Union([
    Type.Literal("waiting"),
    Type.Literal("running"),
    Type.Literal("done"),
    Type.Literal("cancelled"),
    Type.Literal("failed"),
  ]),
  rows_read: Type.Integer(),
  rows_total: Type.Union([Type.Integer(), Type.Null()]),
  rows_rejected: Type.Integer(),
  events: Type.Integer(),
});
export type SimulationSource = Static<typeof SimulationSource>;

/** Its files are written, then imported, then it is made out who is who. */
export const SimulationStep = Type.Union([
  Type.Literal("writing"),
  Type.Literal("importing"),
  Type.Literal("identifying"),
]);
export type SimulationStep = Static<typeof SimulationStep>;

/** How a simulation stands. */
export const SimulationState = Type.Object({
  id: Type.Integer(),
  customers: Type.Integer(),
  months: Type.Integer(),
  seed: Type.Integer(),
  until: Type.String({ description: "End of its history, exclusive: midnight UTC, ISO 8601" }),
  state: Type.Union([
    Type.Literal("waiting"),
    Type.Literal("running"),
    Type.Literal("done"),
    Type.Literal("cancelled"),
    Type.Literal("failed"),
  ]),
  step: SimulationStep,
  share: Type.Number({ minimum: 0, maximum: 1, description: "Of the whole" }),
  /** In the order in which they are imported. */
  sources: Type.Array(SimulationSource),
  events: Type.Integer(),
  elapsed_ms: Type.Integer(),
  /** How long each step that is over took. */
  steps: Type.Array(Type.Object({ step: SimulationStep, took_ms: Type.Integer() })),
  error: Type.Union([Type.Object({ code: Type.String(), message: Type.String() }), Type.Null()]),
  created_at: Instant,
  started_at: MaybeInstant,
  ended_at: MaybeInstant,
});
export type SimulationState = Static<typeof SimulationState>;

/** GET /api/v1/simulation: the newest; null where there never was one. */
export const SimulationAnswer = Type.Object({ simulation: Type.Union([SimulationState, Type.Null()]) });
export type SimulationAnswer = Static<typeof SimulationAnswer>;
