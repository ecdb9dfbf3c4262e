// What a ready mapping of a known system consists of.
import type { Signature, WebhookMapping } from "#contract";

export interface WebhookPreset {
  readonly id: string;
  /** The system's own name. */
  readonly name: string;
  /** The vendor's documentation of its payloads, after which the mapping was made. */
  readonly docs_url: string;
  readonly mapping: WebhookMapping;
  readonly signature: Signature;
  /** A payload as the documentation shows it, with made-up people. */
  readonly sample: { readonly payload: object; readonly headers: Readonly<Record<string, string>> };
}
