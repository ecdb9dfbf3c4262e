// Invented persons with planted duplicates: the same seed gives the same records, and every record knows its person.

/** A record as it could stand in a customer file. "" is missing. */
export interface PersonRecord {
  readonly id: string;
  readonly given_name: string;
  readonly surname: string;
  readonly birth_date: string;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly street_number: string;
  readonly city: string;
  readonly postcode: string;
  /** Number of the true person. */
  readonly person: number;
}

type Random = () => number;
type Values = Record<Exclude<keyof PersonRecord, "id" | "person">, string>;

/** Mulberry32: small, fast, the same everywhere. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const below = (random: Random, limit: number) => Math.floor(random() * limit);
const pick = <T>(random: Random, list: readonly T[], otherwise: T): T => list[below(random, list.length)] ?? otherwise;

const starts =
  "ba be bo da de di fa ga go ha ja jo ka ke ko la le lu ma me mi mo na ne no pa pe ra re ro sa se so ta te to va ve wa zo an el is".split(
    " ",
  );
const middles = "bin dar fen gor kas lan lin mar men nor pol ran ris ron ser sta tan ter tin tor van ver vin wil".split(
  " ",
);
const ends = "a e o y er in is on ska ski son ov man berg ton well ley wicz enko dottir".split(" ");

/** `size` distinct invented names, made of syllables. */
function names(random: Random, size: number, endings: readonly string[]): string[] {
  const found = new Set<string>();
  while (found.size < size) {
    const middle = random() < 0.6 ? pick(random, middles, "") : "";
    found.add(`${pick(random, starts, "a")}${middle}${pick(random, endings, "a")}`);
    if (random() < 0.5)
      found.add(
        `${pick(random, starts, "a")}${pick(random, middles, "")}${pick(random, middles, "")}${pick(random, endings, "a")}`,
      );
  }
  return [...found].slice(0, size);
}

/** Picks so that the first are common and the last rare, as names are (Zipf). */
function common(random: Random, list: readonly string[]): string {
  return list[Math.floor(list.length ** random()) - 1] ?? list[0] ?? "";
}

interface World {
  readonly given: readonly string[];
  readonly surnames: readonly string[];
  readonly cities: readonly string[];
  readonly streets: readonly string[];
  /** Addresses of e-mail that somebody has. */
  readonly taken: Set<string>;
}

const domains =
  "mail.example post.example inbox.example web.example home.example work.example box.example net.example".split(" ");

function worldOf(random: Random): World {
  return {
    given: names(random, 400, ends.slice(0, 7)),
    surnames: names(random, 8000, ends.slice(5)),
    cities: names(random, 300, ["ton", "berg", "ville", "ow", "ice", "mouth"]),
    streets: names(random, 4000, ["a", "owa", "ska", " street", " road", " lane"]),
    taken: new Set(),
  };
}

const two = (value: number) => String(value).padStart(2, "0");
const digits = (random: Random, size: number) => Array.from({ length: size }, () => below(random, 10)).join("");

function birthDate(random: Random): string {
  return `${1940 + below(random, 66)}-${two(1 + below(random, 12))}-${two(1 + below(random, 28))}`;
}

function address(random: Random, world: World): Pick<Values, "street" | "street_number" | "city" | "postcode"> {
  const city = common(random, world.cities);
  const area = two((world.cities.indexOf(city) % 90) + 10);
  return {
    street: common(random, world.streets),
    street_number: String(1 + below(random, 180)),
    city,
    postcode: `${area}-${two(below(random, 40))}${below(random, 3)}`,
  };
}

/** An address nobody has yet: a provider gives each of them once. */
function emailOf(
  random: Random,
  { taken }: World,
  { given_name, surname }: Pick<Values, "given_name" | "surname">,
): string {
  const name = pick(
    random,
    [`${given_name}.${surname}`, `${given_name.slice(0, 1)}${surname}`, `${surname}${given_name}`],
    surname,
  );
  const domain = common(random, domains);
  let address = `${name}${random() < 0.7 ? below(random, 1000) : ""}@${domain}`;
  for (let most = 10_000; taken.has(address); most *= 10) address = `${name}${below(random, most)}@${domain}`;
  taken.add(address);
  return address;
}

function person(random: Random, world: World): Values {
  const name = { given_name: common(random, world.given), surname: common(random, world.surnames) };
  return {
    ...name,
    ...address(random, world),
    birth_date: birthDate(random),
    email: random() < 0.85 ? emailOf(random, world, name) : "",
    phone: random() < 0.8 ? `+48 ${5 + below(random, 4)}${digits(random, 8)}` : "",
  };
}

