// By what people can be told to live together: keys of an address with a surname, and of a landline. Pure.
import { latinOf } from "#contract";
import { cleanAddress } from "../clean/address.ts";
import { cleanName } from "../clean/name.ts";
import { cleanPhone } from "../clean/phone.ts";

/** What is known of a person: values by the name of the trait. */
export type Known = ReadonlyMap<string, readonly string[]>;

/** Traits that hold parts of an address, as programs and imports call them, in the order in which a line has them. */
const addressParts: readonly (readonly string[])[] = [
  ["street", "address.street"],
  ["house", "building", "house_number"],
  ["flat", "apartment", "unit"],
  ["postcode", "postal_code", "postalCode", "zip", "address.postalCode"],
  ["city", "address.city"],
];
const surnames = ["last_name", "lastName", "surname", "family_name"];
const fullNames = ["name", "full_name", "fullName"];
const phones = ["phone", "mobile", "phone_number", "phoneNumber"];

/** Every trait that is looked at. */
export const keyTraits: readonly string[] = ["address", ...addressParts.flat(), ...surnames, ...fullNames, ...phones];

/** Why two people share a household. */
export interface SharedKey {
  /** Equal for two who share it. */
  readonly key: string;
  /** What they share, as people write it. */
  readonly shown: string;
}

function first(known: Known, names: readonly string[]): string {
  for (const name of names) {
    const value = known.get(name)?.find((each) => each.trim() !== "");
    if (value !== undefined) return value;
  }
  return "";
}

// Ivanov and Ivanova, Kowalski and Kowalska, Dostoyevsky and Dostoyevskaya are one family. For matching alone, so that it
// does no harm where a name only looks so: it then does the same to every bearer.
const endings: readonly (readonly [feminine: RegExp, masculine: string])[] = [
  [/(?:skaya|skaia|skaja|ska)$/, "ski"],
  [/(?:ckaya|ckaia|cka)$/, "cki"],
  [/(?:skiy|skij|skii|sky)$/, "ski"],
  [/(?<=ov|ev|yov|in|yn)a$/, ""],
];

/** The surname in plain Latin, the same for all members of a family; "" when there is none. */
export function surnameKey(surname: string): string {
  const latin = latinOf(surname).replace(/[^\p{L}\p{N}]+/gu, "");
  for (const [feminine, masculine] of endings) {
    if (feminine.test(latin)) return latin.replace(feminine, masculine);
  }
  return latin;
}

function surnameOf(known: Known): string {
  const own = first(known, surnames);
  if (own !== "") return cleanName(own).clean || own.trim();
  const { parts, valid } = cleanName(first(known, fullNames));
  return valid ? parts.family : "";
}

function addressOf(known: Known): string {
  const whole = first(known, ["address"]);
  return whole === ""
    ? addressParts
        .map((names) => first(known, names))
        .filter((part) => part !== "")
        .join(", ")
    : whole;
}

function byAddress(known: Known, country: string): SharedKey | undefined {
  const surname = surnameOf(known);
  const family = surnameKey(surname);
  const raw = addressOf(known);
  if (family === "" || raw === "") return undefined;
  const { clean, key, flags, parts } = cleanAddress(raw, { country });
  // A street without a house, or without a town or a postcode, is no place where somebody lives.
  const [words = ""] = key.split("|");
  const placed = parts.postcode !== "" || words.split(" ").length > 1;
  if (key === "" || parts.house === "" || !placed || flags.includes("placeholder")) return undefined;
  return { key: `address\n${family}\n${key}`, shown: clean };
}

function byPhone(known: Known, country: string): SharedKey[] {
  const raw = new Set(phones.flatMap((name) => known.get(name) ?? []));
  return [...raw].flatMap((number) => {
    const { key, valid, parts } = cleanPhone(number, { country });
    return valid && parts.type === "fixed_line" ? [{ key: `phone\n${key}`, shown: key }] : [];
  });
}

/** What the rule of households looks at. */
export interface KeyOptions {
  readonly by_address: boolean;
  readonly by_phone: boolean;
  /** ISO 3166 alpha-2 country of numbers and addresses that name none. */
  readonly country: string;
}

/** The keys by which a person may share a household with others; none where too little is known. */
export function personKeys(known: Known, options: KeyOptions): readonly SharedKey[] {
  const address = options.by_address ? byAddress(known, options.country) : undefined;
  return [...(address ? [address] : []), ...(options.by_phone ? byPhone(known, options.country) : [])];
}

/** How a household's member is called: the full name, else the surname, else "". */
export function personName(known: Known): string {
  return cleanName(first(known, fullNames)).clean || surnameOf(known);
}

/** The surname as it is written. */
export function personSurname(known: Known): string {
  return surnameOf(known);
}
