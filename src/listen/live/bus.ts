// What has just come in, for those who watch: the last few hundred events of this process, and who wants the next.
import type { Engines } from "#storage";
import type { TrackedEvent } from "../collect/event.ts";
import type { Source } from "../source/source.ts";

/** An event that stands in the log. Ids are decimal text; whoever does not know them leaves them out. */
export interface AcceptedItem {
  readonly is: "accepted";
  readonly source: Source;
  readonly event: TrackedEvent;
  readonly id?: string;
  readonly customer_id?: string;
}

/** What became a dead letter, as it came. `event` is given when it could be read as one. */
export interface RefusedItem {
  readonly is: "refused";
  readonly source: Source;
  readonly received_at: Date;
  readonly body: string;
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly event?: TrackedEvent;
}

/** What was stopped at the gate: nothing of it is kept, so it says no more than this. */
export interface DroppedItem {
  readonly is: "dropped";
  readonly source: Source;
  readonly received_at: Date;
  readonly reason: string;
  readonly type: string;
  readonly name: string;
}

/** What became of one thing that was sent to us. */
export type LiveItem = AcceptedItem | RefusedItem | DroppedItem;
export type Outcome = LiveItem["is"];

/** How many came in one second, by what became of them. */
export type Counts = Record<Outcome, number>;

/** An item with its place in this process's order. */
export interface Entry<Item> {
  readonly seq: number;
  readonly item: Item;
}

/** Something that came by another process, already as people are shown it. */
export interface ForeignItem {
  readonly is: "foreign";
  readonly outcome: Outcome;
  readonly text: string;
}

export type BusEntry = Entry<LiveItem | ForeignItem>;

/** Told of every new entry, at once; must be quick and never throw. */
export type Listener = (entries: readonly BusEntry[]) => void;

interface Bus {
  readonly kept: BusEntry[];
  kept_chars: number;
  next_seq: number;
  /** Of the last minute, by second since 1970. */
  readonly seconds: Map<number, Counts>;
  readonly listeners: Set<Listener>;
}

/** So much of the past is kept for a page that opens, whichever is reached first. */
const kept_max = 500;
const kept_chars_max = 4_000_000;
const seconds_max = 60;

const buses = new WeakMap<Engines, Bus>();

function busOf(engines: Engines): Bus {
  const bus = buses.get(engines) ?? {
    kept: [],
    kept_chars: 0,
    next_seq: 1,
    seconds: new Map(),
    listeners: new Set(),
  };
  buses.set(engines, bus);
  return bus;
}

function charsOf(item: LiveItem | ForeignItem): number {
  if (item.is === "accepted") return item.event.body.length;
  if (item.is === "refused") return item.body.length;
  return item.is === "foreign" ? item.text.length : 0;
}

function keep(bus: Bus, entries: readonly BusEntry[]): void {
  for (const entry of entries.slice(-kept_max)) {
    bus.kept.push(entry);
    bus.kept_chars += charsOf(entry.item);
  }
  let over = Math.max(bus.kept.length - kept_max, 0);
  for (const [at, { item }] of bus.kept.entries()) {
    if (at >= over && bus.kept_chars <= kept_chars_max) break;
    bus.kept_chars -= charsOf(item);
    over = Math.max(over, at + 1);
  }
  if (over > 0) bus.kept.splice(0, over);
}

function count(bus: Bus, counts: Counts, now_ms: number): void {
  const second = Math.floor(now_ms / 1000);
  let sum = bus.seconds.get(second);
  if (sum === undefined) {
    sum = { accepted: 0, refused: 0, dropped: 0 };
    bus.seconds.set(second, sum);
    for (const old of bus.seconds.keys()) if (old <= second - seconds_max) bus.seconds.delete(old);
  }
  sum.accepted += counts.accepted;
  sum.refused += counts.refused;
  sum.dropped += counts.dropped;
}

function tell(bus: Bus, items: readonly (LiveItem | ForeignItem)[]): void {
  // Whom nobody listens to, what is not kept need not be made.
  const skipped = bus.listeners.size > 0 ? 0 : Math.max(items.length - kept_max, 0);
  bus.next_seq += skipped;
  const entries = items.slice(skipped).map((item) => ({ seq: bus.next_seq++, item }));
  keep(bus, entries);
  for (const listener of bus.listeners) listener(entries);
}

/**
 * Tells whoever watches what became of these, in the order in which they came; call it after the commit. Costs next to
 * nothing while nobody does, waits for nothing and never throws.
 */
export function published(engines: Engines, items: readonly LiveItem[], now_ms = Date.now()): void {
  if (items.length === 0) return;
  const bus = busOf(engines);
  const counts: Counts = { accepted: 0, refused: 0, dropped: 0 };
  for (const { is } of items) counts[is] += 1;
  count(bus, counts, now_ms);
  tell(bus, items);
}

/** Puts in what another process was told, with how many it stands for. */
export function relayed(engines: Engines, items: readonly ForeignItem[], counts: Counts, now_ms = Date.now()): void {
  const bus = busOf(engines);
  count(bus, counts, now_ms);
  if (items.length > 0) tell(bus, items);
}

/** Calls `listener` with everything that comes from now on; the answer ends that. */
export function listenTo(engines: Engines, listener: Listener): () => void {
  const { listeners } = busOf(engines);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How many listen. */
export function listening(engines: Engines): number {
  return busOf(engines).listeners.size;
}

/** What is kept of the past, oldest first; with `after`, what came later than that. */
export function recent(engines: Engines, after = 0): readonly BusEntry[] {
  return busOf(engines).kept.filter(({ seq }) => seq > after);
}

/** Counts of the last `seconds`, the present one left out, oldest first. */
export function pulse(engines: Engines, seconds: number, now_ms = Date.now()): readonly Counts[] {
  const bus = busOf(engines);
  const present = Math.floor(now_ms / 1000);
  return Array.from({ length: seconds }, (_, at) => {
    const found = bus.seconds.get(present - seconds + at);
    return found === undefined ? { accepted: 0, refused: 0, dropped: 0 } : { ...found };
  });
}