/** Another person of the same household: surname and address are shared, sometimes the phone. */
function relative(random: Random, world: World, of: Values): Values {
  const given_name = common(random, world.given);
  const phone = random() < 0.05 ? of.phone : `+48 ${5 + below(random, 4)}${digits(random, 8)}`;
  return {
    ...of,
    given_name,
    phone,
    birth_date: birthDate(random),
    email: random() < 0.6 ? emailOf(random, world, { ...of, given_name }) : "",
  };
}

/** One slip of a finger: a letter too many, too few, wrong, or two exchanged. */
function typo(random: Random, text: string): string {
  if (text.length < 2) return text;
  const at = below(random, text.length - 1);
  const letter = /\d/.test(text[at] ?? "") ? digits(random, 1) : String.fromCharCode(97 + below(random, 26));
  const [before, here, next, after] = [text.slice(0, at), text[at] ?? "", text[at + 1] ?? "", text.slice(at + 2)];
  return pick(
    random,
    [
      `${before}${letter}${here}${next}${after}`,
      `${before}${next}${after}`,
      `${before}${letter}${next}${after}`,
      `${before}${next}${here}${after}`,
    ],
    text,
  );
}

type Corruption = (random: Random, world: World, values: Values) => Partial<Values>;

const typed = ["given_name", "surname", "street", "city", "email", "phone", "postcode"] as const;
const corruptions: readonly (readonly [share: number, corrupt: Corruption])[] = [
  [
    0.45,
    (random, _, values) => {
      const field = pick(random, typed, "surname");
      return { [field]: typo(random, values[field]) };
    },
  ],
  [0.25, (random) => ({ [pick(random, [...typed, "birth_date", "street_number"], "email")]: "" })],
  [0.1, (random, world) => address(random, world)],
  [0.1, (random, world, values) => ({ email: emailOf(random, world, values) })],
  [0.1, (random) => ({ phone: `+48 ${5 + below(random, 4)}${digits(random, 8)}` })],
  [0.08, (random, _, { birth_date }) => ({ birth_date: typo(random, birth_date) })],
  [0.04, (_, __, { birth_date }) => ({ birth_date: birth_date.replace(/^(\d+)-(\d+)-(\d+)$/, "$1-$3-$2") })],
  [0.03, (random, world) => ({ surname: common(random, world.surnames) })],
  [0.03, (_, __, { given_name, surname }) => ({ given_name: surname, surname: given_name })],
  [
    0.15,
    (_, __, { given_name, surname }) => ({ given_name: given_name.toUpperCase(), surname: surname.toUpperCase() }),
  ],
  [0.15, (_, __, { phone }) => ({ phone: phone.replace("+48 ", "0") })],
  [0.05, (_, __, { given_name }) => ({ given_name: given_name.slice(0, 1) })],
];

function corrupted(random: Random, world: World, values: Values): Values {
  let now = random() < 0.5 ? { ...values, ...corruptions[0]?.[1](random, world, values) } : values;
  for (const [share, corrupt] of corruptions) if (random() < share) now = { ...now, ...corrupt(random, world, now) };
  return now;
}

/**
 * Records one by one: `records` in all, of which `duplicate_share` are corrupted copies of earlier ones, in no order
 * that tells. One person in seven shares a home with the one before.
 */
export function* personRecords(records: number, duplicate_share: number, seed = 1): Generator<PersonRecord> {
  const random = randomOf(seed);
  const world = worldOf(random);
  const kept: { person: number; values: Values }[] = [];
  let persons = 0;
  for (let at = 0; at < records; at += 1) {
    const original = random() < duplicate_share ? kept[below(random, kept.length)] : undefined;
    const last = kept.at(-1)?.values;
    const values = original
      ? corrupted(random, world, original.values)
      : last && random() < 1 / 7
        ? relative(random, world, last)
        : person(random, world);
    const of = original?.person ?? persons;
    if (!original) {
      kept.push({ person: of, values });
      persons += 1;
    }
    yield { id: `r${at + 1}`, ...values, person: of };
  }
}

const columns = [
  "id",
  "given_name",
  "surname",
  "birth_date",
  "email",
  "phone",
  "street",
  "street_number",
  "city",
  "postcode",
  "person",
] as const;

/** The records as lines of CSV, header first; no value needs quotes. */
export function* personLines(records: number, duplicate_share: number, seed = 1): Generator<string> {
  yield `${columns.join(",")}\n`;
  for (const record of personRecords(records, duplicate_share, seed))
    yield `${columns.map((column) => String(record[column])).join(",")}\n`;
}
