// Random secrets that are told once and kept as hashes: session ids, links, API keys.
import { createHash, randomBytes } from "node:crypto";

/** 256 random bits as text that fits a URL and a cookie. */
export function randomSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a secret. It has 256 bits of its own, so a fast hash without salt cannot be turned back. */
export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/** Whether a text can be one of our secrets; what cannot is not looked up. */
export function looksSecret(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}
