// What a person agreed to, out of the shapes in which Segment, RudderStack and we say it.
import { anyText, type Json, listOf, objectOf, record, textOf } from "./read.ts";

const granted: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  granted: true,
  denied: false,
  withdrawn: false,
};

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

// Properties of "Consent Updated" that are no categories.
const other: ReadonlySet<string> = new Set(["granted", "whole_person", "double_opt_in"]);

/** Flat properties: `{analytics: true}` as our SDK sends it, or one `purpose` with its `channel` and `granted`. */
function noteFlat(consents: Record<string, boolean>, said: Json): void {
  const purpose = textOf(said.purpose, 40);
  const channel = textOf(said.channel, 40);
  if (purpose !== "")
    note(
      consents,
      channel === "" ? purpose : `${purpose}:${channel}`,
      granted[anyText(said.granted ?? said.state).toLowerCase()],
    );
  for (const [category, word] of Object.entries(said)) {
    if (!other.has(category) && (typeof word === "boolean" || typeof word === "string"))
      note(consents, category, granted[String(word).toLowerCase()]);
  }
}

/**
 * What the event says of consents. Its context says what holds while it happens; where the event itself is the change
 * (`Consent Updated`), its own properties are the newer word. A category may be `purpose:channel`.
 */
export function consentsOf(context: Json, name: string, properties: Json): Readonly<Record<string, boolean>> {
  const consents = record<boolean>();
  if (context.consentManagement !== undefined) noteIds(consents, objectOf(context.consentManagement));
  if (context.consent !== undefined) notePreferences(consents, objectOf(context.consent).categoryPreferences);
  if (name !== "Consent Updated") return consents;
  noteFlat(consents, properties);
  noteIds(consents, properties);
  notePreferences(consents, properties.categoryPreferences);
  return consents;
}
