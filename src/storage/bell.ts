// A bell: rung by NOTIFY or by hand, it wakes who waits, and no ring between a look and a wait is missed.
import type { Postgres } from "./postgres.ts";

/** Wakes whoever waits. */
export interface Bell {
  ring(): void;
  /** How often it rang: taken before a look, so that a ring during the look is not missed. */
  rings(): number;
  /** Until it rings (at once when it has since `heard`) or the time is over. */
  wait(heard: number, timeout_ms: number): Promise<void>;
}

export function createBell(): Bell {
  let count = 0;
  const waiting = new Set<() => void>();
  return {
    ring() {
      count += 1;
      for (const wake of waiting) wake();
    },
    rings: () => count,
    wait: (heard, timeout_ms) =>
      new Promise((resolve) => {
        if (count !== heard) return resolve();
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, timeout_ms);
        waiting.add(wake);
      }),
  };
}

/**
 * Rings at every NOTIFY of the channels, on a connection of its own, and once when it has begun; ends with the connection
 * or the signal. What was missed while there was no connection is to be looked for in the tables.
 * @throws {Error} when the engine is away
 */
export async function hearNotify(
  postgres: Postgres,
  channels: readonly string[],
  bell: Bell,
  signal: AbortSignal,
): Promise<void> {
  const client = await postgres.dedicated();
  const ended = new Promise<void>((resolve) => {
    client.once("end", () => resolve());
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  client.on("notification", () => bell.ring());
  for (const channel of channels) await client.query(`LISTEN ${channel}`);
  bell.ring();
  if (!signal.aborted) await ended;
  client.end().catch(() => undefined);
}
