// What customers said and how they were helped, by hand.
import { type Sql, sql } from "#storage";
import { type Asking, bought, during } from "./ask.ts";

/** Of answers, reviews and contacts. */
export function bySaying({ say, told, share, mean }: Asking) {
  const score = say.number(sql`properties['score']`);
  const survey = (kind: Sql) => sql`name = 'Survey Responded' AND properties['kind'] = ${kind}`;
  const balance = sql`100.0 * (count(*) FILTER (WHERE ${score} >= 9) - count(*) FILTER (WHERE ${score} <= 6)) / count(*)`;
  const contact = sql`name IN ('Ticket Opened', 'Call Ended', 'Live Chat Conversation Started')`;

  return {
    nps: told(balance, survey(sql`'nps'`)),
    enps: told(balance, survey(sql`'enps'`)),
    csat: told(share(sql`${score} >= 4`), survey(sql`'csat'`)),
    csat_mean: told(mean(score), survey(sql`'csat'`)),
    ces: told(mean(score), sql`${survey(sql`'ces'`)} AND properties['scale'] = '7'`),
    effort: told(mean(score), sql`${survey(sql`'ces'`)} AND properties['scale'] = '5'`),
    rating: told(mean(say.number(sql`properties['rating']`)), sql`name = 'Review Posted'`),
    reviews: told(sql`count(*)`, sql`name = 'Review Posted'`),
    tickets: told(sql`count(*)`, sql`name = 'Ticket Opened'`),
    contact_rate: told(
      sql`count(*) FILTER (WHERE ${contact}) / count(DISTINCT order_id) FILTER (WHERE ${bought})`,
      sql`(${contact} OR (${bought}))`,
    ),
  };
}

/** Of tickets. */
export function byTicket({ from, say, rolled }: Asking) {
  const tickets = sql`SELECT ${say.monthOf(sql`opened`)} AS month, date_diff('second', opened, replied) AS reply, date_diff('second', opened, resolved) AS resolution, replies, solutions, reopenings
    FROM (
      SELECT
        properties['ticket_id'] AS ticket,
        min(occurred_at) FILTER (WHERE name = 'Ticket Opened') AS opened,
        count(*) FILTER (WHERE name = 'Ticket Opened') AS openings,
        count(*) FILTER (WHERE name = 'Ticket Replied' AND properties['author'] <> 'customer') AS replies,
        min(occurred_at) FILTER (WHERE name = 'Ticket Replied' AND properties['author'] <> 'customer') AS replied,
        count(*) FILTER (WHERE name = 'Ticket Resolved') AS solutions,
        max(occurred_at) FILTER (WHERE name = 'Ticket Resolved') AS resolved,
        count(*) FILTER (WHERE name = 'Ticket Reopened') AS reopenings
      FROM ${from}
      WHERE name IN ('Ticket Opened', 'Ticket Replied', 'Ticket Resolved', 'Ticket Reopened') AND occurred_at >= '2024-01-01'
      GROUP BY properties['ticket_id']
    ) AS tickets
    WHERE openings > 0 AND ${during(sql`opened`)}`;

  return {
    first_response_time: rolled(sql`avg(reply) FILTER (WHERE replies > 0)`, tickets),
    first_response_median: rolled(
      say.quantile(sql`reply`),
      sql`SELECT * FROM (${tickets}) AS all_tickets WHERE replies > 0`,
    ),
    resolution_time: rolled(sql`avg(resolution) FILTER (WHERE solutions > 0)`, tickets),
    ticket_reopened_rate: rolled(
      sql`count(*) FILTER (WHERE solutions > 0 AND reopenings > 0) / count(*) FILTER (WHERE solutions > 0)`,
      tickets,
    ),
  };
}
