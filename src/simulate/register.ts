// What the company writes down of a person: rows of its CRM, as dirty as such are, and the word about e-mail.
import { identity } from "./company.ts";
import { known, type Person } from "./person.ts";
import { happens, pick, randomOf, type Uniform } from "./random.ts";
import type { World } from "./world.ts";

/** Whether the company has an address to write to: of an account, a guest's order, or a card. */
export function isReachable({ user_id, card, store_share }: Person): boolean {
  return user_id !== "" || card !== "" || store_share < 1;
}

/** A phone as somebody may write it in Poland. */
function written(uniform: Uniform, phone: string): string {
  const national = phone.slice(3);
  const groups = `${national.slice(0, 3)} ${national.slice(3, 6)} ${national.slice(6)}`;
  return pick(uniform, [
    national,
    groups,
    groups.replaceAll(" ", "-"),
    `0048${national}`,
    `+48 ${groups}`,
    `(48) ${groups}`,
  ]);
}

interface Keys {
  readonly user_id: string;
  readonly loyalty_card: string;
}

function crmRow(
  { out }: World,
  person: Person,
  uniform: Uniform,
  keys: Keys,
  typed: { email: string; phone: string },
): void {
  const upper = happens(uniform, identity.crm_upper_case);
  const cased = (text: string) => (upper ? text.toUpperCase() : text);
  const email = happens(uniform, identity.crm_no_email) ? "" : typed.email;
  const no_phone = happens(uniform, identity.crm_no_phone);
  const badly = happens(uniform, identity.crm_bad_phone);
  const as_written = written(uniform, typed.phone);
  const phone = no_phone ? "" : badly ? as_written : typed.phone;
  known(person, "user_id", keys.user_id);
  known(person, "loyalty_card", keys.loyalty_card);
  known(person, "email", email, email !== person.email);
  known(person, "phone", phone, typed.phone !== person.phone);
  out.row("crm", person.born_at, {
    ...keys,
    email,
    phone,
    first_name: cased(person.first_name),
    last_name: cased(person.last_name),
    birthday: person.birthday,
    gender: person.gender,
    city: person.home.city,
    region: person.home.region,
    country: "PL",
    language: person.language,
    customer_type: person.business ? "business" : "private",
    // What people say themselves when they are asked how they came.
    origin: happens(uniform, identity.origin_told) ? person.channel : "",
  });
}

/** Writes the person down: one row for account and card that are known to be one person's, else one for each. */
export function register(world: World, person: Person): void {
  const uniform = randomOf(world.seed, 6, person.number);
  const { user_id, card, card_linked, email, phone, mail, dial } = person;
  const own = { email, phone };
  if (user_id !== "") crmRow(world, person, uniform, { user_id, loyalty_card: card_linked ? card : "" }, own);
  if (card !== "" && !card_linked)
    crmRow(world, person, uniform, { user_id: "", loyalty_card: card }, { email: mail, phone: dial });
  if (!isReachable(person)) return;
  const address = user_id === "" ? { email: mail, user_id: "" } : { email, user_id };
  known(person, "email", address.email, address.email !== email);
  const asked = { text_version: "2024-01", form_url: "https://latarnia.example/account" };
  const word = { purpose: "marketing", consent_channel: "email", granted: person.consent ? "true" : "false" };
  world.out.row("consent", person.born_at + 60_000, { event_name: "Consent Updated", ...address, ...word, ...asked });
}
