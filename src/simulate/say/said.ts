// The words of what customers say: languages, topics, sentiments, kinds, and the truth that goes with a text.

export type Language = "en" | "ru" | "pl";
export type Kind = "survey" | "review" | "ticket" | "chat" | "social";
export type Sentiment = "positive" | "negative" | "neutral";
/** The sentiment of a whole text: mixed when it praises and blames. */
export type Overall = Sentiment | "mixed";
export type Topic =
  | "delivery"
  | "payment"
  | "price"
  | "quality"
  | "staff"
  | "app"
  | "website"
  | "returns"
  | "selection"
  | "packaging"
  | "support"
  | "loyalty"
  | "store";

/** One topic with what is felt about it. */
export interface Opinion {
  readonly topic: Topic;
  readonly sentiment: Sentiment;
}

/** What a text is to say, by whom it is not asked. */
export interface Wish {
  readonly language: Language;
  readonly kind: Kind;
  readonly topics: readonly Opinion[];
}

/** A text with its truth. */
export interface Said {
  readonly text: string;
  readonly topics: readonly Opinion[];
  readonly sentiment: Overall;
  /** Praise is written and blame is meant, in one of its clauses at least. */
  readonly sarcastic: boolean;
}

export const topics: readonly Topic[] = [
  "delivery",
  "payment",
  "price",
  "quality",
  "staff",
  "app",
  "website",
  "returns",
  "selection",
  "packaging",
  "support",
  "loyalty",
  "store",
];
