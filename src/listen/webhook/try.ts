// A mapping tried on a sample: the events it makes, and what would be understood of each, without keeping anything.
import type { TrialEvent, WebhookPreview, WebhookTrial } from "#contract";
import { bodyOf } from "../collect/json.ts";
import { tooLarge } from "../collect/limits.ts";
import { deliveryRow } from "../collect/row.ts";
import { decimalText } from "../collect/understand/money.ts";
import { understand } from "../collect/understand.ts";
import type { Source } from "../source/source.ts";
import { applyMapping } from "./map.ts";

const trial_source: Source = {
  id: 0,
  slug: "preview",
  name: "preview",
  kind: "webhook",
  write_key: "",
  settings: {},
  enabled: true,
};

function tried(event: Record<string, unknown>, received_at: Date): TrialEvent {
  const body = bodyOf(event);
  const verdict = tooLarge(event, body) ?? understand(event, { source: trial_source, received_at, batch: {}, body });
  if (verdict.is === "dead_letter") {
    return { event, understood: null, refusal: { code: verdict.code, message: verdict.message } };
  }
  if (verdict.is === "drop") return { event, understood: null, refusal: { code: verdict.reason, message: "" } };
  const row = deliveryRow(verdict.event, trial_source);
  return {
    event,
    understood: {
      name: row.name === "" ? row.type : row.name,
      identifiers: [...row.identifiers],
      occurred_at: verdict.event.occurred_at.toISOString(),
      order_id: row.order_id,
      revenue: row.revenue === 0 ? null : decimalText(row.revenue, 4),
      currency: row.currency,
      flags: [...row.flags],
    },
    refusal: null,
  };
}

/** @throws {ProblemError} 503 busy */
export async function tryMapping({ mapping, sample }: WebhookTrial, now: Date): Promise<WebhookPreview> {
  const headers = Object.fromEntries(
    Object.entries(sample.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const { events, skipped, faults } = await applyMapping(mapping, sample.payload, headers);
  return { events: events.slice(0, 20).map((event) => tried(event, now)), skipped, faults };
}
