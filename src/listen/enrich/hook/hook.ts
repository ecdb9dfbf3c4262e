// What an enrichment hook is: it takes something that was told of a person and gives traits that follow from it.
import type { HookTake } from "#contract";

/** What was told of a person, the newest of each kind, by {@link keyOf}. */
export type Told = Readonly<Record<string, string>>;

/** Traits by name. Empty: nothing is known. */
export type Traits = Readonly<Record<string, string>>;

/** What a hook may ask besides the person. */
export interface Tools {
  /** ISO 3166 alpha-2 country of phones that name none, "" for no such country. */
  readonly country: string;
  /** Languages whose rules of names may be used. */
  readonly languages: readonly string[];
  /** The country of an address by the database file; undefined without one. */
  readonly countryOfIp: ((address: string) => string) | undefined;
}

/** A hook that needs no network. Pure: the same told, the same traits. */
export interface BuiltInHook {
  readonly id: string;
  /** The newest of what is told counts. */
  readonly takes: readonly HookTake[];
  /** Names of the traits; no other hook gives them. */
  readonly gives: readonly string[];
  /** Whether it works before anybody has switched it. */
  readonly enabled: boolean;
  run(told: Told, tools: Tools): Traits;
}

/** `identifier:phone`: one key for each thing that can be told. */
export function keyOf({ kind, name }: HookTake): string {
  return `${kind}:${name}`;
}

/** The traits that have a value. */
export function filled(traits: Readonly<Record<string, string | undefined>>): Traits {
  return Object.fromEntries(
    Object.entries(traits).flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, value]])),
  );
}

/** What was told under the first of these keys that has a value, "" when none has. */
export function firstOf(told: Told, takes: readonly HookTake[]): string {
  for (const take of takes) {
    const value = told[keyOf(take)]?.trim();
    if (value) return value;
  }
  return "";
}
