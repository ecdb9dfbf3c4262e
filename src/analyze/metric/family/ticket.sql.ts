// Tickets of support: when somebody answered, when they were solved, and whether they came back.
import { type Sql, sql } from "#storage";
import { since, within } from "../../sql.ts";
import { type Frame, keyed } from "../frame.ts";
import { momentsOf, rowFamily } from "./family.ts";

// A ticket without an id is one of its own. What happened to it may lie after the period; it counts where it was opened.
function tickets(frame: Frame): Sql {
  const { from, key } = keyed(frame);
  const ms = sql`toUnixTimestamp64Milli`;
  return sql`SELECT
    occurred_at,
    key,
    if(replies > 0, greatest(0, ${ms}(replied_at) - ${ms}(occurred_at)), 0) AS reply_ms,
    replies > 0 AS is_replied,
    if(solutions > 0, greatest(0, ${ms}(resolved_at) - ${ms}(occurred_at)), 0) AS resolution_ms,
    solutions > 0 AS is_resolved,
    is_resolved AND reopenings > 0 AS is_reopened
  FROM (
    SELECT
      ticket,
      minIf(at, name = 'Ticket Opened') AS occurred_at,
      argMinIf(each_key, at, name = 'Ticket Opened') AS key,
      countIf(name = 'Ticket Replied' AND author != 'customer') AS replies,
      minIf(at, name = 'Ticket Replied' AND author != 'customer') AS replied_at,
      countIf(name = 'Ticket Resolved') AS solutions,
      maxIf(at, name = 'Ticket Resolved') AS resolved_at,
      countIf(name = 'Ticket Reopened') AS reopenings
    FROM (
      SELECT
        name,
        occurred_at AS at,
        lower(properties['author']) AS author,
        if(properties['ticket_id'] = '', toString(id), properties['ticket_id']) AS ticket,
        ${key} AS each_key
      FROM ${from}
      WHERE name IN ('Ticket Opened', 'Ticket Replied', 'Ticket Resolved', 'Ticket Reopened') AND ${since(frame.period)}
    )
    GROUP BY ticket
    HAVING countIf(name = 'Ticket Opened') > 0
  )
  WHERE ${within(frame.period)}`;
}

const replies = momentsOf(sql`reply_ms`, sql`is_replied`);
const solutions = momentsOf(sql`resolution_ms`, sql`is_resolved`);

/** Over tickets, on the day that each was opened. */
export const ticket = rowFamily(
  {
    replied: () => replies.n,
    reply_sum: () => replies.sum,
    reply_m2: () => replies.m2,
    reply_median: () => sql`ifNotFinite(quantileExactInclusiveIf(0.5)(reply_ms, is_replied), 0)`,
    resolved: () => solutions.n,
    resolution_sum: () => solutions.sum,
    resolution_m2: () => solutions.m2,
    reopened: () => sql`countIf(is_reopened)`,
  },
  tickets,
);
