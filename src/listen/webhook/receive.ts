// A call of a webhook: who is called, whether the caller may, what it says; what cannot be mapped is kept.
import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { ProblemError, type WebhookAnswer } from "#contract";
import type { Engines } from "#storage";
import { jsonOf, readBody } from "../collect/body.ts";
import { collect } from "../collect/collect.ts";
import { keepWhole } from "../dead-letter/whole.ts";
import { type Source, sources } from "../source/source.ts";
import { keptHeaders, mapPayload, withPayload } from "./map.ts";
import { webhookSettings } from "./settings.ts";
import { distrust } from "./signature.ts";
import { noteBadSignature } from "./suspicion.ts";

/** A call as it came. */
export interface Call {
  readonly token: string;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Readable;
  readonly now: Date;
  /** The caller's address. */
  readonly ip?: string;
}

/**
 * The webhook of an address.
 * @throws {ProblemError} 404 no_such_webhook, 403 source_off, 503 not_ready
 */
export async function webhookOf(engines: Engines, token: string): Promise<Source> {
  const known = (await sources.get(engines)).by_key.get(token);
  if (known === undefined || known.kind !== "webhook") {
    throw new ProblemError(404, "no_such_webhook", "No webhook has this address; the page of the source shows it");
  }
  if (known.enabled) return known;
  throw new ProblemError(403, "source_off", "This webhook is switched off");
}

/** A form as JSON: some systems post as a browser does. */
function formJson(text: string): string {
  return JSON.stringify(Object.fromEntries(new URLSearchParams(text)));
}

/** @throws {ProblemError} 401 bad_signature */
function demandSignature(
  engines: Engines,
  source: Source,
  text: string,
  parsed: unknown,
  { headers, now }: Call,
): void {
  const { signature, secret } = webhookSettings(source.settings);
  if (signature === null || secret === null) return;
  const why = distrust(signature, secret, { bytes: Buffer.from(text), parsed, headers }, now);
  if (why === undefined) return;
  noteBadSignature(engines, source.id, now);
  const words = {
    signature_missing: "The signature is missing where this source expects it",
    signature_wrong: "The signature is not that of this body and this source's secret",
    timestamp_missing: "The signed time is missing where this source expects it",
    timestamp_old: "The signature is older than this source allows",
  } as const;
  throw new ProblemError(401, "bad_signature", words[why]);
}

/**
 * Takes a call. When this returns, its events stand durably in the log, or its payload among the dead letters.
 * @throws {ProblemError} 401 bad_signature, 403, 404, 413; 429 or 503 when nothing could be kept: it may be sent again
 */
export async function receive(engines: Engines, call: Call): Promise<WebhookAnswer> {
  const { token, headers, now, ip } = call;
  const source = await webhookOf(engines, token);
  const { text: raw, fault } = await readBody(call.bytes, headers);
  const form = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  const text = form && jsonOf(raw) === undefined ? formJson(raw) : raw;
  const parsed = jsonOf(text);
  demandSignature(engines, source, raw, parsed?.value, call);
  const kept = keptHeaders(headers);
  const refuse = async (code: string, message: string, field?: string): Promise<void> => {
    const letter = { source: source.slug, code, message, body: text, headers: kept, received_at: now };
    await keepWhole(engines, field === undefined ? letter : { ...letter, field }, ip);
  };
  if (fault || parsed === undefined) {
    await refuse(fault?.code ?? "bad_json", fault?.message ?? "The body is not JSON");
    return { success: true, accepted: 0, rejected: 1, skipped: 0 };
  }
  const mapped = await mapPayload(source, text, kept);
  const events = withPayload(mapped.events, parsed.value);
  const [first] = mapped.faults;
  if (first)
    await refuse(
      "bad_mapping",
      first.target === "" ? first.message : `${first.target}: ${first.message}`,
      first.target,
    );
  const { accepted, dropped, rejected } =
    events.length === 0
      ? { accepted: 0, dropped: 0, rejected: [] }
      : await collect(engines, source, events, { now, headers: kept, ...(ip === undefined ? {} : { caller: ip }) });
  return {
    success: true,
    accepted,
    rejected: rejected.length + (first ? 1 : 0),
    skipped: mapped.skipped + dropped,
  };
}
