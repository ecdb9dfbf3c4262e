// Shopify: orders, refunds, cancellations, checkouts and customers of a shop. The topic stands in a header.
import type { WebhookPreset } from "./preset.ts";

export const shopify: WebhookPreset = {
  id: "shopify",
  name: "Shopify",
  docs_url: "https://shopify.dev/docs/api/admin-rest/latest/resources/webhook",
  mapping: {
    when: `$headers."x-shopify-topic" in [
  "orders/create", "orders/cancelled", "orders/fulfilled", "refunds/create",
  "checkouts/create", "customers/create", "customers/update"
]`,
    type: `$headers."x-shopify-topic" in ["customers/create", "customers/update"] ? "identify" : "track"`,
    event: `$lookup({
  "orders/create": "Order Completed",
  "orders/cancelled": "Order Cancelled",
  "orders/fulfilled": "Order Fulfilled",
  "refunds/create": "Order Refunded",
  "checkouts/create": "Checkout Started"
}, $headers."x-shopify-topic")`,
    userId: `(
  $person := $headers."x-shopify-topic" in ["customers/create", "customers/update"] ? $ : customer;
  $exists($person.id) ? $string($person.id)
)`,
    traits: `(
  $person := $headers."x-shopify-topic" in ["customers/create", "customers/update"] ? $ : customer;
  $email := $person.email ? $person.email : email;
  $phone := $person.phone ? $person.phone : phone;
  $merge([
    $email ? {"email": $email} : {}, $phone ? {"phone": $phone} : {},
    $person.first_name ? {"first_name": $person.first_name} : {}, $person.last_name ? {"last_name": $person.last_name} : {},
    $person.default_address.country_code ? {"country": $person.default_address.country_code} : {},
    $person.default_address.city ? {"city": $person.default_address.city} : {}
  ])
)`,
    properties: `(
  $topic := $headers."x-shopify-topic";
  $lines := $map(line_items, function($line) { $merge([
    {"product_id": $string($line.product_id), "name": $line.title, "quantity": $line.quantity, "price": $number($line.price)},
    $line.sku ? {"sku": $line.sku} : {}, $line.vendor ? {"brand": $line.vendor} : {}
  ])});
  $paid := transactions[kind = "refund" and status = "success"];
  $topic = "refunds/create" ? (
    $total := $count($paid) > 0 ? $sum($paid.$number(amount)) : $sum(refund_line_items.(subtotal + total_tax));
    {
      "order_id": $string(order_id), "refund_id": $string(id), "revenue": $round($total, 2), "total": $round($total, 2),
      "currency": $paid[0].currency, "reason": note
    }
  ) : $merge([
    {
      "order_id": $topic = "checkouts/create" ? undefined : $string(id), "checkout_id": $topic = "checkouts/create" ? $string(id),
      "total": $number(total_price), "currency": currency, "products": [$lines]
    },
    $topic = "orders/create" ? {
      "revenue": $number(total_price), "subtotal": $number(subtotal_price), "tax": $number(total_tax),
      "discount": $number(total_discounts), "order_number": name
    } : {},
    total_shipping_price_set.shop_money.amount ? {"shipping": $number(total_shipping_price_set.shop_money.amount)} : {},
    discount_codes[0].code ? {"coupon": discount_codes[0].code} : {},
    cancel_reason ? {"reason": cancel_reason} : {},
    source_name ? {"channel": source_name} : {}
  ])
)`,
    // A refund names no customer, but its order, as the order itself does.
    context: `(
  $topic := $headers."x-shopify-topic";
  $order := $topic = "refunds/create" ? order_id : ($contains($topic, "orders/") ? id);
  $token := $topic = "checkouts/create" ? token;
  {"externalIds": [
    $order ? {"id": $string($order), "type": "shopify_order_id", "collection": "users", "encoding": "none"},
    $token ? {"id": $token, "type": "shopify_checkout_token", "collection": "users", "encoding": "none"}
  ]}
)`,
    messageId: `(
  $topic := $headers."x-shopify-topic";
  "shopify:" & $topic & ":" & $string(id) & ($topic = "customers/update" ? ":" & updated_at : "")
)`,
    timestamp: `(
  $topic := $headers."x-shopify-topic";
  $topic = "orders/cancelled" ? cancelled_at : $topic in ["orders/fulfilled", "customers/update"] ? updated_at : created_at
)`,
  },
  signature: {
    algorithm: "sha256",
    encoding: "base64",
    signature: { in: "header", name: "X-Shopify-Hmac-Sha256" },
    signed: "{body}",
    tolerance_s: 300,
  },
  sample: {
    headers: { "x-shopify-topic": "orders/create", "x-shopify-shop-domain": "example.myshopify.com" },
    payload: {
      id: 5678901234567,
      cancel_reason: null,
      cancelled_at: null,
      contact_email: "jon.snow@example.com",
      created_at: "2024-12-31T19:00:00-05:00",
      currency: "USD",
      customer: {
        id: 115310627314723,
        email: "jon.snow@example.com",
        first_name: "Jon",
        last_name: "Snow",
        phone: null,
        default_address: { city: "Ottawa", country_code: "CA" },
      },
      discount_codes: [{ code: "WINTER", amount: "20.00", type: "fixed_amount" }],
      email: "jon.snow@example.com",
      line_items: [
        {
          id: 1,
          product_id: 8001234567890,
          title: "Cup",
          quantity: 2,
          price: "199.00",
          sku: "CUP-1",
          vendor: null,
        },
        {
          id: 2,
          product_id: 8001234567891,
          title: "Plate",
          quantity: 1,
          price: "220.94",
          sku: "",
          vendor: "Kiln",
        },
      ],
      name: "#9999",
      order_number: 1234,
      phone: null,
      source_name: "web",
      subtotal_price: "598.94",
      total_discounts: "20.00",
      total_price: "609.09",
      total_shipping_price_set: { shop_money: { amount: "10.15", currency_code: "USD" } },
      total_tax: "0.00",
      updated_at: "2024-12-31T19:00:05-05:00",
    },
  },
};
