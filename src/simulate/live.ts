// What happens next, now: visits, orders, answers and contacts of the company's customers as calls of the tracking API.
import { anyProduct, categories, money, type Product } from "./catalog.ts";
import { type CompanySize, currency } from "./company.ts";
import { type Device, opaqueId } from "./device.ts";
import { scoreOf, topicsOf } from "./mood.ts";
import { stores } from "./names.ts";
import { outOf } from "./out.ts";
import { type Person, personOf } from "./person.ts";
import {
  exponential,
  happens,
  integer,
  lognormal,
  pick,
  randomOf,
  type Uniform,
  type Weighted,
  weighted,
} from "./random.ts";
import { say } from "./say/index.ts";
import { customersOf } from "./simulate.ts";
import type { SourceName } from "./source.ts";
import { worldOf } from "./world.ts";

/** A call of the tracking API, in Segment's words, and how long to wait before it. */
export interface LiveCall {
  readonly wait_ms: number;
  /** Which of the company's sources sends it. */
  readonly source: SourceName;
  readonly call: Record<string, unknown>;
}

type Said = Pick<LiveCall, "source" | "call">;

interface Scene {
  readonly person: Person;
  readonly uniform: Uniform;
  /** Distinguishes this scene's orders and tickets from all others. */
  readonly id: string;
}

const people_most = 400;

/** The company's first customers, as they are in the history. */
function customersNow(size: CompanySize): readonly Person[] {
  const nowhere = outOf(size.until.getTime(), { line: () => {}, tell: () => {} });
  const world = worldOf({ ...size, customers: Math.min(size.customers, people_most) }, nowhere);
  return [...customersOf(world)].map(({ number, origin }) => personOf(size.seed, number, origin, world));
}

const listed = (product: Product) => ({
  product_id: product.id,
  name: product.name,
  category: product.category,
  price: money(product.price),
  currency,
});

function browserOf({ browser, os, type }: Device, path: string) {
  return { browser, os, device_type: type, "context.page.path": path };
}

/** A visit of the web shop: some look, some buy; some sign in, some never say who they are. */
function visit({ person, uniform, id }: Scene): readonly Said[] {
  const device = pick(uniform, person.devices);
  const stranger = happens(uniform, 0.35);
  const anonymousId = stranger ? opaqueId(integer(uniform, 0, 2 ** 31), 5) : (device.ids.at(-1) ?? "");
  const buys = !stranger && happens(uniform, 0.3);
  const signed = person.user_id !== "" && !stranger && (buys || happens(uniform, 0.4));
  const who = { anonymousId, ...(signed ? { userId: person.user_id } : {}) };
  const calls: Said[] = [];
  const track = (event: string, path: string, properties: object) =>
    calls.push({
      source: "web",
      call: { type: "track", event, ...who, properties: { ...browserOf(device, path), ...properties } },
    });
  calls.push({
    source: "web",
    call: { type: "page", name: "Home", ...who, context: { page: { path: "/" } }, properties: browserOf(device, "/") },
  });
  const products: Product[] = [];
  for (let looks = integer(uniform, 1, 4); looks > 0; looks -= 1) {
    const product = anyProduct(uniform);
    products.push(product);
    if (happens(uniform, 0.4)) track("Product List Viewed", "/c", { category: pick(uniform, categories) });
    track("Product Viewed", `/p/${product.id}`, listed(product));
  }
  const [chosen] = products;
  if (!chosen || !(buys || happens(uniform, 0.2))) return calls;
  track("Product Added", `/p/${chosen.id}`, { ...listed(chosen), quantity: 1 });
  track("Cart Viewed", "/cart", { total: money(chosen.price), currency });
  if (!buys) return calls;
  const order = { order_id: id, total: money(chosen.price), currency, products: [{ ...listed(chosen), quantity: 1 }] };
  track("Checkout Started", "/checkout", order);
  track("Payment Info Entered", "/checkout/payment", { order_id: id, payment_method: "blik" });
  if (happens(uniform, 0.08))
    track("Payment Failed", "/checkout/payment", { order_id: id, reason: "payment_page_error" });
  else track("Order Completed", "/checkout/done", { ...order, revenue: money(chosen.price), channel: "web" });
  return calls;
}

