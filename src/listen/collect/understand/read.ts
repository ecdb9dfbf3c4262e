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

/** A scalar as trimmed text, cut to `most` characters; "" for everything else. */
export function textOf(value: unknown, most = 255): string {
  const text = typeof value === "number" && Number.isFinite(value) ? String(value) : value;
  return typeof text === "string" ? text.trim().slice(0, most).toWellFormed() : "";
}

/** Any value as text: a scalar as it is, nested ones as JSON, nothing as "". */
export function anyText(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value.toWellFormed();
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
    return (JSON.stringify(value) ?? "").toWellFormed();
  } catch {
    return "";
  }
}
