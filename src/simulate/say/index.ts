// What customers say in their own words: free texts in English, Russian and Polish, each with its truth.

import type { Uniform } from "../random.ts";
import { compose } from "./compose.ts";
import { english } from "./en/english.ts";
import { polish } from "./pl/polish.ts";
import { russian } from "./ru/russian.ts";
import type { Language, Said, Wish } from "./said.ts";
import type { Tongue } from "./tongue.ts";

export type { Kind, Language, Opinion, Said, Topic, Wish } from "./said.ts";

const tongues: Readonly<Record<Language, Tongue>> = { en: english, ru: russian, pl: polish };

/**
 * A text of a customer about the wished topics, with slips of the fingers as its kind has them.
 * The same draws of `uniform` (0 inclusive to 1 exclusive) give the same text. Without topics it says nothing in
 * particular and is neutral.
 */
export function say(uniform: Uniform, wish: Wish): Said {
  return compose(uniform, tongues[wish.language], wish);
}
