// The events whose meaning is known, each as one small definition; docs/events.md is made of them. An event that is not
// here is kept as it is. A new one is a new entry here and nothing else.
import type { PropertyName } from "./words.ts";

/** Where an event is specified. */
export const specs = {
  ecommerce: "https://segment.com/docs/connections/spec/ecommerce/v2/",
  email: "https://segment.com/docs/connections/spec/email/",
  live_chat: "https://segment.com/docs/connections/spec/live-chat/",
  mobile: "https://segment.com/docs/connections/spec/mobile/",
  saas: "https://segment.com/docs/connections/spec/b2b-saas/",
  kompas: "Kompas's own, in the same style",
} as const;

/** An event as it is expected. */
export interface EventDefinition {
  readonly name: string;
  readonly spec: keyof typeof specs;
  /** Other names it goes by; case, spaces and punctuation never matter. */
  readonly aliases: readonly string[];
  readonly properties: readonly PropertyName[];
  /** Which channel it happened in, when it does not say so itself. */
  readonly channel: string;
  /** Whether its revenue came in or went out; an event without it moves money only by a property `revenue`. */
  readonly money: "in" | "out" | "none" | undefined;
  /** Where its products stand: a list in `products`, or one product in its own properties. */
  readonly products: "list" | "one" | undefined;
}

interface Details {
  readonly aliases?: readonly string[];
  readonly channel?: string;
  readonly money?: "in" | "out" | "none";
  readonly products?: "list" | "one";
}

function define(
  name: string,
  spec: keyof typeof specs,
  properties: readonly PropertyName[],
  { aliases = [], channel = "", money, products }: Details = {},
): EventDefinition {
  return { name, spec, aliases, properties, channel, money, products };
}

const order = ["order_id", "revenue", "total", "currency", "products", "coupon", "discount"] as const;
const product = ["product_id", "sku", "name", "price", "quantity", "currency", "category", "brand", "variant"] as const;
const coupon = ["order_id", "cart_id", "coupon_id", "coupon_name", "discount", "reason"] as const;
const step = ["checkout_id", "order_id", "step", "shipping_method", "payment_method"] as const;
const promotion = ["promotion_id", "creative", "name", "position"] as const;
const consent = [
  ...(["categoryPreferences", "allowedConsentIds", "deniedConsentIds", "purpose", "channel", "granted"] as const),
  ...(["text_version", "form_url", "double_opt_in", "expires_at"] as const),
];
const list: Details = { money: "none", products: "list" };
const one: Details = { money: "none", products: "one" };

