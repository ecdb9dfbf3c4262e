// Sources as collecting needs them: which one a write key or a slug stands for.
import { ProblemError } from "#contract";
import type { Engines } from "#storage";
import { snapshot } from "../snapshot.ts";

/** Where touchpoints come from. Its slug stands in every event and never changes. */
export interface Source {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly write_key: string;
  readonly settings: Record<string, unknown>;
  readonly enabled: boolean;
}

/** All sources; the one place that reads them for every request. */
export const sources = snapshot(async (engines: Engines) => {
  const all: readonly Source[] = await engines.postgres.guarded("sources", (db) =>
    db
      .selectFrom("source")
      .select(["id", "slug", "name", "kind", "write_key", "settings", "enabled"])
      .orderBy("id")
      .execute(),
  );
  return {
    all,
    by_key: new Map(all.map((source) => [source.write_key, source])),
    by_slug: new Map(all.map((source) => [source.slug, source])),
  };
});

/**
 * The enabled source of a write key.
 * @throws {ProblemError} 401 bad_write_key, 503 not_ready
 */
export async function sourceOfKey(engines: Engines, write_key: string): Promise<Source> {
  const known = (await sources.get(engines)).by_key.get(write_key);
  if (known?.enabled) return known;
  throw new ProblemError(
    401,
    "bad_write_key",
    known ? "This source is switched off" : "No source has this write key; the page of the source shows it",
    "writeKey",
  );
}
