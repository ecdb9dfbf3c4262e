// What the page knows of the stream, as plain state: what is shown, what waits while somebody reads, how much comes.
import type { LiveCounts, LiveEvent, LiveRate } from "#contract";

/** An event on the page. `key` tells it from all others, also after the stream was interrupted. */
export interface Row {
  readonly key: string;
  readonly event: LiveEvent;
}

export interface Feed {
  /** Newest first. */
  readonly rows: readonly Row[];
  /** What came while the rows were held, newest first. */
  readonly waiting: readonly Row[];
  /** How many came meanwhile, those too that are no longer kept. */
  readonly waiting_count: number;
  readonly seen: ReadonlySet<string>;
  /** All that came in each of the last 60 seconds, oldest first. */
  readonly seconds: readonly number[];
  readonly rate: LiveRate | null;
}

export type Message =
  | { readonly is: "events"; readonly rows: readonly Row[]; readonly held: boolean }
  | { readonly is: "hello"; readonly seconds: readonly LiveCounts[] }
  | { readonly is: "rate"; readonly rate: LiveRate }
  | { readonly is: "release" }
  | { readonly is: "clear" };

/** So many rows are kept on the page. */
export const rows_max = 200;
const seconds_max = 60;

export const emptyFeed: Feed = {
  rows: [],
  waiting: [],
  waiting_count: 0,
  seen: new Set(),
  seconds: [],
  rate: null,
};

export function total({ accepted, refused, dropped }: LiveCounts): number {
  return accepted + refused + dropped;
}

/** Tells one event from all others; what has no message id is known by its place in the stream. */
export function keyOf(event: LiveEvent, stream_id: string): string {
  return event.message_id === null ? stream_id : `${event.source}\n${event.message_id}\n${event.received_at}`;
}

function withRows(feed: Feed, rows: readonly Row[], held: boolean): Feed {
  const fresh = rows.filter(({ key }) => !feed.seen.has(key)).toReversed();
  if (fresh.length === 0) return feed;
  const add = (to: readonly Row[]) => [...fresh, ...to].slice(0, rows_max);
  const changed = held
    ? { ...feed, waiting: add(feed.waiting), waiting_count: feed.waiting_count + fresh.length }
    : { ...feed, rows: add(feed.rows) };
  return { ...changed, seen: new Set([...changed.rows, ...changed.waiting].map(({ key }) => key)) };
}

/** The state after a message. */
export function reduce(feed: Feed, message: Message): Feed {
  switch (message.is) {
    case "events":
      return withRows(feed, message.rows, message.held);
    case "hello":
      return { ...feed, seconds: message.seconds.map(total).slice(-seconds_max) };
    case "rate":
      return {
        ...feed,
        rate: message.rate,
        seconds: [...feed.seconds, total(message.rate.counts)].slice(-seconds_max),
      };
    case "release": {
      if (feed.waiting_count === 0) return feed;
      const rows = [...feed.waiting, ...feed.rows].slice(0, rows_max);
      return { ...feed, rows, waiting: [], waiting_count: 0, seen: new Set(rows.map(({ key }) => key)) };
    }
    case "clear":
      return { ...emptyFeed, seconds: feed.seconds };
  }
}

/** The row that a key leads to: j and k go down and up, and begin at the top. */
export function movedTo(rows: readonly Row[], present: string | null, step: 1 | -1): string | null {
  const at = rows.findIndex(({ key }) => key === present);
  const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1);
  return rows[next]?.key ?? null;
}

/** JSON as a person reads it; what is no JSON stays as it came. */
export function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
