// One customer from the first order to the end of the history: the order in which all the others are called.
import { loseProspect } from "./advertising.ts";
import { awake, day_ms, daytime, hour_ms, week_ms } from "./calendar.ts";
import { campaigned, lastTouch, newsletters, pushes, sessionOf } from "./campaign.ts";
import { attribution, contacts, feelings, spend, surveys, visits } from "./company.ts";
import { type Cause, contactAbout } from "./contact.ts";
import { anonymousAt, type Device } from "./device.ts";
import { ask, calm, feel, later, type Mood } from "./mood.ts";
import { stores } from "./names.ts";
import { type Made, makeOrder, type Planned } from "./order.ts";
import { known, type Origin, type Person, personOf } from "./person.ts";
import { causes, deviceFor, meanOrder, type Plan, planOf } from "./plan.ts";
import { exponential, happens, integer, lognormal, pick, randomOf, type Uniform, weighted } from "./random.ts";
import { isReachable, register } from "./register.ts";
import type { Opinion } from "./say/index.ts";
import { browse, buy, touchOf, type Visit } from "./visit.ts";
import { mention, review, tellFriends } from "./word.ts";
import type { World } from "./world.ts";

/** What a customer amounts to, for the truth. */
interface Tally {
  orders: number;
  revenue_minor: number;
  readonly active: Set<object>;
  readonly identified: Set<object>;
}

interface Living {
  readonly world: World;
  readonly person: Person;
  readonly uniform: Uniform;
  readonly mood: Mood;
  readonly tally: Tally;
  /** How many contacts there were, and when NPS was asked last. */
  contacts: number;
  asked_at: number;
  /** Friends who come; undefined before anything was told. */
  friends: readonly Origin[] | undefined;
}

function visitOf(
  { world, person }: Living,
  device: Device | undefined,
  at: number,
  signed: boolean,
  channel: string,
): Visit {
  const user_id = signed ? person.user_id : "";
  if (device)
    known(person, "anonymous_id", anonymousAt(device, at), false, person.shares_device && device === person.devices[0]);
  else known(person, "device_id", person.app);
  known(person, "user_id", user_id);
  return {
    out: world.out,
    device,
    app: device ? "" : person.app,
    user_id,
    touch: touchOf(channel),
    at,
    session_id: sessionOf(world, person, at),
  };
}

function contact(living: Living, probability: number, cause: Cause, at: number): void {
  if (!happens(living.uniform, probability)) return;
  living.contacts += 1;
  const { world, person, mood, uniform } = living;
  // About a payment people write at once, about all else by day.
  const when = cause === "payment" ? at : daytime(at);
  contactAbout(world, person, mood, uniform, { at: when, cause, place: living.contacts });
}

function orderByCall({ world, person, uniform }: Living, at: number, order_id: string): void {
  const talk = { duration: Math.round(lognormal(uniform, 400, 0.4)), waited: Math.round(lognormal(uniform, 60, 0.8)) };
  const call = { event_name: "Call Ended", phone: person.phone, call_id: `o-${order_id}`, direction: "in", ...talk };
  const sent = world.out.row("call-center", at + 60_000, {
    ...call,
    outcome: "ordered",
    agent_id: "agent-1",
    reason: "order",
  });
  if (sent !== "") world.out.month(at + 60_000).calls += 1;
}

/** The way to an order: an earlier visit by what brought it, and the visit in which it is paid. */
function shop(living: Living, planned: Planned, made: Pick<Made, "order_id" | "lines" | "payment_method">): string {
  const { person, uniform } = living;
  const { at, channel, device, brought_by, payment, value_minor } = planned;
  if (channel === "call") orderByCall(living, at, made.order_id);
  if (channel !== "web" && channel !== "app") return channel;
  const last = lastTouch(uniform, brought_by);
  if (happens(uniform, attribution.researched)) {
    const before = at - Math.round((0.02 + uniform()) * attribution.research_hours * hour_ms);
    const other = deviceFor(uniform, person);
    browse(visitOf(living, other, before, false, brought_by), uniform);
  }
  const products = made.lines.map(({ product }) => product);
  const visit = visitOf(living, device, at, true, last);
  const signs_up = living.tally.orders === 0 && channel === "web" && person.user_id !== "";
  const { order_id, payment_method } = made;
  buy(visit, uniform, { order_id, products, total_minor: value_minor, payment_method, signs_up, payment });
  return last;
}

