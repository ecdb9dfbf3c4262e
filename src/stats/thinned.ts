// A count known from a share of those counted: everybody is looked at with the same chance.
import { type Interval, z95 } from "./interval.ts";

/** Byar's approximation of a Poisson count's limit: `toward` is -1 for the lower of `count`, 1 for the upper of `count` - 1. */
function limit(count: number, toward: -1 | 1): number {
  return count === 0 ? 0 : count * (1 - 1 / (9 * count) + (toward * z95) / (3 * Math.sqrt(count))) ** 3;
}

/**
 * 95 % interval of a whole count of which `found` were found in a random `share` (0 < share <= 1): that of a Poisson count
 * by Byar's approximation (N. E. Breslow & N. E. Day, Statistical Methods in Cancer Research II, IARC 1987, p. 69), divided by
 * the share. It is a little wide, as thinning takes away some of a Poisson count's variance. Never below what was found.
 */
export function thinnedInterval(found: number, share: number): Interval {
  if (share >= 1) return { low: found, high: found };
  return { low: Math.max(found, limit(found, -1) / share), high: limit(found + 1, 1) / share };
}
