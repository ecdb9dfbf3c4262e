// Questions about conditions as such: how many they fit, why they fit one customer or not.
import { Type } from "typebox";
import type { Condition } from "#contract";
import { join, type Query, query, type Sql, sql } from "#storage";
import { compile, walk } from "./compile.ts";
import type { Scope } from "./fact.ts";
import type { Moment } from "./moment.ts";

/** A condition asked at a moment; `digits` are those of the currency. */
export interface ConditionParams {
  readonly condition: Condition;
  readonly scope: Scope;
  readonly moment: Moment;
  readonly digits: number;
}

const moment: Moment = { at: new Date("2024-06-01T00:00:00Z"), time_zone: "Europe/Warsaw" };
const bought = (window: Extract<Condition, { kind: "event" }>["window"]): Condition => ({
  kind: "event",
  event: "Order Completed",
  where: [{ property: "channel", test: { op: "is", values: ["web"] } }],
  window,
  measure: { of: "count" },
  test: { op: "at_least", value: 2 },
});
const trait: Condition = { kind: "trait", trait: "city", test: { op: "is", values: ["Łódź"] } };
const every: Condition = {
  kind: "all",
  of: [
    trait,
    bought({ kind: "last", amount: 30, unit: "day" }),
    { kind: "identifier", identifier: "email" },
    { kind: "class", scheme: "rfm", classes: ["champions"] },
    { kind: "segment", segment: "vip" },
    { kind: "metric", metric: "aov", window: { kind: "ever" }, test: { op: "more", value: 10_000 } },
    { kind: "consent", purpose: "marketing", channel: "email", granted: true },
    {
      kind: "not",
      of: {
        kind: "sequence",
        steps: [{ event: "Product Added" }, { event: "Order Completed" }],
        window: { kind: "last", amount: 7, unit: "day" },
        within: { amount: 1, unit: "day" },
      },
    },
  ],
};

const shape = { moment, digits: 2 };
const branches: Readonly<Record<string, ConditionParams>> = {
  everybody: { ...shape, condition: { kind: "all", of: [] }, scope: { kind: "all" } },
  events: {
    ...shape,
    condition: bought({ kind: "calendar", which: "previous", unit: "month" }),
    scope: { kind: "all" },
  },
  sample: { ...shape, condition: { kind: "not", of: trait }, scope: { kind: "sample", below: "1152921504606846976" } },
  every_kind: { ...shape, condition: every, scope: { kind: "all" } },
  some_people: { ...shape, condition: every, scope: { kind: "people", customer_ids: ["1", "2"] } },
};

/** People of a scope and no others: a sample is read by stamps, of which some are people beyond its bound. */
export function onlyScope(scope: Scope): Sql {
  return scope.kind === "sample"
    ? sql`customer_id != 0 AND customer_id < toUInt64(${scope.below})`
    : sql`customer_id != 0`;
}

const CountRow = Type.Object({ customers: Type.Integer() });

/** How many customers of a scope a condition fits. */
export const countQuery: Query<ConditionParams, typeof CountRow> = query({
  name: "analyze.condition.count",
  row: CountRow,
  branches,
  sql: ({ condition, scope, moment: when, digits }) => {
    const { step, nodes } = compile([condition], scope, { moment: when, digits, timed: false });
    return sql`WITH ${step}
SELECT count() AS customers
FROM facts
WHERE ${onlyScope(scope)} AND (${nodes[0]?.holds ?? sql`0`})`;
  },
});

const one: Readonly<Record<string, ConditionParams>> = {
  plain: { ...shape, condition: every, scope: { kind: "people", customer_ids: ["1"] } },
};

const WhyRow = Type.Object({
  holds: Type.Array(Type.Integer()),
  actual: Type.Array(Type.Union([Type.String(), Type.Null()])),
});

/** Of each node in the order of a walk from the top: whether it holds for the customer, and what is there. */
export const whyQuery: Query<ConditionParams, typeof WhyRow> = query({
  name: "analyze.condition.why",
  row: WhyRow,
  branches: one,
  sql: ({ condition, scope, moment: when, digits }) => {
    const { step, nodes } = compile([condition], scope, { moment: when, digits, timed: false });
    const all = nodes.flatMap(walk);
    const holds = all.map((node) => sql`toUInt8(${node.holds})`);
    const actual = all.map((node) => sql`CAST(${node.actual}, 'Nullable(String)')`);
    return sql`WITH ${step}
SELECT [${join(holds, ", ")}] AS holds, [${join(actual, ", ")}] AS actual
FROM facts`;
  },
});

/** How many rows identifiers have: whether everybody can be looked at while somebody waits. */
export const sizeQuery = query({
  name: "analyze.condition.size",
  row: Type.Object({ words: Type.Integer() }),
  branches: { plain: {} },
  sql: () => sql`SELECT count() AS words FROM identifier_log`,
});
