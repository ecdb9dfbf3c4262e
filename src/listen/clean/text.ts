// Names of places: a city has no spelling rules, but it has one form for matching.
import { latinOf } from "#contract";
import { type Cleaned, tidy } from "./cleaned.ts";
import { placeholders } from "./name-words.ts";

/** A city or region, without the word for it ("г.", "m.") that some write before it. */
export function cleanPlace(raw: string): Cleaned<never> {
  const text = tidy(raw).replace(/^(?:г|гор|город|m|miasto|city of)[.\s]\s*/i, "");
  const named = /\p{L}{2}/u.test(text) && !placeholders.has(text.toLowerCase());
  const key = named
    ? latinOf(text)
        .replace(/[^\p{L}\p{N}]+/gu, " ")
        .trim()
    : "";
  return { clean: named ? text : "", key, valid: named, flags: named ? [] : ["placeholder"], parts: {} };
}
