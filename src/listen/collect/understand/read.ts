// Reading JSON that anybody may have written: every function takes anything, and none throws.

/** An object of JSON; its keys are whatever the sender liked. */
export type Json = Readonly<Record<string, unknown>>;

const nothing: Json = Object.freeze({});

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value where it is an object, else an empty one. */
export function objectOf(value: unknown): Json {
  return isObject(value) ? value : nothing;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A record without a prototype, so that a key like `__proto__` is a key like others. */
export function record<Value>(): Record<string, Value> {
  return Object.create(null);
}

/** Text that can be stored as UTF-8: half of a surrogate pair becomes U+FFFD. */
export function wellFormed(text: string): string {
  return /[\ud800-\udfff]/.test(text) ? Buffer.from(text).toString() : text;
}

/** A scalar as trimmed text, cut to `most` characters; "" for everything else. */
export function textOf(value: unknown, most = 255): string {
  const text = typeof value === "number" && Number.isFinite(value) ? String(value) : value;
  return typeof text === "string" ? wellFormed(text.trim().slice(0, most)) : "";
}

/** Any value as text: a scalar as it is, nested ones as JSON, nothing as "". */
export function anyText(value: unknown): string {
  switch (typeof value) {
    case "string":
      return wellFormed(value);
    case "number":
      return Number.isFinite(value) ? String(value) : "";
    case "boolean":
    case "bigint":
      return String(value);
    case "object":
      return value === null ? "" : jsonText(value);
    default:
      return "";
  }
}

// What nests too deeply to be written again stays in the event's body alone.
function jsonText(value: object): string {
  try {
    return wellFormed(JSON.stringify(value) ?? "");
  } catch {
    return "";
  }
}

// The same few paths are asked of every event.
const stepsOf = new Map<string, readonly string[]>();

/** What stands at a dotted path; paths are ours, not a sender's. */
export function at(value: Json, path: string): unknown {
  const steps = stepsOf.get(path) ?? path.split(".");
  stepsOf.set(path, steps);
  let found: unknown = value;
  for (const step of steps) found = isObject(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  return found;
}
