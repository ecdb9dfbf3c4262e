// Ready mappings, in the order in which the page offers them.

import type { WebhookSettings } from "../settings.ts";
import { calendly } from "./calendly.ts";
import { mailgun } from "./mailgun.ts";
import type { WebhookPreset } from "./preset.ts";
import { shopify } from "./shopify.ts";
import { stripe } from "./stripe.ts";
import { zendesk } from "./zendesk.ts";

export const presets: readonly WebhookPreset[] = [stripe, shopify, zendesk, mailgun, calendly];

/** The preset of an id. */
export function presetOf(id: unknown): WebhookPreset | undefined {
  return presets.find((preset) => preset.id === id);
}

/** What a source that begins with a preset keeps in its settings. */
export function presetSettings({ mapping, signature, sample }: WebhookPreset): WebhookSettings {
  const { payload, headers } = sample;
  return { mapping, signature, secret: null, sample: { payload: JSON.stringify(payload, null, 2), headers } };
}
