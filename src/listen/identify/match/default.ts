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

/** One comparison a field, as its role has it. */
export function defaultComparisons(fields: readonly MatchField[]): Comparison[] {
  return fields.map(({ name, role }) => ({ name, levels: levelsOf[role](name, fields) }));
}
