// Man or woman by name, and how to address them, by the rules of Russian and Polish names. Off unless the workspace
// wants it: a name is no proof. Where two signs contradict each other, or there is none, nothing is said.
import { type BuiltInHook, firstOf, keyOf, type Told, type Traits } from "./hook.ts";
import { givenNames } from "./name-table.ts";

export const salutationLanguages = ["ru", "pl"] as const;
type Language = (typeof salutationLanguages)[number];
type Gender = "male" | "female";

const trait = (name: string) => ({ kind: "trait", name }) as const;
const first = [trait("first_name"), trait("firstName")];
const last = [trait("last_name"), trait("lastName")];
const middle = [trait("patronymic"), trait("middle_name"), trait("middleName")];
const whole = [trait("name")];
const takes = [...whole, ...first, ...last, ...middle];

interface Rules {
  /** How the language's names are written. */
  readonly script: RegExp;
  readonly surname: Readonly<Record<Gender, RegExp>>;
  /** A father's name; the surest sign. */
  readonly patronymic?: Readonly<Record<Gender, RegExp>>;
  readonly salutation: Readonly<Record<Gender, string>>;
}

const rules: Readonly<Record<Language, Rules>> = {
  ru: {
    script: /^[а-яё]+(?:-[а-яё]+)*$/,
    patronymic: { male: /(?:ович|евич|ьич|мич|нич|кич|оглы)$/, female: /(?:овна|евна|ична|инична|кызы)$/ },
    surname: { male: /.{2}(?:[оеё]в|[иы]н|[сц]кий|[сц]кой)$/, female: /.{2}(?:[оеё]ва|[иы]на|[сц]кая)$/ },
    salutation: { male: "Уважаемый", female: "Уважаемая" },
  },
  pl: {
    script: /^[a-ząćęłńóśźż]+(?:-[a-ząćęłńóśźż]+)*$/,
    surname: { male: /.{2}(?:s|c|dz)ki$/, female: /.{2}(?:s|c|dz)ka$/ },
    salutation: { male: "Szanowny Panie", female: "Szanowna Pani" },
  },
};

const genders = ["male", "female"] as const;

function genderBy(signs: Readonly<Record<Gender, RegExp>> | undefined, word: string): Gender | undefined {
  return genders.find((gender) => signs?.[gender].test(word));
}

/** "unsure" for a name of both; undefined for one that is not listed. */
function byGivenName(language: Language, word: string): Gender | "unsure" | undefined {
  const plain = word.replaceAll("ё", "е");
  const { male, female, either } = givenNames[language];
  if (either.has(plain) || (male.has(plain) && female.has(plain))) return "unsure";
  return male.has(plain) ? "male" : female.has(plain) ? "female" : undefined;
}

function wordsOf(text: string): string[] {
  return text
    .normalize("NFC")
    .toLowerCase()
    .split(/[\s,.]+/)
    .filter((word) => word.length > 1);
}

/** All signs of the words: what each by itself says. */
function signsOf(language: Language, told: Told): (Gender | "unsure")[] {
  const { patronymic, surname } = rules[language];
  const given = wordsOf(firstOf(told, first));
  const named = [...wordsOf(firstOf(told, whole)), ...given, ...wordsOf(firstOf(told, last))];
  const all = [...named, ...wordsOf(firstOf(told, middle))];
  const fathers = all.flatMap((word) => genderBy(patronymic, word) ?? []);
  // "Кузьмич" is a surname too, but never beside a father's name of the other gender.
  if (fathers.length > 0) return fathers;
  const signs = named.flatMap((word) => byGivenName(language, word) ?? genderBy(surname, word) ?? []);
  if (signs.length > 0) return signs;
  // Given names in -a are women's in both languages, but for the listed ones; a surname in -a says nothing.
  return given.some((word) => /[аяa]$/.test(word)) ? ["female"] : [];
}

/** Who it is by the rules of the first language that knows the name; undefined when it is not sure. */
function genderOf(told: Told, languages: readonly string[]): { gender: Gender; language: Language } | undefined {
  const words = takes.flatMap((take) => wordsOf(told[keyOf(take)] ?? ""));
  for (const language of salutationLanguages) {
    if (!languages.includes(language) || !words.every((word) => rules[language].script.test(word))) continue;
    const [sign, ...others] = signsOf(language, told);
    if (sign === undefined) continue;
    return sign !== "unsure" && others.every((other) => other === sign) ? { gender: sign, language } : undefined;
  }
  return undefined;
}

export const salutationHook: BuiltInHook = {
  id: "salutation",
  takes,
  gives: ["gender_by_name", "salutation"],
  enabled: false,
  run(told, { languages }): Traits {
    const found = genderOf(told, languages);
    if (!found) return {};
    return { gender_by_name: found.gender, salutation: rules[found.language].salutation[found.gender] };
  },
};
