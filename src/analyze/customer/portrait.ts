// A customer in a line, out of what is known: name, age, place, language. Pure.
import { type Customer, type Masker, maskField } from "#contract";

type Trait = Customer["traits"][number];

/** The first of these traits that is there, as it is. */
function first(traits: readonly Trait[], names: readonly string[]): Trait | undefined {
  return names.flatMap((name) => traits.find((trait) => trait.name.toLowerCase() === name) ?? [])[0];
}

/** Whole years from a birthday to a day; null for what is no day, lies in the future or before all living memory. */
export function ageAt(birthday: string, now: Date): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(birthday) ?? [];
  if (year === undefined) return null;
  const had =
    now.getUTCMonth() + 1 > Number(month) ||
    (now.getUTCMonth() + 1 === Number(month) && now.getUTCDate() >= Number(day));
  const age = now.getUTCFullYear() - Number(year) - (had ? 0 : 1);
  return age >= 0 && age <= 120 ? age : null;
}

/** Name, age, place and language; `traits` are as they are, the answer is as `mask` shows it: then without an age. */
export function portraitOf(
  traits: readonly Trait[],
  mask: Masker,
  now: Date,
): Pick<Customer["portrait"], "name" | "age" | "place" | "language"> {
  const parts = ["first", "last"]
    .flatMap((part) => first(traits, [`${part}_name`, `${part}name`])?.value ?? [])
    .join(" ");
  const name = first(traits, ["name", "full_name", "fullname"])?.value ?? (parts === "" ? null : parts);
  const birthday = first(traits, ["birthday", "birth_date", "date_of_birth"])?.value;
  const places = [first(traits, ["city", "town"]), first(traits, ["country"])].flatMap((trait) =>
    trait === undefined ? [] : [trait],
  );
  // What is masked is left out here: the list of traits says that it is known.
  const open = (trait: Trait) => !mask.masked || maskField(trait.name, trait.value) === trait.value;
  const language = first(traits, ["language", "locale"]);
  return {
    name: name === null ? null : mask.name(name),
    age: birthday === undefined || mask.masked ? null : ageAt(birthday, now),
    place:
      places
        .filter(open)
        .map(({ value }) => value)
        .join(", ") || null,
    language: language !== undefined && open(language) ? language.value : null,
  };
}
