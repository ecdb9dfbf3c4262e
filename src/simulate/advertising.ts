// Advertising: what it costs by day and channel, and visitors who come by it or otherwise and never buy.
import { awake, day_ms, usualSeason } from "./calendar.ts";
import { money } from "./catalog.ts";
import { acquisition, advertising, paymentFriction } from "./company.ts";
import { anonymousAt, deviceOf } from "./device.ts";
import { linesOf, type Planned } from "./order.ts";
import { exponential, happens, lognormal, randomOf, type Uniform, weighted, weightsOf } from "./random.ts";
import { browse, buy, touchOf, type Visit } from "./visit.ts";
import type { World } from "./world.ts";

const waysIn = weightsOf(advertising.visitors_by);
const month_ms = 30.4375 * day_ms;
const growthAt = ({ from }: World, at: number) => Math.exp((acquisition.growth * (at - from)) / month_ms);

/** A time at which somebody new comes: more of them as the company grows and when people buy. */
export function arrival(world: World, uniform: Uniform): number {
  const most = growthAt(world, world.until) * usualSeason.most;
  for (;;) {
    const at = world.from + uniform() * (world.until - world.from);
    if (uniform() * most < growthAt(world, at) * usualSeason.at(at)) return Math.max(awake(uniform, at), world.from);
  }
}

/** Spend of every day and channel. It follows how many customers are to be won, with a day's noise. */
export function spendOnAds(world: World): void {
  const { from, until, out, customers } = world;
  let whole = 0;
  for (let at = from; at < until; at += day_ms) whole += growthAt(world, at) * usualSeason.at(at);
  const shares = new Map<string, number>(weightsOf(acquisition.channels));
  out.begin(-1_900_000_000);
  for (let at = from; at < until; at += day_ms) {
    const uniform = randomOf(world.seed, 20, Math.round(at / day_ms));
    const expected = (customers * growthAt(world, at) * usualSeason.at(at)) / whole;
    const month = out.month(at + day_ms / 2);
    for (const [channel, { customer_minor, click_minor, click_rate }] of Object.entries(advertising.channels)) {
      const cost = Math.round(
        expected * (shares.get(channel) ?? 0) * lognormal(uniform, customer_minor, advertising.noise),
      );
      const clicks = Math.round(cost / click_minor);
      const impressions = Math.round(clicks / click_rate);
      const spent = {
        ad_channel: channel,
        campaign_id: `${channel}-always`,
        campaign_name: channel,
        cost: money(cost),
        clicks,
        impressions,
      };
      out.row("ads", at + day_ms / 2, { event_name: "Ad Spend", ...spent });
      if (channel === "paid_search") month.spend_paid_search_minor += cost;
      else if (channel === "paid_social") month.spend_paid_social_minor += cost;
      else if (channel === "marketplace") month.spend_marketplace_minor += cost;
      else month.spend_email_partner_minor += cost;
    }
  }
}

function tellCookie(world: World, visitor: number, ids: readonly string[]): void {
  for (const value of new Set(ids))
    world.out.tell("identifier", { person: -visitor, kind: "anonymous_id", value, mistyped: false, shared: false });
}

/** The `index`-th visitor who never buys, from 1. */
export function visitorComes(world: World, index: number): void {
  const { seed, out, until } = world;
  const uniform = randomOf(seed, 21, index);
  let at = arrival(world, uniform);
  const device = deviceOf(uniform, { seed, person: -index, place: 0 }, { from: at, until });
  const touch = touchOf(weighted(uniform, waysIn));
  const seen: string[] = [];
  out.begin(-index);
  do {
    const visit: Visit = {
      out,
      device,
      app: "",
      user_id: "",
      touch,
      at,
      session_id: `V${index.toString(36)}-${seen.length}`,
    };
    if (at < until) seen.push(anonymousAt(device, at));
    browse(visit, uniform);
    at = awake(uniform, at + exponential(uniform, advertising.again_days * day_ms) + day_ms);
  } while (at < until && happens(uniform, advertising.again));
  tellCookie(world, index, seen);
}

/** Share of all who pay in the broken browser whose order is lost. */
export const lostShare = paymentFriction.failure * paymentFriction.lost;

/**
 * Beside each first order that got through in the broken browser there are, on average, lostShare / (1 - lostShare) people
 * like that one whose payment failed for good. They stay unknown: visitors who never bought.
 */
export function loseProspect(world: World, person: number, uniform: Uniform, first: Planned): void {
  const { device, at, value_minor } = first;
  const broken = first.channel === "web" && at >= world.payment_since && device?.browser === paymentFriction.browser;
  if (!broken || !happens(uniform, lostShare / (1 - lostShare))) return;
  const { seed, out } = world;
  const number = 1_000_000_000 + person;
  const own = randomOf(seed, 22, person);
  const drawn = deviceOf(own, { seed, person: -number, place: 0 }, { from: at, until: at });
  const theirs = { ...drawn, browser: device.browser, os: device.os, type: device.type };
  const visit: Visit = {
    out,
    device: theirs,
    app: "",
    user_id: "",
    touch: touchOf(first.brought_by),
    at,
    session_id: `P${person.toString(36)}`,
  };
  out.begin(-number);
  const products = linesOf(own, value_minor).map(({ product }) => product);
  buy(visit, own, {
    order_id: `P${person}`,
    products,
    total_minor: value_minor,
    payment_method: "card",
    signs_up: false,
    payment: "lost",
  });
  out.tell("lost_order", { person: -number, occurred_at: at, revenue_minor: value_minor, visitor: true });
  tellCookie(world, number, [anonymousAt(theirs, at)]);
}
