// Questions and statements that keep memberships true: of some people, of everybody, of what falls due.
import { Type } from "typebox";
import type { Condition } from "#contract";
import { type Query, query, type Sql, sql } from "#storage";
import { compile } from "../condition/compile.ts";
import { collectFacts, type Scope } from "../condition/fact.ts";
import type { Moment } from "../condition/moment.ts";
import { segmentSource } from "../condition/source.sql.ts";
import { verdicts } from "../condition/verdict.ts";
import { idList } from "../sql.ts";

/** A segment as it is evaluated. */
export interface Rule {
  readonly id: string;
  readonly condition: Condition;
}

/** Segments asked of some people at a moment; what falls due until `horizon` is told. */
export interface ChangesParams {
  readonly rules: readonly Rule[];
  readonly customer_ids: readonly string[];
  /** All stamps of these people; else each source looks for them. */
  readonly stamps?: readonly string[];
  readonly moment: Moment;
  readonly horizon: Date;
  readonly digits: number;
}

const moment: Moment = { at: new Date("2024-06-01T00:00:00Z"), time_zone: "UTC" };
const horizon = new Date("2024-06-03T00:00:00Z");
const active: Condition = {
  kind: "event",
  event: "Order Completed",
  window: { kind: "last", amount: 30, unit: "day" },
  measure: { of: "count" },
  test: { op: "at_least", value: 1 },
};
const local: Condition = { kind: "trait", trait: "city", test: { op: "is", values: ["Łódź"] } };
const rules: readonly Rule[] = [
  { id: "active", condition: active },
  { id: "local", condition: local },
];
const some: Readonly<Record<string, ChangesParams>> = {
  plain: { rules, customer_ids: ["1", "2"], stamps: ["1", "2", "3"], moment, horizon, digits: 2 },
};

const ChangesRow = Type.Object({
  customer_id: Type.String(),
  entered: Type.Array(Type.String()),
  left: Type.Array(Type.String()),
  due_ms: Type.Integer(),
});

/** What changed for these people since it was last written; also whom time alone will change before the horizon. */
export const changesQuery: Query<ChangesParams, typeof ChangesRow> = query({
  name: "analyze.segment.changes",
  row: ChangesRow,
  branches: some,
  sql: ({ rules: asked, customer_ids, stamps, moment: when, horizon: until, digits }) => {
    const scope: Scope = { kind: "people", customer_ids, ...(stamps && { stamps }) };
    const ids = asked.map(({ id }) => id);
    const facts = collectFacts();
    const those = sql`segment_id IN ${ids}`;
    const before = facts.ask(segmentSource(when), sql`groupArrayIf(toString(segment_id), ${those})`, those, sql`[]`);
    const { step, nodes, due } = compile(
      asked.map(({ condition }) => condition),
      scope,
      { moment: when, digits, timed: true },
      facts,
    );
    return sql`WITH ${step},
judged AS (
  SELECT
    customer_id,
    ${before} AS before,
    arrayFilter((id, holds) -> holds, ${ids}, ${verdicts(nodes, when)}) AS now,
    ${due} AS due_ms
  FROM facts
)
SELECT
  toString(judged.customer_id) AS customer_id,
  arrayFilter(id -> NOT has(before, id), now) AS entered,
  arrayFilter(id -> NOT has(now, id), before) AS left,
  due_ms
FROM judged
WHERE notEmpty(entered) OR notEmpty(left) OR due_ms < ${until.getTime()}`;
  },
});

/** Who each of some stamps is now, with all other stamps of that person that were merged. */
export const peopleQuery = query({
  name: "analyze.segment.people",
  row: Type.Object({ customer_id: Type.String(), stamps: Type.Array(Type.String()) }),
  branches: { plain: { stamps: ["1"] } },
  sql: ({ stamps }: { readonly stamps: readonly string[] }) => sql`WITH (
  SELECT groupUniqArray(dictGetOrDefault('alias_of', 'customer_id', stamp, stamp))
  FROM (SELECT arrayJoin(${idList(stamps)}) AS stamp)
) AS people
SELECT toString(id) AS customer_id, arrayMap(stamp -> toString(stamp), groupUniqArray(stamp)) AS stamps
FROM (
  SELECT arrayJoin(people) AS id, id AS stamp
  UNION ALL
  SELECT alias.customer_id AS id, alias.stamp AS stamp FROM alias FINAL WHERE alias.customer_id IN (SELECT arrayJoin(people))
)
GROUP BY id`,
});

