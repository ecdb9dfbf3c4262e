// Cursors of lists: where a page ended, as text that callers hand back unread.
import { ProblemError } from "#contract";

/** The sort value and the id of the last row of a page. */
export interface Cursor {
  readonly value: string | number;
  readonly id: string;
}

export function encodeCursor({ value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([value, id])).toString("base64url");
}

/** The cursor in the text; refuses what was not made by {@link encodeCursor} for values of this type. */
export function decodeCursor(text: string, type: "string" | "number"): Cursor {
  const parsed: unknown = parse(Buffer.from(text, "base64url").toString());
  if (Array.isArray(parsed)) {
    const [value, id]: unknown[] = parsed;
    if (
      (typeof value === "string" || typeof value === "number") &&
      typeof value === type &&
      typeof id === "string" &&
      /^\d{1,39}$/.test(id)
    )
      return { value, id };
  }
  throw new ProblemError(400, "bad_cursor", "The cursor is not one that this list gave out", "cursor");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
