// The ready mappings on payloads as the vendors' documentation shows them (its pages are named), with made-up people.
import { describe, expect, it } from "vitest";
import { applyMapping } from "../map.ts";
import { tryMapping } from "../try.ts";
import { presetOf, presetSettings, presets } from "./index.ts";

const now = new Date("2026-03-01T12:00:00Z");

function preset(id: string) {
  const found = presetOf(id);
  if (!found) throw new Error(`no preset ${id}`);
  return found;
}

/** What Kompas understands of a payload: the one event it becomes. */
async function understood(id: string, payload: object, headers: Record<string, string> = {}) {
  const { mapping } = preset(id);
  const { events, faults, skipped } = await tryMapping(
    { mapping, sample: { payload: JSON.stringify(payload), headers } },
    now,
  );
  expect(faults).toEqual([]);
  return { ...events[0]?.understood, event: events[0]?.event, refusal: events[0]?.refusal ?? null, skipped };
}

it.each(presets.map(({ id }) => id))(
  "the sample of %s becomes one event of somebody, and no other than again",
  async (id) => {
    const { mapping, sample } = presetSettings(preset(id));
    const first = await applyMapping(mapping, sample.payload, sample.headers);
    const again = await applyMapping(mapping, sample.payload, sample.headers);
    expect(again).toEqual(first);
    const { events, faults } = await tryMapping({ mapping, sample }, now);
    expect(faults).toEqual([]);
    expect(events).toMatchObject([{ refusal: null }]);
    expect(events[0]?.understood?.identifiers.length).toBeGreaterThan(0);
  },
);

describe("Stripe, https://docs.stripe.com/api/charges/object and https://docs.stripe.com/currencies#zero-decimal", () => {
  const event = (type: string, object: object, previous_attributes?: object) => ({
    id: `evt_${type}`,
    object: "event",
    created: 1_772_366_400,
    type,
    data: { object, ...(previous_attributes ? { previous_attributes } : {}) },
  });
  const charge = {
    id: "ch_1",
    object: "charge",
    amount: 5000,
    amount_refunded: 0,
    currency: "jpy",
    customer: "cus_1",
    payment_intent: "pi_1",
    billing_details: { email: "Yui@Example.com", name: "Yui", phone: null, address: { country: "JP" } },
    payment_method_details: { type: "card" },
  };

  it.each([
    ["jpy", "5000", "JPY"],
    ["usd", "50", "USD"],
    ["kwd", "5", "KWD"],
  ])("a charge in %s is an order in whole units", async (currency, revenue, shown) => {
    const order = await understood("stripe", event("charge.succeeded", { ...charge, currency }));
    expect(order).toMatchObject({ name: "Order Completed", order_id: "pi_1", currency: shown });
    expect(Number(order.revenue)).toBe(Number(revenue));
    expect(order.identifiers).toEqual([
      { kind: "email", value: "yui@example.com" },
      { kind: "stripe_customer_id", value: "cus_1" },
      { kind: "stripe_payment_id", value: "pi_1" },
    ]);
  });

  it("a second refund of an order takes only what it adds", async () => {
    const object = { ...charge, currency: "eur", amount_refunded: 3000, refunded: false };
    const refund = await understood("stripe", event("charge.refunded", object, { amount_refunded: 1000 }));
    expect(refund).toMatchObject({ name: "Order Refunded", order_id: "pi_1" });
    expect(Number(refund.revenue)).toBe(-20);
  });

  it("subscriptions begin and end, payments fail, customers are known", async () => {
    const price = { id: "price_team", unit_amount: 4900, recurring: { interval: "month" } };
    const subscription = {
      id: "sub_1",
      object: "subscription",
      customer: "cus_1",
      currency: "eur",
      status: "active",
      items: { data: [{ price, quantity: 3 }] },
    };
    expect(await understood("stripe", event("customer.subscription.created", subscription))).toMatchObject({
      name: "Subscription Started",
      revenue: null,
      event: { properties: { plan: "price_team", amount: 49, interval: "month", quantity: 3 } },
    });
    const invoice = {
      id: "in_1",
      object: "invoice",
      customer: "cus_1",
      currency: "eur",
      amount_due: 4900,
      attempt_count: 2,
    };
    expect(await understood("stripe", event("invoice.payment_failed", invoice))).toMatchObject({
      name: "Payment Failed",
      event: { properties: { amount: 49, attempt: 2 } },
    });
    const customer = {
      id: "cus_1",
      object: "customer",
      email: "yui@example.com",
      name: "Yui",
      metadata: { user_id: "77" },
    };
    expect(await understood("stripe", event("customer.created", customer))).toMatchObject({
      name: "identify",
      identifiers: [{ kind: "user_id", value: "77" }, { kind: "email" }, { kind: "stripe_customer_id" }],
    });
  });

  it("what would count a payment twice is left out", async () => {
    expect(await understood("stripe", event("payment_intent.succeeded", { id: "pi_1" }))).toMatchObject({ skipped: 1 });
  });
});

