// What was told of customers, as hooks take it.
import type { HookTake } from "#contract";
import type { Engines, RunOptions } from "#storage";
import { toldContexts, toldIdentifiers, toldTraits } from "./enrich.sql.ts";
import { keyOf, type Told } from "./hook/hook.ts";

/** A customer as the event log's key has it, with what was told under it. */
export interface Person {
  readonly stamp: string;
  readonly told: Told;
  /** When the newest of it was told. */
  readonly at: Date;
}

const kinds = ["identifier", "trait", "context"] as const;

function namesOf(takes: readonly HookTake[], kind: HookTake["kind"]): string[] {
  return takes.filter((take) => take.kind === kind).map(({ name }) => name);
}

const context_prefix = "context.";

/** Who of these customers has told anything that is taken, in the order of `stamps`. */
export async function peopleOf(
  { clickhouse }: Engines,
  stamps: readonly string[],
  takes: readonly HookTake[],
  options?: RunOptions,
): Promise<Person[]> {
  const found = new Map<string, { told: Record<string, string>; at: Date }>();
  const readings = { identifier: toldIdentifiers, trait: toldTraits, context: toldContexts };
  for (const kind of kinds) {
    const names = namesOf(takes, kind).map((name) => (kind === "context" ? `${context_prefix}${name}` : name));
    if (names.length === 0 || stamps.length === 0) continue;
    const rows = await readings[kind](clickhouse, { stamps: [...stamps], names }, options);
    for (const { stamp, name, value, at } of rows) {
      const person = found.get(stamp) ?? { told: {}, at: new Date(0) };
      found.set(stamp, person);
      const time = new Date(at);
      person.told[keyOf({ kind, name: kind === "context" ? name.slice(context_prefix.length) : name })] = value;
      if (time > person.at) person.at = time;
    }
  }
  return stamps.flatMap((stamp) => {
    const person = found.get(stamp);
    return person ? [{ stamp, ...person }] : [];
  });
}

/** Kinds of identifiers by which everybody is found who can have told something; undefined where events must be read. */
export function kindsOf(takes: readonly HookTake[]): readonly string[] | undefined {
  const named = namesOf(takes, "identifier");
  return named.length === takes.length ? named : undefined;
}
