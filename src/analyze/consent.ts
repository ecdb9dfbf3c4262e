// Whom a list or file that leaves may hold: those whose consent allows it, as listen's view tells it.
import { type ConsentFilter, ProblemError } from "#contract";
import { type Sql, sql } from "#storage";

/** A purpose and channel, and the time at which the consent must hold. */
export interface Consenting {
  readonly purpose: string;
  readonly channel: string;
  readonly at: Date;
}

/**
 * What was asked for; null when nothing was.
 * @throws {ProblemError} 400 consent_incomplete for a purpose without a channel or the other way round
 */
export function consentingOf({ purpose, channel }: ConsentFilter, at: Date): Consenting | null {
  if (purpose !== undefined && channel !== undefined) return { purpose, channel, at };
  if (purpose === undefined && channel === undefined) return null;
  const missing = purpose === undefined ? "purpose" : "channel";
  throw new ProblemError(400, "consent_incomplete", "A consent is for a purpose by a channel: name both", missing);
}

/** Whether `customer_id` may be reached; true for everybody when nothing was asked. */
export function mayReach(asked: Consenting | null): Sql {
  if (asked === null) return sql`true`;
  const { purpose, channel, at } = asked;
  // Through an array that is made once: on a cluster a view with parameters cannot stand behind IN.
  return sql`customer_id IN (SELECT arrayJoin((SELECT groupArray(customer_id) FROM consent_allowed(purpose = ${purpose}, channel = ${channel}, at = ${at}))))`;
}
