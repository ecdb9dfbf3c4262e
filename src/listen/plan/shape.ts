// What the plan sees of an event: under which name it stands, its properties, and the types of their values.
import type { PlannedType, ValueType } from "#contract";
import type { TrackedEvent } from "../collect/event.ts";

/** The most event names of one source that are learned. */
export const maxEvents = 500;
/** The most properties of one event that are learned. */
export const maxProperties = 200;
/** Longer names are not learned. */
export const maxNameLength = 200;

/** The name under which the plan knows an event: pages and screens are one event each, whatever they are called. */
export function plannedName({ type, name }: Pick<TrackedEvent, "type" | "name">): string {
  return type === "track" ? name : "";
}

/** Where an event of a type carries what the plan speaks of. */
export function payloadField(type: string): "traits" | "properties" {
  return type === "identify" || type === "group" ? "traits" : "properties";
}

/** What the plan speaks of in an event. */
export function payloadOf(event: TrackedEvent): Readonly<Record<string, unknown>> {
  return event[payloadField(event.type)];
}

const isoTime = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** The type of one value. */
export function typeOf(value: unknown): ValueType {
  switch (typeof value) {
    case "string":
      return isoTime.test(value) && !Number.isNaN(Date.parse(value)) ? "time" : "text";
    case "number":
    case "bigint":
      return "number";
    case "boolean":
      return "boolean";
    default:
      if (value === null || value === undefined) return "null";
      return Array.isArray(value) ? "list" : "object";
  }
}

/** Whether a value of a seen type may stand where the plan asks for a type; a time is a text too. */
export function isOfType(planned: PlannedType, value: unknown): boolean {
  if (planned === null) return true;
  const seen = typeOf(value);
  return seen === planned || (planned === "text" && seen === "time");
}

/** The type to approve for the types seen: the one there is; text when some texts look like times; else any. */
export function suggestedType(types: readonly ValueType[]): PlannedType {
  const seen = types.filter((type) => type !== "null");
  const [first, second] = seen;
  if (first !== undefined && second === undefined) return first;
  return seen.length === 2 && seen.every((type) => type === "text" || type === "time") ? "text" : null;
}
