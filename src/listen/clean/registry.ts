// Which cleaner cleans which trait or identifier. A change of what a cleaner gives raises its version: what it cleaned
// before is then cleaned again.
import { cleanAddress } from "./address.ts";
import type { Cleaned, CleanOptions } from "./cleaned.ts";
import { cleanCountry, cleanCurrency } from "./country.ts";
import { cleanDate } from "./date.ts";
import { cleanEmail } from "./email.ts";
import { cleanName } from "./name.ts";
import { cleanPhone } from "./phone.ts";
import { cleanPlace } from "./text.ts";

/** One kind of value and how it is cleaned. */
export interface Cleaner {
  readonly kind: string;
  readonly version: number;
  readonly clean: (raw: string, options: CleanOptions) => Cleaned;
  /** What the value depends on besides itself: the default country, today. A change of the country cleans again. */
  readonly by_country: boolean;
  /** Traits that hold such values, as programs and imports call them. */
  readonly traits: readonly string[];
  /** Kinds of identifiers that hold such values. */
  readonly identifiers: readonly string[];
}

export const cleaners: readonly Cleaner[] = [
  {
    kind: "email",
    version: 1,
    clean: cleanEmail,
    by_country: false,
    traits: ["email", "e_mail", "email_address"],
    identifiers: ["email"],
  },
  {
    kind: "phone",
    version: 1,
    clean: cleanPhone,
    by_country: true,
    traits: ["phone", "mobile", "phone_number", "phoneNumber"],
    identifiers: ["phone"],
  },
  {
    kind: "name",
    version: 1,
    clean: cleanName,
    by_country: false,
    traits: ["name", "full_name", "fullName", "first_name", "firstName", "last_name", "lastName"],
    identifiers: [],
  },
  {
    kind: "birthday",
    version: 1,
    clean: cleanDate,
    by_country: true,
    traits: ["birthday", "birthdate", "birth_date", "date_of_birth"],
    identifiers: [],
  },
  {
    kind: "address",
    version: 1,
    clean: cleanAddress,
    by_country: true,
    traits: ["address", "street", "address.street"],
    identifiers: [],
  },
  {
    kind: "city",
    version: 1,
    clean: cleanPlace,
    by_country: false,
    traits: ["city", "address.city"],
    identifiers: [],
  },
  {
    kind: "country",
    version: 1,
    clean: cleanCountry,
    by_country: false,
    traits: ["country", "address.country", "country_code"],
    identifiers: [],
  },
  { kind: "currency", version: 1, clean: cleanCurrency, by_country: false, traits: ["currency"], identifiers: [] },
];
