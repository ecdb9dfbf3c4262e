// Where facts about customers are drawn from: events, metrics, traits, identifiers, classes, consents, other segments.
import type { Window } from "#contract";
import { type Sql, sql, standingWord } from "#storage";
import type { Metric } from "../metric/definition.ts";
import { orders } from "../metric/family/orders.sql.ts";
import { said } from "../metric/family/said.sql.ts";
import { saidColumns, says } from "../metric/said.ts";
import { chosenFamilies } from "../metric/statistic.ts";
import { isPurchase, movesRevenue, orderKey } from "../sql.ts";
import { ofScope, type Source } from "./fact.ts";
import { inWindow, type Moment } from "./moment.ts";

/** What customers did. Rows to come are read too, as they tell when something will change. */
export const eventSource: Source = {
  key: "event",
  select: (columns, rows, scope) => sql`SELECT customer_id, ${columns}
    FROM event
    WHERE ${rows} AND customer_id != 0 AND ${ofScope(scope)}
    GROUP BY customer_id`,
};

/** The word that stands on each trait as of a moment. */
export function traitSource({ at }: Moment): Source {
  return {
    key: "trait",
    select: (columns, rows, scope) => sql`SELECT customer_id, ${columns}
    FROM (
      SELECT customer_id, toString(name) AS name, (${standingWord()} AS word).2 AS value
      FROM trait_said AS said
      WHERE ${rows} AND said.occurred_at <= ${at} AND ${ofScope(scope)}
      GROUP BY customer_id, name
      HAVING value != ''
    )
    GROUP BY customer_id`,
  };
}

export const identifierSource: Source = {
  key: "identifier",
  select: (columns, rows, scope) => sql`SELECT customer_id, ${columns}
    FROM (SELECT customer_id, stamp, kind, first_seen_at AS occurred_at FROM identifier_seen)
    WHERE ${rows} AND ${ofScope(scope)}
    GROUP BY customer_id`,
};

/** Classes as of a moment. */
export function classSource({ at }: Moment): Source {
  return {
    key: "class",
    select: (columns, rows, scope) => sql`SELECT customer_id, ${columns}
    FROM (
      SELECT customer_id, scheme, argMax(word.class, word.weight) AS class
      FROM class_word AS word
      WHERE ${rows} AND word.computed_at <= ${at} AND ${ofScope(scope)}
      GROUP BY customer_id, scheme
      HAVING class != ''
    )
    GROUP BY customer_id`,
  };
}

/** Members of other segments as of a moment. */
export function segmentSource({ at }: Moment): Source {
  return {
    key: "segment",
    select: (columns, rows, scope) => sql`SELECT customer_id, ${columns}
    FROM (
      SELECT customer_id, segment_id
      FROM segment_word
      WHERE ${rows} AND changed_at <= ${at} AND ${ofScope(scope)}
      GROUP BY customer_id, segment_id
      HAVING argMax(inside, (changed_at, own, inside))
    )
    GROUP BY customer_id`,
  };
}

/** Whom data may reach for a purpose by a channel, by its legal basis: the rule that lists which leave the house keep. */
export function allowedSource(purpose: string, channel: string, { at }: Moment): Source {
  return {
    key: JSON.stringify(["allowed", purpose, channel]),
    select: (columns, _rows, scope) => sql`SELECT customer_id, ${columns}
    FROM consent_allowed(purpose = ${purpose}, channel = ${channel}, at = ${at})
    WHERE ${amongPeople(scope)}
    GROUP BY customer_id`,
  };
}

/** A scope by people alone, for a view that has no stamps. */
function amongPeople(scope: Parameters<typeof ofScope>[0]): Sql {
  switch (scope.kind) {
    case "all":
      return sql`true`;
    case "people":
      return sql`has(${[...scope.customer_ids]}, toString(customer_id))`;
    case "sample":
      return sql`customer_id < toUInt64(${scope.below})`;
  }
}

const moved = sql`SELECT customer_id, stamp, occurred_at, ${orderKey} AS order_key, ${isPurchase} AS purchase, if(purchase, revenue, 0) AS gross, if(purchase, 0, -revenue) AS refunded
        FROM event
        WHERE ${movesRevenue}`;
const told = sql`SELECT customer_id, stamp, occurred_at, ${saidColumns}
        FROM event
        WHERE ${says}`;

/** Families of statistics that can be counted of one customer, and the events that they are counted over. */
export const countable = [
  { family: orders, rows: movesRevenue, select: moved },
  { family: said, rows: says, select: told },
];

/** A metric of each customer alone, out of the registry's own statistics; undefined when it has others. */
export function metricSource(
  metric: Metric,
  window: Window,
  moment: Moment,
  digits: number,
): { readonly values: Source; readonly rows: Sql } | undefined {
  const chosen = chosenFamilies(metric.over === null ? [metric.value] : [metric.value, metric.over], digits);
  const [only] = chosen;
  const found =
    chosen.length === 1 && !metric.times ? countable.find(({ family }) => family === only?.family) : undefined;
  if (!only || !found) return undefined;
  const of = (name: string) => sql`statistics[${name}]`;
  const value =
    metric.over === null
      ? of(metric.value)
      : sql`if(${of(metric.over)} = 0, NULL, ${of(metric.value)} / ${of(metric.over)})`;
  const values: Source = {
    key: JSON.stringify(["metric", metric.id, window]),
    select: (columns, _rows, scope) => sql`SELECT customer_id, ${columns}
    FROM (
      SELECT customer_id, ${only.counts} AS statistics, ${value} AS value
      FROM (
        ${found.select} AND customer_id != 0 AND ${inWindow(window, moment)} AND ${ofScope(scope)}
      )
      GROUP BY customer_id
    )
    GROUP BY customer_id`,
  };
  return { values, rows: found.rows };
}
