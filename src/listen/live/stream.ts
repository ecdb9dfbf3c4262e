// One watcher's stream of server-sent events: the recent past, then what comes, sampled, with what was left out.
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import {
  type LiveCounts,
  type LiveEvent,
  type LiveFilter,
  type LiveHello,
  type LiveRate,
  type Masker,
  ProblemError,
} from "#contract";
import type { Engines } from "#storage";
import { maskedEvent, matcher, shown } from "./item.ts";
import { hearOthers } from "./relay.ts";
import { countsOf, type Entry, latestSeq, listening, listenTo, pulse, recent, sum } from "./ring.ts";
import { createSampler } from "./sampler.ts";

export const shown_max = 50;
const ticks_per_second = 5;
/** Watchers of one process. */
const watchers_max = 64;
/** What of the past a page that opens is shown. */
const past_max = 100;
/** A reader that has this much before it gets no more events until it has read. */
const unread_bytes_max = 512 * 1024;
/** One that does not read for so long is let go. */
const patience_ms = 15_000;
/** A stream ends after so long and the page asks again, with the rights that its person has by then. */
const life_ms = 15 * 60_000;

export interface WatchOptions {
  readonly filter: LiveFilter;
  /** Last-Event-ID: where an earlier stream broke off. */
  readonly last_id?: string | undefined;
  readonly signal: AbortSignal;
  /** How what is personal is shown; as it is when left out. */
  readonly mask?: Masker;
  /** Names this process in the ids of events, so that another's are not taken for its own. */
  readonly process: string;
}

/** Why a stream ends; `signed_out` when its caller may no longer watch. */
type Ending = "stopping" | "slow" | "renew" | "signed_out";

type Message =
  | { readonly event: "hello"; readonly data: LiveHello }
  | { readonly event: "live"; readonly data: LiveEvent; readonly id: string }
  | { readonly event: "rate"; readonly data: LiveRate }
  | { readonly event: "end"; readonly data: { readonly why: Ending } };

function text(message: Message): string {
  const id = message.event === "live" ? `id: ${message.id}\n` : "";
  // JSON has no line breaks of its own.
  return `${id}event: ${message.event}\ndata: ${JSON.stringify(message.data)}\n\n`;
}

/** What of the past a watcher is shown: what it missed since its last event here, else the latest. */
function past(engines: Engines, { filter, last_id, process }: WatchOptions): readonly Entry[] {
  const matches = matcher(filter);
  const [from, seq] = last_id?.split("_") ?? [];
  const after = from === process && /^\d{1,15}$/.test(seq ?? "") ? Number(seq) : 0;
  const found = recent(engines, after).filter(({ item }) => matches(item));
  return found.slice(-past_max);
}

interface Figures {
  counts: LiveCounts;
  matched: number;
  shown: number;
}

const noFigures = (): Figures => ({ counts: countsOf([]), matched: 0, shown: 0 });

/** Why a stream whose signal was aborted ends. */
function endingOf({ reason }: AbortSignal): Ending {
  if (reason instanceof ProblemError) return "signed_out";
  return reason instanceof DOMException ? "stopping" : "renew";
}

/** Something chosen to be shown, from here or from another process. */
type Chosen = { readonly seq: number; readonly event: () => LiveEvent };

/**
 * Watches what comes in. Shows at most {@link shown_max} a second and says how many that is of; holds no more than
 * that and half a megabyte that was not read yet.
 * @throws {ProblemError} 429 too_many_watchers
 */
export function watch(engines: Engines, options: WatchOptions, clock: () => number = Date.now): Readable {
  if (listening(engines) >= watchers_max) {
    throw new ProblemError(429, "too_many_watchers", "Too many watch already; close another page", undefined, 30);
  }
  const { filter, process, signal } = options;
  const matches = matcher(filter);
  const sampler = createSampler<Chosen>(shown_max, ticks_per_second);
  let figures = noFigures();
  const stream = new Readable({ read: () => undefined, highWaterMark: unread_bytes_max });
  const send = (message: Message) => void stream.push(text(message));
  const say = ({ seq, event }: Chosen) =>
    send({ event: "live", id: `${process}_${seq}`, data: options.mask ? maskedEvent(event(), options.mask) : event() });

  stream.push("retry: 2000\n\n");
  send({ event: "hello", data: { shown_max, seconds: pulse(engines, 60, clock()) } });
  for (const { seq, item } of past(engines, options)) say({ seq, event: () => shown(item) });

  const leave = listenTo(engines, (entries, counts) => {
    figures.counts = sum(figures.counts, counts);
    for (const { seq, item } of entries) {
      if (!matches(item)) continue;
      figures.matched += 1;
      sampler.offer({ seq, event: () => shown(item) });
    }
  });
  const deafen = hearOthers(engines, {
    id: randomUUID(),
    filter,
    heard({ counts, matched, event }) {
      if (counts) figures.counts = sum(figures.counts, counts);
      figures.matched += matched ?? 0;
      if (event) sampler.offer({ seq: latestSeq(engines), event: () => event });
    },
  });
  const close = (why: Ending) => {
    send({ event: "end", data: { why } });
    stream.push(null);
    stop();
  };
  const begun_ms = performance.now();
  let read_ms = begun_ms;
  let ticks = 0;
  const timer = setInterval(() => {
    const now_ms = performance.now();
    const chosen = sampler.take();
    if (stream.readableLength < unread_bytes_max) {
      read_ms = now_ms;
      figures.shown += chosen.length;
      for (const each of chosen) say(each);
    } else if (now_ms - read_ms > patience_ms) return close("slow");
    ticks += 1;
    if (ticks % ticks_per_second !== 0) return;
    // This is the heartbeat too.
    if (stream.readableLength < 2 * unread_bytes_max) send({ event: "rate", data: figures });
    figures = noFigures();
    if (now_ms - begun_ms > life_ms) close("renew");
  }, 1_000 / ticks_per_second);
  const ended = () => close(endingOf(signal));
  const stop = () => {
    clearInterval(timer);
    leave();
    deafen();
    signal.removeEventListener("abort", ended);
  };
  stream.once("close", stop);
  signal.addEventListener("abort", ended, { once: true });
  if (signal.aborted) ended();
  return stream;
}
