// EM finds what made the counts, and never makes its own likelihood worse.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CountedPattern, type EmOptions, type EmStart, estimateByEm } from "./em.ts";

const options: Omit<EmOptions, "start" | "groups" | "prior_u"> = {
  iterations: 200,
  tolerance: 1e-7,
  prior_m: 1,
  most_other: 0.4,
};

/** Comparisons in which nothing is given, and half a pair a level. */
function plainly(start: EmStart): Pick<EmOptions, "start" | "groups" | "prior_u"> {
  return {
    start,
    groups: start.m.map((of) => [of.map((_, at) => at)]),
    prior_u: start.m.map((of) => of.map(() => 0.5)),
  };
}

/** All vectors of two-level comparisons with their expected counts under a model; outside of all blocks, strangers. */
function expected(pairs: number, match_share: number, m: readonly number[], u: readonly number[]): CountedPattern[] {
  return Array.from({ length: 2 ** m.length }, (_, bits) => {
    const levels = m.map((_share, at) => ((bits >> at) & 1) + 1);
    const chance = (of: readonly number[]) =>
      levels.reduce((all, level, at) => all * (level === 1 ? (of[at] ?? 0) : 1 - (of[at] ?? 0)), 1);
    const count = pairs * (match_share * chance(m) + (1 - match_share) * chance(u));
    return { levels, pairs_by_rule: [count], strangers: 0, same: 0, different: 0 };
  });
}

describe("estimating by EM", () => {
  it("finds the shares that made the counts", () => {
    const [m, u] = [
      [0.9, 0.8, 0.85, 0.7],
      [0.02, 0.05, 0.01, 0.1],
    ];
    const start = {
      match_share: 0.05,
      m: m.map(() => [0.8, 0.2]),
      u: u.map((share) => [share, 1 - share]),
    };
    const found = estimateByEm(expected(1_000_000, 0.01, m, u), { ...options, ...plainly(start), iterations: 2000 });
    expect(found.converged).toBe(true);
    expect(found.by_rule).toBe(false);
    expect(found.match_share).toBeCloseTo(0.01, 3);
    expect(found.m.map(([first]) => first)).toEqual(m.map((share) => expect.closeTo(share, 2)));
    expect(found.u.map(([first]) => first)).toEqual(u.map((share) => expect.closeTo(share, 3)));
  });

  it("gives the levels of which the same is given shares of their own", () => {
    // Of strangers with one name a third has like addresses, of others a hundredth: the third says little of two namesakes.
    const cells: readonly (readonly [name: number, address: number, pairs: number])[] = [
      [1, 1, 1000],
      [1, 2, 2000],
      [2, 3, 10_000],
      [2, 4, 990_000],
    ];
    const start = {
      match_share: 1e-6,
      m: [
        [0.9, 0.1],
        [0.8, 0.2, 0.8, 0.2],
      ],
      u: [
        [0.01, 0.99],
        [0.1, 0.9, 0.1, 0.9],
      ],
    };
    const strangers = cells.map(([name, address, pairs]) => ({
      levels: [name, address],
      pairs_by_rule: [0],
      strangers: pairs,
      same: 0,
      different: 0,
    }));
    const same = { levels: [1, 1], pairs_by_rule: [0], strangers: 0, same: 900, different: 0 };
    const groups = [
      [[0, 1]],
      [
        [0, 1],
        [2, 3],
      ],
    ];
    const { u } = estimateByEm([...strangers, same], { ...options, ...plainly(start), groups });
    expect(u[0]?.[0]).toBeCloseTo(0.003, 4);
    expect(u[1]).toEqual([1 / 3, 2 / 3, 0.01, 0.99].map((share) => expect.closeTo(share, 3)));
  });

  it("learns from what people answered", () => {
    const patterns = expected(10_000, 0.01, [0.9, 0.9], [0.1, 0.1]);
    const start = {
      match_share: 0.01,
      m: [
        [0.8, 0.2],
        [0.8, 0.2],
      ],
      u: [
        [0.1, 0.9],
        [0.1, 0.9],
      ],
    };
    const answered = patterns.map((each) =>
      each.levels[1] === 2 && each.levels[0] === 1 ? { ...each, same: 500 } : each,
    );
    const plain = estimateByEm(patterns, { ...options, ...plainly(start) });
    const taught = estimateByEm(answered, { ...options, ...plainly(start) });
    expect(taught.m[1]?.[1]).toBeGreaterThan(plain.m[1]?.[1] ?? 1);
  });

  it("never lets the likelihood fall, whatever the counts", () => {
    const levels = fc.tuple(
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 0, max: 3 }),
    );
    const count = fc.integer({ min: 0, max: 1000 });
    const pattern = fc.record({
      levels,
      pairs_by_rule: fc.tuple(count, count),
      strangers: count,
      same: fc.constant(0),
      different: fc.constant(0),
    });
    const start = {
      match_share: 0.05,
      m: [
        [0.7, 0.2, 0.1],
        [0.8, 0.2],
        [0.7, 0.2, 0.1],
      ],
      u: [
        [0.05, 0.15, 0.8],
        [0.1, 0.9],
        [0.05, 0.15, 0.8],
      ],
    };
    const some = fc.array(pattern, { minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(some, (patterns) => {
        const { log_likelihoods } = estimateByEm(
          [
            ...patterns,
            ...expected(100, 0.1, [0.9, 0.9, 0.9], [0.1, 0.1, 0.1]).map((each) => ({ ...each, pairs_by_rule: [1, 1] })),
          ],
          {
            ...options,
            ...plainly(start),
            iterations: 30,
          },
        );
        const falls = log_likelihoods.filter(
          (value, at) => value < (log_likelihoods[at - 1] ?? value) - 1e-6 * Math.abs(value),
        );
        expect(falls).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
