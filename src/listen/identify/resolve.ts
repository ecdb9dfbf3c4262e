// Who is who: a pure function from what was seen together, the rules and people's decisions to people. It looks at
// everything in an order of its own, by the times that the events claim; so in whatever order they arrive, the people
// are the same, and what is taken back was never there.
import type { IdentityRules, RefusalReason } from "#contract";
import { type Person, type Stamp, sharedTags, survivorOf, union } from "./person.ts";
import { type Checked, rankOf, ruleOf } from "./rules.ts";

/** An identifier that was seen under a stamp, from when on. `own` is the one that the stamp is the hash of. */
export interface Link {
  readonly key: bigint;
  readonly stamp: bigint;
  readonly kind: string;
  /** Clean. */
  readonly value: string;
  /** As it was told. */
  readonly told: string;
  readonly first_seen_ms: number;
  readonly own: boolean;
}

/** A standing decision of people. `detach` has a key, the others have both sides. */
export interface Decision {
  readonly id: number;
  readonly kind: "same" | "apart" | "detach";
  readonly left: readonly bigint[];
  readonly right: readonly bigint[];
  readonly key: bigint | null;
  readonly decided_ms: number;
}

/** Two groups that became one by a link, or by a decision. */
export interface Join {
  readonly at_ms: number;
  readonly link: Link | null;
  readonly decision: Decision | null;
  readonly left: readonly bigint[];
  readonly right: readonly bigint[];
}

/** A link, or a decision, that was not followed. */
export interface Refusal {
  readonly link: Link | null;
  readonly decision: Decision | null;
  readonly reason: RefusalReason;
  /** The kind whose limit it would have broken. */
  readonly limit_of: string | null;
}

export interface Resolution {
  /** The surviving customer of every stamp that was given. */
  readonly customer_of: ReadonlyMap<bigint, bigint>;
  readonly joins: readonly Join[];
  readonly refused: readonly Refusal[];
}

export interface ResolveInput {
  /** In the order of {@link inOrder}. */
  readonly links: Iterable<Link>;
  readonly decisions: readonly Decision[];
  /** Keys that more stamps share than the rules allow. */
  readonly crowded: ReadonlySet<bigint>;
  /** Whether joins are to be told with both their sides. */
  readonly explain: boolean;
}

const byBytes = new TextEncoder();

function compareBytes(one: string, other: string): number {
  return one === other ? 0 : Buffer.compare(byBytes.encode(one), byBytes.encode(other));
}

/**
 * Links in the one order in which they are looked at: by time, on the same instant the stronger kind first, then by
 * stamp and the value as it was told. The engine's ORDER BY is the same.
 */
export function inOrder(links: readonly Link[], rules: Checked): Link[] {
  return [...links].sort(
    (one, other) =>
      one.first_seen_ms - other.first_seen_ms ||
      rankOf(rules, one.kind) - rankOf(rules, other.kind) ||
      (one.stamp < other.stamp ? -1 : one.stamp > other.stamp ? 1 : 0) ||
      compareBytes(one.told, other.told),
  );
}

/** Keys that lead to more stamps than may share one. */
export function crowdedKeys(links: Iterable<Link>, { most_sharing }: IdentityRules): Set<bigint> {
  const sharing = new Map<bigint, Set<bigint>>();
  for (const { key, stamp } of links) {
    const stamps = sharing.get(key) ?? new Set();
    sharing.set(key, stamps.add(stamp));
  }
  return new Set([...sharing].filter(([, stamps]) => stamps.size > most_sharing).map(([key]) => key));
}

/** The state while it goes through the links. */
interface World {
  readonly rules: Checked;
  readonly persons: Map<bigint, Person>;
  readonly stamps: Map<bigint, Stamp>;
  /** Which person has a key. */
  readonly holders: Map<bigint, Person>;
  readonly explain: boolean;
  readonly joins: Join[];
  readonly refused: Refusal[];
}

function personOf({ persons, stamps }: World, stamp: bigint): Person {
  let found = persons.get(stamp);
  if (!found) {
    found = { stamps: [], keys: 0, by_kind: new Map(), tags: new Map() };
    const made: Stamp = { stamp, rank: Number.MAX_SAFE_INTEGER, first_seen_ms: Number.MAX_SAFE_INTEGER };
    found.stamps.push(made);
    stamps.set(stamp, made);
    persons.set(stamp, found);
  }
  let person = found;
  while (person.into) person = person.into;
  // The path is shortened for whoever asks next.
  if (found.into && found !== person) found.into = person;
  return person;
}

function countWithin(seen: ReadonlyMap<bigint, number> | undefined, from_ms: number): number {
  if (!seen) return 0;
  if (from_ms === Number.NEGATIVE_INFINITY) return seen.size;
  let count = 0;
  for (const first_ms of seen.values()) if (first_ms > from_ms) count += 1;
  return count;
}

type Fault = Pick<Refusal, "reason" | "limit_of">;
const fault = (reason: RefusalReason, limit_of: string | null = null): Fault => ({ reason, limit_of });

/** What forbids a person to have one more identifier. */
function overfull(person: Person, link: Link, rules: Checked): Fault | undefined {
  if (person.keys + 1 > rules.most_identifiers) return fault("too_many_identifiers");
  const { limit } = ruleOf(rules, link.kind);
  if (!limit) return undefined;
  const from_ms = windowStart(limit, link.first_seen_ms);
  return countWithin(person.by_kind.get(link.kind), from_ms) + 1 > limit.most ? fault("limit", link.kind) : undefined;
}

function windowStart(limit: { readonly within_days?: number }, at_ms: number): number {
  return limit.within_days === undefined ? Number.NEGATIVE_INFINITY : at_ms - limit.within_days * 86_400_000;
}

