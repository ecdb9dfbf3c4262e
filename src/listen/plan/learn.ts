// Learns the plan from traffic: what is known already costs a look into memory, and only news reach PostgreSQL.
import type { ValueType } from "#contract";
import type { Engines } from "#storage";
import type { TrackedEvent } from "../collect/event.ts";
import type { Source } from "../source/source.ts";
import { type News, noteNews } from "./note.ts";
import { maxEvents, maxNameLength, maxProperties, payloadOf, plannedName, typeOf } from "./shape.ts";

// Last seen is told to the hour, so that known traffic writes once an hour an event.
const touch_ms = 3_600_000;
const flush_ms = 300;
// News beyond this wait for the next event that brings them.
const maxWaiting = 5_000;

interface KnownEvent {
  readonly properties: Map<string, Set<ValueType>>;
  noted_ms: number;
}

interface Learning {
  readonly sources: Map<string, Map<string, KnownEvent>>;
  waiting: News[];
  timer?: NodeJS.Timeout;
  writing: Promise<void>;
}

const all = new WeakMap<Engines, Learning>();

function learningOf(engines: Engines): Learning {
  const learning = all.get(engines) ?? { sources: new Map(), waiting: [], writing: Promise.resolve() };
  all.set(engines, learning);
  return learning;
}

// What of an event is not known yet; undefined when nothing is, which is nearly always.
function newsOf(event: TrackedEvent, events: Map<string, KnownEvent>, source: string): News | undefined {
  const name = plannedName(event);
  const key = `${event.type} ${name}`;
  const now_ms = event.received_at.getTime();
  let known = events.get(key);
  const news: News = {
    source,
    type: event.type,
    name,
    seen_at: event.received_at,
    too_many_events: known === undefined && (events.size >= maxEvents || name.length > maxNameLength),
    too_many_properties: false,
    properties: [],
  };
  if (news.too_many_events) return news;
  const due = known === undefined || now_ms - known.noted_ms >= touch_ms;
  known ??= { properties: new Map(), noted_ms: now_ms };
  events.set(key, known);
  if (due) known.noted_ms = now_ms;
  const { properties, too_many } = newProperties(payloadOf(event), known);
  const changed = properties.length > 0 || (too_many && due);
  return due || changed ? { ...news, properties, too_many_properties: too_many } : undefined;
}

function newProperties(payload: Readonly<Record<string, unknown>>, known: KnownEvent) {
  const properties: { name: string; type: ValueType }[] = [];
  let too_many = false;
  for (const name of Object.keys(payload)) {
    const type = typeOf(payload[name]);
    const types = known.properties.get(name);
    if (types?.has(type)) continue;
    if (types === undefined && (known.properties.size >= maxProperties || name.length > maxNameLength)) {
      too_many = true;
      continue;
    }
    if (types === undefined) known.properties.set(name, new Set([type]));
    else types.add(type);
    properties.push({ name, type });
  }
  return { properties, too_many };
}

async function flush(engines: Engines, learning: Learning): Promise<void> {
  const news = learning.waiting;
  learning.waiting = [];
  try {
    await noteNews(engines, news);
  } catch {
    // Not noted, so not known: the next such event brings it again.
    for (const { source } of news) learning.sources.delete(source);
  }
}

/**
 * Learns what events of a source there are. Returns at once; what is new is written within a second, and a write that
 * fails is made up for by the next event of its kind. Never throws.
 */
export function learn(engines: Engines, events: readonly TrackedEvent[], source: Pick<Source, "slug">): void {
  const learning = learningOf(engines);
  const known = learning.sources.get(source.slug) ?? new Map<string, KnownEvent>();
  learning.sources.set(source.slug, known);
  for (const event of events) {
    if (learning.waiting.length >= maxWaiting) break;
    const news = newsOf(event, known, source.slug);
    if (news === undefined || (news.too_many_events && told(learning, source.slug))) continue;
    learning.waiting.push(news);
  }
  if (learning.waiting.length === 0 || learning.timer !== undefined) return;
  learning.timer = setTimeout(() => {
    delete learning.timer;
    learning.writing = learning.writing.then(() => flush(engines, learning));
  }, flush_ms);
  learning.timer.unref();
}

// That a source has too many names is told once an hour, not with each of them.
const toldAt = new WeakMap<Learning, Map<string, number>>();

function told(learning: Learning, source: string): boolean {
  const times = toldAt.get(learning) ?? new Map<string, number>();
  toldAt.set(learning, times);
  const before_ms = times.get(source);
  const now_ms = performance.now();
  if (before_ms !== undefined && now_ms - before_ms < touch_ms) return true;
  times.set(source, now_ms);
  return false;
}

/** Writes what waits, now: for tests, and for a page that was asked to show the newest. */
export async function settleLearning(engines: Engines): Promise<void> {
  const learning = learningOf(engines);
  clearTimeout(learning.timer);
  delete learning.timer;
  learning.writing = learning.writing.then(() => flush(engines, learning));
  await learning.writing;
}
