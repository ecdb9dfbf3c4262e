// What customers do on their preference page: see what holds, choose anew, unsubscribe with one click.
import { createHash } from "node:crypto";
import { type Channel, type Context, maskIdentifier, type Purpose } from "#contract";
import type { Engines } from "#storage";
import { knownAsQuery } from "./consent.sql.ts";
import { type Entry, writeEntry } from "./entry.ts";
import { formOf, isForm, type LinkSubject, readToken, secretsOf } from "./link.ts";
import { deadLinkPage, type PageContent, preferencePage, unsubscribedPage } from "./preference.page.ts";
import { type Language, languageOf } from "./preference.words.ts";
import { customerConsents, reachOf } from "./state.ts";

/** A visit of the page. */
export interface Visit {
  readonly token: string;
  readonly lang: string | undefined;
  readonly accepted: string | undefined;
  readonly ip: string;
  readonly user_agent: string;
}

export interface Page {
  readonly status: 200 | 404 | 410;
  readonly html: string;
}

/** The person may see and say everything about himself: nothing is masked on the way to the ledger's own words. */
const unmasked = {
  masked: false,
  identifier: (_kind: string, value: string) => value,
  field: (_name: string, value: string) => value,
  name: (value: string) => value,
  text: (value: string) => value,
};

interface Opened {
  readonly subject: LinkSubject;
  readonly who: string;
}

async function open(context: Context<Engines>, visit: Visit, language: Language): Promise<Opened | Page> {
  const { engines, settings } = context;
  const subject = readToken(visit.token, await secretsOf(engines), context.now());
  if (subject === "expired") return { status: 410, html: deadLinkPage(language, settings.name, "expired") };
  const known = subject === "unknown" ? [] : await knownAsQuery(engines.clickhouse, subject.customer_id);
  if (subject === "unknown" || known.length === 0)
    return { status: 404, html: deadLinkPage(language, settings.name, "gone") };
  const address = known.find(({ kind }) => kind === "email") ?? known.find(({ kind }) => kind === "phone") ?? known[0];
  return { subject, who: address === undefined ? "" : maskIdentifier(address.kind, address.value) };
}

async function contentOf(
  context: Context<Engines>,
  { subject, who }: Opened,
  visit: Visit,
  language: Language,
): Promise<PageContent> {
  const { engines, settings } = context;
  const now = context.now();
  const [secret] = await secretsOf(engines);
  const { purposes, cells, history } = await customerConsents(engines, subject.customer_id, {
    at: now,
    mask: unmasked,
  });
  return {
    language,
    who,
    purposes,
    cells,
    history,
    company: settings.name,
    time_zone: settings.time_zone,
    allowed: (purpose, channel) =>
      reachOf(purpose, cells.find((cell) => cell.purpose === purpose.id && cell.channel === channel)?.state),
    form: formOf(visit.token, secret, now),
  };
}

/** The page as it is opened. Opening it changes nothing: mail programs open links by themselves. */
export async function showPreferences(context: Context<Engines>, visit: Visit): Promise<Page> {
  const language = languageOf(visit.lang, visit.accepted);
  const opened = await open(context, visit, language);
  if ("html" in opened) return opened;
  return { status: 200, html: preferencePage(await contentOf(context, opened, visit, language)) };
}

/** Which text was agreed to: names and descriptions as the page showed them. */
function textVersion(language: Language, purposes: readonly Purpose[]): string {
  const shown = purposes.map(({ id, names, descriptions }) => [id, names[language], descriptions[language]]);
  return `${language}:${createHash("sha256").update(JSON.stringify(shown)).digest("hex").slice(0, 12)}`;
}

function proofOf(visit: Visit, language: Language, purposes: readonly Purpose[]): Entry["proof"] {
  return {
    text_version: textVersion(language, purposes),
    // Without the token: whoever reads the ledger must not be able to choose for the customer.
    form_url: "/preferences",
    "context.ip": visit.ip,
    "context.userAgent": visit.user_agent.slice(0, 1_000),
  };
}

const asked = (purposes: readonly Purpose[]) =>
  purposes
    .filter(({ basis }) => basis !== "contract")
    .flatMap((purpose) => purpose.channels.map((channel) => ({ purpose, channel })));

/**
 * What one click takes back: the purpose and channel of the link. Words are written also where nothing was agreed to:
 * whoever unsubscribes is unsubscribed, whatever another source says later in passing.
 */
async function unsubscribe(
  context: Context<Engines>,
  { subject }: Opened,
  visit: Visit,
  language: Language,
): Promise<Page> {
  const { engines, settings } = context;
  const now = context.now();
  const { purposes } = await customerConsents(engines, subject.customer_id, { at: now, mask: unmasked });
  const words = asked(purposes)
    .filter(
      ({ purpose, channel }) =>
        channel === subject.channel && (subject.purpose === "" || purpose.id === subject.purpose),
    )
    .map(({ purpose, channel }) => ({ purpose: purpose.id, channel, granted: false }));
  const proof = { ...proofOf(visit, language, purposes), text_version: undefined, note: "List-Unsubscribe=One-Click" };
  if (words.length > 0)
    await writeEntry(
      engines,
      { customer_id: subject.customer_id, words, origin: "unsubscribe", proof, said_at: now },
      now,
    );
  return { status: 200, html: unsubscribedPage(language, settings.name) };
}

/** What is to be written: where the choice differs from what holds; "none" takes everything back. */
function changes(content: PageContent, fields: URLSearchParams): Entry["words"] {
  const allowed = new Set(fields.get("do") === "none" ? [] : fields.getAll("allow"));
  return asked(content.purposes).flatMap(({ purpose, channel }: { purpose: Purpose; channel: Channel }) => {
    const granted = allowed.has(`${purpose.id}:${channel}`);
    return granted === content.allowed(purpose, channel) ? [] : [{ purpose: purpose.id, channel, granted }];
  });
}

/** The page after its form was sent, or one click on "unsubscribe" in a mail program (RFC 8058). */
export async function changePreferences(
  context: Context<Engines>,
  visit: Visit,
  fields: URLSearchParams,
): Promise<Page> {
  const language = languageOf(visit.lang, visit.accepted);
  const opened = await open(context, visit, language);
  if ("html" in opened) return opened;
  if (fields.get("List-Unsubscribe") === "One-Click") return unsubscribe(context, opened, visit, language);
  const { engines } = context;
  const now = context.now();
  const before = await contentOf(context, opened, visit, language);
  const known = isForm(fields.get("form") ?? "", visit.token, await secretsOf(engines), now);
  if (!known) return { status: 200, html: preferencePage({ ...before, notice: "stale" }) };
  const words = changes(before, fields);
  const notice = words.length === 0 ? "same" : fields.get("do") === "none" ? "unsubscribed" : "saved";
  if (words.length > 0) {
    const proof = proofOf(visit, language, before.purposes);
    const { customer_id } = opened.subject;
    await writeEntry(engines, { customer_id, words, origin: "preferences", proof, said_at: now }, now);
  }
  const after = words.length === 0 ? before : await contentOf(context, opened, visit, language);
  return { status: 200, html: preferencePage({ ...after, notice }) };
}