function lose(living: Living, planned: Planned, order_id: string): void {
  const { world, person, mood, uniform } = living;
  shop(living, planned, { order_id, lines: [], payment_method: "card" });
  feel(mood, planned.at, feelings.payment_failed);
  mood.minds = [{ topic: "payment", sentiment: "negative" }];
  const { at, value_minor } = planned;
  world.out.tell("lost_order", { person: person.number, occurred_at: at, revenue_minor: value_minor, visitor: false });
  contact(living, contacts.payment, "payment", at + integer(uniform, 5, 200) * 60_000);
}

function storeVisit({ world, person, uniform }: Living, at: number): void {
  if (person.card === "") return;
  const nearby = stores.filter(([, , city]) => city === person.home.city);
  const [store_id, store_name, city] = pick(uniform, nearby.length > 0 ? nearby : stores);
  const duration = Math.round(lognormal(uniform, 1200, 0.5));
  known(person, "loyalty_card", person.card);
  world.out.row("store", at, {
    event_name: "Store Visited",
    loyalty_card: person.card,
    store_id,
    store_name,
    city,
    duration,
  });
}

function count({ world, person, tally }: Living, planned: Planned, made: Made, last: string): void {
  const { out } = world;
  const { at, channel, value_minor, campaign, brought_by } = planned;
  const { order_id, identified, late, refunded_at, refunded_minor } = made;
  const month = out.month(at);
  month.orders += 1;
  month.revenue_minor += value_minor;
  if (tally.orders === 0) month.customers_new += 1;
  if (!tally.active.has(month)) month.customers_active += 1;
  tally.active.add(month);
  if (identified && !tally.identified.has(month)) {
    month.customers_identified += 1;
    tally.identified.add(month);
  }
  if (refunded_at !== undefined) out.month(refunded_at).refunds_minor += refunded_minor;
  tally.orders += 1;
  tally.revenue_minor += value_minor - refunded_minor;
  out.tell("order", {
    order_id,
    person: person.number,
    occurred_at: at,
    revenue_minor: value_minor,
    refunded_minor,
    refunded_at: refunded_at ?? null,
    channel,
    region: person.home.region,
    cause: campaign ? "campaign" : "own",
    identified,
    late,
  });
  out.tell("touch", { order_id, cause: brought_by, last });
}

/** What an order is like for the person: payment, parcel, return; what is said of it and asked about it. */
function experience(living: Living, planned: Planned, made: Made): void {
  const { world, person, mood, uniform } = living;
  const { late, delivered_at, refunded_at, order_id, identified } = made;
  const minds: Opinion[] = [];
  if (planned.payment === "retried") minds.push({ topic: "payment", sentiment: "negative" });
  if (planned.channel !== "store") {
    feel(mood, delivered_at, late ? feelings.late : feelings.on_time);
    if (late || happens(uniform, 0.3)) minds.push({ topic: "delivery", sentiment: late ? "negative" : "positive" });
  } else if (happens(uniform, 0.4))
    minds.push({ topic: "store", sentiment: happens(uniform, 0.75) ? "positive" : "negative" });
  if (planned.payment === "retried") feel(mood, planned.at, feelings.payment_failed / 2);
  mood.minds = minds;
  const reachable = identified && planned.channel !== "marketplace" && isReachable(person);
  if (reachable)
    contact(
      living,
      late ? contacts.late : contacts.order,
      late ? "late" : "order",
      delivered_at - (late ? day_ms : -day_ms / 2),
    );
  const asks = happens(uniform, surveys.nps_asked) && planned.at - living.asked_at > 60 * day_ms;
  if (reachable && asks) {
    living.asked_at = planned.at;
    ask(world, person, mood, uniform, later(uniform, delivered_at, 30), { kind: "nps", order_id, late });
  }
  review(world, person, mood, uniform, made);
  mention(world, person, mood, uniform, delivered_at);
  living.friends ??= tellFriends(world, person, mood, uniform, delivered_at + day_ms);
  if (refunded_at === undefined) return;
  feel(mood, refunded_at, feelings.returned);
  mood.minds = [{ topic: "returns", sentiment: happens(uniform, 0.5) ? "negative" : "positive" }];
  if (!reachable) return;
  contact(living, contacts.returned, "return", refunded_at - day_ms / 2);
  if (happens(uniform, surveys.ces_asked))
    ask(world, person, mood, uniform, later(uniform, refunded_at, 20), { kind: "ces", order_id, late });
}

