// What each source of the company sends: its file, its columns, and what they become on import.
import type { Mapping, Target } from "#contract";
import { currency, time_zone } from "./company.ts";

/** A source with the file that it exported and the mapping by which that is imported. */
export interface CompanySource {
  readonly name: string;
  readonly file: string;
  readonly mapping: Mapping;
}

const occurred_at: Target = { to: "occurred_at", dates: "ymd" };
const identifiers = ["user_id", "loyalty_card", "email", "phone", "anonymous_id", "device_id", "messenger_id"];
const fields = ["message_id", "event_name", "channel", "order_id", "product_id", "product_name"] as const;
const numbers = ["quantity", "price"] as const;
const named: Readonly<Record<string, Target>> = {
  occurred_at,
  group_id: { to: "group_id" },
  ...Object.fromEntries([...fields, ...numbers].map((to) => [to, { to }])),
  ...Object.fromEntries(identifiers.map((kind) => [kind, { to: "identifier", kind }])),
};

/** Properties whose names in the product are longer than a column's. */
const properties: Readonly<Record<string, string>> = {
  path: "context.page.path",
  session_id: "context.sessionId",
  utm_source: "context.campaign.source",
  utm_medium: "context.campaign.medium",
  utm_campaign: "context.campaign.name",
  consent_channel: "channel",
};

/** The channel in which a source's events happen, where its rows do not say. */
export const channels: Partial<Record<SourceName, string>> = {
  web: "web",
  app: "app",
  delivery: "delivery",
  newsletter: "email",
  push: "push",
  "call-center": "call",
  helpdesk: "support",
  chat: "chat",
  survey: "survey",
  review: "review",
  social: "social",
  store: "store",
  ads: "ads",
  sales: "sales",
};

/** A column called as its target needs no more than its name; any other is a property, or a trait of a customer. */
function targetOf(rows: Mapping["rows"], column: string): Target {
  if (rows === "order_lines" || !["order_id", "product_id", "product_name", ...numbers].includes(column)) {
    const known = named[column];
    if (known) return known;
  }
  if (column.startsWith("account_")) return { to: "group_trait", name: column.slice("account_".length) };
  return rows === "customers" ? { to: "trait", name: column } : { to: "property", name: properties[column] ?? column };
}

/** The columns of each source's file, in order. */
export const columnsOf = {
  crm: "occurred_at user_id loyalty_card email phone first_name last_name birthday gender city region country language customer_type origin",
  shop: "occurred_at order_id product_id product_name quantity price channel user_id email loyalty_card phone payment_method shipping_method coupon store_id region browser anonymous_id",
  web: "message_id occurred_at channel event_name anonymous_id user_id browser os device_type path product_id name category price query cart_id order_id total payment_method reason utm_source utm_medium utm_campaign session_id",
  app: "message_id occurred_at channel event_name device_id user_id os version path product_id name category price query cart_id order_id total session_id",
  delivery: "message_id occurred_at channel event_name user_id email order_id carrier region days promised_days",
  newsletter: "message_id occurred_at channel event_name email campaign_id campaign_name email_subject link_url reason",
  push: "message_id occurred_at channel event_name device_id user_id campaign_id campaign_name",
  campaign: "message_id occurred_at event_name user_id campaign_id campaign_name segment channel",
  "call-center":
    "message_id occurred_at channel event_name phone call_id direction duration waited outcome agent_id reason",
  helpdesk:
    "message_id occurred_at channel event_name email ticket_id subject priority category agent_id author text duration",
  chat: "message_id occurred_at channel event_name anonymous_id user_id conversation_id agent_id duration waited text",
  survey:
    "message_id occurred_at channel event_name user_id email survey_id question_id kind score text order_id language",
  review: "message_id occurred_at channel event_name user_id email review_id product_id name rating text language url",
  social: "message_id occurred_at channel event_name messenger_id network text language followers",
  store: "message_id occurred_at channel event_name loyalty_card store_id store_name city duration",
  ads: "message_id occurred_at channel event_name ad_channel campaign_id campaign_name cost impressions clicks",
  sales:
    "message_id occurred_at channel event_name email group_id account_name account_industry account_city account_employees lead_id deal_id stage previous_stage value origin owner hours",
  consent: "message_id occurred_at event_name user_id email purpose consent_channel granted text_version form_url",
} as const;

/** A source's name. */
export type SourceName = keyof typeof columnsOf;

/** The sources in the order in which they should be imported: who people are first, then what they did. */
export const sourceNames: readonly SourceName[] = [
  "crm",
  "consent",
  "shop",
  "campaign",
  "push",
  "store",
  "delivery",
  "survey",
  "review",
  "helpdesk",
  "call-center",
  "chat",
  "social",
  "sales",
  "ads",
  "app",
  "web",
  "newsletter",
];

function sourceOf(name: SourceName): CompanySource {
  const rows = name === "crm" ? "customers" : name === "shop" ? "order_lines" : "events";
  const columns = columnsOf[name].split(" ").map((column) => ({ column, target: targetOf(rows, column) }));
  const format = { format: "csv", delimiter: ",", encoding: "utf-8", decimal_comma: false } as const;
  return { name, file: `${name}.csv`, mapping: { rows, source: name, currency, time_zone, format, columns } };
}

/** The sources with their mappings, in the order in which they should be imported. */
export const companySources: readonly CompanySource[] = sourceNames.map(sourceOf);
