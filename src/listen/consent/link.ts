// Links by which customers reach their preferences without an account: who they are for and until when, signed. Nothing
// of a person stands in a link, only the number of the customer.
import { createHmac, timingSafeEqual } from "node:crypto";
import { type Channel, channels, type PreferenceLink, ProblemError } from "#contract";
import type { Engines } from "#storage";

/** Whom a link is for, and what one click on "unsubscribe" takes back: all of e-mail when nothing is named. */
export interface LinkSubject {
  readonly customer_id: string;
  readonly purpose: string;
  readonly channel: Channel;
  readonly expires_at: Date;
}

/** What links of this workspace are signed with. */
export interface Secret {
  readonly id: number;
  readonly secret: string;
}

const default_days = 90;
const day_ms = 86_400_000;
const form_ms = day_ms;

/** The signature of a text; what was signed for one use is good for no other. */
export function signature(
  secret: string,
  what: "preferences link" | "preferences form" | "survey answer",
  text: string,
): string {
  return createHmac("sha256", secret).update(`kompas ${what}\n${text}`).digest("base64url");
}

/** Compares signatures in a time that tells nothing about them. */
export function sameSignature(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The token of a subject. */
export function tokenOf(subject: LinkSubject, { id, secret }: Secret): string {
  const until_s = Math.floor(subject.expires_at.getTime() / 1000);
  const claim = [id, subject.customer_id, until_s, subject.purpose, subject.channel].join(".");
  return `${claim}.${signature(secret, "preferences link", claim)}`;
}

/** What a token says, or why it is not valid. Pure: the secrets are those that still count. */
export function readToken(token: string, secrets: readonly Secret[], now: Date): LinkSubject | "unknown" | "expired" {
  const parts = /^(\d{1,9})\.(\d{1,20})\.(\d{1,12})\.([a-z0-9_]*)\.([a-z]+)\.([\w-]{43})$/.exec(token);
  if (!parts) return "unknown";
  const [, id, customer_id = "", until_s, purpose = "", channel, mac = ""] = parts;
  const known = secrets.find((secret) => String(secret.id) === id);
  const named = channels.find((one) => one === channel);
  if (
    !known ||
    !named ||
    !sameSignature(mac, signature(known.secret, "preferences link", token.slice(0, token.lastIndexOf("."))))
  )
    return "unknown";
  const expires_at = new Date(Number(until_s) * 1000);
  return expires_at <= now ? "expired" : { customer_id, purpose, channel: named, expires_at };
}

/** What a form of the page carries: only a page that we made for this link, a short while ago, has it. */
export function formOf(token: string, { id, secret }: Secret, now: Date): string {
  const claim = `${id}.${now.getTime()}`;
  return `${claim}.${signature(secret, "preferences form", `${token}\n${claim}`)}`;
}

/** Whether a form was made for this link and is not too old. */
export function isForm(form: string, token: string, secrets: readonly Secret[], now: Date): boolean {
  const [id, made, mac = ""] = form.split(".");
  const known = secrets.find((secret) => String(secret.id) === id);
  if (!known || !sameSignature(mac, signature(known.secret, "preferences form", `${token}\n${id}.${made}`)))
    return false;
  const age_ms = now.getTime() - Number(made);
  return age_ms >= -form_ms && age_ms <= form_ms;
}

/** The secrets that still count, the one that signs first. */
export async function secretsOf(engines: Engines): Promise<readonly [Secret, ...Secret[]]> {
  const rows = await engines.postgres.guarded("listen.consent.secrets", (db) =>
    db
      .selectFrom("consent_secret")
      .select(["id", "secret"])
      .where("refused_at", "is", null)
      .orderBy("id", "desc")
      .execute(),
  );
  const [first, ...rest] = rows;
  if (!first) throw new ProblemError(503, "no_secret", "There is no secret to sign links with");
  return [first, ...rest];
}

/** A new secret signs from now on; with `refuse_old` no link made before works any more. */
export async function rotateSecret(engines: Engines, refuse_old: boolean, now: Date): Promise<void> {
  await engines.postgres.guarded("listen.consent.rotate", (db) =>
    db.transaction().execute(async (transaction) => {
      if (refuse_old)
        await transaction
          .updateTable("consent_secret")
          .set({ refused_at: now })
          .where("refused_at", "is", null)
          .execute();
      await transaction.insertInto("consent_secret").values({ created_at: now }).execute();
    }),
  );
}

/** A link for a customer. */
export async function preferenceLink(
  engines: Engines,
  customer_id: string,
  asked: { readonly days?: number; readonly purpose?: string; readonly channel?: Channel },
  now: Date,
): Promise<PreferenceLink> {
  const [secret] = await secretsOf(engines);
  const expires_at = new Date(now.getTime() + (asked.days ?? default_days) * day_ms);
  const subject = { customer_id, purpose: asked.purpose ?? "", channel: asked.channel ?? "email", expires_at } as const;
  return { path: `/preferences/${tokenOf(subject, secret)}`, expires_at: expires_at.toISOString() };
}
