// A mapping held against a source: which column fills what. Refuses mappings that cannot work, before anything runs.
import { type DateOrder, type Mapping, ProblemError, type Target } from "#contract";
import type { SourceColumn } from "./reach.ts";

/** A column by its place in the source. */
export interface Place {
  readonly at: number;
  readonly column: SourceColumn;
}

export interface Plan {
  readonly mapping: Mapping;
  readonly columns: readonly SourceColumn[];
  readonly occurred_at: (Place & { readonly dates: DateOrder }) | undefined;
  readonly fields: Readonly<Partial<Record<Field, Place>>>;
  /** The strongest first: the first one with a value names the customer. */
  readonly identifiers: readonly (Place & { readonly kind: string })[];
  readonly properties: readonly (Place & { readonly name: string })[];
  readonly traits: readonly (Place & { readonly name: string })[];
  /** What is said of the group that fields.group_id names. */
  readonly group_traits: readonly (Place & { readonly name: string })[];
  /** The file is a corrected list of dead letters: where it says which file and line a row was. */
  readonly fixes: { readonly file: number; readonly line: number } | undefined;
}

export type Field = Exclude<Target["to"], "occurred_at" | "identifier" | "property" | "trait" | "group_trait">;

/** Columns that a list of dead letters adds to the original ones. */
export const letterColumns = ["kompas_file", "kompas_line", "kompas_column", "kompas_reason"] as const;

// A number that a shop gave stands for one person more surely than an address, an address more than a telephone.
const strength = ["user_id", "loyalty_card", "email", "phone"];

function rank(kind: string): number {
  const at = strength.indexOf(kind);
  return at < 0 ? strength.length : at;
}

function invalid(message: string, field = "mapping.columns"): ProblemError {
  return new ProblemError(422, "bad_mapping", message, field);
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

/** The plan of an import; throws a ProblemError that says what the mapping lacks. */
export function planOf(mapping: Mapping, columns: readonly SourceColumn[]): Plan {
  const placed = mapping.columns.map(({ column: name, target }) => {
    const at = columns.findIndex((column) => column.name === name);
    const column = columns[at];
    if (!column) throw invalid(`The file has no column "${name}"`);
    return { at, column, target };
  });
  const fields: Partial<Record<Field, Place>> = {};
  let occurred_at: Plan["occurred_at"];
  const identifiers: (Place & { kind: string })[] = [];
  const properties: (Place & { name: string })[] = [];
  const traits: (Place & { name: string })[] = [];
  const group_traits: (Place & { name: string })[] = [];
  for (const { at, column, target } of placed) {
    const place = { at, column };
    if (target.to === "occurred_at") occurred_at ??= { ...place, dates: target.dates };
    else if (target.to === "identifier") identifiers.push({ ...place, kind: target.kind });
    else if (target.to === "property") properties.push({ ...place, name: target.name });
    else if (target.to === "trait") traits.push({ ...place, name: target.name });
    else if (target.to === "group_trait") group_traits.push({ ...place, name: target.name });
    else if (fields[target.to]) throw invalid(`Two columns are mapped to ${target.to}`);
    else fields[target.to] = place;
  }
  identifiers.sort((a, b) => rank(a.kind) - rank(b.kind));
  const at = (name: string) => columns.findIndex((column) => column.name === name);
  const fixes =
    at("kompas_file") >= 0 && at("kompas_line") >= 0 ? { file: at("kompas_file"), line: at("kompas_line") } : undefined;
  const plan = { mapping, columns, occurred_at, fields, identifiers, properties, traits, group_traits, fixes };
  refuse(plan);
  return plan;
}

function refuse({ mapping, occurred_at, fields, identifiers, group_traits }: Plan): void {
  if (!isZone(mapping.time_zone)) throw invalid(`${mapping.time_zone} is not a time zone`, "mapping.time_zone");
  if (mapping.rows !== "customers" && !occurred_at) throw invalid("No column says when it happened");
  if (mapping.rows === "customers" && identifiers.length === 0) throw invalid("No column says who the customer is");
  if (group_traits.length > 0 && !fields.group_id) throw invalid("No column says which group it is");
  if (mapping.rows === "order_lines") {
    if (fields.group_id) throw invalid("An order line makes nobody a member of a group");
    if (!fields.order_id) throw invalid("No column gives the order's number");
    if (!fields.price && !fields.amount) throw invalid("No column gives a price or an amount");
  }
  if (mapping.rows === "events" && !fields.event_name && !mapping.event_name) {
    throw invalid("No column names the events, and no name is given for all of them", "mapping.event_name");
  }
}
