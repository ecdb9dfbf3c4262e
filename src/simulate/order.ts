// An order: its lines, who the company thinks it is of, the parcel, and what comes back.

import { day_ms, daytime, hour_ms } from "./calendar.ts";
import { money, type Product, productNear } from "./catalog.ts";
import { delivery, deliveryFriction, identity, people, returns } from "./company.ts";
import { anonymousAt, type Device } from "./device.ts";
import { stores } from "./names.ts";
import { known, mistyped, type Person } from "./person.ts";
import { gamma, happens, integer, pick, type Uniform } from "./random.ts";
import type { World } from "./world.ts";

export type OrderChannel = "web" | "app" | "store" | "call" | "marketplace";

/** An order that will be made. */
export interface Planned {
  readonly at: number;
  readonly channel: OrderChannel;
  readonly device: Device | undefined;
  readonly value_minor: number;
  /** The channel that truly brought it. */
  readonly brought_by: string;
  readonly coupon: boolean;
  readonly payment: "works" | "retried" | "lost";
  /** It would not be without the campaign. */
  readonly campaign: boolean;
}

interface Line {
  readonly product: Product;
  readonly quantity: number;
  readonly price_minor: number;
}

/** Lines that sum up to `value_minor`: things that are listed at about their share of it, sold at just that price. */
export function linesOf(uniform: Uniform, value_minor: number): readonly Line[] {
  const most = value_minor < 8_000 ? 1 : value_minor < 20_000 ? 2 : 4;
  const parts = Array.from({ length: integer(uniform, 1, most) }, () => 0.3 + uniform());
  const whole = parts.reduce((sum, part) => sum + part, 0);
  let left = value_minor;
  return parts.map((part, at) => {
    const worth = at === parts.length - 1 ? left : Math.round((value_minor * part) / whole);
    left -= worth;
    // Cheap things are bought by the pair, where the money divides.
    const quantity = worth % 2 === 0 && worth < 20_000 && happens(uniform, 0.5) ? 2 : 1;
    return { product: productNear(uniform, worth / quantity), quantity, price_minor: worth / quantity };
  });
}

interface Buyer {
  readonly user_id: string;
  readonly email: string;
  readonly loyalty_card: string;
  readonly phone: string;
  readonly anonymous_id: string;
}

const nobody: Buyer = { user_id: "", email: "", loyalty_card: "", phone: "", anonymous_id: "" };

/** By what the company knows who orders: nothing in a shop without the card, a relay's address at the marketplace. */
function buyerOf(uniform: Uniform, person: Person, { channel, device, at }: Planned): Buyer {
  const { user_id, email, card, phone } = person;
  if (channel === "store") return happens(uniform, people.card_shown) ? { ...nobody, loyalty_card: card } : nobody;
  if (channel === "marketplace") return { ...nobody, email: `buyer-${person.number * 37}@marketplace.example` };
  if (channel === "call") {
    const slip = happens(uniform, identity.mistyped_email);
    const written = slip ? mistyped(uniform, email) : email;
    known(person, "email", written, slip);
    return { ...nobody, email: written, phone, user_id: happens(uniform, people.found_by_clerk) ? user_id : "" };
  }
  const anonymous_id = device ? anonymousAt(device, at) : "";
  return user_id === "" ? { ...nobody, email, anonymous_id } : { ...nobody, user_id, anonymous_id };
}

function remember(person: Person, buyer: Buyer): void {
  for (const kind of ["user_id", "loyalty_card", "phone"] as const) known(person, kind, buyer[kind]);
  const { email } = buyer;
  if (!person.known.has(`email:${email}`)) known(person, "email", email);
  known(person, "anonymous_id", buyer.anonymous_id, false, person.shares_device && buyer.anonymous_id !== "");
}

/** What became of an order. */
export interface Made {
  readonly order_id: string;
  readonly lines: readonly Line[];
  readonly payment_method: string;
  readonly identified: boolean;
  /** When the parcel came; of a shop's order, when it was made. */
  readonly delivered_at: number;
  readonly late: boolean;
  readonly refunded_at: number | undefined;
  readonly refunded_minor: number;
}

