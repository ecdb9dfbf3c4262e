// The choice of what is shown: whole while it is calm, fair and bounded in a flood.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSampler } from "./sampler.ts";

describe("a sampler of 50 a second", () => {
  it("passes everything while it is calm, also a burst of 50", () => {
    const sampler = createSampler<number>(50, 5);
    const items = Array.from({ length: 50 }, (_, at) => at);
    for (const item of items) sampler.offer(item);
    expect(sampler.take()).toEqual(items);
    for (let tick = 0; tick < 20; tick += 1) {
      for (let item = 0; item < 10; item += 1) sampler.offer(item);
      expect(sampler.take()).toHaveLength(10);
    }
  });

  it("never shows more than 50 in a second beyond the first burst, nor out of order, nor what was not offered", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { minLength: 5, maxLength: 40 }), (ticks) => {
        const sampler = createSampler<number>(50, 5);
        let next = 0;
        const taken = ticks.map((offered) => {
          const first = next;
          for (let at = 0; at < offered; at += 1) sampler.offer(next++);
          const chosen = sampler.take();
          expect(chosen).toEqual([...new Set(chosen)].toSorted((one, other) => one - other));
          expect(chosen.every((item) => item >= first && item < next)).toBe(true);
          return chosen.length;
        });
        for (let at = 5; at < taken.length; at += 1) {
          const second = taken.slice(at - 4, at + 1).reduce((sum, count) => sum + count, 0);
          // What was saved up in calm may be spent on top.
          expect(second).toBeLessThanOrEqual(100);
        }
        expect(taken.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(50 + 10 * ticks.length);
      }),
    );
  });

  it("gives every event of a flood the same chance", () => {
    let seed = 42;
    // Mulberry32, so that the draw is the same each time.
    const random = () => {
      seed = (seed + 0x6d2b79f5) | 0;
      let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
    const early = { shown: 0 };
    const late = { shown: 0 };
    for (let round = 0; round < 400; round += 1) {
      const sampler = createSampler<number>(50, 5, random);
      for (let item = 0; item < 1_000; item += 1) sampler.offer(item);
      for (const item of sampler.take()) (item < 500 ? early : late).shown += 1;
    }
    expect(early.shown + late.shown).toBe(400 * 50);
    // Four standard deviations of a fair draw.
    expect(Math.abs(early.shown - late.shown)).toBeLessThan(4 * Math.sqrt(400 * 50));
  });
});
