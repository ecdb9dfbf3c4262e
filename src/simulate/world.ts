// What everybody in the company lives in: its span, the dates of what is planted, and where rows go.
import { day_ms } from "./calendar.ts";
import { type CompanySize, campaign, deliveryFriction, paymentFriction } from "./company.ts";
import type { Out } from "./out.ts";

export interface World {
  readonly seed: number;
  readonly customers: number;
  readonly months: number;
  readonly from: number;
  readonly until: number;
  /** When payment began to fail, parcels to take longer, and the campaign went out. */
  readonly payment_since: number;
  readonly delivery_since: number;
  readonly campaign_at: number;
  readonly out: Out;
}

/** Dates of a company of this size. */
export function worldOf({ seed, customers, months, until }: CompanySize, out: Out): World {
  const end = until.getTime();
  const first = new Date(until);
  first.setUTCMonth(first.getUTCMonth() - months);
  const from = first.getTime();
  const dayAt = (share: number) => from + Math.round(((end - from) * share) / day_ms) * day_ms;
  return {
    seed,
    customers,
    months,
    from,
    until: end,
    payment_since: dayAt(paymentFriction.since),
    delivery_since: dayAt(deliveryFriction.since),
    // At eight in the morning in UTC, and so early that its days are over at the end.
    campaign_at: Math.min(dayAt(campaign.at), end - (campaign.days + 2) * day_ms) + day_ms / 3,
    out,
  };
}