describe("Shopify, https://shopify.dev/docs/api/webhooks", () => {
  it("an order has its lines and the shop's own number of the customer", async () => {
    const { payload, headers } = preset("shopify").sample;
    const order = await understood("shopify", payload, { ...headers });
    expect(order).toMatchObject({
      name: "Order Completed",
      order_id: "5678901234567",
      currency: "USD",
      identifiers: [{ kind: "user_id", value: "115310627314723" }, { kind: "email" }, { kind: "shopify_order_id" }],
      event: {
        properties: { coupon: "WINTER", shipping: 10.15, products: [{ name: "Cup", price: 199 }, { brand: "Kiln" }] },
      },
    });
    expect(Number(order.revenue)).toBe(609.09);
  });

  it("a refund is of its order, with the money that went back", async () => {
    const refund = {
      id: 89008818604,
      order_id: 5678901234567,
      created_at: "2026-02-28T19:00:00-05:00",
      note: "Things were damaged",
      refund_line_items: [{ quantity: 1, subtotal: 199, total_tax: 0 }],
      transactions: [
        { id: 1, kind: "refund", status: "success", amount: "199.00", currency: "USD" },
        { id: 2, kind: "refund", status: "failure", amount: "199.00", currency: "USD" },
      ],
    };
    const told = await understood("shopify", refund, { "X-Shopify-Topic": "refunds/create" });
    expect(told).toMatchObject({
      name: "Order Refunded",
      order_id: "5678901234567",
      identifiers: [{ kind: "shopify_order_id", value: "5678901234567" }],
      event: { properties: { reason: "Things were damaged" } },
    });
    expect(Number(told.revenue)).toBe(-199);
  });

  it("a customer who changes is told anew, a checkout is no order, a cancellation moves no money", async () => {
    const customer = { id: 7, email: "bob@example.com", first_name: "Bob", updated_at: "2026-02-01T00:00:00Z" };
    const told = await understood("shopify", customer, { "x-shopify-topic": "customers/update" });
    expect(told).toMatchObject({ name: "identify", identifiers: [{ value: "7" }, { value: "bob@example.com" }] });
    expect(told.event).toMatchObject({ messageId: "shopify:customers/update:7:2026-02-01T00:00:00Z" });
    const checkout = {
      id: 9,
      token: "tok",
      total_price: "5.00",
      currency: "USD",
      line_items: [],
      created_at: "2026-02-01T00:00:00Z",
    };
    expect(await understood("shopify", checkout, { "x-shopify-topic": "checkouts/create" })).toMatchObject({
      name: "Checkout Started",
      revenue: null,
      identifiers: [{ kind: "shopify_checkout_token", value: "tok" }],
    });
    const { payload } = preset("shopify").sample;
    const cancelled = { ...payload, cancel_reason: "customer", cancelled_at: "2026-02-01T00:00:00Z" };
    expect(await understood("shopify", cancelled, { "x-shopify-topic": "orders/cancelled" })).toMatchObject({
      name: "Order Cancelled",
      revenue: null,
      occurred_at: "2026-02-01T00:00:00.000Z",
    });
  });
});

