// Who somebody is: name, home, addresses, account, card, devices; and the slips of clerks who write that down.
import { acquisition, feelings, identity, people } from "./company.ts";
import { type Device, deviceOf, opaqueId } from "./device.ts";
import { type City, cities, feminine, firstNames, type Gender, lastNames, mailDomains, plainOf } from "./names.ts";
import {
  happens,
  integer,
  normal,
  pick,
  randomOf,
  type Uniform,
  type Weighted,
  weighted,
  weightsOf,
} from "./random.ts";
import type { Language } from "./say/index.ts";

/** How a person comes to be a customer. */
export interface Origin {
  readonly channel: string;
  readonly born_at: number;
  /** Who told this person; 0 for nobody. */
  readonly referred_by: number;
  /** Whose home and first device are shared. */
  readonly household: Person | undefined;
}

interface Known {
  readonly kind: string;
  readonly value: string;
  readonly mistyped: boolean;
  shared: boolean;
}

export interface Person extends Origin {
  readonly number: number;
  readonly language: Language;
  readonly gender: Gender;
  readonly first_name: string;
  readonly last_name: string;
  readonly birthday: string;
  readonly home: City;
  readonly email: string;
  readonly phone: string;
  /** "" without an account. */
  readonly user_id: string;
  /** Loyalty card, "" without one. */
  readonly card: string;
  /** The e-mail and phone to which the company writes and calls: of who has only a card, as a clerk wrote them. */
  readonly mail: string;
  readonly mail_slip: boolean;
  readonly dial: string;
  readonly dial_slip: boolean;
  /** The company knows that the card is the account's. */
  readonly card_linked: boolean;
  readonly devices: readonly Device[];
  /** Another customer uses the first device too. */
  readonly shares_device: boolean;
  /** When the one who shares it will first order; undefined for nobody. */
  readonly mate_at: number | undefined;
  /** Device id of the app, "" for who does not use it. */
  readonly app: string;
  /** Share of orders in shops. */
  readonly store_share: number;
  readonly bargain: boolean;
  readonly business: boolean;
  /** Agrees to e-mail. */
  readonly consent: boolean;
  /** Usual mood, in deviations of people's moods. */
  readonly temper: number;
  /** Every identifier that was sent, by kind and value. */
  readonly known: Map<string, Known>;
}

const languages: Weighted<Language> = weightsOf(people.languages);
const deviceCounts: Weighted<number> = identity.devices.map((weight, at) => [at + 1, weight]);
const homes: Weighted<City> = cities.map((one) => [one, one.weight]);
const prefixes = [50, 51, 53, 57, 60, 66, 69, 72, 73, 78, 79, 88];

/** Common names are met more often than rare ones (Zipf). */
function common(uniform: Uniform, list: readonly string[]): string {
  return list[Math.floor(list.length ** uniform()) - 1] ?? list[0] ?? "";
}

const two = (value: number) => String(value).padStart(2, "0");

// 7919 has no factor in common with 10^7, so that different numbers of persons give different numbers of telephones.
const phoneOf = (uniform: Uniform, number: number) =>
  `+48${pick(uniform, prefixes)}${String((number * 7919 + 1_234_567) % 10_000_000).padStart(7, "0")}`;

function emailOf(uniform: Uniform, first: string, last: string, number: number): string {
  const [a, b] = [plainOf(first), plainOf(last)];
  const name = pick(uniform, [`${a}.${b}`, `${a[0]}${b}`, `${a[0]}.${b}`, `${b}.${a}`, `${a}${b}`]);
  return `${name}${number}@${pick(uniform, mailDomains)}`;
}

/** Remembers that an identifier of the person was sent. */
export function known(person: Person, kind: string, value: string, mistyped = false, shared = false): void {
  if (value === "") return;
  const key = `${kind}:${value}`;
  const before = person.known.get(key);
  if (before) before.shared ||= shared;
  else person.known.set(key, { kind, value, mistyped, shared });
}

