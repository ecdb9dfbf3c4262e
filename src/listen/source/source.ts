// Sources as collecting needs them: which one a write key or a slug stands for.

import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
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

const OldKeys = Type.Array(Type.Object({ key: Type.String(), until: Type.String() }));
export type OldKeys = Static<typeof OldKeys>;

/** Keys of a source that were replaced, with the instant up to which each is taken. */
export function oldKeys(settings: Record<string, unknown>): OldKeys {
  const { old_keys } = settings;
  return Value.Check(OldKeys, old_keys) ? old_keys : [];
}

/** All sources; the one place that reads them for every request. `by_key` knows replaced keys too, while they last. */
export const sources = snapshot(async (engines: Engines) => {
  const all: readonly Source[] = await engines.postgres.guarded("sources", (db) =>
    db
      .selectFrom("source")
      .select(["id", "slug", "name", "kind", "write_key", "settings", "enabled"])
      .orderBy("id")
      .execute(),
  );
  const now_ms = Date.now();
  const replaced = all.flatMap((source) =>
    oldKeys(source.settings)
      .filter(({ until }) => Date.parse(until) > now_ms)
      .map(({ key }) => [key, source] as const),
  );
  return {
    all,
    by_key: new Map([...replaced, ...all.map((source) => [source.write_key, source] as const)]),
    by_slug: new Map(all.map((source) => [source.slug, source])),
  };
});

/**
 * The enabled source of a write key. The key of a webhook is none: what its signature guards must not come in beside it.
 * @throws {ProblemError} 401 bad_write_key, 503 not_ready
 */
export async function sourceOfKey(engines: Engines, write_key: string): Promise<Source> {
  const known = (await sources.get(engines)).by_key.get(write_key);
  if (known?.enabled && known.kind !== "webhook") return known;
  const why =
    known === undefined
      ? "No source has this write key; the page of the source shows it"
      : known.enabled
        ? "This key is the address of a webhook: post to /hooks/<key>"
        : "This source is switched off";
  throw new ProblemError(401, "bad_write_key", why, "writeKey");
}
