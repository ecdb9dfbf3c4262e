// Tombstones: what keeps an erased person from coming back by a replay, a late event or an import. Only keyed hashes are
// kept, in one engine, and their key in the other: who has one of them can find out nothing.
import { createHmac } from "node:crypto";
import type { Engines } from "#storage";
import { snapshot } from "../snapshot.ts";
import type { Known } from "./marks.ts";
import { tombstoneHashes, tombstoneState } from "./tombstone.sql.ts";

/** The tombstones as the gate asks them. */
export interface Tombstones {
  /** Whether one of these identifiers is an erased person's. */
  stops(identifiers: readonly Known[]): boolean;
  /** Whether a text that could not be understood names an erased person, by a whole word of it. */
  stopsText(text: string): boolean;
  /** The key, where there is anything to be stopped. */
  readonly key: string | undefined;
}

/** One spelling of each identifier; an address is one under whatever name it comes. */
function spelled({ kind, value }: Known): string {
  if (value.includes("@")) return `email\n${value.trim().toLowerCase()}`;
  return `${kind}\n${kind === "phone" ? value.replace(/\D/g, "") : value.trim()}`;
}

/** The keyed hash of a text (HMAC-SHA256), in hexadecimal digits. */
export function keyedHash(key: string, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

/** The tombstone of an identifier. */
export function tombstoneOf(key: string, identifier: Known): string {
  return keyedHash(key, spelled(identifier));
}

// Shorter words may stand in a text that has nothing to do with the person.
const word_least = 7;

/** All tombstones of an identifier: of a distinct one also that of the bare word. */
export function tombstonesOf(key: string, identifier: Known): string[] {
  const hashes = [tombstoneOf(key, identifier)];
  const { value } = identifier;
  if (value.includes("@") || value.trim().length < word_least) return hashes;
  const words = identifier.kind === "phone" ? [value.trim(), value.replace(/\D/g, "")] : [value.trim()];
  return [...hashes, ...words.map((word) => tombstoneOf(key, { kind: "any", value: word }))];
}

const keys = new WeakMap<Engines, string>();

/** The workspace's secret; made with its database, it never changes. */
export async function secretOf(engines: Engines): Promise<string> {
  const known = keys.get(engines);
  if (known !== undefined) return known;
  const { secret } = await engines.postgres.guarded("listen.rights.secret", (db) =>
    db.selectFrom("rights_setting").select("secret").executeTakeFirstOrThrow(),
  );
  keys.set(engines, secret);
  return secret;
}

const none: Tombstones = { stops: () => false, stopsText: () => false, key: undefined };
const separators = /[\s"'\\,;:<>(){}[\]=&?|]+/;

function stopping(key: string, hashes: ReadonlySet<string>): Tombstones {
  const has = (identifier: Known) => hashes.has(tombstoneOf(key, identifier));
  return {
    key,
    stops: (identifiers) => identifiers.some(has),
    stopsText: (text) =>
      text
        .replaceAll("%40", "@")
        .split(separators)
        .some((word) => word.length >= word_least && has({ kind: "any", value: word.replace(/\.$/, "") })),
  };
}

/** What was read last, so that a list that has not changed is not read again. */
const last = new WeakMap<Engines, { readonly changed: string; readonly value: Tombstones }>();
/** Told when the list has changed: what is held in memory may name somebody who was erased. */
const listeners = new Set<(engines: Engines) => void>();

/** Calls `listener` whenever this process learns of new tombstones. */
export function whenErased(listener: (engines: Engines) => void): void {
  listeners.add(listener);
}

/** Lets all that is held in this process's memory go that may name somebody. */
export function forgetHeld(engines: Engines): void {
  for (const listener of listeners) listener(engines);
}

async function read(engines: Engines): Promise<Tombstones> {
  const [state] = await tombstoneState(engines.clickhouse, null);
  if (state === undefined || state.tombstones === 0) return none;
  const changed = `${state.tombstones} ${state.changed_at}`;
  const known = last.get(engines);
  if (known?.changed === changed) return known.value;
  const [key, rows] = await Promise.all([secretOf(engines), tombstoneHashes(engines.clickhouse, null)]);
  const value = stopping(key, new Set(rows.map(({ hash }) => hash)));
  last.set(engines, { changed, value });
  forgetHeld(engines);
  return value;
}

/** How old the list may be in any process. */
export const tombstones_fresh_ms = 2_000;

/** The tombstones in force. */
export const tombstones = snapshot(read, tombstones_fresh_ms);

/** Sets or lifts the tombstones of identifiers; durable when this returns. */
export async function setTombstones(
  engines: Engines,
  identifiers: readonly Known[],
  change: { readonly request_id: number; readonly lifted: boolean; readonly now: Date },
): Promise<number> {
  const key = await secretOf(engines);
  const hashes = [...new Set(identifiers.flatMap((one) => tombstonesOf(key, one)))];
  const { request_id, lifted, now: changed_at } = change;
  if (hashes.length > 0) {
    const rows = hashes.map((hash) => ({ hash, request_id, lifted, changed_at }));
    await engines.clickhouse.insert("tombstone", rows);
  }
  tombstones.forget(engines);
  return hashes.length;
}
