// Whom a request is about: found by an identifier however it is spelled, and all that they are known by.
import { type PersonFound, ProblemError } from "#contract";
import { type Engines, noteMarks, type PersonSearch } from "#storage";
import { cleanEmail } from "../clean/email.ts";
import { cleanPhone } from "../clean/phone.ts";
import { type Known, marksOf } from "./marks.ts";
import { identifiersUnder, peopleOf, stampsOfPerson, valuesUnder } from "./person.sql.ts";
import { keyedHash, secretOf, tombstoneOf, tombstones } from "./tombstone.ts";

/** Whom a request is about, as the request says it. */
export interface Subject {
  readonly kind: string;
  readonly value: string;
  /** Null for somebody of whom the log has nothing. */
  readonly customer_id: string | null;
}

/** What kind an identifier seems to be, when nobody says it. */
export function kindOfValue(value: string): string {
  if (value.includes("@")) return "email";
  return /^\+?[\d\s().-]{7,20}$/.test(value) ? "phone" : "user_id";
}

/** The ways in which the log may have spelled an identifier. */
function spellings(kind: string | undefined, value: string): string[] {
  const text = value.trim();
  const seems = kind ?? kindOfValue(text);
  const more = text.includes("@")
    ? [text.toLowerCase(), cleanEmail(text).clean, cleanEmail(text).key]
    : seems === "phone"
      ? [cleanPhone(text).clean, text.replace(/\D/g, "")]
      : [];
  return [...new Set([text, ...more].filter((one) => one !== ""))];
}

/** People who have the identifier, each with all that they are known by. */
export async function findPeople(
  engines: Engines,
  kind: string | undefined,
  value: string,
): Promise<PersonFound["people"]> {
  const rows = await peopleOf(engines.clickhouse, { kind: kind ?? "", values: spellings(kind, value) });
  const people = new Map<string, Known[]>();
  for (const { customer_id, ...known } of rows) people.set(customer_id, [...(people.get(customer_id) ?? []), known]);
  return [...people].map(([customer_id, identifiers]) => ({ customer_id, identifiers }));
}

/** By this a request is found again by whoever knows the identifier, when nothing else is left of it. */
export async function subjectHash(engines: Engines, value: string): Promise<string> {
  const one = kindOfValue(value) === "phone" ? value.replace(/\D/g, "") : value.trim().toLowerCase();
  return keyedHash(await secretOf(engines), `subject\n${one}`);
}

/** Whether the identifier, in one of its spellings, is an erased person's. */
export async function isErasedIdentifier(engines: Engines, kind: string | undefined, value: string): Promise<boolean> {
  const held = await tombstones.get(engines);
  return held.stops(spellings(kind, value).map((one) => ({ kind: kind ?? kindOfValue(value), value: one })));
}

/**
 * Whom somebody means by an identifier, of several people the one that they chose.
 * @throws {ProblemError} 409 several_people when it fits more than one and none was chosen, 404 for one it does not fit
 */
export async function subjectOf(
  engines: Engines,
  identifier: { readonly kind?: string; readonly value: string },
  chosen: string | undefined,
): Promise<Subject> {
  const value = identifier.value.trim();
  if (value === "") throw new ProblemError(400, "bad_identifier", "An identifier is not empty", "identifier.value");
  const people = await findPeople(engines, identifier.kind, value);
  const kind = identifier.kind ?? kindOfValue(value);
  if (chosen !== undefined) {
    if (people.some(({ customer_id }) => customer_id === chosen)) return { kind, value, customer_id: chosen };
    throw new ProblemError(404, "not_found", "This customer does not have that identifier", "customer_id");
  }
  if (people.length > 1) {
    const message = "Several people have this identifier; choose one of them";
    throw new ProblemError(409, "several_people", message, "customer_id");
  }
  return { kind, value, customer_id: people[0]?.customer_id ?? null };
}

/** All that a person is known by. */
export interface Known360 {
  readonly stamps: readonly string[];
  /** Theirs alone. */
  readonly identifiers: readonly Known[];
  /** Somebody else's too: what is held under them stays that person's. */
  readonly shared: readonly Known[];
  readonly values: readonly string[];
}

/** Gathers ids, identifiers and told values of whom a request is about. */
export async function knownOf({ clickhouse }: Engines, subject: Subject): Promise<Known360> {
  const { customer_id, kind, value } = subject;
  const asked = spellings(kind, value).map((one) => ({ kind, value: one }));
  if (customer_id === null) return { stamps: [], identifiers: asked, shared: [], values: [] };
  const stamps = (await stampsOfPerson(clickhouse, customer_id)).map(({ stamp }) => stamp);
  const [found, told] = await Promise.all([identifiersUnder(clickhouse, stamps), valuesUnder(clickhouse, stamps)]);
  const of = (wanted: boolean) =>
    found.filter(({ shared }) => (shared === 1) === wanted).map((one) => ({ kind: one.kind, value: one.value }));
  const shared = of(true);
  const common = new Set(shared.map((one) => one.value));
  const identifiers = [...of(false), ...asked.filter((one) => !common.has(one.value))];
  return { stamps, identifiers, shared, values: [...found, ...told].map((one) => one.value) };
}

/** Begins a search for the person under the request's number. */
export async function searchFor(engines: Engines, request_id: number, known: Known360): Promise<PersonSearch> {
  const marks = marksOf(known.stamps, known.identifiers, known.values);
  await noteMarks(engines, request_id, marks);
  return { search_id: request_id, marks };
}

/** An identifier as a certificate names it. */
export async function fingerprintsOf(
  engines: Engines,
  known: readonly Known[],
): Promise<{ kind: string; fingerprint: string }[]> {
  const key = await secretOf(engines);
  // A source may call a kind by anything; the certificate repeats no word that it does not know the form of.
  const named = (kind: string) => (/^[a-z][a-z0-9_]{0,39}$/.test(kind) ? kind : "other");
  return known.map((one) => ({ kind: named(one.kind), fingerprint: tombstoneOf(key, one).slice(0, 16) }));
}
