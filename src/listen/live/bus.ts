// How the collector tells what it has done, to watchers in this process and in others.
import type { Engines } from "#storage";
import type { LiveItem } from "./item.ts";
import { tellOthers } from "./relay.ts";
import { put } from "./ring.ts";

export { type LiveItem, seenOf } from "./item.ts";

/**
 * Tells whoever watches what became of these, in the order in which they came; call it after the commit. Costs next to
 * nothing while nobody does, waits for nothing and never throws.
 */
export function published(engines: Engines, items: readonly LiveItem[], now_ms = Date.now()): void {
  if (items.length === 0) return;
  put(engines, items, now_ms);
  tellOthers(engines, items);
}
