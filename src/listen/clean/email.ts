// E-mail: the address that can be written to, and the key by which two spellings of one mailbox meet.
import { domainToASCII } from "node:url";
import { type Cleaned, type CleanOptions, type Flag, noOptions, tidy } from "./cleaned.ts";
import { within1 } from "./distance.ts";
import { disposableDomains, roleNames } from "./mail-lists.ts";
import { type MailProvider, mailProviders, popularDomains, realNeighbors, typoDomains } from "./mail-provider.ts";

/** `suggestion` is the address that was probably meant, `provider` the domain that the key is told in. */
type EmailPart = "domain" | "provider" | "suggestion";

const providerOf: ReadonlyMap<string, MailProvider> = new Map(
  mailProviders.flatMap((provider) => provider.domains.map((domain) => [domain, provider] as const)),
);

/** All that hangs on the domain alone, which many addresses share. */
interface Domain {
  /** In ASCII; "" when it is none. */
  readonly ascii: string;
  readonly provider: MailProvider | undefined;
  readonly meant: string;
  readonly disposable: boolean;
}

const remembered = new Map<string, Domain>();
const most = 20_000;

function domainOf(text: string): Domain {
  const known = remembered.get(text);
  if (known) return known;
  if (remembered.size >= most) remembered.clear();
  const ascii = /[^ -~]/.test(text) ? domainToASCII(text) : text;
  const labels = ascii.split(".");
  const right =
    ascii.length <= 253 &&
    labels.length > 1 &&
    labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) &&
    /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(labels.at(-1) ?? "");
  const domain: Domain = {
    ascii: right ? ascii : "",
    provider: providerOf.get(ascii),
    meant: meantBy(ascii),
    disposable: isDisposable(ascii, disposableDomains),
  };
  remembered.set(text, domain);
  return domain;
}

/** The popular domain that a slip of the finger made this one of, "" when there is none. */
function meantBy(domain: string): string {
  const listed = Object.hasOwn(typoDomains, domain) ? typoDomains[domain] : undefined;
  if (listed !== undefined) return listed;
  if (providerOf.has(domain) || realNeighbors.has(domain)) return "";
  return popularDomains.find((popular) => popular !== domain && within1(popular, domain)) ?? "";
}

function isDisposable(domain: string, domains: ReadonlySet<string>): boolean {
  for (let rest = domain; rest.includes("."); rest = rest.slice(rest.indexOf(".") + 1)) {
    if (domains.has(rest)) return true;
  }
  return false;
}

/** The address as a mailbox: what its provider ignores is gone. */
function keyOf(local: string, { ascii, provider }: Domain): string {
  if (!provider) return `${local}@${ascii}`;
  const tagged = provider.tag === "" ? -1 : local.indexOf(provider.tag, 1);
  const untagged = tagged < 0 ? local : local.slice(0, tagged);
  const plain = [...untagged]
    .filter((letter) => !provider.ignores.includes(letter))
    .map((letter) => provider.reads?.[letter] ?? letter)
    .join("");
  const home = provider.one_mailbox ? provider.domains[0] : ascii;
  return `${plain === "" ? untagged : plain}@${home}`;
}

/** Out of "Jan Nowak <jan@x.pl>", "mailto:jan@x.pl", "jan (at) x.pl": the address alone, in lower case. */
function addressIn(raw: string): string {
  const text = tidy(raw).replace(/^mailto:/i, "");
  const bracketed = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text;
  return bracketed
    .replace(/^["'\s]+|["'\s.,;:]+$/g, "")
    .replace(/\s*[([](?:at|@)[)\]]\s*/i, "@")
    .replace(/\s*@\s*/, "@")
    .toLowerCase();
}

const localForm = /^[^\s@"(),:;<>[\]\\.]+(?:\.[^\s@"(),:;<>[\]\\.]+)*$/;

/**
 * An e-mail address in lower case (deliverable: tags and dots stay in it) and its mailbox (`key`). At every provider in
 * use case changes nothing, though the standard would allow it.
 */
export function cleanEmail(raw: string, options: Partial<CleanOptions> = {}): Cleaned<EmailPart> {
  const text = addressIn(raw);
  const first = text.split(/[,;\s]+/).find((piece) => piece.includes("@")) ?? text;
  const flags: Flag[] = first === text ? [] : ["several"];
  const at = first.lastIndexOf("@");
  const local = first.slice(0, at);
  const domain = domainOf(first.slice(at + 1));
  if (at < 1 || domain.ascii === "" || local.length > 64 || !localForm.test(local)) {
    const parts = { domain: "", provider: "", suggestion: suggested(local, domain.meant) };
    return { clean: "", key: "", valid: false, flags: [...flags, parts.suggestion ? "typo" : "incomplete"], parts };
  }
  const extra = options.disposable ?? noOptions.disposable;
  if (domain.disposable || (extra.size > 0 && isDisposable(domain.ascii, extra))) flags.push("disposable");
  if (domain.meant !== "") flags.push("typo");
  if (roleNames.has(local)) flags.push("role");
  const home = domain.provider?.one_mailbox ? domain.provider.domains[0] : domain.ascii;
  return {
    clean: `${local}@${domain.ascii}`,
    key: keyOf(local, domain),
    valid: true,
    flags,
    parts: { domain: domain.ascii, provider: home ?? domain.ascii, suggestion: suggested(local, domain.meant) },
  };
}

function suggested(local: string, meant: string): string {
  return local === "" || meant === "" ? "" : `${local}@${meant}`;
}
