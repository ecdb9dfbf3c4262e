// The plan as one JSON Schema document (draft 2020-12), and back. Each source is a schema of its own under $defs, which
// any validator can hold against an event of Segment's shape.
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import { type Plan, type PlanEvent, type PlannedType, PlanPolicy, ProblemError } from "#contract";
import { payloadField } from "./shape.ts";

export const draft = "https://json-schema.org/draft/2020-12/schema";

/** What a plan's document says, whichever source it came from: only what is approved or ignored. */
export interface PlannedProperty {
  readonly name: string;
  readonly state: "approved" | "ignored";
  readonly type: PlannedType;
  readonly required: boolean;
  readonly description: string;
  readonly allowed: readonly string[];
}
export interface PlannedEvent {
  readonly source: string;
  readonly type: string;
  readonly name: string;
  readonly state: "approved" | "ignored";
  readonly description: string;
  readonly properties: readonly PlannedProperty[];
}
export interface PlannedSource {
  readonly source: string;
  readonly policy: PlanPolicy;
  readonly events: readonly PlannedEvent[];
}

const jsonTypes = {
  text: "string",
  number: "number",
  boolean: "boolean",
  time: "string",
  list: "array",
  object: "object",
} as const;

function jsonValue(type: PlannedType, text: string): string | number | boolean {
  if (type === "number" && Number.isFinite(Number(text))) return Number(text);
  return type === "boolean" && (text === "true" || text === "false") ? text === "true" : text;
}

function valueSchema({ state, type, required, description, allowed }: PlannedProperty): object {
  const said = description === "" ? {} : { description };
  if (state === "ignored") return { ...said, "x-kompas-state": "ignored" };
  // A property that need not be there may as well be null.
  const values = allowed.map((value) => jsonValue(type, value));
  return {
    ...said,
    ...(type === null ? {} : { type: required ? jsonTypes[type] : [jsonTypes[type], "null"] }),
    ...(type === "time" ? { format: "date-time" } : {}),
    ...(values.length === 0 ? {} : { enum: required ? values : [...values, null] }),
  };
}

function eventSchema({ type, name, state, description, properties }: PlannedEvent): object {
  const approved = properties.filter((property) => property.state === "approved");
  const required = approved.filter((property) => property.required).map((property) => property.name);
  const field = payloadField(type);
  const payload = {
    type: "object",
    properties: Object.fromEntries(properties.map((property) => [property.name, valueSchema(property)])),
    required,
    additionalProperties: approved.length === 0,
  };
  return {
    title: name === "" ? type : name,
    ...(description === "" ? {} : { description }),
    ...(state === "ignored" ? { "x-kompas-state": "ignored" } : {}),
    type: "object",
    properties: {
      type: { const: type },
      ...(name === "" ? {} : { event: { const: name } }),
      ...(state === "ignored" ? {} : { [field]: payload }),
    },
    required: [
      "type",
      ...(name === "" ? [] : ["event"]),
      ...(state === "approved" && required.length > 0 ? [field] : []),
    ],
  };
}

/** A property as documents say it: what is ignored says nothing but that; numbers are written one way. */
export function plainProperty(property: PlannedProperty): PlannedProperty {
  const { name, state, type, required, description, allowed } = property;
  if (state === "ignored") return { name, state, type: null, required: false, description, allowed: [] };
  return { name, state, type, required, description, allowed: allowed.map((value) => String(jsonValue(type, value))) };
}

/** What of a plan was decided: new events and properties are left out. */
export function decided(plan: Plan): PlannedSource[] {
  const kept = <Item extends { state: string }>(item: Item): item is Item & { state: "approved" | "ignored" } =>
    item.state !== "new";
  const propertiesOf = ({ state, properties }: PlanEvent): PlannedProperty[] =>
    state === "ignored" ? [] : properties.filter(kept).map(plainProperty);
  return plan.sources.map(({ source, policy }) => ({
    source,
    policy,
    events: plan.events
      .filter((event) => event.source === source)
      .filter(kept)
      .map(({ type, name, state, description, ...event }) => ({
        source,
        type,
        name,
        state,
        description,
        properties: propertiesOf({ type, name, state, description, ...event }),
      })),
  }));
}

