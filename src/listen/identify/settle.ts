// Learns who is who from what was just collected: soon after the answer, in groups, one process at a time.
import type { Engines } from "#storage";
import type { Identifier } from "../collect/event.ts";
import { writeAliases, writeKeys } from "./alias.ts";
import { aliasesOf, closureOf, sharing } from "./closure.ts";
import { keyOf } from "./key.ts";
import { type Held, underLock } from "./record.ts";
import { resolve } from "./resolve.ts";
import type { Checked } from "./rules.ts";
import { settleWhole } from "./whole.ts";

/** Identifiers that were seen under one stamp, and when, in milliseconds since 1970. */
export interface Sighting {
  readonly stamp: bigint;
  readonly identifiers: readonly Identifier[];
  readonly seen_ms: number;
}

type Seen = Pick<Sighting, "stamp" | "identifiers">;

// Beyond so many stamps it is quicker to look at everybody who shares anything than to ask for each.
export const most_apart = 5_000;

/** Keys of sightings, those of values that lead nowhere left out. */
function keysOf(sightings: readonly Seen[], rules: Checked, country: string): [key: bigint, stamp: bigint][] {
  const pairs = new Map<string, [bigint, bigint]>();
  for (const { stamp, identifiers } of sightings) {
    for (const told of identifiers) {
      const { key, kind, value } = keyOf(told.kind, told.value, rules, country);
      if (!rules.isBlocked(kind, value, told.value)) pairs.set(`${key}:${stamp}`, [key, stamp]);
    }
  }
  return [...pairs.values()];
}

/** Makes out the people among everybody who has to do with the stamps, and writes what changed. Gives the changes. */
export async function settleStamps(
  engines: Engines,
  held: Held,
  from: Iterable<bigint>,
  fresh: ReadonlyMap<bigint, number> = new Map(),
): Promise<ReadonlyMap<bigint, bigint>> {
  const { stamps, ...input } = await closureOf(engines, from, held, fresh);
  const { customer_of } = resolve({ ...input, explain: false }, held.rules);
  const before = await aliasesOf(engines, [...stamps]);
  const changed = new Map<bigint, bigint>();
  for (const stamp of stamps) {
    const now = customer_of.get(stamp) ?? stamp;
    if (now !== (before.get(stamp) ?? stamp)) changed.set(stamp, now);
  }
  await writeAliases(engines, held, changed, before);
  return changed;
}

/** Notes keys and settles whoever shares one. To do it again changes nothing. */
export async function absorb(engines: Engines, held: Held, sightings: readonly Seen[]): Promise<void> {
  const pairs = keysOf(sightings, held.rules, held.country);
  await writeKeys(engines, pairs);
  const fresh = new Map<bigint, number>();
  for (const [key] of pairs) fresh.set(key, (fresh.get(key) ?? 0) + 1);
  const shared = await sharing(engines, [...fresh.keys()], 1);
  const touched = new Set(pairs.filter(([key]) => shared.has(key)).map(([, stamp]) => stamp));
  if (touched.size > most_apart) await settleWhole(engines, held);
  else if (touched.size > 0) await settleStamps(engines, held, touched, fresh);
}

/** What a process has collected and not yet settled. */
interface Desk {
  waiting: Sighting[];
  /**
   * Sightings that were settled lately and when each was first: what is seen again and again costs nothing, but what was
   * earlier than known may come first among others. Two halves, so that it forgets.
   */
  known: [Map<string, number>, Map<string, number>];
  /** Before it nothing is settled, by the clock of performance. */
  next_ms: number;
  working: Promise<void> | undefined;
}

const known_most = 50_000;
const waiting_most = 50_000;
const gather_ms = 50;
/** So long a stream of events may wait for the next settling where one takes little. */
const stream_ms = 240;
const rest_ms = 1_000;
const desks = new WeakMap<Engines, Desk>();

function deskOf(engines: Engines): Desk {
  const desk = desks.get(engines) ?? { waiting: [], known: [new Map(), new Map()], next_ms: 0, working: undefined };
  desks.set(engines, desk);
  return desk;
}

const nameOf = ({ stamp, identifiers }: Sighting) =>
  `${stamp}\n${identifiers.map(({ kind, value }) => `${kind}\n${value}`).join("\n")}`;

function firstKnown({ known }: Desk, name: string): number {
  return Math.min(known[0].get(name) ?? Number.POSITIVE_INFINITY, known[1].get(name) ?? Number.POSITIVE_INFINITY);
}

function remember(desk: Desk, sightings: readonly Sighting[]): void {
  for (const sighting of sightings) {
    if (desk.known[0].size >= known_most) desk.known = [new Map(), desk.known[0]];
    const name = nameOf(sighting);
    desk.known[0].set(name, Math.min(firstKnown(desk, name), sighting.seen_ms));
  }
}

/** Takes note of what was collected and is durable; returns at once. What a crash cuts off is found by the sweep. */
export function sighted(engines: Engines, sightings: readonly Sighting[]): void {
  const desk = deskOf(engines);
  for (const sighting of sightings) {
    // More than can be held is left to the sweep.
    if (desk.waiting.length >= waiting_most) break;
    if (sighting.seen_ms < firstKnown(desk, nameOf(sighting))) desk.waiting.push(sighting);
  }
  if (desk.waiting.length > 0 && desk.working === undefined) desk.working = work(engines, desk);
}

const pause = (length_ms: number) => new Promise<void>((next) => setTimeout(next, length_ms).unref());

async function work(engines: Engines, desk: Desk): Promise<void> {
  while (desk.waiting.length > 0) {
    // What arrives together is settled together.
    await pause(Math.max(gather_ms, desk.next_ms - performance.now()));
    const taken = desk.waiting.splice(0);
    const began_ms = performance.now();
    try {
      await underLock(engines, (held) => absorb(engines, held, taken));
      remember(desk, taken);
      const now_ms = performance.now();
      const took_ms = Math.min(now_ms - began_ms, rest_ms);
      // In a stream at most one of four moments is spent on it, or of two where that would take too long.
      desk.next_ms = now_ms + Math.max(took_ms, Math.min(3 * took_ms, stream_ms));
    } catch {
      // An engine is away: the events stand, who they are is told when it is back, here or by the sweep.
      desk.waiting = [...taken, ...desk.waiting].slice(0, waiting_most);
      await pause(rest_ms);
    }
  }
  desk.working = undefined;
}

/** Waits until all that this process has collected is settled. */
export async function settled(engines: Engines): Promise<void> {
  await desks.get(engines)?.working;
}
