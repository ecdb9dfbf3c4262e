// The rule: what holds, out of everything that was ever said of one purpose and channel of one person. Pure. The view
// `consent_at` says the same of all customers at once; a test holds the two against each other.

/** One word of the ledger, about one purpose and channel. */
export interface Word {
  readonly granted: boolean;
  /** Repeated by the context of an event, not said for its own sake. */
  readonly passing: boolean;
  /** A double opt-in whose second step is still missing: no word yet. */
  readonly pending: boolean;
  /** The address that it is about, or "" for the person as a whole. */
  readonly address: string;
  /** First and last time that it was said, milliseconds; the same unless it was repeated. */
  readonly first_ms: number;
  readonly said_ms: number;
  /** When a grant ends by itself; 0 for never. */
  readonly expires_ms: number;
  readonly source: string;
  /** Of the event that said it; "0" when many did. */
  readonly id: string;
}

/** What holds, and the word that decides it. */
export interface Verdict {
  readonly state: "granted" | "withdrawn" | "expired";
  readonly said_ms: number;
  readonly word: Word;
}

interface Heard {
  readonly word: Word;
  readonly at_ms: number;
  readonly refuses: boolean;
}

/** Greater when `one` is newer; at the same instant the one that refuses. The rest only makes the order complete. */
function compare(one: Heard, other: Heard): number {
  return (
    one.at_ms - other.at_ms ||
    Number(one.refuses) - Number(other.refuses) ||
    Number(one.word.granted) - Number(other.word.granted) ||
    one.word.expires_ms - other.word.expires_ms ||
    (one.word.source === other.word.source ? 0 : one.word.source > other.word.source ? 1 : -1) ||
    (BigInt(one.word.id) === BigInt(other.word.id) ? 0 : BigInt(one.word.id) > BigInt(other.word.id) ? 1 : -1) ||
    one.word.first_ms - other.word.first_ms ||
    one.word.said_ms - other.word.said_ms ||
    Number(one.word.passing) - Number(other.word.passing) ||
    (one.word.address === other.word.address ? 0 : one.word.address > other.word.address ? 1 : -1)
  );
}

function newest(words: readonly Heard[]): Heard | undefined {
  return words.reduce<Heard | undefined>((best, word) => (best && compare(best, word) >= 0 ? best : word), undefined);
}

function hear(words: readonly Word[], at_ms: number): Heard[] {
  return words
    .filter(({ pending, first_ms }) => !pending && first_ms <= at_ms)
    .map((word) => ({
      word,
      at_ms: word.said_ms <= at_ms ? word.said_ms : word.first_ms,
      // What has run out refuses, and so does not give way to an older grant.
      refuses: !word.granted || (word.expires_ms !== 0 && word.expires_ms <= at_ms),
    }));
}

/**
 * What holds at a time. Of each address the newest word stands, a word for the whole person counting for every address.
 * Where addresses differ, the one that refuses decides. What contexts repeat may refuse like any word, but it grants only
 * where nobody ever said anything on purpose: a browser that remembers an old choice must not undo a withdrawal, not even
 * one that another browser repeats.
 * The order of the words never matters, nor does a word that stands twice; words of two customers who became one are
 * simply all words. Undefined when nothing was said.
 */
export function verdictOf(words: readonly Word[], at_ms: number): Verdict | undefined {
  const heard = hear(words, at_ms);
  const told = heard.filter(({ word }) => !word.passing);
  const repeated = heard.filter(({ word, refuses }) => word.passing && (refuses || told.length === 0));
  const general = newest([...told.filter(({ word }) => word.address === ""), ...repeated]);
  const addresses = new Set(told.map(({ word }) => word.address).filter((address) => address !== ""));
  const own = [...addresses].map((address) => told.filter(({ word }) => word.address === address));
  const standing = (own.length === 0 ? [[]] : own).flatMap(
    (group) => newest(general ? [...group, general] : group) ?? [],
  );
  const refusing = standing.filter(({ refuses }) => refuses);
  const deciding = newest(refusing.length > 0 ? refusing : standing);
  if (deciding === undefined) return undefined;
  const { word, at_ms: said_ms, refuses } = deciding;
  return { word, said_ms, state: refuses ? (word.granted ? "expired" : "withdrawn") : "granted" };
}

/** What holds for one address: its own words and those for the whole person. */
export function verdictOfAddress(words: readonly Word[], address: string, at_ms: number): Verdict | undefined {
  return verdictOf(
    words.filter((word) => word.address === "" || word.address === address),
    at_ms,
  );
}