/** Whether parcels of an order are slow because of the friction. */
export function isSlowed(world: World, person: Person, channel: OrderChannel, at: number): boolean {
  return channel !== "store" && at >= world.delivery_since && person.home.region === deliveryFriction.region;
}

/** Writes an order, its parcel and its return. */
export function makeOrder(world: World, person: Person, uniform: Uniform, planned: Planned, order_id: string): Made {
  const { channel, at, value_minor, coupon, device } = planned;
  const lines = linesOf(uniform, value_minor);
  const buyer = buyerOf(uniform, person, planned);
  remember(person, buyer);
  const nearby = stores.filter(([, , city]) => city === person.home.city);
  const [store_id] = pick(uniform, nearby.length > 0 ? nearby : stores);
  const cells = {
    ...buyer,
    order_id,
    channel,
    payment_method: channel === "store" ? pick(uniform, ["card", "cash"]) : pick(uniform, ["blik", "card", "transfer"]),
    shipping_method: channel === "store" ? "store" : pick(uniform, ["courier", "parcel_locker"]),
    coupon: coupon ? "LATARNIA10" : "",
    store_id: channel === "store" ? store_id : "",
    region: person.home.region,
    browser: channel === "web" ? device?.browser : undefined,
  };
  for (const { product, quantity, price_minor } of lines) {
    const line = { product_id: product.id, product_name: product.name, quantity, price: money(price_minor) };
    world.out.row("shop", at, { ...cells, ...line });
  }
  const parcel =
    channel === "store" ? { delivered_at: at, late: false } : send(world, person, uniform, planned, order_id);
  const back = giveBack(world, uniform, lines, parcel, cells);
  return {
    order_id,
    lines,
    payment_method: cells.payment_method,
    identified: Object.values(buyer).some((value) => value !== ""),
    ...parcel,
    ...back,
  };
}

function send(world: World, person: Person, uniform: Uniform, { at, channel }: Planned, order_id: string) {
  const handled = integer(uniform, delivery.handling_hours[0], delivery.handling_hours[1]);
  const shipped = daytime(at + handled * hour_ms);
  const slowed = isSlowed(world, person, channel, at) ? deliveryFriction.days : 0;
  const days = 0.8 + gamma(uniform, delivery.shape, delivery.rate) + slowed;
  const delivered_at = daytime(at + days * day_ms);
  const late = days > delivery.promised_days;
  const parcel = {
    user_id: person.user_id,
    email:
      channel === "marketplace"
        ? `buyer-${person.number * 37}@marketplace.example`
        : person.user_id === ""
          ? person.email
          : "",
    order_id,
    carrier: pick(uniform, delivery.carriers),
    region: person.home.region,
    promised_days: delivery.promised_days,
  };
  if (channel === "marketplace") parcel.user_id = "";
  else if (parcel.email !== "") known(person, "email", parcel.email);
  else known(person, "user_id", parcel.user_id);
  world.out.row("delivery", Math.min(shipped, delivered_at - hour_ms), { ...parcel, event_name: "Order Shipped" });
  world.out.row("delivery", delivered_at, { ...parcel, event_name: "Order Delivered", days: days.toFixed(1) });
  return { delivered_at, late };
}

function giveBack(
  world: World,
  uniform: Uniform,
  lines: readonly Line[],
  { delivered_at, late }: { readonly delivered_at: number; readonly late: boolean },
  cells: Readonly<Record<string, string | undefined>>,
): Pick<Made, "refunded_at" | "refunded_minor"> {
  const back = happens(uniform, late ? returns.share_late : returns.share);
  const refunded_at = daytime(delivered_at + (1 + uniform() * (returns.days - 1)) * day_ms);
  if (!back || refunded_at >= world.until) return { refunded_at: undefined, refunded_minor: 0 };
  const whole = happens(uniform, returns.whole);
  const given = whole ? lines : [pick(uniform, lines)];
  for (const { product, quantity, price_minor } of given) {
    const line = { product_id: product.id, product_name: product.name, quantity: -quantity, price: money(price_minor) };
    world.out.row("shop", refunded_at, { ...cells, ...line });
  }
  return { refunded_at, refunded_minor: given.reduce((sum, line) => sum + line.quantity * line.price_minor, 0) };
}
