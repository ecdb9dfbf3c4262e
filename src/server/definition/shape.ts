// Items and their schemas: defaults filled in and left out, and what is wrong with a value, field by field.
import { isDeepStrictEqual } from "node:util";
import { type TSchema, Type } from "typebox";
import { Default, Errors } from "typebox/value";

/** Where a value stands: names of fields and places in lists. */
export type Path = readonly (string | number)[];

export interface ShapeFault {
  readonly path: Path;
  readonly message: string;
}

export type Fields = Readonly<Record<string, unknown>>;
export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What an engine gave as what JSON has: without undefined, and nobody else's to change. */
export function plain(value: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  return copy;
}

/** A value with the defaults of what it leaves out. */
export function completed(schema: TSchema, value: unknown): unknown {
  return Default(schema, plain(value));
}

/** The forms of a schema, also those of unions within it. */
const formsOf = (schema: TSchema): readonly TSchema[] =>
  Type.IsUnion(schema) ? schema.anyOf.flatMap(formsOf) : [schema];
const defaultOf = (schema: TSchema): unknown => ("default" in schema ? schema.default : undefined);

/** A value without what its schema's defaults say anyway, its fields in the schema's order. */
export function withoutDefaults(schema: TSchema, value: unknown): unknown {
  const form = formOf(formsOf(schema), value) ?? schema;
  if (Type.IsArray(form) && Array.isArray(value)) return value.map((each) => withoutDefaults(form.items, each));
  if (!Type.IsObject(form) || !isFields(value)) return value;
  const kept = Object.entries(form.properties).flatMap(([name, property]) => {
    const told = value[name];
    const said = told !== undefined && !isDeepStrictEqual(told, defaultOf(property));
    return said ? [[name, withoutDefaults(property, told)] as const] : [];
  });
  return Object.fromEntries(kept);
}

/** The closed set of values that a schema takes; empty when it takes others. */
function choices(schema: TSchema): unknown[] {
  if (Type.IsUnion(schema)) {
    const each = schema.anyOf.map(choices);
    return each.every((values) => values.length > 0) ? each.flat() : [];
  }
  if ("const" in schema) return [schema.const];
  return "enum" in schema && Array.isArray(schema.enum) ? schema.enum : [];
}

/** Whether a value is of the sort that a schema asks for: a list, a map, a text … */
function fitsKind(schema: TSchema, value: unknown): boolean {
  if (Type.IsUnion(schema)) return schema.anyOf.some((form) => fitsKind(form, value));
  if (Type.IsObject(schema) || Type.IsRecord(schema)) return isFields(value);
  if (Type.IsArray(schema)) return Array.isArray(value);
  if (Type.IsNull(schema)) return value === null;
  const known = choices(schema);
  return known.length > 0 ? known.includes(value) : Errors(schema, value).every(({ keyword }) => keyword !== "type");
}

/** Of several forms the one that a value means; of objects by the field that tells them apart. */
function formOf(forms: readonly TSchema[], value: unknown): TSchema | undefined {
  const fitting = forms.filter((form) => fitsKind(form, value));
  if (fitting.length < 2 || !isFields(value)) return fitting[0];
  const objects = fitting.filter((form) => Type.IsObject(form));
  const names = Object.keys(objects[0]?.properties ?? {});
  const tell = names.find((name) => objects.every(({ properties: { [name]: of } }) => of && choices(of).length > 0));
  if (tell === undefined) return fitting.find((form) => Errors(form, value).length === 0) ?? fitting[0];
  return objects.find(({ properties: { [tell]: of } }) => of && choices(of).includes(value[tell])) ?? objects[0];
}

function objectFaults(
  properties: Readonly<Record<string, TSchema>>,
  needed: readonly string[],
  value: Fields,
  at: Path,
) {
  const known = Object.keys(properties);
  const unknown = Object.keys(value).filter((name) => !known.includes(name));
  const missing = needed.filter((name) => value[name] === undefined);
  return [
    ...unknown.map((name) => ({
      path: [...at, name],
      message: `There is no "${name}" here; known are ${known.join(", ")}`,
    })),
    ...missing.map((name) => ({ path: at, message: `"${name}" is missing` })),
    ...Object.entries(properties).flatMap(([name, of]) =>
      value[name] === undefined ? [] : shapeFaults(of, value[name], [...at, name]),
    ),
  ];
}

function hint(schema: TSchema): string {
  return "description" in schema && typeof schema.description === "string" ? `: ${schema.description}` : "";
}

/** All that is wrong with a value. Names that a schema does not know are wrong too: a mistyped one would do nothing. */
export function shapeFaults(schema: TSchema, value: unknown, at: Path = []): ShapeFault[] {
  const known = choices(schema);
  if (known.length > 0) {
    if (known.includes(value)) return [];
    return [{ path: at, message: `Write one of ${known.map((each) => JSON.stringify(each)).join(", ")}` }];
  }
  const form = formOf(formsOf(schema), value);
  if (form && form !== schema && Type.IsUnion(schema)) return shapeFaults(form, value, at);
  if (Type.IsObject(schema) && isFields(value)) {
    const found = objectFaults(schema.properties, schema.required ?? [], value, at);
    if (found.length > 0) return found;
  }
  if (Type.IsArray(schema) && Array.isArray(value)) {
    const found = value.flatMap((each, index) => shapeFaults(schema.items, each, [...at, index]));
    if (found.length > 0) return found;
  }
  const [fault] = Errors(schema, value).slice(-1);
  return fault ? [{ path: at, message: `It ${fault.message}${hint(schema)}` }] : [];
}
