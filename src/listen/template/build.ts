// The words in which templates are written. Events that are understood bring their properties from their own registry.
import type { Channel, Localized, PlannedType, SourceKind, Template } from "#contract";
import { definitionOf } from "../collect/understand/events.ts";
import { type PropertyType, propertyDefinitions } from "../collect/understand/words.ts";

type Event = Template["events"][number];
type Property = Event["properties"][number];

export function says(en: string, ru: string, pl: string): Localized {
  return { en, ru, pl };
}

const nothing = says("", "", "");

const plannedTypes: Readonly<Record<PropertyType, PlannedType>> = {
  text: "text",
  number: "number",
  money: "number",
  currency: "text",
  time: "time",
  duration: "number",
  flag: "boolean",
  list: "list",
  choices: "object",
  products: "list",
};

export function source(
  slug: string,
  kind: SourceKind,
  names: Localized,
  descriptions: Localized,
): Template["sources"][number] {
  return { slug, kind, names, descriptions };
}

/**
 * An event that is understood, with all properties of its definition; those that are required are named.
 * @throws {Error} when there is no such event or property: a template speaks of what exists
 */
export function known(
  from: string,
  name: string,
  descriptions: Localized,
  required: readonly string[],
  others: readonly Property[] = [],
): Event {
  const definition = definitionOf(name);
  if (definition?.name !== name) throw new Error(`No event ${name} is understood`);
  const properties = definition.properties.map((property): Property => {
    const { type, means } = propertyDefinitions[property];
    return {
      name: property,
      type: plannedTypes[type],
      required: required.includes(property),
      descriptions: says(means, means, means),
    };
  });
  const named = new Set(properties.map((property) => property.name));
  const missing = required.find((property) => !named.has(property));
  if (missing !== undefined) throw new Error(`${name} has no property ${missing}`);
  return { source: from, type: "track", name, descriptions, properties: [...properties, ...others] };
}

/** An event of the trade's own. */
export function own(from: string, name: string, descriptions: Localized, properties: readonly Property[]): Event {
  return { source: from, type: "track", name, descriptions, properties: [...properties] };
}

/** Visits of pages or screens, and who somebody is: whatever they say is expected. */
export function visits(from: string, type: "page" | "screen" | "identify", descriptions: Localized): Event {
  return { source: from, type, name: "", descriptions, properties: [] };
}

export function property(name: string, type: PlannedType, descriptions: Localized, required = false): Property {
  return { name, type, required, descriptions };
}

/** A property whose name says all. */
export function plain(name: string, type: PlannedType, required = false): Property {
  return property(name, type, nothing, required);
}

export function purpose(
  id: string,
  basis: Template["purposes"][number]["basis"],
  channels: readonly Channel[],
  names: Localized,
  descriptions: Localized,
): Template["purposes"][number] {
  return { id, basis, channels: [...channels], names, descriptions, enabled: true };
}

export function identifier(
  kind: string,
  rule: Pick<Template["identifiers"][number], "cleaning" | "merges">,
  most: number | null,
  reasons: Localized,
): Template["identifiers"][number] {
  return { kind, ...rule, limit: most === null ? null : { most }, reasons };
}

/** The sources of a trait, the most trusted first; without any the policy is another than `source`. */
export function trait(
  name: string,
  policy: Template["traits"][number]["policy"],
  sources: readonly string[],
  reasons: Localized,
): Template["traits"][number] {
  return { name, policy, sources: [...sources], reasons };
}

export function metric(id: string, reasons: Localized): Template["metrics"][number] {
  return { id, reasons };
}
