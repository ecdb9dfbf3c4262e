// Whatever condition the schema allows comes back from the builder as it was.
import {
  type Arbitrary,
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  integer,
  letrec,
  oneof,
  property,
  record,
  string,
} from "fast-check";
import { expect, it } from "vitest";
import type { Condition } from "#contract";
import { emptyGroup, fromQuery, ruleOf, toQuery } from "./query.ts";

const name = string({ minLength: 1, maxLength: 12 });
const number = integer();
const unit = constantFrom("minute" as const, "hour" as const, "day" as const, "week" as const);
const number_test = oneof(
  record({ op: constantFrom("at_least" as const, "equal" as const), value: number }),
  record({ op: constant("between" as const), low: number, high: number }),
);
const value_test = oneof(
  number_test,
  record({ op: constantFrom("is" as const, "is_not" as const), values: array(name, { minLength: 1 }) }),
  record({ op: constantFrom("known" as const, "unknown" as const) }),
  record({ op: constant("anniversary" as const), days: integer({ min: 0, max: 3650 }) }),
);
const window = oneof(
  record({ kind: constant("ever" as const) }),
  record({ kind: constantFrom("last" as const, "before" as const), amount: integer({ min: 1 }), unit }),
  record({ kind: constant("between" as const), from: constant("2026-01-01"), to: constant("2026-02-01") }),
);
const where = array(record({ property: name, test: value_test }), { maxLength: 2 });
const happening = record({ event: name, where }, { requiredKeys: ["event"] });
const leaf = oneof(
  record({ kind: constant("trait" as const), trait: name, test: value_test }),
  record({ kind: constant("identifier" as const), identifier: name }),
  record({
    kind: constant("event" as const),
    event: name,
    where,
    window,
    measure: constant({ of: "count" as const }),
    test: number_test,
  }),
  record({
    kind: constant("sequence" as const),
    steps: array(happening, { minLength: 2, maxLength: 3 }),
    window,
    within: constant({ amount: 1, unit: "day" as const }),
  }),
  record({ kind: constant("metric" as const), metric: name, window, test: number_test }),
  record({ kind: constant("class" as const), scheme: name, classes: array(name, { minLength: 1 }) }),
  record({ kind: constant("consent" as const), purpose: name, channel: name, granted: boolean() }),
  record({ kind: constant("segment" as const), segment: name }),
);
const { condition }: { readonly condition: Arbitrary<Condition> } = letrec<{ condition: Condition }>((tie) => ({
  condition: oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    record({
      kind: constantFrom("all" as const, "any" as const),
      of: array(tie("condition"), { maxLength: 4 }),
    }),
    record({ kind: constant("not" as const), of: tie("condition") }),
  ),
}));

it("a condition goes through the builder without loss", () => {
  assert(
    property(condition, (given) => {
      expect(fromQuery(toQuery(given))).toEqual(given);
    }),
    { numRuns: 500 },
  );
});

const vip: Condition = { kind: "segment", segment: "vip" };

it("a single leaf becomes a group as soon as another stands beside it", () => {
  const query = toQuery(vip);
  expect(
    fromQuery({ ...query, rules: [...query.rules, ruleOf({ kind: "identifier", identifier: "email" }, true)] }),
  ).toEqual({
    kind: "all",
    of: [vip, { kind: "not", of: { kind: "identifier", identifier: "email" } }],
  });
});

it("a new group fits everybody, and its opposite nobody", () => {
  expect(fromQuery(emptyGroup("all"))).toEqual({ kind: "all", of: [] });
  expect(fromQuery({ ...emptyGroup("any"), not: true })).toEqual({ kind: "not", of: { kind: "any", of: [] } });
});
