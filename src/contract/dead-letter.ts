// Dead letters: what could not be accepted, by reason; how it is mended, sent again or discarded.
import { type Static, Type } from "typebox";
import { Instant } from "./schema.ts";

export const LetterState = Type.Union([Type.Literal("open"), Type.Literal("replayed"), Type.Literal("discarded")]);
export type LetterState = Static<typeof LetterState>;

/** Letters of one source refused for one reason. An import's rows are mended through its own page. */
export const LetterGroup = Type.Object({
  source: Type.String(),
  /** 0 for what was tracked. */
  import_id: Type.Integer(),
  code: Type.String(),
  /** The field or column at fault; may be empty. */
  field: Type.String(),
  message: Type.String(),
  state: LetterState,
  letters: Type.Integer(),
  first_at: Instant,
  last_at: Instant,
  examples: Type.Array(Type.String({ description: "The beginning of a letter's text" })),
});
export type LetterGroup = Static<typeof LetterGroup>;

export const Letter = Type.Object({
  id: Type.String(),
  source: Type.String(),
  code: Type.String(),
  field: Type.String(),
  message: Type.String(),
  state: LetterState,
  received_at: Instant,
  changed_at: Type.Union([Instant, Type.Null()]),
  /** As it came. */
  body: Type.String(),
  /** As it was replayed, when a person mended it by hand. */
  mended: Type.Union([Type.String(), Type.Null()]),
  /** Why it was discarded. */
  reason: Type.String(),
});
export type Letter = Static<typeof Letter>;

/** Some letters by id, or all open ones of a group. */
export const LetterSelection = Type.Union([
  Type.Object({ ids: Type.Array(Type.String({ pattern: "^[0-9]{1,39}$" }), { minItems: 1, maxItems: 1000 }) }),
  Type.Object({
    source: Type.String(),
    code: Type.String(),
    field: Type.String(),
    import_id: Type.Optional(Type.Integer({ minimum: 0 })),
  }),
]);
export type LetterSelection = Static<typeof LetterSelection>;

/** How a replay of many stands. */
export const Replay = Type.Object({
  id: Type.Integer(),
  state: Type.Union([Type.Literal("waiting"), Type.Literal("running"), Type.Literal("done"), Type.Literal("failed")]),
  letters: Type.Integer(),
  accepted: Type.Integer(),
  refused: Type.Integer(),
  error: Type.Union([Type.String(), Type.Null()]),
});
export type Replay = Static<typeof Replay>;

/** What became of one letter that was sent again. */
export const ReplayedLetter = Type.Object({
  accepted: Type.Boolean(),
  /** The letter that it is now: what is refused as another text or for another reason is a letter of its own. */
  id: Type.String(),
  code: Type.String(),
  message: Type.String(),
  field: Type.String(),
});
export type ReplayedLetter = Static<typeof ReplayedLetter>;
