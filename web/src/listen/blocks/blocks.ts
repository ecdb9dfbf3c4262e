// The form of a block as plain state, and what was stopped by day.
import type { BlockCount, BlockKind, BlockRequest, BlockTarget } from "#contract";

/** The form as it stands; every text is what was typed. */
export interface Draft {
  readonly kind: BlockKind;
  readonly identifier_kind: string;
  readonly value: string;
  readonly fingerprint_only: boolean;
  readonly customer_id: string;
  readonly source: string;
  readonly event_name: string;
  readonly network: string;
  readonly reason: string;
  /** YYYY-MM-DD or "". */
  readonly until: string;
}

export const emptyDraft: Draft = {
  kind: "identifier",
  identifier_kind: "any",
  value: "",
  fingerprint_only: false,
  customer_id: "",
  source: "",
  event_name: "",
  network: "",
  reason: "",
  until: "",
};

function targetOf(draft: Draft): BlockTarget | undefined {
  const { kind, identifier_kind, fingerprint_only, customer_id, source } = draft;
  const [value, event_name, network] = [draft.value.trim(), draft.event_name.trim(), draft.network.trim()];
  switch (kind) {
    case "identifier":
      return value === "" ? undefined : { kind, identifier_kind, value, fingerprint_only };
    case "customer":
      return customer_id === "" ? undefined : { kind, customer_id, fingerprint_only };
    case "source":
      return source === "" ? undefined : { kind, source };
    case "event":
      return event_name === "" ? undefined : { kind, event_name, ...(source === "" ? {} : { source }) };
    case "network":
      return network === "" ? undefined : { kind, network };
  }
}

/** What is asked of the server; undefined while something is missing. */
export function requestOf(draft: Draft): BlockRequest | undefined {
  const target = targetOf(draft);
  const reason = draft.reason.trim();
  if (target === undefined || reason === "") return undefined;
  return { target, reason, ...(draft.until === "" ? {} : { until: `${draft.until}T23:59:59.999Z` }) };
}

/** Why something was stopped, in the order of the columns. */
export const reasons = [
  "blocked_person",
  "blocked_source",
  "blocked_event",
  "blocked_network",
  "erased_person",
] as const;

/** One row a day, the newest first, with a number for each reason. */
export function byDay(counts: readonly BlockCount[]): { day: string; events: readonly number[] }[] {
  const days = [...new Set(counts.map(({ day }) => day))].toSorted().toReversed();
  return days.map((day) => ({
    day,
    events: reasons.map((reason) =>
      counts.filter((one) => one.day === day && one.reason === reason).reduce((sum, { events }) => sum + events, 0),
    ),
  }));
}
