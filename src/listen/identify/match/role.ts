// What each column says of a person, guessed by its name in several languages, then by its values.
import type { MatchField, MatchRole } from "#contract";

/** A column as seen in a sample of its values. */
export interface SampledColumn {
  readonly name: string;
  /** Values that are not empty. */
  readonly values: readonly string[];
}

interface Hint {
  readonly role: MatchRole;
  readonly name: RegExp;
  /** What most values must look like, where the name alone may deceive. */
  readonly value?: RegExp;
}

// Names are compared in lower case, words parted by "_". The first that fits counts.
const hints: readonly Hint[] = [
  { role: "email", name: /e_?mail|mail_address|почта|имейл/, value: /@/ },
  { role: "phone", name: /phone|mobile|msisdn|^tel|telefon|komork|телефон|моб/, value: /\d{5}/ },
  { role: "given_name", name: /given|first_?name|fore_?name|^fname|^imi[eę]|^имя/ },
  { role: "surname", name: /sur_?name|last_?name|family_?name|^lname|nazwisk|фамилия/ },
  { role: "birth_date", name: /birth|^dob|_dob|^bday|urodz|рожд/ },
  { role: "code", name: /soc_?sec|ssn|passport|national_?id|tax_?id|pesel|nip$|loyalty|card|снилс|паспорт|^inn$|инн/ },
  { role: "street_number", name: /(street|house|building)_?(number|no|nr)|^nr_domu|^дом$/ },
  { role: "postcode", name: /post_?code|^zip|postal|kod_poczt|индекс/ },
  { role: "city", name: /city|town|suburb|locality|miasto|miejscow|город/ },
  { role: "region", name: /state|region|province|county|wojew|область|регион/ },
  { role: "country", name: /country|kraj|страна/ },
  { role: "street", name: /street|address_?1|addr_?1|^ulica|улица/ },
  { role: "address", name: /address|addr|adres|адрес/ },
  { role: "gender", name: /gender|^sex|p[lł]e[cć]|^пол$/ },
  { role: "full_name", name: /full_?name|^name$|customer_?name|client|фио|nazwa/ },
  { role: "date", name: /date|_at$|data$|дата/ },
  { role: "tags", name: /tags|interests|labels|теги/ },
];

const keyName = /(^|_)(id|key|uuid|guid|rec_id|record|row)($|_)/;
const labelName = /^(cluster|label|truth|entity|person_id|true_id)$/;

/** Lower case, words parted by "_": "First Name" and firstName are both first_name. */
export function plainName(name: string): string {
  const words = name
    .trim()
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1_$2")
    .toLowerCase();
  return words.replace(/[^\p{L}\p{N}]+/gu, "_").replace(/^_|_$/g, "");
}

function most(values: readonly string[], pattern: RegExp): boolean {
  return values.length > 0 && values.filter((value) => pattern.test(value)).length >= 0.7 * values.length;
}

function byValues({ values }: SampledColumn): MatchRole | undefined {
  if (most(values, /^[^@\s]+@[^@\s]+$/)) return "email";
  if (most(values, /^\+?[\d\s()-]{9,17}$/) && most(values, /[+\s()-]/)) return "phone";
  if (most(values, /^(19|20)\d\d[-/.]?[01]\d[-/.]?[0-3]\d$|^[0-3]?\d[./][01]?\d[./](19|20)\d\d$/)) return "date";
  return undefined;
}

/** The role of a column, or undefined when it says nothing to compare by. */
export function guessRole(column: SampledColumn): MatchRole | undefined {
  const name = plainName(column.name);
  const hint = hints.find((each) => each.name.test(name) && (!each.value || most(column.values, each.value)));
  return hint?.role ?? byValues(column);
}

/** The column that names records: called id and never twice the same. */
export function guessKey(columns: readonly SampledColumn[]): string | undefined {
  return columns.find(({ name, values }) => keyName.test(plainName(name)) && new Set(values).size === values.length)
    ?.name;
}

/**
 * The fields to compare by. Key, label and columns that are always empty or always the same are left out; a second
 * column of a role becomes a field of its own.
 */
export function guessFields(columns: readonly SampledColumn[], leave: readonly (string | undefined)[]): MatchField[] {
  const used = new Map<string, number>();
  return columns.flatMap((column) => {
    const constant = new Set(column.values).size < 2;
    if (leave.includes(column.name) || labelName.test(plainName(column.name)) || constant) return [];
    const role = guessRole(column);
    if (role === undefined) return [];
    const count = (used.get(role) ?? 0) + 1;
    used.set(role, count);
    return [{ name: count === 1 ? role : `${role}_${count}`, role, columns: [column.name] }];
  });
}
