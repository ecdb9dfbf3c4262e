// A count known from a share of those counted: everybody is looked at with the same chance.
import { type Interval, z95 } from "./interval.ts";

/**
 * 95 % interval of a whole count of which `found` were found in a random `share` (0 < share <= 1). The square root of a
 * Poisson count plus 3/8 has the variance 1/4 nearly whatever its mean (Anscombe 1948, Biometrika 35:246, eq. 2.1 with
 * c = 3/8); thinning leaves the part 1 - share of it. Never below what was found.
 */
export function thinnedInterval(found: number, share: number): Interval {
  const root = Math.sqrt(found + 3 / 8);
  const half = (z95 / 2) * Math.sqrt(1 - share);
  const at = (end: number) => Math.max(0, end * end - 3 / 8) / share;
  return { low: Math.max(found, at(Math.max(0, root - half))), high: Math.max(found, at(root + half)) };
}
