// What a person agreed to, out of the shapes in which Segment, RudderStack and we say it.
import { anyText, type Json, listOf, objectOf, record, textOf } from "./read.ts";

const granted: Readonly<Record<string, boolean>> = { true: true, false: false, granted: true, denied: false };

function note(consents: Record<string, boolean>, category: string, agreed: boolean | undefined): void {
  const name = textOf(category, 100);
  if (name !== "" && typeof agreed === "boolean") consents[name] = agreed;
}

/** Segment's: category to true or false. */
function notePreferences(consents: Record<string, boolean>, said: unknown): void {
  for (const [category, word] of Object.entries(objectOf(said)))
    note(consents, category, granted[anyText(word).toLowerCase()]);
}

/** RudderStack's: the ids of what was allowed and of what was denied. What stands in both was not agreed to. */
function noteIds(consents: Record<string, boolean>, said: Json): void {
  for (const id of listOf(said.allowedConsentIds)) note(consents, anyText(id), true);
  for (const id of listOf(said.deniedConsentIds)) note(consents, anyText(id), false);
}

/**
 * What the event says of consents. Its context says what holds while it happens; where the event itself is the change
 * (`Consent Updated`), its own properties are the newer word.
 */
export function consentsOf(context: Json, name: string, properties: Json): Readonly<Record<string, boolean>> {
  const consents = record<boolean>();
  if (context.consentManagement !== undefined) noteIds(consents, objectOf(context.consentManagement));
  if (context.consent !== undefined) notePreferences(consents, objectOf(context.consent).categoryPreferences);
  if (name !== "Consent Updated") return consents;
  noteIds(consents, properties);
  notePreferences(consents, properties.categoryPreferences);
  return consents;
}
