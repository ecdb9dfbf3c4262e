// A tracked event as a row of table `delivery`, ready to be sent as JSON.
import type { Source } from "../source/source.ts";
import type { TrackedEvent } from "./event.ts";
import { definitionOf } from "./understand/events.ts";
import { anyText, at, type Json, objectOf, record, textOf, wellFormed } from "./understand/read.ts";
import { sipHash64, sipHash128 } from "./understand/sip.ts";
import { type Line, tradeOf } from "./understand/trade.ts";

/** Columns of `delivery`, see its migration. Ids and decimals are text, times are UTC. */
export interface DeliveryRow {
  readonly id: string;
  readonly source: string;
  readonly message_id: string;
  readonly type: string;
  readonly name: string;
  readonly customer_id: string;
  readonly occurred_at: string;
  readonly original_at: string;
  readonly sent_at: string;
  readonly received_at: string;
  readonly version: number;
  readonly channel: string;
  readonly order_id: string;
  readonly revenue: string;
  readonly currency: string;
  readonly lines: readonly Line[];
  readonly properties: Readonly<Record<string, string>>;
  readonly group_id: string;
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[];
  readonly traits: readonly { readonly name: string; readonly value: string }[];
  readonly consents: Readonly<Record<string, boolean>>;
  readonly flags: readonly string[];
  readonly body: string;
  readonly import_id: 0;
}

/** The row of an event. The same event makes the same row, but for when it was received. */
export function deliveryRow(event: TrackedEvent, source: Source): DeliveryRow {
  const trade = tradeOf(event);
  const [strongest] = event.identifiers;
  return {
    id: sipHash128(source.slug, event.message_id),
    source: source.slug,
    message_id: event.message_id,
    type: event.type,
    name: event.name,
    customer_id: strongest ? sipHash64(strongest.kind, strongest.value) : "0",
    occurred_at: timeText(event.occurred_at),
    original_at: event.original_at ? timeText(event.original_at) : unclaimed,
    sent_at: event.sent_at ? timeText(event.sent_at) : unclaimed,
    received_at: timeText(event.received_at),
    // The first delivery stands.
    version: -event.received_at.getTime(),
    channel: channelOf(event, source),
    order_id: trade.order_id,
    revenue: trade.revenue,
    currency: trade.currency,
    lines: trade.lines,
    properties: propertiesOf(event, trade.lines.length > 0),
    group_id: event.group_id,
    identifiers: event.identifiers,
    traits: traitsOf(event),
    consents: event.consents,
    flags: [...event.flags, ...trade.flags],
    body: event.body,
    import_id: 0,
  };
}

const unclaimed = "1970-01-01 00:00:00.000";
const [earliest_ms, latest_ms] = [Date.UTC(1990, 0, 1), Date.UTC(2100, 0, 1)];

// Clamped to what every engine and every partition can hold; the claim itself stays in the body.
function timeText(time: Date): string {
  const clamped = new Date(Math.min(Math.max(time.getTime(), earliest_ms), latest_ms)).toISOString();
  return `${clamped.slice(0, 10)} ${clamped.slice(11, 23)}`;
}

const sourceChannels: Readonly<Record<string, string>> = {
  site: "web",
  app: "app",
  call_center: "call",
  chat: "chat",
  email: "email",
  ads: "ads",
};

/** What the event says, else what it implies, else what its source is. */
function channelOf({ type, name, properties }: TrackedEvent, source: Source): string {
  const said = textOf(properties.channel, 60);
  if (said !== "") return said;
  const implied = type === "track" ? definitionOf(name)?.channel : "";
  if (implied) return implied;
  const set = textOf(source.settings.channel, 60);
  return set === "" && Object.hasOwn(sourceChannels, source.kind) ? (sourceChannels[source.kind] ?? "") : set;
}

/** Fields of the context that stand beside the properties, under their dotted path. */
export const contextPaths = [
  ...["page.url", "page.path", "page.referrer", "page.title", "page.search", "userAgent", "ip", "locale", "timezone"],
  ...["device.type", "device.manufacturer", "device.model", "os.name", "os.version", "screen.width", "screen.height"],
  ...["library.name", "library.version", "app.name", "app.version", "app.build", "network.carrier", "sessionId"],
  ...["location.country", "location.city", "referrer.type", "referrer.url"],
] as const;

function propertiesOf({ properties, context }: TrackedEvent, with_lines: boolean): Record<string, string> {
  const texts = record<string>();
  const add = (name: string, value: string): void => {
    if (name !== "" && value !== "") texts[wellFormed(name)] = value;
  };
  for (const [name, value] of Object.entries(properties)) {
    // Products stand in their lines.
    if (!(with_lines && name === "products" && Array.isArray(value))) add(name, anyText(value));
  }
  for (const path of contextPaths) {
    const value = textOf(at(context, path), 2_000);
    // Segment's word for "not to be kept".
    if (!(path === "ip" && value === "0.0.0.0")) add(`context.${path}`, value);
  }
  addCampaign(objectOf(context.campaign), add);
  return texts;
}

function addCampaign(campaign: Json, add: (name: string, value: string) => void): void {
  for (const [name, value] of Object.entries(campaign).slice(0, 20))
    add(`context.campaign.${name}`, textOf(value, 500));
}

function traitsOf({ traits, identifiers }: TrackedEvent): DeliveryRow["traits"] {
  if (identifiers.length === 0) return [];
  return Object.entries(traits).flatMap(([name, value]) => {
    const known = wellFormed(name);
    return known === "" || value === undefined ? [] : [{ name: known, value: anyText(value) }];
  });
}
