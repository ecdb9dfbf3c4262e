// Masks of personal data: what a role that may not see it is shown instead. Pure; every door that gives personal data
// asks maskerOf for the caller's masker and passes each value through it.
import { type Caller, ProblemError, type Role, roles } from "./route.ts";
import type { Settings } from "./workspace.ts";

/** What stands for a value of which nothing may be told. */
export const hidden = "***";

/** "anna.k@example.com" is "a***@e***.com"; what is no address is masked as any value. */
export function maskEmail(value: string): string {
  const [, first, domain, zone] = /^(.)[^@]*@(.)[^@]*?(\.[^.@]+)?$/u.exec(value) ?? [];
  return first === undefined || domain === undefined
    ? maskValue(value)
    : `${first}${hidden}@${domain}${hidden}${zone ?? ""}`;
}

/** "+48501234567" is "+48 *** ** 67": the country's beginning and the last two digits. */
export function maskPhone(value: string): string {
  const digits = value.replace(/\D/g, "");
  if (digits.length < 7) return hidden;
  return `${value.trim().startsWith("+") ? `+${digits.slice(0, 2)} ` : ""}*** ** ${digits.slice(-2)}`;
}

/** "Anna Ivanova" is "A. I.", at most three letters. */
export function maskName(value: string): string {
  const letters = value.split(/[\s,._-]+/u).flatMap((word) => /^\p{L}/u.exec(word)?.[0].toLocaleUpperCase() ?? []);
  return letters.length === 0
    ? hidden
    : letters
        .slice(0, 3)
        .map((letter) => `${letter}.`)
        .join(" ");
}

/** Any other value: its first character, of long ones two at either end. */
export function maskValue(value: string): string {
  const characters = [...value];
  if (characters.length < 4) return hidden;
  if (characters.length < 10) return `${characters[0]}${hidden}`;
  return `${characters.slice(0, 2).join("")}${hidden}${characters.slice(-2).join("")}`;
}

/** An identifier by its kind. */
export function maskIdentifier(kind: string, value: string): string {
  if (value.includes("@")) return maskEmail(value);
  if (/phone|msisdn/i.test(kind)) return maskPhone(value);
  return maskValue(value);
}

// Traits and properties that say nothing of who somebody is. Everything else is masked: what a source sends under a name
// that nobody thought of must not be told.
const open: ReadonlySet<string> = new Set(
  `country country_code language locale currency timezone time_zone channel platform device_type os browser plan tier
  segment status category subcategory kind priority direction outcome sku product product_id product_name name_of_product
  variant brand quantity price total subtotal value revenue tax shipping discount coupon rating score duration waited
  position list_id campaign_source campaign_medium campaign_name page_title consent granted purpose`.split(/\s+/),
);

const plain = (name: string) =>
  name
    .replace(/^context\./, "")
    .replaceAll(".", "_")
    .toLowerCase();

/** Whether a trait or a property of this name is shown to everybody. */
export function isOpenField(name: string): boolean {
  return open.has(plain(name));
}

/** Whether a value looks like an address, a number to call or a text that somebody wrote, whatever its name says. */
function looksPersonal(value: string): boolean {
  return value.length > 60 || value.includes("@") || /\d(?:[\s().-]*\d){6}/.test(value);
}

/** The value of a trait or a property of an event by its name. */
export function maskField(name: string, value: string): string {
  if (value === "" || (isOpenField(name) && !looksPersonal(value))) return value;
  const known = plain(name);
  if (/e-?mail/.test(known) || value.includes("@")) return maskEmail(value);
  if (/phone|mobile|tel$/.test(known)) return maskPhone(value);
  if (/name$/.test(known)) return maskName(value);
  return hidden;
}

/** How one caller is shown personal data. Who may see it gets every value as it is. */
export interface Masker {
  /** True for a caller who sees masks. */
  readonly masked: boolean;
  identifier(kind: string, value: string): string;
  /** A trait or a property of an event. */
  field(name: string, value: string): string;
  /** A name of a person. */
  name(value: string): string;
  /** Text that may hold anything: a note, the body of an event, the message of a fault. */
  text(value: string): string;
}

const same = (value: string) => value;
const clear: Masker = {
  masked: false,
  identifier: (_kind, value) => value,
  field: (_name, value) => value,
  name: same,
  text: same,
};
const masking: Masker = {
  masked: true,
  identifier: maskIdentifier,
  field: maskField,
  name: maskName,
  text: (value) => (value === "" ? "" : hidden),
};

/** Whether `role` is `wanted` or above it. */
export function reachesRole(role: Role | undefined, wanted: Role): boolean {
  return role !== undefined && roles.indexOf(role) >= roles.indexOf(wanted);
}

/** The masker of a request's caller, by the workspace's least role that sees personal data. */
export function maskerOf(context: { readonly caller?: Caller; readonly settings: Settings }): Masker {
  // Without a caller it is our own code that asks: the server always tells who calls.
  const { caller, settings } = context;
  return caller === undefined || reachesRole(caller.role, settings.personal_data_role) ? clear : masking;
}

/**
 * For what cannot be masked: files of everything, lists sorted by name, searches by a part.
 * @throws {ProblemError} 403 personal_data
 */
export function requirePersonalData(context: Parameters<typeof maskerOf>[0], field?: string): void {
  if (!maskerOf(context).masked) return;
  const { personal_data_role } = context.settings;
  throw new ProblemError(
    403,
    "personal_data",
    `This would show personal data, which this workspace shows from the role ${personal_data_role} on.`,
    field,
  );
}
