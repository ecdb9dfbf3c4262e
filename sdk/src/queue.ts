// The events that the server has not acknowledged yet. Each lies under a name of its own, so that tabs that write at
// the same time do not overwrite one another.
import type { Store } from "./store.ts";

const start = "q.";

export interface Queue {
  /** Queues an event's JSON. False when it lies in memory alone and dies with the page. */
  add(id: string, text: string): boolean;
  /** Ids from all tabs, oldest first. */
  ids(): string[];
  text(id: string): string | null;
  remove(ids: readonly string[]): void;
}

/** A queue of at most `max` events; `dropped` is told how many of the oldest had to go. */
export function createQueue(store: Store, max: number, dropped: (count: number) => void): Queue {
  // To count them is to read the names of all that the site has stored, so not each time: a few too many do no harm.
  const every = Math.ceil(max / 20);
  let added = 0;
  const queue: Queue = {
    add(id, text) {
      const durable = store.set(start + id, text);
      added += 1;
      if (added % every !== 0) return durable;
      const surplus = queue.ids().slice(0, -max);
      if (surplus.length > 0) {
        queue.remove(surplus);
        dropped(surplus.length);
      }
      return durable;
    },
    ids: () => store.names(start).map((name) => name.slice(start.length)),
    text: (id) => store.get(start + id),
    remove(ids) {
      for (const id of ids) store.remove(start + id);
    },
  };
  return queue;
}
