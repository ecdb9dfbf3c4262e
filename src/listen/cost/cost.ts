// Costs entered by hand as events of a source of their own: a month's amount is spread evenly over its days.
import { type CostEntry, type CostKey, minorDigits, ProblemError, type Settings } from "#contract";
import type { Engines } from "#storage";
import { sipHash128Of } from "../collect/understand/sip.ts";

/** The source that costs by hand come from. */
export const costs_source = "costs";

const day_ms = 86_400_000;

/** The days of the month that begins on this one. */
function daysOf(month: string): string[] {
  const first = new Date(`${month}T00:00:00Z`);
  const days: string[] = [];
  for (let at = first.getTime(); new Date(at).getUTCMonth() === first.getUTCMonth(); at += day_ms)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** Whole minor units a day that sum up to the amount: the first days have one more where it does not divide. */
export function spread(amount_minor: number, days: number): number[] {
  const least = Math.floor(amount_minor / days);
  return Array.from({ length: days }, (_, day) => least + (day < amount_minor % days ? 1 : 0));
}

function requireMonth(month: string): void {
  if (!month.endsWith("-01"))
    throw new ProblemError(400, "bad_month", `"${month}" is no first day of a month, e.g. 2025-03-01`, "month");
}

/**
 * Says what a month cost of a kind and channel; said again it stands instead of what was said before, since the events have
 * the same ids. An amount of 0 takes it back.
 * @throws {ProblemError} 400 bad_month
 */
export async function sayCost(
  engines: Engines,
  { currency }: Settings,
  { month, kind, channel, amount_minor }: CostKey & Pick<CostEntry, "amount_minor">,
  now: Date,
): Promise<void> {
  requireMonth(month);
  const digits = minorDigits(currency);
  const days = daysOf(month);
  const amounts = spread(amount_minor, days.length);
  const name = channel.trim().toLowerCase();
  const rows = days.map((day, place) => {
    const message_id = `cost:${day}:${kind}:${name}`;
    // Noon in UTC, whatever the workspace's zone is now or later: the time is a part of the event's key.
    const at = `${day}T12:00:00.000Z`;
    const amount = ((amounts[place] ?? 0) / 10 ** digits).toFixed(digits);
    return {
      id: sipHash128Of(costs_source, message_id).toString(),
      source: costs_source,
      message_id,
      type: "track",
      name: "Cost Recorded",
      customer_id: "0",
      occurred_at: at,
      original_at: at,
      sent_at: at,
      received_at: now.toISOString(),
      // The newest word stands.
      version: now.getTime(),
      currency,
      properties: { kind, channel: name, amount },
    };
  });
  await engines.clickhouse.insert("delivery", rows);
}
