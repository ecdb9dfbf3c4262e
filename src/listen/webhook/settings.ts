// What a webhook source keeps in its settings: its mapping, how it is signed, the secret, a sample.
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import { Signature, WebhookMapping, WebhookSample } from "#contract";

export const WebhookSettings = Type.Object({
  mapping: WebhookMapping,
  signature: Type.Union([Signature, Type.Null()]),
  secret: Type.Union([Type.String(), Type.Null()]),
  sample: WebhookSample,
});
export type WebhookSettings = Static<typeof WebhookSettings>;

/** A webhook that nobody has described yet: the whole payload becomes the properties of one event. */
export const plainWebhook: WebhookSettings = {
  mapping: { event: `$exists(event) and $type(event) = "string" ? event : "Webhook Received"`, properties: "$" },
  signature: null,
  secret: null,
  sample: {
    payload: JSON.stringify({ event: "Form Submitted", email: "anna@example.com", form: "newsletter" }, null, 2),
    headers: {},
  },
};

/** The webhook's part of a source's settings. */
export function webhookSettings(settings: Record<string, unknown>): WebhookSettings {
  const { webhook } = settings;
  return Value.Check(WebhookSettings, webhook) ? webhook : plainWebhook;
}