/** What forbids two people to be one. */
function forbidden(one: Person, other: Person, at_ms: number, rules: Checked): Fault | undefined {
  if (sharedTags(one, other)) return fault("kept_apart");
  if (one.keys + other.keys > rules.most_identifiers) return fault("too_many_identifiers");
  if (one.stamps.length + other.stamps.length - 1 > rules.most_merges) return fault("too_many_merges");
  const [few, many] = one.by_kind.size < other.by_kind.size ? [one, other] : [other, one];
  for (const [kind, seen] of few.by_kind) {
    const { limit } = ruleOf(rules, kind);
    if (!limit) continue;
    const from_ms = windowStart(limit, at_ms);
    if (countWithin(seen, from_ms) + countWithin(many.by_kind.get(kind), from_ms) > limit.most)
      return fault("limit", kind);
  }
  return undefined;
}

function join(world: World, left: Person, right: Person, why: Pick<Join, "at_ms" | "link" | "decision">): void {
  if (world.explain) {
    const stampsOf = (person: Person) => person.stamps.map(({ stamp }) => stamp);
    world.joins.push({ ...why, left: stampsOf(left), right: stampsOf(right) });
  }
  union(left, right);
}

function take(world: World, link: Link): void {
  const person = personOf(world, link.stamp);
  let holder = world.holders.get(link.key);
  while (holder?.into) holder = holder.into;
  if (holder === person) return;
  const why = holder ? forbidden(holder, person, link.first_seen_ms, world.rules) : overfull(person, link, world.rules);
  if (why) {
    if (world.explain) world.refused.push({ link, decision: null, ...why });
    return;
  }
  if (holder) {
    join(world, holder, person, { at_ms: link.first_seen_ms, link, decision: null });
    return;
  }
  const seen = person.by_kind.get(link.kind) ?? new Map();
  person.by_kind.set(link.kind, seen.set(link.key, link.first_seen_ms));
  person.keys += 1;
  world.holders.set(link.key, person);
}

function follow(world: World, decision: Decision): void {
  const [first, ...rest] = [...decision.left, ...decision.right];
  if (first === undefined) return;
  for (const stamp of rest) {
    const [left, right] = [personOf(world, first), personOf(world, stamp)];
    if (left === right) continue;
    const why = forbidden(left, right, decision.decided_ms, world.rules);
    if (why && world.explain) world.refused.push({ link: null, decision, ...why });
    if (!why) join(world, left, right, { at_ms: decision.decided_ms, link: null, decision });
  }
}

// Told before the order begins: a link does not lead on, whatever the people are.
function unfit(
  link: Link,
  rules: Checked,
  crowded: ReadonlySet<bigint>,
  detached: ReadonlySet<bigint>,
): Fault | undefined {
  if (rules.isBlocked(link.kind, link.value, link.told)) return fault("blocked_value");
  if (crowded.has(link.key)) return fault("shared_too_widely");
  if (!ruleOf(rules, link.kind).merges) return fault("kind_does_not_merge");
  return detached.has(link.key) ? fault("taken_off") : undefined;
}

/** Goes through links and decisions step by step, so that whoever has many may pause between them. */
export function resolver({ decisions, crowded, explain }: Omit<ResolveInput, "links">, rules: Checked) {
  const world: World = {
    rules,
    persons: new Map(),
    stamps: new Map(),
    holders: new Map(),
    explain,
    joins: [],
    refused: [],
  };
  const detached = new Set(decisions.flatMap(({ kind, key }) => (kind === "detach" && key !== null ? [key] : [])));
  const same = decisions
    .filter(({ kind }) => kind === "same")
    .sort((one, other) => one.decided_ms - other.decided_ms || one.id - other.id);
  for (const { kind, id, left, right } of decisions) {
    if (kind !== "apart") continue;
    for (const stamp of left) tag(world, stamp, id, 1);
    for (const stamp of right) tag(world, stamp, id, 2);
  }
  let followed = 0;
  const followUntil = (at_ms: number) => {
    for (let next = same[followed]; next && next.decided_ms < at_ms; next = same[followed]) {
      follow(world, next);
      followed += 1;
    }
  };
  return {
    take(link: Link): void {
      followUntil(link.first_seen_ms);
      if (link.own) own(world, link);
      const why = unfit(link, rules, crowded, detached);
      if (!why) take(world, link);
      else {
        personOf(world, link.stamp);
        if (explain) world.refused.push({ link, decision: null, ...why });
      }
    },
    end(): Resolution {
      followUntil(Number.POSITIVE_INFINITY);
      const { joins, refused } = world;
      const customer_of = new Map<bigint, bigint>();
      for (const stamp of world.persons.keys()) {
        const person = personOf(world, stamp);
        person.survivor ??= survivorOf(person);
        customer_of.set(stamp, person.survivor);
      }
      return { customer_of, joins, refused };
    },
  };
}

function tag(world: World, stamp: bigint, decision: number, side: 1 | 2): void {
  const { tags } = personOf(world, stamp);
  tags.set(decision, (tags.get(decision) ?? 0) | side);
}

/** What the stamp is the hash of says how strong it is, and how old. */
function own(world: World, link: Link): void {
  personOf(world, link.stamp);
  const mine = world.stamps.get(link.stamp);
  if (!mine) return;
  mine.rank = Math.min(mine.rank, rankOf(world.rules, link.kind));
  mine.first_seen_ms = Math.min(mine.first_seen_ms, link.first_seen_ms);
}

/** All at once. */
export function resolve({ links, ...rest }: ResolveInput, rules: Checked): Resolution {
  const going = resolver(rest, rules);
  for (const link of links) going.take(link);
  return going.end();
}
