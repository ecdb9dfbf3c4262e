// What a person would order without the campaign: times by the models, and of each order where, for how much and why.
import { awake, usualSeason } from "./calendar.ts";
import { attribution, deliveryFriction, paymentFriction, people, type spend } from "./company.ts";
import type { Device } from "./device.ts";
import { type Life, lifeOf, orderValue, spendScale } from "./life.ts";
import { isSlowed, type OrderChannel, type Planned } from "./order.ts";
import type { Person } from "./person.ts";
import { happens, pick, randomOf, type Uniform, weighted, weightsOf } from "./random.ts";
import type { World } from "./world.ts";

/** What brings repeated orders, by weight. */
export const causes = weightsOf(attribution.causes);

export interface Plan {
  readonly life: Life;
  /** The person's scale of spend: the mean order is `spend.p` by it. */
  readonly scale: number;
  /** Orders and lost ones, by time. */
  readonly orders: readonly Planned[];
}

/** Mean of a person's orders, minor units. */
export const meanOrder = (scale: number, shape: (typeof spend)["p"]): number => shape / scale;

/** Where an order is made. The first one is made where its channel is. */
function channelOf(uniform: Uniform, person: Person, first: boolean): OrderChannel {
  if (person.channel === "store" && first) return "store";
  if (person.channel === "marketplace" && (first || happens(uniform, people.marketplace_orders))) return "marketplace";
  if (happens(uniform, person.store_share) && !first) return "store";
  if (happens(uniform, people.call_orders)) return "call";
  return person.app !== "" && !first && happens(uniform, people.app_orders) ? "app" : "web";
}

/** The first device is used most. */
export function deviceFor(uniform: Uniform, person: Person): Device | undefined {
  return happens(uniform, 0.6) ? person.devices[0] : pick(uniform, person.devices);
}

function paymentOf(
  uniform: Uniform,
  world: World,
  device: Device | undefined,
  at: number,
  first: boolean,
): Planned["payment"] {
  const broken = at >= world.payment_since && device?.browser === paymentFriction.browser;
  const { failure, failure_elsewhere, lost } = paymentFriction;
  // Whose first payment is lost never becomes a customer, and is simulated as a visitor: see advertising.ts. What is left
  // are those whose payment works at once or at the second try.
  const among_made = (failure * (1 - lost)) / (1 - failure * lost);
  const fails = happens(uniform, !broken ? failure_elsewhere : first ? among_made : failure);
  const gives_up = happens(uniform, lost);
  if (!fails) return "works";
  return broken && gives_up && !first ? "lost" : "retried";
}

/** An order at a time through a channel, with all that is drawn about it. */
export function plannedAt(
  world: World,
  person: Person,
  uniform: Uniform,
  order: { readonly at: number; readonly channel: OrderChannel; readonly first: boolean; readonly scale: number },
): Planned {
  const { at, channel, first, scale } = order;
  const drawn = deviceFor(uniform, person);
  const device = channel === "web" ? drawn : undefined;
  const payment = paymentOf(uniform, world, device, at, first);
  const online = channel === "web" || channel === "app";
  const repeated = weighted(uniform, causes);
  return {
    at,
    channel,
    device,
    value_minor: orderValue(uniform, scale),
    brought_by: first ? person.channel : online ? repeated : channel,
    coupon: happens(uniform, person.bargain ? people.coupon_bargain : people.coupon_other),
    payment: online && device ? payment : "works",
    campaign: false,
  };
}

/** The orders of a person's life. Draws of the life stand in a generator of their own, so that no choice moves them. */
export function planOf(world: World, person: Person): Plan {
  const uniform = randomOf(world.seed, 3, person.number);
  const scale = spendScale(uniform);
  const channels: OrderChannel[] = [];
  const born_at = person.born_at;
  const life = lifeOf(randomOf(world.seed, 2, person.number), {
    born_at,
    until: world.until,
    season: usualSeason,
    addedDropout: (at) => {
      const channel = channelOf(uniform, person, channels.length === 0);
      channels.push(channel);
      return isSlowed(world, person, channel, at) ? deliveryFriction.added_dropout : 0;
    },
  });
  const orders = life.orders.map((at, place) =>
    plannedAt(world, person, uniform, { at, channel: channels[place] ?? "web", first: place === 0, scale }),
  );
  return { life, scale, orders };
}

/** A time within `days_ms` of `from`, at an hour at which people are awake. */
export function sometime(uniform: Uniform, from: number, span_ms: number): number {
  return awake(uniform, from + uniform() * span_ms);
}
