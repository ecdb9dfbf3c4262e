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

/** Exchanged names are one slip, weighed with the first of them: for the second it is given, and weighs nothing. */
function swappedWith(role: MatchRole, field: string, fields: readonly MatchField[]): ComparisonLevel[] {
  const other = fields.find((each) => each.role === role);
  if (!other) return [];
  const label = `swapped with ${other.name}`;
  const swapped: Likeness = { field, is: "swapped", with: other.name };
  const first = fields.findIndex(({ name }) => name === field) < fields.indexOf(other);
  return [first ? level(label, swapped) : { label, when: [], given: [swapped] }];
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

/** The levels once more for those pairs for which something is given, "all other" among them. */
function givenThat(what: string, given: readonly Likeness[], levels: readonly ComparisonLevel[]): ComparisonLevel[] {
  const each = levels.map(({ label, when }) => ({ label: `${label}, ${what}`, when, given: [...given] }));
  return given.length === 0 ? [] : [...each, { label: `all other, ${what}`, when: [], given: [...given] }];
}

const named = (fields: readonly MatchField[], role: MatchRole) => fields.find((field) => field.role === role)?.name;
const like = (field: string | undefined, at_least: number): Likeness[] =>
  field === undefined ? [] : [{ field, is: "jaro_winkler", at_least }];
const same = (field: string | undefined): Likeness[] => (field === undefined ? [] : [{ field, is: "equal" }]);

/** Addresses are made of names: namesakes' addresses are alike without their being one person. */
const emailLevels: Levels = (field, fields) => {
  const mailbox = level("same mailbox", { field, is: "mailbox_equal" });
  const near = level("mailbox Jaro-Winkler ≥ 0.9", { field, is: "mailbox_jaro_winkler", at_least: 0.9 });
  const surname = like(named(fields, "surname"), 0.9);
  const names = [...surname, ...like(named(fields, "given_name"), 0.8)];
  return [
    ...givenThat("like names", surname.length === 0 ? [] : names, [equal(field), mailbox, typos(field, 2), near]),
    ...givenThat("like surname", names.length > 1 ? surname : [], [equal(field), near]),
    equal(field),
    mailbox,
    typos(field, 2),
    near,
  ];
};

/** Who shares a door may share its phone. */
const phoneLevels: Levels = (field, fields) => {
  const [street, postcode] = [named(fields, "street") ?? named(fields, "address"), same(named(fields, "postcode"))];
  const town = postcode.length > 0 ? postcode : like(named(fields, "city"), 0.9);
  const door = [...like(street, 0.9), ...same(named(fields, "street_number")), ...town];
  const usual = [
    equal(field),
    level("last 7 digits", { field, is: "end_equal", letters: 7 }),
    typos(field, 1),
    typos(field, 2),
  ];
  return [...givenThat("like door", door, [equal(field), typos(field, 2)]), ...usual];
};

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
  email: emailLevels,
  phone: phoneLevels,
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
 * would make neighbors look like one person. Who shares a surname may be of one family.
 */
function placeComparison(fields: readonly MatchField[]): Comparison {
  const has = (role: MatchRole) => named(fields, role);
  const street = has("street") === undefined ? "address" : "street";
  const close = (role: MatchRole) => like(has(role), 0.9);
  type Wanted = readonly [label: string, parts: readonly (readonly Likeness[])[], term?: string | undefined];
  const doors: readonly Wanted[] = [
    ["same door", [same(has(street)), same(has("street_number")), same(has("postcode"))]],
    ["like street, number and postcode", [close(street), same(has("street_number")), same(has("postcode"))]],
    ["like street, number and city", [close(street), same(has("street_number")), close("city")]],
  ];
  const wanted: readonly Wanted[] = [
    ...doors,
    ["like street and postcode", [close(street), same(has("postcode"))]],
    ["number and postcode", [same(has("street_number")), same(has("postcode"))]],
    ["like street and number", [close(street), same(has("street_number"))]],
    ["postcode and like city", [same(has("postcode")), close("city")]],
    ["like street", [close(street)], has(street)],
    ["same city", [same(has("city"))], has("city")],
  ];
  const levelsOfAll = (all: readonly Wanted[]) =>
    all.flatMap(([label, parts, term_frequency]): ComparisonLevel[] => {
      if (parts.some((part) => part.length === 0)) return [];
      return [{ label, when: parts.flat(), ...(term_frequency === undefined ? {} : { term_frequency }) }];
    });
  const family = levelsOfAll(doors);
  const surname = family.length === 0 ? [] : like(has("surname"), 0.9);
  return { name: "place", levels: [...givenThat("like surname", surname, family), ...levelsOfAll(wanted)] };
}

/** One comparison a field, as its role has it, and one for all parts of an address together. */
export function defaultComparisons(fields: readonly MatchField[]): Comparison[] {
  const parts = fields.filter(({ role }) => place.includes(role));
  const together = parts.length > 1 && parts.some(({ role }) => role !== "region" && role !== "country");
  const alone = together ? fields.filter(({ role }) => !place.includes(role)) : fields;
  const single = alone.map(({ name, role }) => ({ name, levels: levelsOf[role](name, fields) }));
  return together ? [...single, placeComparison(fields)] : single;
}
