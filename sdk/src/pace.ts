// When to send: soon after something was queued, later after a failure, never before the server said.
import type { Store } from "./store.ts";
import { backoff } from "./verdict.ts";

const wait = "wait";

export interface Pace {
  /** Calls `flush` after so long, instead of whenever it was to be called before. */
  later(wait_ms: number): void;
  /** The same, unless a call stands already. */
  soon(wait_ms: number): void;
  /** How long the server asked all tabs to wait. */
  asked(): number;
  /** A batch was not taken; `status` is 0 without an answer. */
  failed(status: number, retry_ms: number | undefined): void;
  /** Failures so far count no more. */
  forgive(): void;
}

export function createPace(store: Store, flush: () => void): Pace {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pace: Pace = {
    later(wait_ms) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        flush();
      }, wait_ms);
    },
    soon(wait_ms) {
      if (timer === undefined) pace.later(wait_ms);
    },
    asked() {
      const [until = 0, from = 0] = (store.get(wait) ?? "").split(" ").map(Number);
      const now = Date.now();
      // A clock that was set back makes it no longer.
      return now >= from && now < until ? until - now : 0;
    },
    failed(status, retry_ms = 0) {
      failures += 1;
      const wait_ms = Math.max(retry_ms, backoff(failures, Math.random()));
      // Without an answer it is this page's network; with one, it is everybody's server.
      if (status > 0) store.set(wait, `${Date.now() + wait_ms} ${Date.now()}`);
      pace.later(wait_ms);
    },
    forgive() {
      failures = 0;
    },
  };
  return pace;
}
