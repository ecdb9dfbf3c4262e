// The whole company: customers one after another, each with those who come because of it; visitors, leads, advertising.
import { arrival, spendOnAds, visitorComes } from "./advertising.ts";
import {
  acquisition,
  advertising,
  campaign,
  contacts,
  deliveryFriction,
  feelings,
  paymentFriction,
  sales,
  surveys,
} from "./company.ts";
import { liveOf } from "./company-life.ts";
import type { Origin } from "./person.ts";
import { randomOf, weighted, weightsOf } from "./random.ts";
import { leadComes } from "./sales.ts";
import type { World } from "./world.ts";

const channels = weightsOf(acquisition.channels);

/**
 * Customers by number, each lived before the next one is asked for. Who comes because of somebody is numbered next, so the
 * first hundred customers are the same in a company of a thousand.
 */
export function* customersOf(world: World): Generator<{ readonly number: number; readonly origin: Origin }> {
  const waiting: Origin[] = [];
  for (let number = 1; number <= world.customers; number += 1) {
    const uniform = randomOf(world.seed, 9, number);
    const own = { channel: weighted(uniform, channels), referred_by: 0, household: undefined };
    const origin = waiting.shift() ?? { ...own, born_at: arrival(world, uniform) };
    yield { number, origin };
    for (const next of liveOf(world, number, origin)) if (next.born_at < world.until) waiting.push(next);
  }
}

/** Writes everything; yields the share done after each customer, visitor and lead. */
export function* simulate(world: World): Generator<number> {
  const { customers, out } = world;
  const visitors = Math.round(customers * advertising.visitors);
  const leads = Math.round(customers * sales.leads);
  // A customer takes about as long as twelve visitors.
  const whole = customers * 12 + visitors + leads;
  let done = 0;
  spendOnAds(world);
  for (const _ of customersOf(world)) {
    done += 12;
    yield done / whole;
  }
  for (let index = 1; index <= visitors + leads; index += 1) {
    if (index <= visitors) visitorComes(world, index);
    else leadComes(world, index - visitors);
    done += 1;
    yield done / whole;
  }
  tellFrictions(world);
  for (const [month, { nps_balance, ...counts }] of [...out.months].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const nps_true = counts.nps_asked === 0 ? null : (100 * nps_balance) / counts.nps_asked;
    out.tell("month", { month, ...counts, nps_true });
  }
}

function tellFrictions({ out, payment_since, delivery_since, campaign_at }: World): void {
  const { browser, failure, lost } = paymentFriction;
  const payment = { name: "payment", what: "The payment page fails in one browser", since: payment_since };
  const there = { where_property: "browser", where_value: browser };
  out.tell("friction", { ...payment, ...there, effect: "probability that paying fails", size: failure });
  out.tell("friction", { ...payment, ...there, effect: "share of orders lost", size: failure * lost });
  const delivery = { name: "delivery", what: "Parcels take longer in one region", since: delivery_since };
  const region = { where_property: "region", where_value: deliveryFriction.region };
  out.tell("friction", { ...delivery, ...region, effect: "days added to the delivery", size: deliveryFriction.days });
  const dropout = "probability added to drop out after an order";
  out.tell("friction", { ...delivery, ...region, effect: dropout, size: deliveryFriction.added_dropout });
  const points = surveys.nps[1] * (feelings.late - feelings.on_time);
  out.tell("friction", {
    ...delivery,
    ...region,
    effect: "points of NPS of a late parcel, before it fades",
    size: points,
  });
  out.tell("friction", {
    ...delivery,
    ...region,
    effect: "probability of a contact about a late parcel",
    size: contacts.late,
  });
  for (const [segment, { persuaded, put_off }] of Object.entries(campaign.effects)) {
    const sent = { name: "campaign", what: `Campaign ${campaign.id}`, since: campaign_at };
    const of = { where_property: "segment", where_value: segment };
    if (persuaded > 0)
      out.tell("friction", { ...sent, ...of, effect: "share persuaded of who would not order", size: persuaded });
    if (put_off > 0)
      out.tell("friction", { ...sent, ...of, effect: "share put off of who would order", size: put_off });
  }
}
