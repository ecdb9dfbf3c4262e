// One tracked event as the steps of collecting see it: checked and named, before it becomes a row.

/** Types of Segment's contract. */
export const trackedTypes = ["identify", "track", "page", "screen", "group", "alias"] as const;
export type TrackedType = (typeof trackedTypes)[number];

/** An identifier of the person, already trimmed; `kind` is user_id, anonymous_id, email, phone, … */
export interface Identifier {
  readonly kind: string;
  readonly value: string;
}

/** What somebody did, as far as it could be understood. Everything unknown stays in `body`. */
export interface TrackedEvent {
  readonly type: TrackedType;
  /** "Order Completed"; the page's or screen's name; "" for the other types. */
  readonly name: string;
  readonly message_id: string;
  /** Strongest first: the first one names the customer. Empty when nothing says who it was. */
  readonly identifiers: readonly Identifier[];
  /** null takes a trait away. */
  readonly traits: Readonly<Record<string, unknown>>;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly context: Readonly<Record<string, unknown>>;
  readonly group_id: string;
  readonly consents: Readonly<Record<string, boolean>>;
  readonly occurred_at: Date;
  /** What the client claimed; `undefined` when it claimed nothing. */
  readonly original_at: Date | undefined;
  readonly sent_at: Date | undefined;
  readonly received_at: Date;
  /** E.g. "future", "past", "plan:unknown_property". */
  readonly flags: readonly string[];
  /** The event's own JSON, as it came. */
  readonly body: string;
}

/** What a step says of an event. Nothing is ever lost: what is dropped is counted, what is refused is kept. */
export type Verdict =
  | { readonly is: "ok"; readonly event: TrackedEvent }
  | { readonly is: "drop"; readonly reason: string }
  | Refusal;

/** Why an event cannot be taken; `field` names what is at fault. */
export interface Refusal {
  readonly is: "dead_letter";
  readonly code: string;
  readonly message: string;
  readonly field?: string;
}
