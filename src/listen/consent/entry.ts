// Words that are written down here: by a person of ours, or by the customer on the preference page. Each is an event
// "Consent Updated" that goes the way of all events, so it stands in the ledger and on the timeline, durably and once.
import { randomUUID } from "node:crypto";
import { addressKinds, type Channel, type ConsentRequest, ProblemError } from "#contract";
import type { Engines } from "#storage";
import { sipHash128Of } from "../collect/understand/sip.ts";
import { touched } from "../touch.ts";
import { knownAsQuery } from "./consent.sql.ts";
import { requiredPurpose } from "./purpose.ts";

/** Where words of ours come from. No source of touchpoints can have such a name: it has no colon. */
export const origins = {
  agent: "kompas:by-hand",
  preferences: "kompas:preferences",
  unsubscribe: "kompas:unsubscribe",
} as const;

/** What is said, about whom, and what proves it. */
export interface Entry {
  readonly customer_id: string;
  readonly words: readonly { readonly purpose: string; readonly channel: Channel; readonly granted: boolean }[];
  readonly origin: keyof typeof origins;
  /** By the names of the ledger's proof: text_version, form_url, context.ip, … */
  readonly proof: Readonly<Record<string, string | undefined>>;
  readonly said_at: Date;
  readonly expires_at?: Date;
  /** The address that it is about; the whole person when left out. */
  readonly identifier?: { readonly kind: string; readonly value: string };
}

type KnownAs = Awaited<ReturnType<typeof knownAsQuery>>[number];

function chosen(known: readonly KnownAs[], identifier: Entry["identifier"]): KnownAs | undefined {
  if (identifier === undefined) return known[0];
  const { kind } = identifier;
  const value = kind === "email" ? identifier.value.trim().toLowerCase() : identifier.value.trim();
  return known.find((one) => one.kind === kind && one.value === value);
}

/**
 * Writes words into the ledger; they are durable when this returns.
 * @throws {ProblemError} 404 unknown_customer, 400 unknown_identifier
 */
export async function writeEntry(engines: Engines, entry: Entry, now: Date): Promise<void> {
  const known = await knownAsQuery(engines.clickhouse, entry.customer_id);
  if (known.length === 0)
    throw new ProblemError(404, "unknown_customer", `There is no customer ${entry.customer_id}`, "id");
  const one = chosen(known, entry.identifier);
  if (!one)
    throw new ProblemError(400, "unknown_identifier", "This customer is not known by this identifier", "identifier");
  const message_id = randomUUID();
  const source = origins[entry.origin];
  const consents = Object.fromEntries(entry.words.map((word) => [`${word.purpose}:${word.channel}`, word.granted]));
  const said = {
    ...entry.proof,
    whole_person: entry.identifier === undefined ? "true" : undefined,
    expires_at: entry.expires_at?.toISOString(),
  };
  const properties = Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, value]])),
  );
  await engines.clickhouse.insert("delivery", [
    {
      id: String(sipHash128Of(source, message_id)),
      ...{ source, message_id, consents, properties },
      type: "track",
      name: "Consent Updated",
      customer_id: one.stamp,
      // The identifier is already known of this stamp: what is written down here makes nobody one with anybody.
      identifiers: [{ kind: one.kind, value: one.value }],
      occurred_at: entry.said_at,
      original_at: entry.said_at,
      sent_at: now,
      received_at: now,
      version: -now.getTime(),
      body: JSON.stringify({ type: "track", event: "Consent Updated", messageId: message_id, consents, properties }),
    },
  ]);
  touched(engines, [one.stamp]);
}

function instantOf(text: string | undefined, field: string): Date | undefined {
  if (text === undefined) return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new ProblemError(400, "bad_time", `${field} is no time`, field);
  return time;
}

/**
 * Writes down what a customer said by phone, on paper, at a counter.
 * @throws {ProblemError} 400 proof_missing, bad_time, bad_channel, bad_identifier; 404 unknown_purpose
 */
export async function writeByHand(
  engines: Engines,
  customer_id: string,
  request: ConsentRequest,
  by: { readonly name: string; readonly now: Date },
): Promise<void> {
  const { proof, identifier } = request;
  const purpose = await requiredPurpose(engines, request.purpose);
  const foreign = request.channels.find((channel) => !purpose.channels.includes(channel));
  if (foreign) throw new ProblemError(400, "bad_channel", `${purpose.id} has no channel ${foreign}`, "channels");
  if (Object.values(proof).every((value) => value === undefined || value.trim() === ""))
    throw new ProblemError(400, "proof_missing", "Say what proves it: a text, a form, a document or a note", "proof");
  const said_at = instantOf(request.said_at, "said_at") ?? by.now;
  const expires_at = instantOf(request.expires_at, "expires_at");
  if (said_at > by.now) throw new ProblemError(400, "bad_time", "Nobody has said this yet", "said_at");
  if (expires_at !== undefined && expires_at <= said_at)
    throw new ProblemError(400, "bad_time", "A consent ends after it was given", "expires_at");
  if (identifier && request.channels.some((channel) => addressKinds[channel] !== identifier.kind))
    throw new ProblemError(
      400,
      "bad_identifier",
      "This identifier is no address of every channel chosen",
      "identifier",
    );
  await writeEntry(
    engines,
    {
      customer_id,
      words: request.channels.map((channel) => ({ purpose: purpose.id, channel, granted: request.granted })),
      origin: "agent",
      proof: { ...proof, entered_by: by.name },
      said_at,
      ...(expires_at === undefined ? {} : { expires_at }),
      ...(identifier === undefined ? {} : { identifier }),
    },
    by.now,
  );
}
