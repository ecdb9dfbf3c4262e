// Events other than orders for tests: what somebody did on a day, and how it gets into the event log.
import type { Engines } from "#storage";

/** Something that happened. Customer 0 is nobody known; without a time it was noon in UTC. */
export interface Happening {
  readonly name: string;
  /** "2024-02-10", or an instant. */
  readonly at: string;
  readonly customer?: number;
  readonly channel?: string;
  readonly group_id?: string;
  readonly anonymous_id?: string;
  readonly properties?: Readonly<Record<string, string>>;
}

/** Delivers happenings of one source; delivering the same ones later is a redelivery. */
export async function tell(
  engines: Engines,
  happenings: readonly Happening[],
  { source = "desk", received_at = "2024-06-01T00:00:00.000Z" } = {},
): Promise<void> {
  const rows = happenings.map((happening, place) => {
    const { name, at, customer = 1, channel = "web", group_id = "", anonymous_id, properties = {} } = happening;
    const occurred_at = at.length === 10 ? `${at}T12:00:00.000Z` : at;
    return {
      id: String(BigInt(Buffer.from(source).readUInt16BE()) * 1_000_000n + BigInt(place + 1)),
      source,
      message_id: `m${place}`,
      type: "track",
      name,
      customer_id: customer,
      occurred_at,
      original_at: occurred_at,
      sent_at: occurred_at,
      received_at,
      channel,
      group_id,
      properties,
      identifiers: anonymous_id === undefined ? [] : [{ kind: "anonymous_id", value: anonymous_id }],
      import_id: 1,
    };
  });
  if (rows.length > 0) await engines.clickhouse.insert("event_log", rows);
}
