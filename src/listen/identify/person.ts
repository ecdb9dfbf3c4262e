// A person while people are being made out: the stamps that are this person, and what tells this person from others.

/** A stamped customer: how strong and how old the identifier is that it was made of. */
export interface Stamp {
  readonly stamp: bigint;
  rank: number;
  first_seen_ms: number;
}

export interface Person {
  readonly stamps: Stamp[];
  /** How many identifiers of all kinds. */
  keys: number;
  /** Keys of each kind, and when each was first seen. */
  readonly by_kind: Map<string, Map<bigint, number>>;
  /** On which sides of decisions to keep apart this person stands: 1 left, 2 right. */
  readonly tags: Map<number, number>;
  /** The person that this one became part of. */
  into?: Person;
  survivor?: bigint;
}

/** Whether a decision keeps these two apart. */
export function sharedTags(one: Person, other: Person): boolean {
  const [few, many] = one.tags.size < other.tags.size ? [one, other] : [other, one];
  for (const [decision, side] of few.tags) if (((many.tags.get(decision) ?? 0) | side) === 3) return true;
  return false;
}

/** Makes two people one; the smaller goes into the greater. */
export function union(one: Person, other: Person): void {
  const [from, into] = one.stamps.length + one.keys < other.stamps.length + other.keys ? [one, other] : [other, one];
  for (const stamp of from.stamps) into.stamps.push(stamp);
  for (const [kind, seen] of from.by_kind) {
    const known = into.by_kind.get(kind);
    if (known) for (const [key, first_ms] of seen) known.set(key, first_ms);
    else into.by_kind.set(kind, seen);
  }
  for (const [decision, side] of from.tags) into.tags.set(decision, (into.tags.get(decision) ?? 0) | side);
  into.keys += from.keys;
  from.into = into;
}

/** Under whose id a person stands: the strongest kind of identifier, then the oldest, then the least. */
export function survivorOf({ stamps }: Person): bigint {
  let best: Stamp | undefined;
  for (const one of stamps) {
    if (!best || stronger(one, best)) best = one;
  }
  return best?.stamp ?? 0n;
}

function stronger(one: Stamp, other: Stamp): boolean {
  if (one.rank !== other.rank) return one.rank < other.rank;
  if (one.first_seen_ms !== other.first_seen_ms) return one.first_seen_ms < other.first_seen_ms;
  return one.stamp < other.stamp;
}
