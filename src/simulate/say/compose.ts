// A text from its clauses: what is said first, how clauses are joined, what stands around them by kind.

import type { Uniform } from "../random.ts";
import { manners, sarcasm_share } from "./manner.ts";
import { drawScene, fill, one, type Scene } from "./pattern.ts";
import type { Opinion, Overall, Said, Wish } from "./said.ts";
import { slip } from "./slip.ts";
import type { Patterns, Tongue } from "./tongue.ts";

/** A clause with what it feels. */
interface Clause {
  readonly text: string;
  readonly sentiment: Opinion["sentiment"];
}

/** What one text is written with. */
interface Writer {
  readonly uniform: Uniform;
  readonly tongue: Tongue;
  readonly scene: Scene;
  readonly wish: Wish;
  readonly overall: Overall;
}

/** The sentiment of the whole: praise with blame is mixed, plain facts change nothing. */
export function overallOf(topics: readonly Opinion[]): Overall {
  const praised = topics.some(({ sentiment }) => sentiment === "positive");
  const blamed = topics.some(({ sentiment }) => sentiment === "negative");
  if (praised && blamed) return "mixed";
  if (praised) return "positive";
  return blamed ? "negative" : "neutral";
}

function phrase({ uniform, scene, tongue }: Writer, patterns: Patterns): string {
  return fill(uniform, one(uniform, patterns), scene, tongue.slots);
}

/** Clauses of one opinion: one, or two that differ. */
function clausesOf(writer: Writer, { topic, sentiment }: Opinion): { clauses: Clause[]; sarcastic: boolean } {
  const { uniform, tongue, wish } = writer;
  const manner = manners[wish.kind];
  const lines = tongue.lines[topic];
  if (sentiment === "negative" && uniform() < sarcasm_share) {
    return { clauses: [{ text: phrase(writer, lines.sarcastic), sentiment }], sarcastic: true };
  }
  const asks = sentiment === "neutral" && uniform() < manner.question;
  const patterns = asks ? lines.question : lines[sentiment];
  const first = one(uniform, patterns);
  const chosen = [first];
  if (uniform() < manner.second) {
    const second = one(uniform, patterns);
    if (second !== first) chosen.push(second);
  }
  const clauses = chosen.map((pattern) => ({ text: fill(uniform, pattern, writer.scene, tongue.slots), sentiment }));
  return { clauses, sarcastic: false };
}

const closed = /[.!?…)]$/u;

/** Clauses as sentences: those that agree follow one another, praise and blame are joined by "but". */
function joined(writer: Writer, clauses: readonly Clause[]): string {
  const { and, but } = writer.tongue.frames;
  return clauses.reduce((text, clause, index) => {
    const before = clauses[index - 1];
    if (before === undefined) return clause.text;
    if (closed.test(text)) return `${text} ${clause.text}`;
    const differ = new Set([before.sentiment, clause.sentiment]);
    if (differ.has("positive") && differ.has("negative")) return text + phrase(writer, but) + clause.text;
    const adds = differ.size === 1 && clause.sentiment !== "neutral";
    return `${text}${adds ? phrase(writer, and) : ". "}${clause.text}`;
  }, "");
}

/** What stands before the clauses and behind them. */
function framed(writer: Writer, body: string): string {
  const { uniform, tongue, wish, overall } = writer;
  const { frames } = tongue;
  const { kind } = wish;
  const manner = manners[kind];
  const parts: string[] = [];
  const talk = kind === "ticket" || kind === "chat";
  if (talk && uniform() < manner.greeting) parts.push(phrase(writer, frames.greeting[kind]));
  if (uniform() < manner.opening && (kind === "ticket" || kind === "review" || overall !== "neutral")) {
    const review = kind === "review" && uniform() < 0.6 ? frames.bought : frames.opening[overall];
    parts.push(phrase(writer, kind === "ticket" ? frames.about : review));
  }
  parts.push(closed.test(body) ? body : body + phrase(writer, frames.end[overall]));
  if (uniform() < manner.closing) parts.push(phrase(writer, talk ? frames.request[overall] : frames.closing[overall]));
  if (uniform() < manner.farewell) parts.push(phrase(writer, frames.farewell));
  if (uniform() < manner.tag) parts.push(phrase(writer, frames.tag[overall]));
  return parts.join(" ");
}

/** Every sentence begins with a capital. */
function capitals(text: string): string {
  return text.replace(/(^|[.!?…)]\s+)(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

/** Says in one language what is wished. */
export function compose(uniform: Uniform, tongue: Tongue, wish: Wish): Said {
  const overall = overallOf(wish.topics);
  const writer: Writer = { uniform, tongue, scene: drawScene(uniform), wish, overall };
  const told = wish.topics.map((opinion) => clausesOf(writer, opinion));
  const clauses = told.flatMap((each) => each.clauses);
  const text =
    clauses.length === 0 ? phrase(writer, tongue.frames.nothing[wish.kind]) : framed(writer, joined(writer, clauses));
  return {
    text: slip(uniform, capitals(text), wish.language, wish.kind),
    topics: wish.topics,
    sentiment: overall,
    sarcastic: told.some((each) => each.sarcastic),
  };
}
