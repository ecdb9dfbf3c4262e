// What has just come in: the last few hundred events of this process, its pulse, and who wants the next.
import type { LiveCounts } from "#contract";
import type { Engines } from "#storage";
import { whenErased } from "../rights/tombstone.ts";
import type { LiveItem } from "./item.ts";

/** An item with its place in this process's order. */
export interface Entry {
  readonly seq: number;
  readonly item: LiveItem;
}

/** Told of every new entry, at once; must be quick and never throw. */
export type Listener = (entries: readonly Entry[], counts: LiveCounts) => void;

interface Ring {
  readonly kept: Entry[];
  kept_chars: number;
  next_seq: number;
  /** Of the last minute, by second since 1970. */
  readonly seconds: Map<number, LiveCounts>;
  readonly listeners: Set<Listener>;
}

/** So much of the past is kept for a page that opens, whichever is reached first. */
const kept_max = 500;
const kept_chars_max = 4_000_000;
const seconds_max = 60;

const rings = new WeakMap<Engines, Ring>();
whenErased(forgetRecent);

function ringOf(engines: Engines): Ring {
  const ring = rings.get(engines) ?? {
    kept: [],
    kept_chars: 0,
    next_seq: 1,
    seconds: new Map(),
    listeners: new Set(),
  };
  rings.set(engines, ring);
  return ring;
}

/** What an item holds in memory, about. */
function charsOf(item: LiveItem): number {
  if (item.is === "dropped") return 0;
  return item.is === "accepted" ? item.event.body.length : item.body.length;
}

function keep(ring: Ring, entries: readonly Entry[]): void {
  for (const entry of entries.slice(-kept_max)) {
    ring.kept.push(entry);
    ring.kept_chars += charsOf(entry.item);
  }
  let over = 0;
  for (const { item } of ring.kept) {
    if (ring.kept.length - over <= kept_max && ring.kept_chars <= kept_chars_max) break;
    ring.kept_chars -= charsOf(item);
    over += 1;
  }
  if (over > 0) ring.kept.splice(0, over);
}

const none: LiveCounts = { accepted: 0, refused: 0, dropped: 0 };

/** Adds what one counted to what another did. */
export function sum(one: LiveCounts, other: LiveCounts): LiveCounts {
  return {
    accepted: one.accepted + other.accepted,
    refused: one.refused + other.refused,
    dropped: one.dropped + other.dropped,
  };
}

function count(ring: Ring, counts: LiveCounts, now_ms: number): void {
  const second = Math.floor(now_ms / 1000);
  ring.seconds.set(second, sum(ring.seconds.get(second) ?? none, counts));
  if (ring.seconds.size > seconds_max)
    for (const old of ring.seconds.keys()) if (old <= second - seconds_max) ring.seconds.delete(old);
}

/** How many of each outcome. */
export function countsOf(items: readonly LiveItem[]): LiveCounts {
  const counts = { ...none };
  for (const { is } of items) counts[is] += 1;
  return counts;
}

/** Puts items in and tells who listens. */
export function put(engines: Engines, items: readonly LiveItem[], now_ms: number): void {
  const ring = ringOf(engines);
  const counts = countsOf(items);
  count(ring, counts, now_ms);
  // While nobody listens, what would not be kept need not be made.
  const skipped = ring.listeners.size > 0 ? 0 : Math.max(items.length - kept_max, 0);
  ring.next_seq += skipped;
  const entries = items.slice(skipped).map((item) => ({ seq: ring.next_seq++, item }));
  keep(ring, entries);
  for (const listener of ring.listeners) listener(entries, counts);
}

/** Forgets what is kept of the past: it may name somebody who was erased. */
export function forgetRecent(engines: Engines): void {
  const ring = ringOf(engines);
  ring.kept.length = 0;
  ring.kept_chars = 0;
}

/** Calls `listener` with everything that comes from now on; the answer ends that. */
export function listenTo(engines: Engines, listener: Listener): () => void {
  const { listeners } = ringOf(engines);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How many listen. */
export function listening(engines: Engines): number {
  return ringOf(engines).listeners.size;
}

/** What is kept of the past, oldest first; with `after`, what came later than that. */
export function recent(engines: Engines, after = 0): readonly Entry[] {
  return ringOf(engines).kept.filter(({ seq }) => seq > after);
}

/** The number that the latest entry has. */
export function latestSeq(engines: Engines): number {
  return ringOf(engines).next_seq - 1;
}

/** Counts of the last `seconds`, the present one left out, oldest first. */
export function pulse(engines: Engines, seconds: number, now_ms: number): LiveCounts[] {
  const ring = ringOf(engines);
  const present = Math.floor(now_ms / 1000);
  return Array.from({ length: seconds }, (_, at) => ring.seconds.get(present - seconds + at) ?? none);
}
