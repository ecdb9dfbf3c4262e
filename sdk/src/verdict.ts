// What an answer of the server means for the batch that it was asked about, and when to try again.

/** `done`: acknowledged. `refused`: the same batch will never be taken. `later`: the same batch may be taken then. */
export type Verdict = "done" | "refused" | "later";

/** The status of an answer; 0 stands for no answer. Only what may pass by itself is worth another try. */
export function verdictOf(status: number): Verdict {
  if (status >= 200 && status < 300) return "done";
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? "refused" : "later";
}

const longest_ms = 60 * 60_000;

/** How long a Retry-After header asks to wait: seconds or a date; undefined when it says nothing. */
export function retryAfter(header: string | null, now_ms: number): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  const wait_ms = Number.isNaN(seconds) ? Date.parse(header) - now_ms : seconds * 1000;
  return Number.isNaN(wait_ms) ? undefined : Math.min(Math.max(wait_ms, 0), longest_ms);
}

/**
 * How long to wait after so many failures in a row (1, 2, …): doubled each time up to five minutes, and somewhere in
 * the upper half of that, so that the visitors of a site do not all come back at once. `chance` is 0 to 1.
 */
export function backoff(failures: number, chance: number): number {
  const whole_ms = Math.min(1000 * 2 ** (failures - 1), 5 * 60_000);
  return whole_ms * (0.5 + chance / 2);
}
