// What the form of a webhook holds while it is edited, and what is sent of it. Plain functions.
import type { Place, Signature, Webhook, WebhookChange, WebhookMapping } from "#contract";

/** Targets in the order in which people fill them in. */
export const targets = [
  "each",
  "when",
  "type",
  "event",
  "userId",
  "anonymousId",
  "groupId",
  "traits",
  "properties",
  "context",
  "messageId",
  "timestamp",
] as const satisfies readonly (keyof WebhookMapping)[];

export interface Draft {
  readonly mapping: WebhookMapping;
  readonly payload: string;
  /** "name: value", one a line. */
  readonly headers: string;
  readonly signature: Signature | null;
  /** Places as people write them: "header Stripe-Signature v1", "body signature.token". */
  readonly places: { readonly signature: string; readonly timestamp: string; readonly token: string };
  /** Only what was typed; the one that is kept is never told. */
  readonly secret: string;
}

export const plainSignature: Signature = {
  algorithm: "sha256",
  encoding: "hex",
  signature: { in: "header", name: "x-signature" },
  signed: "{body}",
  tolerance_s: 300,
};

export function algorithmOf(text: string | null): Signature["algorithm"] {
  return text === "sha512" || text === "sha1" ? text : "sha256";
}

export function encodingOf(text: string | null): Signature["encoding"] {
  return text === "base64" ? "base64" : "hex";
}

/** "header Stripe-Signature v1" of a place. */
export function placeText(place: Place | undefined): string {
  if (place === undefined) return "";
  if (place.in === "body") return `body ${place.path.join(".")}`;
  return ["header", place.name, ...(place.part === undefined ? [] : [place.part])].join(" ");
}

/** The place that a text means; a name alone is a header. Nothing of an empty text. */
export function placeOf(text: string): Place | undefined {
  const words = text.trim().split(/\s+/);
  const [first = "", second] = words;
  if (first === "") return undefined;
  if (first === "body") return second === undefined ? undefined : { in: "body", path: second.split(".") };
  const [name, part] = first === "header" ? words.slice(1) : words;
  return name === undefined ? undefined : { in: "header", name, ...(part === undefined ? {} : { part }) };
}

export function draftOf({ mapping, sample, signature }: Webhook): Draft {
  return {
    mapping,
    payload: sample.payload,
    headers: Object.entries(sample.headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n"),
    signature,
    places: {
      signature: placeText(signature?.signature),
      timestamp: placeText(signature?.timestamp),
      token: placeText(signature?.token),
    },
    secret: "",
  };
}

function headersOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split("\n").flatMap((line) => {
      const [, name, value] = /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value]];
    }),
  );
}

function signatureOf({ signature, places }: Draft): Signature | null {
  if (signature === null) return null;
  const { signature: _, timestamp: __, token: ___, ...rest } = signature;
  const timestamp = placeOf(places.timestamp);
  const token = placeOf(places.token);
  return {
    ...rest,
    signature: placeOf(places.signature) ?? signature.signature,
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(token === undefined ? {} : { token }),
  };
}

/** What is sent: empty expressions are left out, and a secret that nobody typed stays as it is. */
export function changeOf(draft: Draft): WebhookChange {
  const mapping = Object.fromEntries(Object.entries(draft.mapping).filter(([, text]) => text.trim() !== ""));
  return {
    mapping,
    signature: signatureOf(draft),
    sample: { payload: draft.payload, headers: headersOf(draft.headers) },
    ...(draft.secret === "" ? {} : { secret: draft.secret }),
  };
}
