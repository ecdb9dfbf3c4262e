// Without seasons and frictions, lives are those of the published models.
import { expect, it } from "vitest";
import { monthOf, noSeason, offsetAt, usualSeason, week_ms } from "./calendar.ts";
import { purchase, spend } from "./company.ts";
import { lifeOf, spendScale } from "./life.ts";
import { gamma, randomOf } from "./random.ts";

const people = 20_000;
const born_at = Date.UTC(2025, 0, 1);

/** Gauss's hypergeometric function by its series; |z| < 1. */
function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 0; Math.abs(term) > 1e-14 * Math.abs(sum); k += 1) {
    term *= (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z;
    sum += term;
  }
  return sum;
}

/** E[X(t)], repeated orders within t weeks: Fader, Hardie, Lee (2005), equation 9. */
function expected(weeks: number): number {
  const { r, alpha, a, b } = purchase;
  const rest = (alpha / (alpha + weeks)) ** r * hypergeometric(r, b, a + b - 1, weeks / (alpha + weeks));
  return ((a + b - 1) / (a - 1)) * (1 - rest);
}

function repeated(weeks: number, season = noSeason, added = 0): { mean: number; error: number } {
  const until = born_at + weeks * week_ms;
  const counts = Array.from({ length: people }, (_, person) => {
    const input = { born_at, until, season, addedDropout: () => added };
    return lifeOf(randomOf(3, 2, person), input).orders.length - 1;
  });
  const mean = counts.reduce((sum, count) => sum + count, 0) / people;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (people - 1);
  return { mean, error: Math.sqrt(variance / people) };
}

it.each([13, 52, 104])("orders of %s weeks are as many as BG/NBD expects", (weeks) => {
  const { mean, error } = repeated(weeks);
  expect(Math.abs(mean - expected(weeks))).toBeLessThan(4 * error);
});

it("a whole year's seasons leave the number of orders as it is, and a friction lowers it", () => {
  const plain = repeated(52);
  expect(repeated(52, usualSeason).mean / plain.mean).toBeCloseTo(1, 1);
  expect(repeated(52, noSeason, 0.12).mean).toBeLessThan(plain.mean - 10 * plain.error);
});

it("the mean order is that of gamma-gamma: p gamma / (q - 1)", () => {
  const uniform = randomOf(4, 3, 0);
  const values = Array.from({ length: 200_000 }, () => gamma(uniform, spend.p, spendScale(uniform)));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const theory = (spend.p * spend.gamma) / (spend.q - 1);
  expect(Math.abs(mean - theory)).toBeLessThan(4 * Math.sqrt(variance / values.length));
});

it("clocks are those of Warsaw", () => {
  const zone = new Intl.DateTimeFormat("en", { timeZone: "Europe/Warsaw", hour: "numeric", hourCycle: "h23" });
  for (const time of [
    "2025-03-30T00:59Z",
    "2025-03-30T01:00Z",
    "2026-10-25T00:59Z",
    "2026-10-25T01:00Z",
    "2026-07-01T12:00Z",
  ]) {
    const at = Date.parse(time);
    expect([time, (new Date(at).getUTCHours() + offsetAt(at) / 3_600_000) % 24]).toEqual([
      time,
      Number(zone.format(at)),
    ]);
  }
  expect(monthOf(Date.parse("2026-01-31T23:30:00Z"))).toBe("2026-02");
});
