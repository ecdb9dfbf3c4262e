// Leads and deals of a sales team.
import { sql } from "#storage";
import { within } from "../../sql.ts";
import { keyed } from "../frame.ts";
import { rowFamily } from "./family.ts";

const stage = sql`lower(properties['stage'])`;

// A deal belongs to a lead by the lead's id where it tells one, else by the account. A lead that comes twice came first.
/** Over leads that are old enough, on the day that each came. */
export const lead = rowFamily({ leads: () => sql`count()`, leads_won: () => sql`countIf(is_won)` }, (frame) => {
  const { from, key } = keyed(frame);
  const { maturity_days } = frame.parameters;
  return sql`SELECT lead, min(created_at) AS occurred_at, any(lead_key) AS key, max(arrayExists(at -> at >= created_at AND at < addDays(created_at, ${maturity_days}), won)) AS is_won
  FROM (
    SELECT lead, min(at) AS created_at, argMin(each_key, at) AS lead_key, arrayJoin(arrayFilter(link -> link.2 != '', [('lead', any(lead_id)), ('account', any(account)), ('', lead)])) AS link
    FROM (
      SELECT
        occurred_at AS at,
        properties['lead_id'] AS lead_id,
        group_id AS account,
        multiIf(lead_id != '', lead_id, account != '', account, toString(id)) AS lead,
        ${key} AS each_key
      FROM ${from}
      WHERE name = 'Lead Created'
    )
    GROUP BY lead
  ) AS came
  LEFT JOIN (
    SELECT if(lead_id != '', ('lead', lead_id), ('account', account)) AS won_link, groupArray(at) AS won
    FROM (
      SELECT properties['lead_id'] AS lead_id, group_id AS account, occurred_at AS at
      FROM event
      WHERE name = 'Deal Stage Changed' AND ${stage} = 'won'
    )
    GROUP BY won_link
  ) AS sold ON link = won_link
  GROUP BY lead
  HAVING ${within(frame.period)} AND addDays(occurred_at, ${maturity_days}) <= ${frame.now}`;
});

/** Over deals that are closed, on the day that each was. */
export const deal = rowFamily(
  { deals_closed: () => sql`count()`, deals_won: () => sql`countIf(last_stage = 'won')` },
  (frame) => {
    const { from, key } = keyed(frame);
    return sql`SELECT deal, max(at) AS occurred_at, argMax(stage, at) AS last_stage, argMax(each_key, at) AS key
  FROM (
    SELECT
      occurred_at AS at,
      ${stage} AS stage,
      if(properties['deal_id'] = '', toString(id), properties['deal_id']) AS deal,
      ${key} AS each_key
    FROM ${from}
    WHERE name = 'Deal Stage Changed'
  )
  GROUP BY deal
  HAVING last_stage IN ('won', 'lost') AND ${within(frame.period)}`;
  },
);
