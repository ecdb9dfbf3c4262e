// The JSON Schema of a file of definitions, so that editors complete and check it.
import { type TSchema, Type } from "typebox";
import { definitionsFormat } from "#contract";
import type { Kind } from "./registry.ts";
import { type Fields, isFields, plain } from "./shape.ts";

const hasDefault = (schema: unknown): boolean => isFields(schema) && "default" in schema;

function mapped(fields: Fields, change: (each: unknown) => unknown): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, each]) => [name, change(each)]));
}

/**
 * A schema as editors take it: objects have nothing but what is known, what has a default may be left out, and what is
 * named by a reference is `shared`.
 */
function closed(schema: unknown, shared: Map<string, unknown>): unknown {
  const walk = (each: unknown): unknown => closed(each, shared);
  if (Array.isArray(schema)) return schema.map(walk);
  if (!isFields(schema)) return schema;
  const { $defs, $id: _, $ref, properties, required, default: usual, ...rest } = schema;
  if (isFields($defs)) for (const [name, each] of Object.entries($defs)) shared.set(name, walk(each));
  const own = { ...mapped(rest, walk), ...(usual === undefined ? {} : { default: usual }) };
  if (typeof $ref === "string") return { ...own, $ref: `#/$defs/${$ref}` };
  if (!isFields(properties)) return own;
  const needed = (Array.isArray(required) ? required : []).filter((name) => !hasDefault(properties[String(name)]));
  return { ...own, properties: mapped(properties, walk), required: needed, additionalProperties: false };
}

/** JSON Schema, draft 2020-12. */
export function fileSchema(kinds: readonly Kind[]): Fields {
  const shared = new Map<string, unknown>();
  const part = ({ summary, item, editor, keyOf }: Kind): unknown => {
    const one = closed(plain(editor ?? item), shared);
    if (keyOf) return { description: summary, type: "array", items: one };
    // Of what a workspace has once, what is left out stays.
    return { ...(isFields(one) ? { ...one, required: [] } : {}), description: summary };
  };
  const parts = Object.fromEntries(kinds.map((kind) => [kind.kind, part(kind)]));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Definitions of Kompas",
    type: "object",
    properties: { kompas: { const: definitionsFormat, description: "The version of the format" }, ...parts },
    required: ["kompas"],
    additionalProperties: false,
    $defs: Object.fromEntries(shared),
  };
}

/** What the API answers for {@link fileSchema}. */
export const FileSchema: TSchema = Type.Record(Type.String(), Type.Unknown());