/** The document. */
export function planDocument(sources: readonly PlannedSource[]): object {
  const some = sources.filter(({ events, policy }) => events.length > 0 || policy !== "flag");
  return {
    $schema: draft,
    title: "Tracking plan",
    $defs: Object.fromEntries(
      some.map(({ source, policy, events }) => [source, { "x-kompas-policy": policy, anyOf: events.map(eventSchema) }]),
    ),
  };
}

const Text = Type.Optional(Type.String({ maxLength: 2000 }));
const State = Type.Optional(Type.Literal("ignored"));
const Scalar = Type.Union([Type.String({ maxLength: 200 }), Type.Number(), Type.Boolean(), Type.Null()]);
const ValueSchema = Type.Object({
  description: Text,
  type: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
  format: Type.Optional(Type.String()),
  enum: Type.Optional(Type.Array(Scalar, { maxItems: 201 })),
  "x-kompas-state": State,
});
const PayloadSchema = Type.Object({
  properties: Type.Optional(Type.Record(Type.String({ minLength: 1, maxLength: 200 }), ValueSchema)),
  required: Type.Optional(Type.Array(Type.String())),
});
const EventSchema = Type.Object({
  description: Text,
  "x-kompas-state": State,
  properties: Type.Object({
    type: Type.Object({ const: Type.String({ pattern: "^(identify|track|page|screen|group|alias)$" }) }),
    event: Type.Optional(Type.Object({ const: Type.String({ minLength: 1, maxLength: 200 }) })),
    properties: Type.Optional(PayloadSchema),
    traits: Type.Optional(PayloadSchema),
  }),
});
const SourceSchema = Type.Object({
  "x-kompas-policy": Type.Optional(PlanPolicy),
  anyOf: Type.Optional(Type.Array(EventSchema, { maxItems: 500 })),
  oneOf: Type.Optional(Type.Array(EventSchema, { maxItems: 500 })),
});
const Document = Type.Object({ $defs: Type.Record(Type.String({ minLength: 1, maxLength: 100 }), SourceSchema) });

function plannedType({ type, format }: Static<typeof ValueSchema>): PlannedType {
  const types = (typeof type === "string" ? [type] : (type ?? [])).filter((each) => each !== "null");
  const [only] = types;
  if (only === undefined || types.length > 1) return null;
  if (only === "string") return format === "date-time" || format === "date" ? "time" : "text";
  const others: Record<string, PlannedType> = {
    number: "number",
    integer: "number",
    boolean: "boolean",
    array: "list",
    object: "object",
  };
  return others[only] ?? null;
}

function plannedProperty(name: string, schema: Static<typeof ValueSchema>, required: boolean): PlannedProperty {
  const ignored = schema["x-kompas-state"] === "ignored";
  return {
    name,
    state: ignored ? "ignored" : "approved",
    type: plannedType(schema),
    required: required && !ignored,
    description: schema.description ?? "",
    allowed: (schema.enum ?? []).filter((value) => value !== null).map(String),
  };
}

function plannedEvent(source: string, schema: Static<typeof EventSchema>): PlannedEvent {
  const type = schema.properties.type.const;
  const payload = schema.properties[payloadField(type)];
  const required = new Set(payload?.required);
  return {
    source,
    type,
    name: type === "track" ? (schema.properties.event?.const ?? "") : "",
    state: schema["x-kompas-state"] ?? "approved",
    description: schema.description ?? "",
    properties: Object.entries(payload?.properties ?? {}).map(([name, value]) =>
      plannedProperty(name, value, required.has(name)),
    ),
  };
}

/**
 * What a document says.
 * @throws {ProblemError} 422 bad_plan with the place that cannot be understood
 */
export function readDocument(document: unknown): PlannedSource[] {
  if (!Value.Check(Document, document)) {
    const [first] = Value.Errors(Document, document);
    const place = first?.instancePath || "/";
    throw new ProblemError(
      422,
      "bad_plan",
      `This is not a plan's JSON Schema: ${place} ${first?.message ?? ""}`,
      place,
    );
  }
  return Object.entries(document.$defs).map(([source, schema]) => {
    const events = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((event) => plannedEvent(source, event));
    const names = events.map(({ type, name }) => `${type} ${name}`);
    const double = names.find((name, at) => names.indexOf(name) !== at);
    if (double !== undefined) {
      throw new ProblemError(422, "bad_plan", `The plan of ${source} names ${double.trim()} twice; keep one`, source);
    }
    return { source, policy: schema["x-kompas-policy"] ?? "flag", events };
  });
}
