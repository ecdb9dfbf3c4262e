// The comparisons that a role gets when nothing else is said: levels from the most alike to the least.
import type { Comparison, ComparisonLevel, Likeness, MatchField, MatchRole } from "#contract";

type Levels = (field: string, fields: readonly MatchField[]) => ComparisonLevel[];

const equal = (field: string): ComparisonLevel => ({
  label: "equal",
  when: [{ field, is: "equal" }],
  term_frequency: field,
});
const level = (label: string, ...when: Likeness[]): ComparisonLevel => ({ label, when });
const alike = (field: string, at_least: number) =>
  level(`Jaro-Winkler ≥ ${at_least}`, { field, is: "jaro_winkler", at_least });
const typos = (field: string, at_most: number) =>
  level(`${at_most} ${at_most === 1 ? "typo" : "typos"}`, { field, is: "damerau_levenshtein", at_most });

function swappedWith(role: MatchRole, field: string, fields: readonly MatchField[]): ComparisonLevel[] {
  const other = fields.find((each) => each.role === role);
  return other ? [level(`swapped with ${other.name}`, { field, is: "swapped", with: other.name })] : [];
}

const personName =
  (other: MatchRole): Levels =>
  (field, fields) => [
    equal(field),
    ...swappedWith(other, field, fields),
    alike(field, 0.92),
    level("initial", { field, is: "initial_of" }),
    alike(field, 0.8),
  ];

const short: Levels = (field) => [equal(field), typos(field, 1)];
const number: Levels = (field) => [
  equal(field),
  level("1 % apart", { field, is: "number_share_apart", at_most: 0.01 }),
  level("10 % apart", { field, is: "number_share_apart", at_most: 0.1 }),
];
const wordy: Levels = (field) => [
  equal(field),
  alike(field, 0.92),
  level("half of the words", { field, is: "words_share", at_least: 0.5 }),
  alike(field, 0.8),
];

const levelsOf: Readonly<Record<MatchRole, Levels>> = {
  given_name: personName("surname"),
  surname: personName("given_name"),
  full_name: wordy,
  birth_date: (field) => [
    equal(field),
    level("day and month swapped", { field, is: "day_month_swapped" }),
    typos(field, 1),
    typos(field, 2),
    level("same year", { field, is: "same_year" }),
  ],
  date: (field) => [
    equal(field),
    level("7 days apart", { field, is: "days_apart", at_most: 7 }),
    level("31 days apart", { field, is: "days_apart", at_most: 31 }),
    level("a year apart", { field, is: "days_apart", at_most: 366 }),
  ],
  email: (field) => [
    equal(field),
    level("same mailbox", { field, is: "mailbox_equal" }),
    typos(field, 2),
    level("mailbox Jaro-Winkler ≥ 0.9", { field, is: "mailbox_jaro_winkler", at_least: 0.9 }),
    level("same domain", { field, is: "domain_equal" }),
  ],
  phone: (field) => [
    equal(field),
    level("last 7 digits", { field, is: "end_equal", letters: 7 }),
    typos(field, 1),
    typos(field, 2),
  ],
  code: (field) => [equal(field), typos(field, 1), typos(field, 2)],
  street: (field) => [equal(field), typos(field, 2), alike(field, 0.9), alike(field, 0.8)],
  address: wordy,
  street_number: (field) => [equal(field), typos(field, 1)],
  city: (field) => [equal(field), typos(field, 2), alike(field, 0.85)],
  postcode: (field) => [
    equal(field),
    typos(field, 1),
    level("first 2 letters", { field, is: "start_equal", letters: 2 }),
  ],
  region: short,
  country: (field) => [equal(field)],
  gender: (field) => [equal(field)],
  number,
  tags: (field) => [
    equal(field),
    level("half of the words", { field, is: "words_share", at_least: 0.5 }),
    level("a word", { field, is: "words_shared", at_least: 1 }),
  ],
  text: wordy,
};

const place: readonly MatchRole[] = ["street", "street_number", "address", "postcode", "city", "region", "country"];

/**
 * The parts of an address are one comparison: who shares a street shares its city too, and counting both as chance
 * would make neighbors and families look like one person.
 */
function placeComparison(fields: readonly MatchField[]): Comparison {
  const has = (role: MatchRole) => fields.find((field) => field.role === role)?.name;
  const same = (role: MatchRole): Likeness[] | undefined => {
    const field = has(role);
    return field === undefined ? undefined : [{ field, is: "equal" }];
  };
  const close = (role: MatchRole): Likeness[] | undefined => {
    const field = has(role);
    return field === undefined ? undefined : [{ field, is: "jaro_winkler", at_least: 0.9 }];
  };
  const street = has("street") === undefined ? "address" : "street";
  const wanted: readonly (readonly [
    label: string,
    parts: readonly (Likeness[] | undefined)[],
    term?: string | undefined,
  ])[] = [
    ["same door", [same(street), same("street_number"), same("postcode")]],
    ["like street, number and postcode", [close(street), same("street_number"), same("postcode")]],
    ["like street, number and city", [close(street), same("street_number"), close("city")]],
    ["like street and postcode", [close(street), same("postcode")]],
    ["like street and number", [close(street), same("street_number")]],
    ["like street and city", [close(street), close("city")]],
    ["number and postcode", [same("street_number"), same("postcode")]],
    ["postcode and like city", [same("postcode"), close("city")]],
    ["like street", [close(street)], has(street)],
    ["same postcode", [same("postcode")], has("postcode")],
    ["number and like city", [same("street_number"), close("city")]],
    ["same city", [same("city")], has("city")],
    ["like city", [close("city")]],
  ];
  const levels = wanted.flatMap(([label, parts, term_frequency]): ComparisonLevel[] => {
    const when = parts.flatMap((part) => part ?? []);
    if (parts.some((part) => part === undefined)) return [];
    return [{ label, when, ...(term_frequency === undefined ? {} : { term_frequency }) }];
  });
  return { name: "place", levels };
}

/** One comparison a field, as its role has it, and one for all parts of an address together. */
export function defaultComparisons(fields: readonly MatchField[]): Comparison[] {
  const parts = fields.filter(({ role }) => place.includes(role));
  const together = parts.length > 1 && parts.some(({ role }) => role !== "region" && role !== "country");
  const alone = together ? fields.filter(({ role }) => !place.includes(role)) : fields;
  const single = alone.map(({ name, role }) => ({ name, levels: levelsOf[role](name, fields) }));
  return together ? [...single, placeComparison(fields)] : single;
}