const contactOf = ({ user_id, email }: Person) => (user_id === "" ? { traits: { email } } : { userId: user_id });

/** A track call of somebody whom the source knows by account or e-mail. */
function told(source: SourceName, event: string, person: Person, properties: object): readonly Said[] {
  const { userId, traits } = { userId: undefined, traits: undefined, ...contactOf(person) };
  const who = userId === undefined ? { context: { traits } } : { userId };
  return [{ source, call: { type: "track", event, ...who, properties } }];
}

function answer({ person, uniform, id }: Scene): readonly Said[] {
  const mood = person.temper;
  const score = scoreOf(uniform, "nps", mood);
  const topics = topicsOf(uniform, mood, []);
  const { text } = say(uniform, { language: person.language, kind: "survey", topics });
  const survey = {
    survey_id: "nps-latarnia",
    question_id: "nps",
    kind: "nps",
    score,
    text: happens(uniform, 0.6) ? text : "",
  };
  return told("survey", "Survey Responded", person, { ...survey, order_id: id, language: person.language });
}

function ticket({ person, uniform, id }: Scene): readonly Said[] {
  const topics = topicsOf(uniform, person.temper - 1, []);
  const { text } = say(uniform, { language: person.language, kind: "ticket", topics });
  const ticketed = { ticket_id: `t-${id}`, category: "other", priority: "normal" };
  return told("helpdesk", "Ticket Opened", person, { ...ticketed, subject: "other", text });
}

function call({ person, uniform, id }: Scene): readonly Said[] {
  const times = { duration: Math.round(lognormal(uniform, 260, 0.6)), waited: Math.round(lognormal(uniform, 70, 1)) };
  const properties = { call_id: `c-${id}`, direction: "in", ...times, outcome: "answered", agent_id: "agent-1" };
  return [
    {
      source: "call-center",
      call: { type: "track", event: "Call Ended", context: { traits: { phone: person.phone } }, properties },
    },
  ];
}

function storeVisit(scene: Scene): readonly Said[] {
  const { person, uniform } = scene;
  if (person.card === "") return visit(scene);
  const [store_id, store_name, city] = pick(uniform, stores);
  const properties = { store_id, store_name, city, duration: Math.round(lognormal(uniform, 1200, 0.5)) };
  const context = { traits: { loyalty_card: person.card } };
  return [{ source: "store", call: { type: "track", event: "Store Visited", context, properties } }];
}

const scenes: Weighted<(scene: Scene) => readonly Said[]> = [
  [visit, 0.8],
  [answer, 0.08],
  [ticket, 0.04],
  [call, 0.04],
  [storeVisit, 0.04],
];
/** How many scenes go on side by side. */
const together = 6;

/**
 * Endless calls, so many a second on average, without times: they happen when they are sent. `run` is to be another number
 * each time, as message ids and orders are made of it: a call that was sent once is never taken again.
 */
export function* liveCalls(size: CompanySize, rate_per_s: number, run = 0): Generator<LiveCall, never> {
  const persons = customersNow(size);
  const uniform = randomOf(size.seed, 40, run);
  const open: Said[][] = [];
  for (let sent = 0, begun = 0; ; sent += 1) {
    while (open.length < together) {
      begun += 1;
      const scene = weighted(uniform, scenes);
      open.push([...scene({ person: pick(uniform, persons), uniform, id: `N${run.toString(36)}-${begun}` })]);
    }
    const place = integer(uniform, 0, open.length - 1);
    const said = open[place]?.shift();
    if (open[place]?.length === 0) open.splice(place, 1);
    if (!said) continue;
    const messageId = `live-${run.toString(36)}-${sent.toString(36)}`;
    yield { wait_ms: exponential(uniform, 1000 / rate_per_s), source: said.source, call: { messageId, ...said.call } };
  }
}
