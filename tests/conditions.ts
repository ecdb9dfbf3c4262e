// Conditions for tests of segments, and what may happen while they are kept true.
import fc from "fast-check";
import type { Condition } from "#contract";

/** Bought at least so often within the last days. */
export const bought = (days: number, least = 1): Condition => ({
  kind: "event",
  event: "Order Completed",
  window: { kind: "last", amount: days, unit: "day" },
  measure: { of: "count" },
  test: { op: "at_least", value: least },
});

/** Conditions of every kind that time, events and merges move; the last stands on two others, s0 and s3. */
export const conditions: readonly Condition[] = [
  bought(3),
  bought(5, 2),
  { kind: "not", of: bought(2) },
  {
    kind: "event",
    event: "Order Completed",
    window: { kind: "before", amount: 2, unit: "day" },
    measure: { of: "count" },
    test: { op: "at_least", value: 1 },
  },
  { kind: "event", event: "", window: { kind: "ever" }, measure: { of: "since_last" }, test: { op: "more", value: 2 } },
  {
    kind: "event",
    event: "Order Completed",
    window: { kind: "calendar", which: "this", unit: "week" },
    measure: { of: "sum", property: "revenue" },
    test: { op: "at_least", value: 20 },
  },
  {
    kind: "sequence",
    steps: [{ event: "Product Added" }, { event: "Order Completed" }],
    window: { kind: "last", amount: 4, unit: "day" },
    within: { amount: 1, unit: "day" },
  },
  {
    kind: "metric",
    metric: "orders",
    window: { kind: "last", amount: 3, unit: "day" },
    test: { op: "equal", value: 1 },
  },
  {
    kind: "all",
    of: [
      { kind: "segment", segment: "s0" },
      { kind: "not", of: { kind: "segment", segment: "s3" } },
    ],
  },
];

/** What may happen between two evaluations. */
export const happenings = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("event" as const),
      customer: fc.integer({ min: 1, max: 4 }),
      name: fc.constantFrom("Order Completed", "Product Added"),
      hours_ago: fc.integer({ min: -30, max: 150 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("merge" as const), one: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: "part" as const }) },
);
