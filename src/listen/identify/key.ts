// An identifier made one with its other spellings: the key by which two customers find that they share it.
import type { Cleaning } from "#contract";
import { cleanEmail } from "../clean/email.ts";
import { cleanPhone } from "../clean/phone.ts";
import { sipHash64 } from "../collect/understand/sip.ts";
import { type Checked, ruleOf } from "./rules.ts";

export interface Key {
  readonly key: bigint;
  readonly kind: string;
  /** Clean. */
  readonly value: string;
}

const cleanings: Readonly<Record<Cleaning, (value: string, country: string) => string>> = {
  exact: (value) => value.trim(),
  lower: (value) => value.trim().toLowerCase(),
  digits: (value) => value.replace(/\D/g, ""),
  // What cannot be read is compared as it is: two who wrote the same nonsense wrote the same.
  email: (value) => cleanEmail(value).key || value.trim().toLowerCase(),
  phone: (value, country) => cleanPhone(value, { country }).key || value.trim(),
};

// An alias names the browser's own id of before, under another name.
const aliases: Readonly<Record<string, string>> = { previous_id: "anonymous_id" };

/** The key of an identifier under the rules; `country` (ISO alpha-2) is that of phones without a country code. */
export function keyOf(kind: string, value: string, rules: Checked, country: string): Key {
  const known = aliases[kind] ?? kind;
  const { cleaning } = ruleOf(rules, known);
  const clean = cleanings[cleaning](value, country);
  // Hashed with how it was cleaned, so that keys of other rules are other keys.
  const how = cleaning === "phone" ? `${cleaning} ${country}` : cleaning;
  return { key: sipHash64(`${known} ${how}`, clean), kind: known, value: clean };
}
