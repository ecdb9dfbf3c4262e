// How a person's choices in the mapping step become a Mapping, and what a mapping still lacks. Pure.
import type { DateOrder, Mapping, Target } from "#contract";

export type RowKind = Mapping["rows"];
export type TargetName = Target["to"];

/** Targets that only one column may fill. */
const single: ReadonlySet<TargetName> = new Set([
  "occurred_at",
  "order_id",
  "product_id",
  "product_name",
  "quantity",
  "price",
  "amount",
  "event_name",
  "message_id",
  "channel",
  "group_id",
]);

/** What a column can become, by what the rows are, in the order the select offers it. */
export const targetsByRows: Record<RowKind, readonly TargetName[]> = {
  order_lines: [
    "occurred_at",
    "order_id",
    "product_id",
    "product_name",
    "quantity",
    "price",
    "amount",
    "channel",
    "identifier",
    "property",
    "trait",
  ],
  events: [
    "occurred_at",
    "event_name",
    "message_id",
    "order_id",
    "amount",
    "channel",
    "group_id",
    "identifier",
    "property",
    "trait",
    "group_trait",
  ],
  customers: ["identifier", "trait", "group_id", "group_trait", "occurred_at"],
};

/** Kinds of identifier that the select always offers; a file may bring its own. */
export const identifierKinds = ["user_id", "email", "phone", "loyalty_card", "device_id"] as const;

export const dateOrders: readonly DateOrder[] = ["ymd", "dmy", "mdy", "unix", "unix_ms"];

/** A column's name as a name of ours: lower case, digits and underscores, starting with a letter. */
export function asName(column: string): string {
  const name = column
    .normalize("NFKD")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 40);
  return name === "" ? "value" : name;
}

/** A column's name as that of a property or a trait: any alphabet, lower case, underscores for spaces. */
export function detailName(column: string): string {
  const name = column
    .trim()
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1_$2")
    .toLowerCase()
    .replace(/\s+/g, "_")
    .slice(0, 100);
  return name === "" ? "value" : name;
}

/** A target as one word for a select: `price`, `identifier:email`, `property:country`. */
export function targetKey(target: Target): string {
  if (target.to === "identifier") return `identifier:${target.kind}`;
  if (target.to === "property" || target.to === "trait" || target.to === "group_trait")
    return `${target.to}:${target.name}`;
  return target.to;
}

/** The target that {@link targetKey} named; null for a word that names none. */
export function targetOf(key: string, dates: DateOrder): Target | null {
  const colon = key.indexOf(":");
  const to = colon < 0 ? key : key.slice(0, colon);
  const name = colon < 0 ? "" : key.slice(colon + 1);
  switch (to) {
    case "occurred_at":
      return { to, dates };
    case "identifier":
      return /^[a-z][a-z0-9_]{0,39}$/.test(name) ? { to, kind: name } : null;
    case "property":
    case "trait":
    case "group_trait":
      return name === "" ? null : { to, name };
    case "order_id":
    case "product_id":
    case "product_name":
    case "quantity":
    case "price":
    case "amount":
    case "event_name":
    case "message_id":
    case "channel":
    case "group_id":
      return { to };
    default:
      return null;
  }
}

/** All words that the select of one column offers, what it already has included. */
export function optionsFor(
  mapping: Mapping,
  column: string,
): readonly { group: "fields" | "identifiers" | "details"; key: string }[] {
  const has = targetsOf(mapping, column).map(targetKey);
  const own = asName(column);
  const kinds = new Set<string>([...identifierKinds, own]);
  const options: { group: "fields" | "identifiers" | "details"; key: string }[] = [];
  for (const to of targetsByRows[mapping.rows]) {
    if (to === "identifier")
      for (const kind of kinds) options.push({ group: "identifiers", key: `identifier:${kind}` });
    else if (to === "property" || to === "trait" || to === "group_trait")
      options.push({ group: "details", key: `${to}:${detailName(column)}` });
    else options.push({ group: "fields", key: to });
  }
  for (const key of has) {
    if (options.some((option) => option.key === key)) continue;
    const group = key.startsWith("identifier:") ? "identifiers" : key.includes(":") ? "details" : "fields";
    options.push({ group, key });
  }
  return options;
}

/** What a column becomes now. */
export function targetsOf(mapping: Mapping, column: string): readonly Target[] {
  return mapping.columns.filter((entry) => entry.column === column).map((entry) => entry.target);
}

/** How dates are read now: of the column that tells the time, year first when none does. */
export function datesOf(mapping: Mapping): DateOrder {
  for (const { target } of mapping.columns) if (target.to === "occurred_at") return target.dates;
  return "ymd";
}

/**
 * The mapping in which a column becomes exactly these. A target that only one column may fill leaves the column that
 * had it: choosing it here is the person's newer word.
 */
export function withTargets(mapping: Mapping, column: string, keys: readonly string[]): Mapping {
  const dates = datesOf(mapping);
  const targets = keys.map((key) => targetOf(key, dates)).filter((target) => target !== null);
  const taken = new Set(targets.filter((target) => single.has(target.to)).map((target) => target.to));
  const others = mapping.columns.filter((entry) => entry.column !== column && !taken.has(entry.target.to));
  return { ...mapping, columns: [...others, ...targets.map((target) => ({ column, target }))] };
}

/** The mapping that reads dates in this order. */
export function withDates(mapping: Mapping, dates: DateOrder): Mapping {
  const columns = mapping.columns.map((entry) =>
    entry.target.to === "occurred_at" ? { ...entry, target: { ...entry.target, dates } } : entry,
  );
  return { ...mapping, columns };
}

/** The mapping of rows that are something else: targets that such rows cannot have are dropped. */
export function withRows(mapping: Mapping, rows: RowKind): Mapping {
  const columns = mapping.columns.filter((entry) => targetsByRows[rows].includes(entry.target.to));
  return { ...mapping, rows, columns };
}

export interface Lack {
  /** An error stops the import; a warning tells what will not be known. */
  readonly level: "error" | "warning";
  readonly code:
    | "time"
    | "order"
    | "amount"
    | "event_name"
    | "identifier"
    | "customer"
    | "trait"
    | "product"
    | "message_id"
    | "source"
    | "time_zone";
}

const error = (code: Lack["code"]): Lack => ({ level: "error", code });
const warning = (code: Lack["code"]): Lack => ({ level: "warning", code });

/** What a mapping lacks, errors first. */
export function lacksOf(mapping: Mapping): readonly Lack[] {
  const has = new Set(mapping.columns.map((entry) => entry.target.to));
  const lacks: Lack[] = [];
  if (mapping.source.trim() === "") lacks.push(error("source"));
  if (!isTimeZone(mapping.time_zone)) lacks.push(error("time_zone"));
  if (mapping.rows === "customers") {
    if (!has.has("identifier")) lacks.push(error("customer"));
    if (!has.has("trait")) lacks.push(warning("trait"));
    return lacks;
  }
  if (!has.has("occurred_at")) lacks.push(error("time"));
  if (mapping.rows === "order_lines") {
    if (!has.has("order_id")) lacks.push(error("order"));
    if (!has.has("amount") && !(has.has("quantity") && has.has("price"))) lacks.push(error("amount"));
    if (!has.has("product_id") && !has.has("product_name")) lacks.push(warning("product"));
  } else {
    if (!has.has("event_name") && (mapping.event_name ?? "").trim() === "") lacks.push(error("event_name"));
    if (!has.has("message_id")) lacks.push(warning("message_id"));
  }
  if (!has.has("identifier")) lacks.push(warning("identifier"));
  return lacks;
}

/** Whether this machine knows the time zone's IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
