// What the grammar of one language holds: clauses by topic and sentiment, and what stands around them.
import type { Several, Slots } from "./pattern.ts";
import type { Kind, Overall, Topic } from "./said.ts";

/** At least one pattern. */
export type Patterns = Several<string>;

/** Clauses about one topic: they begin small and end without a mark, unless they ask. */
export interface Lines {
  readonly positive: Patterns;
  readonly negative: Patterns;
  /** Plain facts. */
  readonly neutral: Patterns;
  /** Plain questions. */
  readonly question: Patterns;
  /** Blame in words of praise. */
  readonly sarcastic: Patterns;
}

/** What stands around the clauses. */
export interface Frames {
  /** Whole sentences by the text's sentiment. */
  readonly opening: Readonly<Record<Overall, Patterns>>;
  readonly closing: Readonly<Record<Overall, Patterns>>;
  /** What was bought, at the head of a review. */
  readonly bought: Patterns;
  readonly greeting: Readonly<Record<"ticket" | "chat", Patterns>>;
  /** Which order a ticket is about. */
  readonly about: Patterns;
  /** What a ticket or chat asks for, by its sentiment. */
  readonly request: Readonly<Record<Overall, Patterns>>;
  readonly farewell: Patterns;
  /** Between clauses that agree and clauses that do not. */
  readonly and: Patterns;
  readonly but: Patterns;
  /** How the last sentence ends. */
  readonly end: Readonly<Record<Overall, Patterns>>;
  /** Tags and signs of social media. */
  readonly tag: Readonly<Record<Overall, Patterns>>;
  /** A text about nothing in particular. */
  readonly nothing: Readonly<Record<Kind, Patterns>>;
}

/** The grammar of one language. */
export interface Tongue {
  readonly slots: Slots;
  readonly lines: Readonly<Record<Topic, Lines>>;
  readonly frames: Frames;
}
