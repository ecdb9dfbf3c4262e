// How people write by the kind of text: its length and what stands around the clauses. Shares of texts, 0..1.
import type { Kind } from "./said.ts";

/** What is usual in one kind of text. */
export interface Manner {
  /** A greeting, an opening sentence (in tickets: which order it is about), a closing sentence, a farewell. */
  readonly greeting: number;
  readonly opening: number;
  readonly closing: number;
  readonly farewell: number;
  /** A second clause about the same topic in the same sentiment. */
  readonly second: number;
  /** A neutral word about a topic is a question. */
  readonly question: number;
  /** Tags and signs at the end. */
  readonly tag: number;
}

export const manners: Readonly<Record<Kind, Manner>> = {
  survey: { greeting: 0, opening: 0.25, closing: 0.25, farewell: 0, second: 0.2, question: 0.05, tag: 0 },
  review: { greeting: 0, opening: 0.65, closing: 0.6, farewell: 0, second: 0.55, question: 0, tag: 0 },
  ticket: { greeting: 0.85, opening: 0.6, closing: 0.75, farewell: 0.5, second: 0.3, question: 0.85, tag: 0 },
  chat: { greeting: 0.45, opening: 0, closing: 0.25, farewell: 0, second: 0.1, question: 0.9, tag: 0 },
  social: { greeting: 0, opening: 0.15, closing: 0.25, farewell: 0, second: 0.2, question: 0.35, tag: 0.75 },
};

/** Share of blaming clauses that are said in words of praise. */
export const sarcasm_share = 0.04;
