// Who it was: every identifier that an event tells, the strongest first.
import { namesNobody } from "../../identify/nobody.ts";
import type { Identifier } from "../event.ts";
import { type Json, listOf, objectOf, textOf } from "./read.ts";

// A number that a company gave stands for one person more surely than an address, an address more than a telephone,
// and a device or a browser may be shared. The import has the same order.
const strongest = ["user_id", "loyalty_card", "email", "phone"];
const weakest = ["device_id", "anonymous_id", "previous_id"];

const longest = 255;

function rank(kind: string): number {
  const strong = strongest.indexOf(kind);
  if (strong >= 0) return strong;
  const weak = weakest.indexOf(kind);
  return weak < 0 ? strongest.length : strongest.length + 1 + weak;
}

/** The identifier with its value as the import has it, or undefined when it names nobody. */
export function identifierOf(kind: string, value: unknown): Identifier | undefined {
  const text = textOf(value, longest + 1);
  if (text.length > longest || namesNobody(kind, text)) return undefined;
  if (kind === "email") {
    // The engine's lower(), which the import uses, knows the letters of ASCII alone.
    const email = text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
    return /^[^\s@]+@[^\s@]+$/.test(email) ? { kind, value: email } : undefined;
  }
  return { kind, value: text };
}

/** `ios.idfa` as ios_idfa: a kind as the import allows it, or "" for a name that gives none. */
function kindOf(type: unknown): string {
  const kind = textOf(type, 40)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_");
  return /^[a-z][a-z0-9_]*$/.test(kind) ? kind : "";
}

function claims(event: Json, traits: Json): readonly (readonly [string, unknown])[] {
  const context = objectOf(event.context);
  const external = [...listOf(context.externalIds), ...listOf(context.externalId)].slice(0, 50);
  return [
    ["user_id", event.userId],
    ["anonymous_id", event.anonymousId],
    ["previous_id", event.previousId],
    ["email", traits.email],
    ["phone", traits.phone],
    ["loyalty_card", traits.loyalty_card ?? traits.loyaltyCard],
    ["device_id", objectOf(context.device).id],
    ...external.map((one) => [kindOf(objectOf(one).type), objectOf(one).id] as const),
  ];
}

/** Identifiers of an event, each once, strongest first, and whether one was given that names nobody. */
export function identifiersOf(event: Json, traits: Json): { identifiers: readonly Identifier[]; absurd: boolean } {
  const found = new Map<string, Identifier>();
  let absurd = false;
  for (const [kind, value] of claims(event, traits)) {
    if (value === undefined || value === null || value === "" || kind === "") continue;
    const identifier = identifierOf(kind, value);
    if (identifier) found.set(`${kind}\n${identifier.value}`, identifier);
    else absurd = true;
  }
  const identifiers = [...found.values()].sort((one, other) => rank(one.kind) - rank(other.kind));
  return { identifiers, absurd };
}
