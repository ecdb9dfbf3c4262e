// What happens next, now: visits, orders and answers as calls of the tracking API.
import type { CompanySize } from "./company.ts";

/** A call of the tracking API and how long to wait before it. */
export interface LiveCall {
  readonly wait_ms: number;
  readonly source: string;
  readonly call: Record<string, unknown>;
}

/** Endless calls in Segment's words, at so many a second on average. */
export function* liveCalls(_size: CompanySize, _rate_per_s: number): Generator<LiveCall> {}
