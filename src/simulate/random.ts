// Seeded draws: the same seed gives the same numbers on every machine, and each person has a generator of their own.

/** 0 inclusive to 1 exclusive. */
export type Uniform = () => number;

/** A number between 0 and 2^32 - 1 that depends on all of `parts` (the finalizer of MurmurHash3, A. Appleby). */
export function hashOf(...parts: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const part of parts) {
    hash = Math.imul(hash ^ (part | 0), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}

/** The generator of one thing: its company's seed, what kind of thing it is, which one. sfc32 of PractRand (C. Doty-Humphrey). */
export function randomOf(seed: number, kind: number, index: number): Uniform {
  let a = hashOf(seed, kind, index, 1);
  let b = hashOf(seed, kind, index, 2);
  let c = hashOf(seed, kind, index, 3);
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warm = 0; warm < 12; warm += 1) next();
  return next;
}

/** Whether something of this probability happens. */
export function happens(uniform: Uniform, probability: number): boolean {
  return uniform() < probability;
}

/** An integer from `low` to `high`, both inclusive. */
export function integer(uniform: Uniform, low: number, high: number): number {
  return low + Math.floor(uniform() * (high - low + 1));
}

/** One of a list, each as likely. */
export function pick<T>(uniform: Uniform, list: readonly T[]): T {
  const found = list[Math.floor(uniform() * list.length)];
  if (found === undefined) throw new RangeError("nothing to pick from");
  return found;
}

/** Things with their weights. */
export type Weighted<T> = readonly (readonly [thing: T, weight: number])[];

/** A table of weights as a list. */
export function weightsOf<T extends string>(table: Readonly<Record<T, number>>): Weighted<T> {
  const list: [thing: T, weight: number][] = [];
  for (const thing in table) list.push([thing, table[thing]]);
  return list;
}

/** One of a list, as likely as its weight. */
export function weighted<T>(uniform: Uniform, list: Weighted<T>): T {
  let total = 0;
  for (const one of list) total += one[1];
  let left = uniform() * total;
  for (const [thing, weight] of list) {
    left -= weight;
    if (left < 0) return thing;
  }
  const last = list.at(-1);
  if (last === undefined) throw new RangeError("nothing to pick from");
  return last[0];
}

/** Mean 0, deviation 1: G. Box, M. Muller (1958). */
export function normal(uniform: Uniform): number {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** exp of a normal: `median`, and the deviation of the logarithm. */
export function lognormal(uniform: Uniform, median: number, sigma: number): number {
  return median * Math.exp(sigma * normal(uniform));
}

/** Mean `mean`. */
export function exponential(uniform: Uniform, mean: number): number {
  return -mean * Math.log(1 - uniform());
}

/** Mean shape / rate: G. Marsaglia, W. Tsang, "A simple method for generating gamma variables" (2000). */
export function gamma(uniform: Uniform, shape: number, rate: number): number {
  if (shape < 1) return gamma(uniform, shape + 1, rate) * (1 - uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(uniform);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / rate;
  }
}

/** Mean a / (a + b), by two gammas. */
export function beta(uniform: Uniform, a: number, b: number): number {
  const x = gamma(uniform, a, 1);
  return x / (x + gamma(uniform, b, 1));
}

/** How many of something that happens `mean` times on average: D. Knuth's product of uniforms, in pieces of 30. */
export function poisson(uniform: Uniform, mean: number): number {
  if (mean > 30) return poisson(uniform, 30) + poisson(uniform, mean - 30);
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = uniform(); product > limit; product *= uniform()) count += 1;
  return count;
}