describe("Zendesk, https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/", () => {
  const { payload } = preset("zendesk").sample;
  const told = (type: string, event: object, id = type) =>
    understood("zendesk", { ...payload, id, type: `zen:event-type:ticket.${type}`, event });

  it("a ticket is opened, replied to in public, resolved and opened again", async () => {
    expect(await understood("zendesk", payload)).toMatchObject({
      name: "Ticket Opened",
      identifiers: [{ kind: "zendesk_user_id", value: "8447388090493" }],
      event: { properties: { ticket_id: "5158", priority: "high", subject: "A cup is missing", tags: ["delivery"] } },
    });
    const comment = {
      author: { id: "1", is_staff: true, name: "Sam" },
      body: "We send another",
      id: "2",
      is_public: true,
    };
    expect(await told("comment_added", { comment })).toMatchObject({
      name: "Ticket Replied",
      event: { properties: { author: "agent", text: "We send another" } },
    });
    expect(await told("comment_added", { comment: { ...comment, is_public: false } })).toMatchObject({ skipped: 1 });
    expect(await told("status_changed", { current: "SOLVED", previous: "OPEN" })).toMatchObject({
      name: "Ticket Resolved",
    });
    expect(await told("status_changed", { current: "OPEN", previous: "SOLVED" })).toMatchObject({
      name: "Ticket Reopened",
    });
    expect(await told("status_changed", { current: "CLOSED", previous: "SOLVED" })).toMatchObject({ skipped: 1 });
  });
});

describe("Mailgun, https://documentation.mailgun.com/docs/mailgun/user-manual/events/webhooks", () => {
  const { payload } = preset("mailgun").sample;
  const data = { ...Object.getOwnPropertyDescriptor(payload, "event-data")?.value };
  const told = (change: object) => understood("mailgun", { ...payload, "event-data": { ...data, ...change } });

  it.each([
    ["accepted", {}, "Message Sent"],
    ["delivered", { "delivery-status": { code: 250, message: "OK" } }, "Message Delivered"],
    ["opened", {}, "Message Opened"],
    ["clicked", { url: "https://example.com/spring" }, "Message Clicked"],
    ["unsubscribed", {}, "Message Unsubscribed"],
    ["complained", {}, "Message Marked as Spam"],
    ["failed", { severity: "temporary", reason: "greylisted" }, "Message Deferred"],
    ["failed", { severity: "permanent", reason: "bounce" }, "Message Bounced"],
  ])("%s %j is %s", async (event, change, name) => {
    expect(await told({ event, ...change })).toMatchObject({
      name,
      identifiers: [{ kind: "email", value: "alice@example.com" }],
      event: { messageId: "Ase7i2zsRYeDXztHGENqRA", properties: { tags: ["newsletter", "spring"], channel: "email" } },
    });
  });
});

describe("Calendly, https://developer.calendly.com/api-docs/webhook-payload", () => {
  const { payload } = preset("calendly").sample;
  const invitee = { ...Object.getOwnPropertyDescriptor(payload, "payload")?.value };
  const told = (event: string, change: object) =>
    understood("calendly", { ...payload, event, payload: { ...invitee, ...change } });

  it("a meeting is booked, canceled with the reason, moved, missed", async () => {
    expect(await told("invitee.created", {})).toMatchObject({
      name: "Meeting Booked",
      identifiers: [{ kind: "email", value: "maria@example.com" }, { kind: "calendly_invitee" }],
      event: { properties: { meeting: "30 minutes", utm_source: "newsletter" } },
    });
    const cancellation = { canceled_by: "Maria", canceler_type: "invitee", reason: "Ill" };
    expect(await told("invitee.canceled", { cancellation })).toMatchObject({
      name: "Meeting Canceled",
      event: { properties: { reason: "Ill", canceled_by: "invitee" } },
    });
    expect(await told("invitee.created", { old_invitee: "https://api.calendly.com/x" })).toMatchObject({
      name: "Meeting Rescheduled",
    });
    const missed = { invitee, uri: "https://api.calendly.com/invitee_no_shows/1", email: undefined };
    expect(await told("invitee_no_show.created", missed)).toMatchObject({
      name: "Meeting Missed",
      identifiers: [{ kind: "email", value: "maria@example.com" }, {}],
    });
  });
});
