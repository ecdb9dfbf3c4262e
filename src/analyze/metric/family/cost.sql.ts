// What winning customers costs: spend of advertising, and costs that were entered or imported.
import { type Sql, sql } from "#storage";
import { minor, within } from "../../sql.ts";
import { type Frame, keyed } from "../frame.ts";
import { spendChannel } from "../touch.ts";
import { rowFamily } from "./family.ts";

const kinds = ["media", "agency", "pay", "tools", "content", "first_order_discount", "onboarding"];
const kind = sql`if(name = 'Ad Spend', 'media', lower(properties['kind']))`;

/** Events that tell of spend, of one kind or of all that count as acquisition. */
export function spends(of: "media" | "all"): Sql {
  const events = sql`name IN ('Ad Spend', 'Cost Recorded')`;
  return of === "media" ? sql`${events} AND ${kind} = 'media'` : sql`${events} AND ${kind} IN ${kinds}`;
}

const amount = sql`toDecimal64OrZero(if(properties['cost'] != '', properties['cost'], properties['amount']), 4)`;

/** Over costs of acquisition. */
export const cost = rowFamily(
  {
    costs: () => sql`count()`,
    cost: (digits) => minor(sql`sum(amount)`, digits),
    cost_media: (digits) => minor(sql`sumIf(amount, is_media)`, digits),
  },
  (frame: Frame) => {
    const { from, key } = keyed(frame, spendChannel);
    return sql`SELECT ${amount} AS amount, ${kind} = 'media' AS is_media, occurred_at, ${key} AS key
  FROM ${from}
  WHERE ${spends("all")} AND ${within(frame.period)}`;
  },
);