/** One segment asked of everybody. */
export interface WholeParams extends Omit<ChangesParams, "rules" | "customer_ids" | "stamps"> {
  readonly rule: Rule;
}

/** Rows for segment_change: who belongs otherwise than was last written. `cause` as there. */
export function wholeSql({ rule, moment: when, digits }: WholeParams, cause: "live" | "whole"): Sql {
  const { step, nodes } = compile([rule.condition], { kind: "all" }, { moment: when, digits, timed: false });
  return sql`WITH ${step}
SELECT toString(id) AS customer_id, ${rule.id} AS segment_id, toBool(max(now) > max(before)) AS inside, ${when.at} AS changed_at, ${cause} AS cause
FROM (
  SELECT customer_id AS id, 1 AS now, 0 AS before FROM facts WHERE customer_id != 0 AND (${nodes[0]?.holds ?? sql`0`})
  UNION ALL
  SELECT customer_id AS id, 0 AS now, 1 AS before FROM segment_member WHERE segment_id = ${rule.id}
)
GROUP BY id
HAVING max(now) != max(before)`;
}

const WholeRow = Type.Object({
  customer_id: Type.String(),
  segment_id: Type.String(),
  inside: Type.Boolean(),
  changed_at: Type.String(),
  cause: Type.String(),
});

const whole: Readonly<Record<string, WholeParams>> = {
  plain: { rule: { id: "active", condition: active }, moment, horizon, digits: 2 },
};

/** {@link wholeSql} as a question, so that its text is committed and looked at. */
export const wholeQuery: Query<WholeParams, typeof WholeRow> = query({
  name: "analyze.segment.whole",
  row: WholeRow,
  branches: whole,
  sql: (params) => wholeSql(params, "live"),
});

/** Rows for segment_due: whom time alone changes before the horizon; null when the clock changes nobody. */
export function dueSql({ rule, moment: when, horizon: until, digits }: WholeParams): Sql | null {
  const { step, nodes, due } = compile([rule.condition], { kind: "all" }, { moment: when, digits, timed: true });
  if ((nodes[0]?.due ?? null) === null) return null;
  return sql`WITH ${step},
dated AS (
  SELECT customer_id, ${due} AS due_ms
  FROM facts
  WHERE customer_id != 0
)
SELECT customer_id, fromUnixTimestamp64Milli(due_ms, 'UTC') AS due_at
FROM dated
WHERE due_ms < ${until.getTime()}`;
}

interface Stretch {
  readonly from: Date;
  readonly until: Date;
}

/** Whom time alone may have changed between two instants. */
export const dueQuery = query({
  name: "analyze.segment.due",
  row: Type.Object({ customer_id: Type.String() }),
  branches: { plain: { from: moment.at, until: horizon } },
  sql: ({ from, until }: Stretch) => sql`SELECT DISTINCT toString(segment_due.customer_id) AS customer_id
FROM segment_due
WHERE due_at > ${from} AND due_at <= ${until}`,
});

/** When time alone may change somebody next, in milliseconds since 1970; 0 for never. */
export const nextDueQuery = query({
  name: "analyze.segment.next_due",
  row: Type.Object({ due_ms: Type.Integer() }),
  branches: { plain: { after: moment.at } },
  sql: ({ after }: { readonly after: Date }) => sql`SELECT toUnixTimestamp64Milli(min(due_at)) AS due_ms
FROM segment_due
WHERE due_at > ${after}`,
});

/** When classes were last computed, in milliseconds since 1970; 0 for never. */
export const classesAtQuery = query({
  name: "analyze.segment.classes_at",
  row: Type.Object({ at_ms: Type.Integer() }),
  branches: { plain: {} },
  sql: () => sql`SELECT toUnixTimestamp64Milli(max(computed_at)) AS at_ms
FROM class_run`,
});
