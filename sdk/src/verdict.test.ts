// What the SDK makes of an answer, as servers give them, and how its retries spread.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoff, retryAfter, verdictOf } from "./verdict.ts";

describe("an answer", () => {
  it.each([
    ["is taken", 200, "done"],
    ["is taken without a word", 204, "done"],
    ["is malformed for ever", 400, "refused"],
    ["has a wrong key", 401, "refused"],
    ["is too large", 413, "refused"],
    ["took too long to arrive", 408, "later"],
    ["comes too often", 429, "later"],
    ["meets a fault", 500, "later"],
    ["comes while the engines start", 503, "later"],
    ["meets a proxy's redirect to nowhere", 304, "later"],
    ["finds no network", 0, "later"],
  ] as const)("to a batch that %s (%i): %s", (_, status, verdict) => {
    expect(verdictOf(status)).toBe(verdict);
  });
});

describe("Retry-After", () => {
  const now_ms = Date.parse("2026-11-22T12:00:00Z");
  it.each([
    ["2", 2_000],
    ["0", 0],
    ["-5", 0],
    ["Sun, 22 Nov 2026 12:01:00 GMT", 60_000],
    ["Sun, 22 Nov 2026 11:00:00 GMT", 0],
    ["86400", 3_600_000],
    ["soon", undefined],
    ["", undefined],
    [null, undefined],
  ])("%j", (header, wait_ms) => {
    expect(retryAfter(header, now_ms)).toBe(wait_ms);
  });
});

describe("the wait after failures", () => {
  const chance = fc.double({ min: 0, max: 1, noNaN: true });
  it("doubles, is never shorter than half of that, and ends at five minutes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), chance, (failures, luck) => {
        const whole_ms = Math.min(1000 * 2 ** (failures - 1), 300_000);
        const wait_ms = backoff(failures, luck);
        expect(wait_ms).toBeGreaterThanOrEqual(whole_ms / 2);
        expect(wait_ms).toBeLessThanOrEqual(whole_ms);
      }),
    );
  });
});