const ecommerce: readonly EventDefinition[] = [
  define("Products Searched", "ecommerce", ["query"], { money: "none" }),
  define("Product List Viewed", "ecommerce", ["list_id", "category", "products"], {
    ...list,
    aliases: ["Viewed Product Category", "Viewed Product List"],
  }),
  define("Product List Filtered", "ecommerce", ["list_id", "category", "filters", "sorts", "products"], list),
  define("Promotion Viewed", "ecommerce", promotion, { money: "none", aliases: ["Viewed Promotion"] }),
  define("Promotion Clicked", "ecommerce", promotion, { money: "none", aliases: ["Clicked Promotion"] }),
  define("Product Clicked", "ecommerce", product, { ...one, aliases: ["Clicked Product"] }),
  define("Product Viewed", "ecommerce", product, { ...one, aliases: ["Viewed Product"] }),
  define("Product Added", "ecommerce", ["cart_id", ...product], { ...one, aliases: ["Added Product"] }),
  define("Product Removed", "ecommerce", ["cart_id", ...product], { ...one, aliases: ["Removed Product"] }),
  define("Cart Viewed", "ecommerce", ["cart_id", "products", "total", "currency"], {
    ...list,
    aliases: ["Viewed Cart"],
  }),
  define("Checkout Started", "ecommerce", order, { ...list, aliases: ["Started Checkout"] }),
  define("Checkout Step Viewed", "ecommerce", step, { money: "none", aliases: ["Viewed Checkout Step"] }),
  define("Checkout Step Completed", "ecommerce", step, { money: "none", aliases: ["Completed Checkout Step"] }),
  define("Payment Info Entered", "ecommerce", step, { money: "none" }),
  define("Order Updated", "ecommerce", order, { ...list, aliases: ["Updated Order"] }),
  define("Order Completed", "ecommerce", [...order, "subtotal", "shipping", "tax", "channel"], {
    money: "in",
    products: "list",
    aliases: ["Completed Order"],
  }),
  define("Order Refunded", "ecommerce", order, { money: "out", products: "list", aliases: ["Refunded Order"] }),
  define("Order Cancelled", "ecommerce", order, {
    ...list,
    aliases: ["Order Canceled", "Cancelled Order", "Canceled Order"],
  }),
  define("Coupon Entered", "ecommerce", coupon, { money: "none" }),
  define("Coupon Applied", "ecommerce", coupon, { money: "none" }),
  define("Coupon Denied", "ecommerce", coupon, { money: "none" }),
  define("Coupon Removed", "ecommerce", coupon, { money: "none" }),
  define("Product Added to Wishlist", "ecommerce", ["wishlist_id", ...product], one),
  define("Product Removed from Wishlist", "ecommerce", ["wishlist_id", ...product], one),
  define("Wishlist Product Added to Cart", "ecommerce", ["wishlist_id", "cart_id", ...product], one),
  define("Product Shared", "ecommerce", ["share_via", "share_message", "recipient", ...product], one),
  define("Cart Shared", "ecommerce", ["share_via", "share_message", "recipient", "cart_id", "products"], list),
  define("Product Reviewed", "ecommerce", ["product_id", "review_id", "review_body", "rating"], one),
];

const email: readonly EventDefinition[] = [
  define("Email Delivered", "email", ["email_id", "email_subject", "campaign_id", "campaign_name"]),
  define("Email Opened", "email", ["email_id", "email_subject", "campaign_id", "campaign_name"]),
  define("Email Link Clicked", "email", ["email_id", "link_url", "campaign_id", "campaign_name"]),
  define("Email Bounced", "email", ["email_id", "email_subject", "campaign_id", "campaign_name"]),
  define("Email Marked as Spam", "email", ["email_id", "email_subject", "campaign_id", "campaign_name"]),
  define("Unsubscribed", "email", ["email_id", "list_id", "campaign_id"], { aliases: ["Email Unsubscribed"] }),
].map((definition) => ({ ...definition, channel: "email" }));

const chat = ["conversation_id", "agent_id", "agent_name"] as const;
const liveChat: readonly EventDefinition[] = [
  define("Live Chat Conversation Started", "live_chat", chat, { channel: "chat" }),
  define("Live Chat Conversation Ended", "live_chat", [...chat, "duration"], { channel: "chat" }),
  define("Live Chat Message Sent", "live_chat", [...chat, "message_id", "text"], { channel: "chat" }),
  define("Live Chat Message Received", "live_chat", [...chat, "message_id", "text"], { channel: "chat" }),
];

const mobile: readonly EventDefinition[] = [
  define("Application Installed", "mobile", ["version", "build"]),
  define("Application Opened", "mobile", ["version", "build", "from_background", "url"]),
  define("Application Updated", "mobile", ["version", "build", "previous_version"]),
  define("Application Backgrounded", "mobile", []),
  define("Application Crashed", "mobile", []),
  define("Application Uninstalled", "mobile", []),
  define("Deep Link Opened", "mobile", ["url", "provider"]),
  define("Deep Link Clicked", "mobile", ["url", "provider"]),
  define("Install Attributed", "mobile", ["provider", "campaign_name"]),
  define("Push Notification Received", "mobile", ["campaign_id", "campaign_name"], { channel: "push" }),
  define("Push Notification Tapped", "mobile", ["campaign_id", "campaign_name"], { channel: "push" }),
  define("Push Notification Bounced", "mobile", ["campaign_id", "campaign_name"], { channel: "push" }),
].map((definition) => ({ ...definition, channel: definition.channel || "app" }));

