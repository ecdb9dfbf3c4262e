// Calls whose signature was wrong, counted since the server started: they are not kept, as anybody may make them.
import type { SourceHealth } from "#contract";

const counts = new Map<string, { count: number; last_at: string }>();

/** Notes a call that was not believed. */
export function noteBadSignature(slug: string, now: Date): void {
  counts.set(slug, { count: (counts.get(slug)?.count ?? 0) + 1, last_at: now.toISOString() });
}

/** The calls of a source that were not believed. */
export function badSignatures(slug: string): SourceHealth["bad_signatures"] {
  return counts.get(slug) ?? { count: 0, last_at: null };
}
