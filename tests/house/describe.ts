// Whether a row's declared schema is what the engine says its query answers: DESCRIBE against TypeBox.
import { type TSchema, Type } from "typebox";

/** A column as DESCRIBE tells it. */
export interface Column {
  readonly name: string;
  readonly type: string;
}

/** A ClickHouse type taken apart: `Map(String, Nullable(Int8))` is Map of two. Tuples name their parts. */
interface EngineType {
  readonly name: string;
  readonly parts: readonly { readonly label: string; readonly type: EngineType }[];
}

/** Where declaration and answer differ, one sentence each; empty when they agree. */
export function rowFaults(row: TSchema, columns: readonly Column[]): string[] {
  if (!Type.IsObject(row)) return ["the row is not declared as an object"];
  const answered = new Map(columns.map((column) => [column.name, column.type]));
  const missing = Object.keys(row.properties).filter((name) => !answered.has(name));
  const faults = missing.map((name) => `${name} is declared, but not answered`);
  for (const [name, type] of answered) {
    const declared = row.properties[name];
    if (!declared) faults.push(`${name} is answered as ${type}, but not declared`);
    else faults.push(...columnFaults(name, declared, type));
  }
  return faults;
}

function columnFaults(name: string, declared: TSchema, type: string): string[] {
  const parsed = parseType(type);
  // JSON numbers end at 2^53, and an id that is off by one is another customer.
  const bareId = /(^|_)id$/.test(name) && /^U?Int(64|128|256)$/.test(bare(parsed).name);
  if (bareId) return [`${name} is an id of type ${type}: select it by toString()`];
  return fits(declared, parsed) ? [] : [`${name} is answered as ${type}, which is not what is declared`];
}

/** Takes a type's text apart. */
export function parseType(text: string): EngineType {
  const trimmed = text.trim();
  const open = trimmed.indexOf("(");
  if (open < 0) return { name: trimmed, parts: [] };
  const name = trimmed.slice(0, open);
  // Parameters of these are no types: digits, zones, the names of an enum.
  if (/^(Decimal\d*|DateTime(64)?|FixedString|Enum\d*)$/.test(name)) return { name, parts: [] };
  const parts = splitTop(trimmed.slice(open + 1, -1)).map((part) => {
    const labelled = /^[`"]?([\w.]+)[`"]?\s+(.+)$/.exec(part);
    return { label: labelled?.[1] ?? "", type: parseType(labelled?.[2] ?? part) };
  });
  return { name, parts };
}

// Splits at the commas that stand in no bracket and no quote.
function splitTop(text: string): string[] {
  const parts = [""];
  let depth = 0;
  let quoted = false;
  for (const letter of text) {
    if (letter === "'") quoted = !quoted;
    if (!quoted && letter === "(") depth += 1;
    if (!quoted && letter === ")") depth -= 1;
    if (!quoted && depth === 0 && letter === ",") parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim());
}

// Types around a type that leave its values as they are. SimpleAggregateFunction names its function first.
const around = /^(Nullable|LowCardinality|SimpleAggregateFunction)$/;

function bare(type: EngineType): EngineType {
  const inner = type.parts.at(-1);
  return inner && around.test(type.name) ? bare(inner.type) : type;
}

function isNullable({ name, parts }: EngineType): boolean {
  return name === "Nullable" || (around.test(name) && parts.some((part) => isNullable(part.type)));
}

/** Whether every value of the engine's type is one of the declared type. Declaring more (null, too) is allowed. */
function fits(declared: TSchema, type: EngineType): boolean {
  const choices = Type.IsUnion(declared) ? declared.anyOf : [declared];
  if (isNullable(type) && !choices.some((choice) => Type.IsNull(choice))) return false;
  return choices.some((choice) => fitsBare(choice, bare(type)));
}

function fitsBare(declared: TSchema, type: EngineType): boolean {
  const { name, parts } = type;
  const [first, second] = parts;
  if (Type.IsInteger(declared)) return /^U?Int(8|16|32|64)$/.test(name);
  if (Type.IsNumber(declared)) return /^(U?Int(8|16|32|64)|Float(32|64)|Decimal\d*)$/.test(name);
  if (Type.IsBoolean(declared)) return name === "Bool";
  if (Type.IsString(declared)) return /^(String|FixedString|UUID|Date(32)?|DateTime(64)?|Enum\d*)$/.test(name);
  // A closed set of texts is the query's word; the engine only knows that it is text.
  if (Type.IsLiteral(declared)) return typeof declared.const === "string" && /^(String|Enum\d*)$/.test(name);
  if (Type.IsArray(declared)) return name === "Array" && first !== undefined && fits(declared.items, first.type);
  if (Type.IsRecord(declared)) {
    return name === "Map" && second !== undefined && fits(Type.RecordValue(declared), second.type);
  }
  if (Type.IsObject(declared)) {
    const columns = parts.map((part) => part.label);
    const named = name === "Tuple" && columns.length === Object.keys(declared.properties).length;
    return named && parts.every(({ label, type: inner }) => fitsPart(declared.properties[label], inner));
  }
  return false;
}

function fitsPart(declared: TSchema | undefined, type: EngineType): boolean {
  return declared !== undefined && fits(declared, type);
}
