// By what customers come: the marketing channel of a visit, and of the order that followed it.
import { type Sql, sql } from "#storage";
import { isPurchase, orderKey } from "../sql.ts";
import type { Parameters } from "./parameter.ts";

const property = (name: string, plain: string) =>
  sql`lower(if(properties[${`context.campaign.${name}`}] != '', properties[${`context.campaign.${name}`}], properties[${plain}]))`;
const medium = property("medium", "utm_medium");
const source = property("source", "utm_source");

const search = ["cpc", "ppc", "sem", "paidsearch", "paid_search", "paid-search"];
const social = ["paid_social", "paidsocial", "paid-social", "social_paid"];
const networks = ["facebook", "instagram", "tiktok", "vk", "linkedin", "pinterest", "twitter", "x", "youtube"];
const partners = ["partner_email", "email_partner"];

/** The marketing channel of an event by its campaign tags; empty where somebody came by themselves. */
export const touchChannel = sql`multiIf(
      ${medium} IN ${search} AND ${source} IN ${networks}, 'paid_social',
      ${medium} IN ${search}, 'paid_search',
      ${medium} IN ${social}, 'paid_social',
      ${medium} IN ${partners}, 'email_partner',
      ${medium} != '', ${medium},
      ${source}
    )`;

/** What a row of spend says it was spent on: its channel's name. */
export const spendChannel = sql`lower(if(properties['ad_channel'] != '', properties['ad_channel'], properties['channel']))`;

/**
 * Orders of known customers with the marketing channel they are attributed to: columns touched_order and touch. That is the
 * channel of the last (or the first) visit within the lookback that was not direct; without one, the marketplace where the
 * order was made; without that it is empty.
 */
export function attributed({ lookback_days, model }: Parameters): Sql {
  const since = sql`addDays(ordered_at, -${lookback_days})`;
  const nearest = model === "last" ? sql`ordered_at >= came_at` : sql`since <= came_at`;
  return sql`
    SELECT
      touched_order,
      multiIf(came_by != '' AND came_at >= since AND came_at <= ordered_at, came_by, place = 'marketplace', place, '') AS touch
    FROM (
      SELECT
        customer_id AS buyer_id, touched_order, ordered_at, place, ${since} AS since
      FROM (
        SELECT customer_id, ${orderKey} AS touched_order, min(occurred_at) AS ordered_at, any(toString(channel)) AS place
        FROM event
        WHERE ${isPurchase} AND customer_id != 0
        GROUP BY customer_id, touched_order
      )
    ) AS made
    ASOF LEFT JOIN (
      SELECT customer_id AS comer_id, occurred_at AS came_at, came_by
      FROM (SELECT customer_id, occurred_at, ${touchChannel} AS came_by FROM event WHERE customer_id != 0)
      WHERE came_by != ''
    ) AS visits ON buyer_id = comer_id AND ${nearest}`;
}
