// A tracked event as rows of the tables `deed` and `mention`, which together are a delivery.
import type { RowWriter } from "#storage";
import type { Source } from "../source/source.ts";
import type { Identifier, TrackedEvent } from "./event.ts";
import { definitionOf } from "./understand/events.ts";
import { anyText, isObject, type Json, objectOf, textOf } from "./understand/read.ts";
import { sipHash64, sipHash128Of } from "./understand/sip.ts";
import { type Line, tradeOf } from "./understand/trade.ts";

/** Columns of `delivery`, see 0013_deed.sql; without import_id, which is 0. */
export interface DeliveryRow {
  readonly id: bigint;
  readonly source: string;
  readonly message_id: string;
  readonly type: string;
  readonly name: string;
  readonly customer_id: bigint;
  readonly occurred_at: Date;
  /** 1970 when nothing was claimed, as is sent_at. */
  readonly original_at: Date;
  readonly sent_at: Date;
  readonly received_at: Date;
  readonly version: number;
  readonly channel: string;
  readonly order_id: string;
  /** In ten-thousandths. */
  readonly revenue: number;
  readonly currency: string;
  readonly lines: readonly Line[];
  readonly properties: ReadonlyMap<string, string>;
  readonly group_id: string;
  readonly identifiers: readonly Identifier[];
  readonly traits: readonly (readonly [name: string, value: string])[];
  /** What a group call says of the group; "" takes away. */
  readonly group_traits: DeliveryRow["traits"];
  readonly consents: Readonly<Record<string, boolean>>;
  readonly flags: readonly string[];
  readonly body: string;
}

/** The row of an event. The same event makes the same row, but for when it was received. */
export function deliveryRow(event: TrackedEvent, source: Source): DeliveryRow {
  const trade = tradeOf(event);
  const [strongest] = event.identifiers;
  return {
    id: sipHash128Of(source.slug, event.message_id),
    source: source.slug,
    message_id: event.message_id,
    type: event.type,
    name: event.name,
    customer_id: strongest ? sipHash64(strongest.kind, strongest.value) : 0n,
    occurred_at: clamped(event.occurred_at),
    original_at: event.original_at ? clamped(event.original_at) : unclaimed,
    sent_at: event.sent_at ? clamped(event.sent_at) : unclaimed,
    received_at: clamped(event.received_at),
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
    traits: event.identifiers.length === 0 ? [] : textsOf(event.traits),
    group_traits: event.type === "group" ? textsOf(event.properties) : [],
    consents: event.consents,
    flags: trade.flags.length === 0 ? event.flags : [...event.flags, ...trade.flags],
    body: event.body,
  };
}

const unclaimed = new Date(0);
const [earliest_ms, latest_ms] = [Date.UTC(1990, 0, 1), Date.UTC(2100, 0, 1)];

// Clamped to what every engine can hold; the claim itself stays in the body.
function clamped(time: Date): Date {
  const time_ms = time.getTime();
  if (time_ms >= earliest_ms && time_ms <= latest_ms) return time;
  return new Date(time_ms < earliest_ms ? earliest_ms : latest_ms);
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

/** Fields of the context that stand beside the properties, each by itself or with its own fields. */
const contextFields: Readonly<Record<string, readonly string[]>> = {
  page: ["url", "path", "referrer", "title", "search"],
  userAgent: [],
  ip: [],
  locale: [],
  timezone: [],
  device: ["type", "manufacturer", "model"],
  os: ["name", "version"],
  screen: ["width", "height"],
  library: ["name", "version"],
  app: ["name", "version", "build"],
  network: ["carrier"],
  sessionId: [],
  location: ["country", "city"],
  referrer: ["type", "url"],
};

const contextNames = Object.entries(contextFields).map(([field, inner]) => ({
  field,
  paths: (inner.length === 0 ? [undefined] : inner).map((own) => ({
    own,
    path: own === undefined ? field : `${field}.${own}`,
    name: `context.${own === undefined ? field : `${field}.${own}`}`,
  })),
}));

/** The same as dotted paths. */
export const contextPaths = contextNames.flatMap(({ paths }) => paths.map(({ path }) => path));

type Add = (name: string, value: string) => void;

function propertiesOf({ properties, context }: TrackedEvent, with_lines: boolean): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const add: Add = (name, value) => {
    if (name !== "" && value !== "") texts.set(name, value);
  };
  for (const name of Object.keys(properties)) {
    const value = properties[name];
    // Products stand in their lines.
    if (!(with_lines && name === "products" && Array.isArray(value))) add(name.toWellFormed(), anyText(value));
  }
  addContext(context, add);
  addCampaign(objectOf(context.campaign), add);
  return texts;
}

