// Names that nobody else makes: of visitors, of sessions, of messages.

/** So many random bytes, also where the page is not served by https. */
function randomBytes(count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  try {
    return crypto.getRandomValues(bytes);
  } catch {
    return bytes.map(() => Math.random() * 256);
  }
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A random UUID, version 4. */
export function uuid(): string {
  const bytes = randomBytes(16).map((byte, at) => (at === 6 ? (byte & 15) | 64 : at === 8 ? (byte & 63) | 128 : byte));
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

let made = 0;

/** An id of a message. Those of one page sort as they were made, those of several by their milliseconds. */
export function messageId(now_ms: number): string {
  made += 1;
  const time = Math.floor(now_ms).toString(36).padStart(9, "0");
  return `${time}-${made.toString(36).padStart(4, "0")}-${hex(randomBytes(10))}`;
}
