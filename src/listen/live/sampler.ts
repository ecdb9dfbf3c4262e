// Chooses what one watcher is shown when more comes than a person can read. Pure; holds no more than it may show.

/** A choice of at most so many a second, drawn evenly from all that was offered. */
export interface Sampler<Item> {
  offer(item: Item): void;
  /** What was chosen since the last time, in the order in which it came. Call it `ticks_per_second` times a second. */
  take(): Item[];
}

/**
 * A sampler of at most `per_second`: a calm stream passes whole, also in bursts of that size; of a flood every item has
 * the same chance within a tick (reservoir sampling, Vitter's algorithm R).
 */
export function createSampler<Item>(
  per_second: number,
  ticks_per_second: number,
  random: () => number = Math.random,
): Sampler<Item> {
  let allowance = per_second;
  let offered = 0;
  let chosen: { at: number; item: Item }[] = [];
  return {
    offer(item) {
      const at = offered;
      offered += 1;
      if (chosen.length < Math.floor(allowance)) chosen.push({ at, item });
      else {
        const place = Math.floor(random() * offered);
        if (place < chosen.length) chosen[place] = { at, item };
      }
    },
    take() {
      const taken = chosen.toSorted((one, other) => one.at - other.at).map(({ item }) => item);
      allowance = Math.min(per_second, allowance - taken.length + per_second / ticks_per_second);
      offered = 0;
      chosen = [];
      return taken;
    },
  };
}