function addContext(context: Json, add: Add): void {
  for (const { field, paths } of contextNames) {
    const value = context[field];
    if (value === undefined) continue;
    for (const { own, name } of paths) {
      const found = own === undefined ? value : isObject(value) ? value[own] : undefined;
      const text = textOf(found, 2_000);
      // Segment's word for "not to be kept".
      if (!(field === "ip" && text === "0.0.0.0")) add(name, text);
    }
  }
}

function addCampaign(campaign: Json, add: Add): void {
  for (const name of Object.keys(campaign).slice(0, 20))
    add(`context.campaign.${name.toWellFormed()}`, textOf(campaign[name], 500));
}

function textsOf(traits: Json): DeliveryRow["traits"] {
  return Object.keys(traits).flatMap((name) => {
    const value = traits[name];
    return name === "" || value === undefined ? [] : [[name.toWellFormed(), anyText(value)] as const];
  });
}

function writePairs(out: RowWriter, pairs: DeliveryRow["traits"]): void {
  out.count(pairs.length);
  for (const [name, value] of pairs) {
    out.string(name);
    out.string(value);
  }
}

type Write = (out: RowWriter, row: DeliveryRow) => void;

/** How each column is written. */
const columns: Readonly<Record<keyof DeliveryRow, Write>> = {
  id: (out, { id }) => out.uint128(id),
  source: (out, { source }) => out.string(source),
  message_id: (out, { message_id }) => out.string(message_id),
  type: (out, { type }) => out.string(type),
  name: (out, { name }) => out.string(name),
  customer_id: (out, { customer_id }) => out.uint64(customer_id),
  occurred_at: (out, { occurred_at }) => out.int64(occurred_at.getTime()),
  original_at: (out, { original_at }) => out.int64(original_at.getTime()),
  sent_at: (out, { sent_at }) => out.int64(sent_at.getTime()),
  received_at: (out, { received_at }) => out.int64(received_at.getTime()),
  version: (out, { version }) => out.int64(version),
  channel: (out, { channel }) => out.string(channel),
  order_id: (out, { order_id }) => out.string(order_id),
  revenue: (out, { revenue }) => out.int64(revenue),
  currency: (out, { currency }) => out.string(currency),
  lines: (out, { lines }) => {
    out.count(lines.length);
    for (const { line, id, name, quantity, price } of lines) {
      out.uint32(line);
      out.string(id);
      out.string(name);
      out.int64(quantity);
      out.int64(price);
    }
  },
  properties: (out, { properties }) => {
    out.count(properties.size);
    for (const [name, value] of properties) {
      out.string(name);
      out.string(value);
    }
  },
  group_id: (out, { group_id }) => out.string(group_id),
  identifiers: (out, { identifiers }) => {
    out.count(identifiers.length);
    for (const { kind, value } of identifiers) {
      out.string(kind);
      out.string(value);
    }
  },
  traits: (out, { traits }) => writePairs(out, traits),
  group_traits: (out, { group_traits }) => writePairs(out, group_traits),
  consents: (out, { consents }) => {
    const categories = Object.keys(consents);
    out.count(categories.length);
    for (const category of categories) {
      out.string(category);
      out.bool(consents[category] === true);
    }
  },
  flags: (out, { flags }) => {
    out.count(flags.length);
    for (const flag of flags) out.string(flag);
  },
  body: (out, { body }) => out.string(body),
};

/** Columns of a table in the order in which `write` writes a row of them in RowBinary. */
export interface Written {
  readonly columns: readonly string[];
  write(out: RowWriter, row: DeliveryRow): void;
}

function written(names: readonly (keyof DeliveryRow)[]): Written {
  const writes = names.map((name) => columns[name]);
  return {
    columns: names,
    write: (out, row) => {
      for (const write of writes) write(out, row);
    },
  };
}

/** Who did what, and when: every row of a delivery. */
export const deed: Written = written([
  ...(["id", "source", "message_id", "type", "name", "customer_id", "occurred_at", "original_at", "sent_at"] as const),
  ...(["received_at", "version", "channel", "order_id", "revenue", "currency", "lines", "properties"] as const),
  ...(["group_id", "identifiers", "consents", "flags", "body"] as const),
]);

/** What is told besides: rows that {@link mentions} something. */
export const mention: Written = written([
  ...(["id", "source", "type", "name", "customer_id", "occurred_at", "original_at", "received_at", "version"] as const),
  ...(["properties", "group_id", "identifiers", "traits", "group_traits", "consents"] as const),
]);

/** Whether a row may tell of traits, consents or groups; the views over `mention` find nothing in any other. */
export function mentions({ name, traits, consents, group_id, properties }: DeliveryRow): boolean {
  if (traits.length > 0 || group_id !== "" || name === "Consent Updated") return true;
  if (Object.keys(consents).length > 0) return true;
  for (const property of properties.keys()) if (property.startsWith("consent:")) return true;
  return false;
}