/** A slip of the finger: two letters exchanged, or one left out. Of a phone a digit is wrong. */
export function mistyped(uniform: Uniform, text: string): string {
  const end = text.includes("@") ? text.indexOf("@") : text.length;
  const at = integer(uniform, text.startsWith("+") ? 5 : 1, Math.max(end - 3, 1));
  if (text.startsWith("+")) {
    const digit = (Number(text[at]) + integer(uniform, 1, 9)) % 10;
    return `${text.slice(0, at)}${digit}${text.slice(at + 1)}`;
  }
  const [a = "", b = ""] = [text[at], text[at + 1]];
  return a !== b && happens(uniform, 0.6)
    ? `${text.slice(0, at)}${b}${a}${text.slice(at + 2)}`
    : `${text.slice(0, at)}${text.slice(at + 1)}`;
}

function accountOf(uniform: Uniform, number: number, channel: string) {
  const shop_goer = channel === "store" || happens(uniform, people.shop_goers);
  const only_store = channel === "store" && happens(uniform, people.store_only);
  const card = shop_goer && happens(uniform, people.card_holders);
  const guest = !card && happens(uniform, people.guests);
  const account = !only_store && !guest;
  const card_linked = account && card && happens(uniform, people.card_linked);
  return {
    user_id: account ? `u${100_000 + number}` : "",
    card: card ? `LAT${String(100_000_000 + number * 7)}` : "",
    card_linked,
    store_share: only_store ? 1 : shop_goer ? people.store_orders : 0,
  };
}

/** The `number`-th customer of the company with this seed: who it is depends on nobody else, but for households. */
export function personOf(seed: number, number: number, origin: Origin, span: { from: number; until: number }): Person {
  const uniform = randomOf(seed, 1, number);
  const kin = origin.household;
  const language = kin?.language ?? weighted(uniform, languages);
  const gender = pick(uniform, ["female", "male"] as const);
  const first_name = common(uniform, firstNames[language][gender]);
  const family = common(uniform, lastNames[language]);
  // Kin have the family's name in their own form: its list holds the form of men.
  const man = kin
    ? (lastNames[language].find((one) => [one, feminine(one, language)].includes(kin.last_name)) ?? family)
    : family;
  const last_name = gender === "female" ? feminine(man, language) : man;
  const account = accountOf(uniform, number, origin.channel);
  const own = Array.from({ length: weighted(uniform, deviceCounts) }, (_, place) =>
    deviceOf(uniform, { seed, person: number, place }, span),
  );
  const shared = kin?.devices[0];
  const email = emailOf(uniform, first_name, last_name, number);
  const phone = phoneOf(uniform, number);
  const clerk = account.user_id === "" && account.card !== "";
  const mail_slip = happens(uniform, identity.mistyped_email) && clerk;
  const dial_slip = happens(uniform, identity.mistyped_phone) && clerk;
  const joins = origin.born_at + uniform() * (span.until - origin.born_at);
  const mate_at = !kin && happens(uniform, acquisition.household) ? joins : undefined;
  return {
    ...origin,
    ...account,
    number,
    language,
    gender,
    first_name,
    last_name,
    birthday: `${integer(uniform, 1948, 2006)}-${two(integer(uniform, 1, 12))}-${two(integer(uniform, 1, 28))}`,
    home: kin?.home ?? weighted(uniform, homes),
    email,
    phone,
    mail: mail_slip ? mistyped(uniform, email) : email,
    mail_slip,
    dial: dial_slip ? mistyped(uniform, phone) : phone,
    dial_slip,
    devices: shared ? [shared, ...own.slice(1)] : own,
    shares_device: kin !== undefined || mate_at !== undefined,
    mate_at,
    app: account.user_id !== "" && happens(uniform, people.app_users) ? opaqueId(seed, number, 99) : "",
    bargain: happens(uniform, people.bargain_hunters),
    business: happens(uniform, people.business),
    consent: happens(uniform, people.consent),
    temper: feelings.temper + feelings.temper_deviation * normal(uniform),
    known: new Map(),
  };
}