/** Visits without an order: often while the person is active, seldom afterward. */
function wander(living: Living, { life }: Plan): void {
  const { world, person } = living;
  const uniform = randomOf(world.seed, 7, person.number);
  if (person.user_id === "" && person.store_share === 1) return;
  const per_week = visits.base_per_week + visits.per_order * life.rate_per_week;
  const end = life.alive_until ?? world.until;
  for (let at = person.born_at; at < world.until; ) {
    at += exponential(uniform, week_ms / (at < end ? per_week : per_week * visits.after_end));
    const when = awake(uniform, Math.max(at, person.born_at));
    if (at >= world.until || when <= person.born_at) continue;
    const app = person.app !== "" && happens(uniform, visits.in_app);
    const device = app ? undefined : deviceFor(uniform, person);
    const signed = happens(uniform, app ? visits.signed_in_app : visits.signed_in);
    browse(visitOf(living, device, when, signed, weighted(uniform, causes)), uniform);
    if (happens(uniform, visits.store_beside)) storeVisit(living, daytime(when + day_ms / 2));
  }
}

function tellCustomer({ world, person, tally }: Living, { life, scale }: Plan, segment: string): void {
  const { out } = world;
  const { rate_per_week, dropout, alive_until } = life;
  const { number, user_id, born_at, channel, language, referred_by, bargain } = person;
  out.tell("customer", {
    person: number,
    user_id,
    born_at,
    channel,
    region: person.home.region,
    language,
    segment,
    rate_per_week,
    dropout,
    mean_order_minor: meanOrder(scale, spend.p),
    alive_until,
    orders: tally.orders,
    revenue_minor: tally.revenue_minor,
    referred_by,
    household: person.household?.number ?? 0,
    bargain,
  });
  for (const { kind, value, mistyped, shared } of person.known.values())
    out.tell("identifier", { person: number, kind, value, mistyped, shared });
}

/** Lives the `number`-th customer's life; gives those who come because of this one: friends, and who shares the home. */
export function liveOf(world: World, number: number, origin: Origin): readonly Origin[] {
  const person = personOf(world.seed, number, origin, world);
  world.out.begin(number);
  const plan = planOf(world, person);
  const mood = calm();
  const tally: Tally = { orders: 0, revenue_minor: 0, active: new Set(), identified: new Set() };
  const uniform = randomOf(world.seed, 8, number);
  const living: Living = { world, person, uniform, mood, tally, contacts: 0, asked_at: 0, friends: undefined };
  register(world, person);
  const gone_at = person.consent && isReachable(person) ? newsletters(world, person) : 0;
  if (person.consent && person.app !== "") pushes(world, person);
  const mailed = person.user_id !== "" && (gone_at === undefined || gone_at > world.campaign_at);
  const { segment, orders } = campaigned(world, person, plan, mailed);
  for (const [place, planned] of orders.entries()) {
    if (planned.at >= world.until) continue;
    const order_id = `L${number}-${place + 1}`;
    if (planned.payment === "lost") {
      lose(living, planned, order_id);
      continue;
    }
    const made = makeOrder(world, person, uniform, planned, order_id);
    if (planned.channel === "store" && made.identified) storeVisit(living, planned.at - 900_000);
    const last = shop(living, planned, made);
    count(living, planned, made, last);
    experience(living, planned, made);
  }
  wander(living, plan);
  tellCustomer(living, plan, segment);
  const [first] = orders;
  if (first) loseProspect(world, number, uniform, first);
  const { mate_at } = person;
  const mate =
    mate_at === undefined ? [] : [{ channel: "referral", born_at: mate_at, referred_by: 0, household: person }];
  return [...(living.friends ?? []), ...mate];
}
