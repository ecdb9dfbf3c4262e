// Visits of the web shop and of the app as events: pages, searches, products, cart, checkout, payment.
import { anyProduct, categories, money, type Product } from "./catalog.ts";
import { visits } from "./company.ts";
import { anonymousAt, type Device } from "./device.ts";
import type { Out } from "./out.ts";
import { exponential, happens, pick, type Uniform, weighted } from "./random.ts";

/** By what somebody came. */
export interface Touch {
  readonly source: string | undefined;
  readonly medium: string | undefined;
  readonly campaign: string | undefined;
}

const touch = (source?: string, medium?: string, campaign?: string): Touch => ({ source, medium, campaign });
const direct = touch();
const touches: Readonly<Record<string, Touch>> = {
  direct,
  paid_search: touch("google", "cpc", "generic"),
  brand_search: touch("google", "cpc", "latarnia"),
  paid_social: touch("facebook", "paid_social", "inspirations"),
  organic: touch("google", "organic"),
  email: touch("newsletter", "email", "newsletter"),
  email_partner: touch("homeletter", "partner_email", "partner"),
  referral: touch("friend", "referral"),
  campaign: touch("newsletter", "email", "winter-light"),
};

/** The touch of a channel; none when people come by themselves. */
export function touchOf(channel: string): Touch {
  return touches[channel] ?? direct;
}

/** One visit: in a browser, or in the app where `device` is undefined. */
export interface Visit {
  readonly out: Out;
  readonly device: Device | undefined;
  /** Device id of the app; "" in a browser. */
  readonly app: string;
  /** "" where the person did not sign in. */
  readonly user_id: string;
  readonly touch: Touch;
  readonly at: number;
  readonly session_id: string;
}

interface Seen {
  readonly path?: string;
  readonly product?: Product;
  readonly query?: string;
  readonly cart_id?: string;
  readonly order_id?: string;
  readonly total?: string;
  readonly payment_method?: string;
  readonly reason?: string;
  /** Only the first page of a visit tells by what it came. */
  readonly landing?: boolean;
}

// Most rows of the company are made here, so their cells are put together as text, in the order of source.ts; none of
// them needs quotes.
function step(visit: Visit, event_name: string, at: number, seen: Seen): void {
  const { device, out } = visit;
  const { product, path = "", query = "", cart_id = "", order_id = "", total = "" } = seen;
  const what = product ? `${product.id},${product.name},${product.category},${money(product.price)}` : ",,,";
  const cells = `${path},${what},${query},${cart_id},${order_id},${total}`;
  if (!device) {
    out.text("app", at, `${event_name},${visit.app},${visit.user_id},Android,4.2.0,${cells},${visit.session_id}`);
    return;
  }
  const { source = "", medium = "", campaign = "" } = seen.landing ? visit.touch : direct;
  const { browser, os, type } = device;
  const who = `${anonymousAt(device, visit.at)},${visit.user_id},${browser},${os},${type}`;
  const paid = `${seen.payment_method ?? ""},${seen.reason ?? ""}`;
  const came = `${source},${medium},${campaign}`;
  out.text("web", at, `${event_name},${who},${cells},${paid},${came},${visit.session_id}`);
}

const queries =
  "lampa,dywan,koc,świeczka,lustro,krzesło,wazon,pościel,lamp,rug,vase,mirror,плед,лампа,ваза,зеркало".split(",");
const actions = [
  ["product", 0.48],
  ["list", 0.3],
  ["search", 0.12],
  ["page", 0.1],
] as const;
const pages = ["/about", "/stores", "/delivery", "/returns", "/blog/light", "/loyalty"];

function look(visit: Visit, uniform: Uniform, at: number): void {
  const action = weighted(uniform, actions);
  if (action === "product") {
    const product = anyProduct(uniform);
    step(visit, "Product Viewed", at, { product, path: `/p/${product.id}` });
  } else if (action === "list") step(visit, "Product List Viewed", at, { path: `/c/${pick(uniform, categories)}` });
  else if (action === "search")
    step(visit, "Products Searched", at, { path: "/search", query: pick(uniform, queries) });
  else step(visit, "Page Viewed", at, { path: pick(uniform, pages) });
}

const pause = (uniform: Uniform) => 2000 + exponential(uniform, visits.step_s * 1000);

function land(visit: Visit, at: number): void {
  if (visit.device) step(visit, "Page Viewed", at, { path: "/", landing: true });
  else step(visit, "Application Opened", at, {});
}

/** How many views, 1 at least: geometric. */
function views(uniform: Uniform): number {
  return 1 + Math.floor(exponential(uniform, visits.views));
}

/** A visit that ends without an order; some fill a cart, some of those go to the checkout. */
export function browse(visit: Visit, uniform: Uniform): void {
  let { at } = visit;
  land(visit, at);
  for (let left = views(uniform); left > 0; left -= 1) {
    at += pause(uniform);
    look(visit, uniform, at);
  }
  if (!happens(uniform, visits.carts)) return;
  const product = anyProduct(uniform);
  const cart_id = `c-${visit.session_id}`;
  at += pause(uniform);
  step(visit, "Product Added", at, { product, cart_id, path: `/p/${product.id}` });
  at += pause(uniform);
  step(visit, "Cart Viewed", at, { cart_id, path: "/cart", total: money(product.price) });
  if (!happens(uniform, visits.checkouts)) return;
  at += pause(uniform);
  step(visit, "Checkout Started", at, { cart_id, path: "/checkout", total: money(product.price) });
}

/** What is bought in a visit. */
export interface Purchase {
  readonly order_id: string;
  readonly products: readonly Product[];
  readonly total_minor: number;
  readonly payment_method: string;
  /** The account is opened on the way. */
  readonly signs_up: boolean;
  /** Payment: it works, fails once and works then, or fails and the order is lost. */
  readonly payment: "works" | "retried" | "lost";
}

/** A visit that ends with paying at `visit.at`. What was bought stands in the shop's own file. */
export function buy(visit: Visit, uniform: Uniform, purchase: Purchase): void {
  const { order_id, products, payment_method, payment } = purchase;
  const looks = views(uniform);
  const total = money(purchase.total_minor);
  const cart_id = `c-${visit.session_id}`;
  const steps = 1 + looks + 2 * products.length + 3 + (purchase.signs_up ? 1 : 0) + (payment === "works" ? 0 : 2);
  let left = steps;
  // Steps are spread backward from the payment, so that it happens when the order does.
  const next = () => {
    left -= 1;
    return visit.at - 4000 - Math.round((left + 0.4 * uniform()) * visits.step_s * 1000);
  };
  land(visit, next());
  for (let one = 0; one < looks; one += 1) look(visit, uniform, next());
  for (const product of products) {
    step(visit, "Product Viewed", next(), { product, path: `/p/${product.id}` });
    step(visit, "Product Added", next(), { product, cart_id, path: `/p/${product.id}` });
  }
  const checkout = { cart_id, order_id, total, payment_method };
  step(visit, "Cart Viewed", next(), { cart_id, total, path: "/cart" });
  if (purchase.signs_up) step(visit, "Signed Up", next(), { path: "/account" });
  step(visit, "Checkout Started", next(), { cart_id, order_id, total, path: "/checkout" });
  step(visit, "Payment Info Entered", next(), { ...checkout, path: "/checkout/payment" });
  if (payment === "works") return;
  step(visit, "Payment Failed", next(), { ...checkout, path: "/checkout/payment", reason: "payment_page_error" });
  if (payment === "retried") step(visit, "Payment Info Entered", next(), { ...checkout, path: "/checkout/payment" });
}