const saas: readonly EventDefinition[] = [
  define("Signed Up", "saas", ["plan", "username"]),
  define("Signed In", "saas", ["username"]),
  define("Signed Out", "saas", ["username"]),
  define("Account Created", "saas", ["account_name"]),
  define("Account Deleted", "saas", ["account_name"]),
  define("Account Added User", "saas", ["group_id", "role"]),
  define("Account Removed User", "saas", ["group_id"]),
  define("Invite Sent", "saas", ["recipient", "role"]),
  define("Trial Started", "saas", ["plan", "trial_end"]),
  define("Trial Ended", "saas", ["plan"]),
];

const message = ["message_id", "channel", "campaign_id", "campaign_name", "template_id"] as const;
const ticket = ["ticket_id", "subject", "priority", "category", "channel", "agent_id"] as const;
const kompas: readonly EventDefinition[] = [
  define("Survey Responded", "kompas", ["survey_id", "question_id", "kind", "score", "scale", "text", "channel"], {
    channel: "survey",
    aliases: ["Survey Answered", "NPS Responded"],
  }),
  define("Review Posted", "kompas", ["review_id", "product_id", "rating", "title", "text", "url", "channel"], {
    channel: "review",
  }),
  define("Ticket Opened", "kompas", [...ticket, "text"], { aliases: ["Ticket Created"], channel: "support" }),
  define("Ticket Replied", "kompas", [...ticket, "author", "text"], { channel: "support" }),
  define("Ticket Resolved", "kompas", [...ticket, "duration", "score"], {
    aliases: ["Ticket Closed", "Ticket Solved"],
    channel: "support",
  }),
  define("Call Ended", "kompas", ["call_id", "direction", "duration", "waited", "outcome", "agent_id", "reason"], {
    aliases: ["Call Completed"],
    channel: "call",
  }),
  define("Consent Updated", "kompas", consent, {
    aliases: ["Segment Consent Preference Updated", "Consent Preference Updated", "Consent Preferences Updated"],
  }),
  define("Group Joined", "kompas", ["group_id", "role"], { aliases: ["Joined Group", "Group User Added"] }),
  define("Group Left", "kompas", ["group_id", "reason"], {
    aliases: ["Left Group", "Account Left", "Group User Removed"],
  }),
  define("Store Visited", "kompas", ["store_id", "store_name", "duration", "city"], { channel: "store" }),
  define("Lead Created", "kompas", ["lead_id", "value", "currency", "origin", "owner"], { channel: "sales" }),
  define("Deal Stage Changed", "kompas", ["deal_id", "stage", "previous_stage", "value", "currency", "owner"], {
    aliases: ["Deal Stage Updated"],
    channel: "sales",
  }),
  define("Message Sent", "kompas", message),
  define("Message Delivered", "kompas", message),
  define("Message Opened", "kompas", message),
  define("Message Clicked", "kompas", [...message, "url"]),
  define("Message Bounced", "kompas", [...message, "reason"]),
  define("Message Replied", "kompas", [...message, "text"]),
  define("Message Unsubscribed", "kompas", [...message, "list_id"]),
  define("Message Marked as Spam", "kompas", message, { aliases: ["Message Complained"] }),
];

/** Every event that is understood. */
export const eventDefinitions: readonly EventDefinition[] = [
  ...ecommerce,
  ...email,
  ...liveChat,
  ...mobile,
  ...saas,
  ...kompas,
];

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "");

const byName: ReadonlyMap<string, EventDefinition> = new Map(
  eventDefinitions.flatMap((definition) =>
    [definition.name, ...definition.aliases].map((name) => [plain(name), definition] as const),
  ),
);

/** The definition of an event by any of its names, however it is spelled: order_completed, "Completed Order". */
export function definitionOf(name: string): EventDefinition | undefined {
  // Letters of other alphabets would vanish and leave another's name.
  return /^[\x20-\x7e]*$/.test(name) ? byName.get(plain(name)) : undefined;
}
