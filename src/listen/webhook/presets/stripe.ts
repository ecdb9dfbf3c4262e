// Stripe: charges are orders, refunds are refunds, subscriptions and failed payments are told, customers are people.
import type { WebhookPreset } from "./preset.ts";

export const stripe: WebhookPreset = {
  id: "stripe",
  name: "Stripe",
  docs_url: "https://docs.stripe.com/api/events/object",
  mapping: {
    // One payment sends many events; the charge is the one that every payment has, so that none counts twice.
    when: `type in [
  "charge.succeeded", "charge.refunded", "charge.dispute.created", "invoice.payment_failed",
  "customer.subscription.created", "customer.subscription.updated", "customer.subscription.deleted",
  "customer.created", "customer.updated"
]`,
    type: `type in ["customer.created", "customer.updated"] ? "identify" : "track"`,
    event: `$lookup({
  "charge.succeeded": "Order Completed",
  "charge.refunded": "Order Refunded",
  "charge.dispute.created": "Payment Disputed",
  "invoice.payment_failed": "Payment Failed",
  "customer.subscription.created": "Subscription Started",
  "customer.subscription.updated": "Subscription Updated",
  "customer.subscription.deleted": "Subscription Canceled"
}, type)`,
    userId: `data.object.metadata.user_id`,
    traits: `(
  $o := data.object;
  $email := $o.object = "customer" ? $o.email : ($o.billing_details.email ? $o.billing_details.email : ($o.receipt_email ? $o.receipt_email : $o.customer_email));
  $name := $o.object = "customer" ? $o.name : $o.billing_details.name;
  $phone := $o.object = "customer" ? $o.phone : $o.billing_details.phone;
  $country := $o.object = "customer" ? $o.address.country : $o.billing_details.address.country;
  $merge([
    $email ? {"email": $email} : {}, $name ? {"name": $name} : {},
    $phone ? {"phone": $phone} : {}, $country ? {"country": $country} : {}
  ])
)`,
    properties: `(
  $o := data.object;
  $currency := $lowercase($o.currency);
  $digits := $currency in ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"] ? 0
    : $currency in ["bhd", "jod", "kwd", "omr", "tnd"] ? 3 : 2;
  $major := function($minor) { $type($minor) = "number" ? $round($minor / $power(10, $digits), $digits) };
  $order := $o.payment_intent ? $o.payment_intent : $o.id;
  $refunded := $o.amount_refunded - ($exists(data.previous_attributes.amount_refunded) ? data.previous_attributes.amount_refunded : 0);
  type = "charge.succeeded" ? {
    "order_id": $order, "charge_id": $o.id, "revenue": $major($o.amount), "total": $major($o.amount),
    "currency": $uppercase($currency), "payment_method": $o.payment_method_details.type, "description": $o.description
  } : type = "charge.refunded" ? {
    "order_id": $order, "charge_id": $o.id, "revenue": $major($refunded), "total": $major($refunded),
    "currency": $uppercase($currency), "whole": $o.refunded
  } : type = "charge.dispute.created" ? {
    "order_id": $order, "charge_id": $o.charge, "amount": $major($o.amount), "currency": $uppercase($currency),
    "reason": $o.reason
  } : type = "invoice.payment_failed" ? {
    "invoice_id": $o.id, "amount": $major($o.amount_due), "currency": $uppercase($currency),
    "attempt": $o.attempt_count
  } : {
    "subscription_id": $o.id, "status": $o.status, "plan": $o.items.data[0].price.id,
    "amount": $major($o.items.data[0].price.unit_amount), "currency": $uppercase($currency),
    "interval": $o.items.data[0].price.recurring.interval, "quantity": $o.items.data[0].quantity
  }
)`,
    // The payment tells refunds and disputes, which may name nobody, whose order they are of.
    context: `(
  $o := data.object;
  $customer := $o.object = "customer" ? $o.id : $o.customer;
  $payment := $o.payment_intent ? $o.payment_intent : ($o.object = "charge" ? $o.id : $o.charge);
  $id := function($value, $type) { {"id": $value, "type": $type, "collection": "users", "encoding": "none"} };
  {"externalIds": [
    $customer ? $id($customer, "stripe_customer_id"),
    $payment ? $id($payment, "stripe_payment_id")
  ]}
)`,
    messageId: `id`,
    timestamp: `$fromMillis(created * 1000)`,
  },
  signature: {
    algorithm: "sha256",
    encoding: "hex",
    signature: { in: "header", name: "Stripe-Signature", part: "v1" },
    timestamp: { in: "header", name: "Stripe-Signature", part: "t" },
    signed: "{timestamp}.{body}",
    tolerance_s: 300,
  },
  sample: {
    headers: {},
    payload: {
      id: "evt_3MmlLrLkdIwHu7ix0uke3Ezy",
      object: "event",
      api_version: "2024-06-20",
      created: 1679090539,
      data: {
        object: {
          id: "ch_3MmlLrLkdIwHu7ix0snN0B15",
          object: "charge",
          amount: 10999,
          amount_captured: 10999,
          amount_refunded: 0,
          billing_details: {
            address: { city: "Dublin", country: "IE", line1: null, line2: null, postal_code: "D02", state: null },
            email: "anna.kelly@example.com",
            name: "Anna Kelly",
            phone: null,
          },
          captured: true,
          created: 1679090539,
          currency: "eur",
          customer: "cus_NffrFeUfNV2Hib",
          description: "Annual plan",
          disputed: false,
          livemode: true,
          metadata: {},
          paid: true,
          payment_intent: "pi_3MmlLrLkdIwHu7ix0HvOqVZI",
          payment_method_details: { card: { brand: "visa", last4: "4242" }, type: "card" },
          receipt_email: null,
          refunded: false,
          status: "succeeded",
        },
      },
      livemode: true,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type: "charge.succeeded",
    },
  },
};
