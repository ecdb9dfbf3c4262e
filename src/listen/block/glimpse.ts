// What the gate can see of an event that is refused: whose it seems to be, before anything of it is kept.
import { identifiersOf } from "../collect/understand/identity.ts";
import { objectOf, textOf } from "../collect/understand/read.ts";
import type { GateEvent } from "./gate.ts";

/** Reads who and what as far as that goes; takes anything and never throws. */
export function glimpse(raw: unknown): GateEvent {
  const event = objectOf(raw);
  const context = objectOf(event.context);
  const traits = { ...objectOf(context.traits), ...objectOf(event.traits) };
  const { identifiers } = identifiersOf(event, traits);
  return { identifiers, name: textOf(event.event) || textOf(event.name), context };
}
