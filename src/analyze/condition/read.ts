// Reads a condition that somebody wrote: what it is, or the place that is wrong and how to mend it.
import { type TSchema, Type } from "typebox";
import { Compile } from "typebox/compile";
import { Check, Errors } from "typebox/value";
import { type Condition, ConditionSchema, conditionKinds, ProblemError } from "#contract";

/** What the engine can be asked at once. */
const most_nodes = 200;
const most_deep = 12;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function refuse(field: string, says: string): never {
  throw new ProblemError(422, "bad_condition", `${field}: ${says}`, field);
}

const isKind = (kind: unknown): kind is keyof typeof conditionKinds =>
  typeof kind === "string" && Object.hasOwn(conditionKinds, kind);

const isUnion = (schema: TSchema): schema is TSchema & { readonly anyOf: readonly TSchema[] } => "anyOf" in schema;
const propertiesOf = (schema: TSchema): Readonly<Record<string, TSchema>> =>
  Type.IsObject(schema) ? schema.properties : {};
const literals = (schema: TSchema): unknown[] =>
  isUnion(schema) ? schema.anyOf.flatMap(literals) : "const" in schema ? [schema.const] : [];

/** Of several forms the one that a value tells by its kind, op or of. */
function formOf(forms: readonly TSchema[], value: unknown, field: string): TSchema {
  for (const name of ["kind", "op", "of"]) {
    const known = forms.map((form) => propertiesOf(form)[name]).map((schema) => (schema ? literals(schema) : []));
    if (known.every((words) => words.length === 0)) continue;
    const told = isRecord(value) ? value[name] : undefined;
    const found = forms.find((_, index) => known[index]?.includes(told));
    if (found) return found;
    refuse(`${field}.${name}`, `write one of ${known.flat().join(", ")}`);
  }
  return refuse(field, `write one of ${forms.flatMap(literals).join(", ")}`);
}

/** Finds what is wrong with a value, deepest first, and says so. */
function explain(schema: TSchema, value: unknown, field: string): never {
  if (isUnion(schema)) {
    const form = formOf(schema.anyOf, value, field);
    if (!Check(form, value)) explain(form, value, field);
  }
  if (Type.IsObject(schema)) {
    if (!isRecord(value)) refuse(field, "write an object in braces");
    const known = propertiesOf(schema);
    for (const name of Object.keys(value))
      if (!Object.hasOwn(known, name))
        refuse(`${field}.${name}`, `not known here; known are ${Object.keys(known).join(", ")}`);
    for (const [name, of] of Object.entries(known)) {
      const told = value[name];
      if (told === undefined && !schema.required?.includes(name)) continue;
      if (told === undefined) refuse(`${field}.${name}`, "is missing");
      if (!Check(of, told)) explain(of, told, `${field}.${name}`);
    }
  }
  if (Type.IsArray(schema) && Array.isArray(value)) {
    value.forEach((each, index) => {
      if (!Check(schema.items, each)) explain(schema.items, each, `${field}.${index}`);
    });
  }
  const [first] = Errors(schema, value);
  return refuse(field, first?.message ?? "is not understood");
}

interface Leaf {
  readonly schema: TSchema;
  readonly value: unknown;
  readonly field: string;
}

/** What has been walked through so far. */
interface Walk {
  nodes: number;
  readonly leaves: Leaf[];
}

/** Walks through the groups, which may be neither too many nor too deep. */
function walkGroups(value: unknown, field: string, depth: number, walk: Walk): void {
  walk.nodes += 1;
  if (walk.nodes > most_nodes)
    refuse(field, `a condition has at most ${most_nodes} parts; make segments of some and name those`);
  if (depth > most_deep) refuse(field, `a condition is at most ${most_deep} groups deep`);
  const kind = isRecord(value) ? value.kind : undefined;
  if (!isRecord(value) || !isKind(kind))
    refuse(`${field}.kind`, `write one of ${Object.keys(conditionKinds).join(", ")}`);
  if (kind === "all" || kind === "any") {
    const listed = value.of;
    if (!Array.isArray(listed) || listed.length > 50) refuse(`${field}.of`, "write a list of at most 50 conditions");
    for (const [index, each] of listed.entries()) walkGroups(each, `${field}.of.${index}`, depth + 1, walk);
  } else if (kind === "not") walkGroups(value.of, `${field}.of`, depth + 1, walk);
  else walk.leaves.push({ schema: conditionKinds[kind], value, field });
}

// Compiled, as all live segments are read before every look at people.
const compiled = Compile(ConditionSchema);
const isCondition = (value: unknown): value is Condition => compiled.Check(value);

/**
 * The condition that a value is. `field` is what it is called where it was written.
 * @throws {ProblemError} 422 bad_condition with the place and the mend
 */
export function readCondition(value: unknown, field = "condition"): Condition {
  const walk: Walk = { nodes: 0, leaves: [] };
  walkGroups(value, field, 0, walk);
  if (isCondition(value)) return value;
  for (const leaf of walk.leaves) if (!Check(leaf.schema, leaf.value)) explain(leaf.schema, leaf.value, leaf.field);
  return refuse(field, "is no condition; groups hold nothing but kind and of");
}
