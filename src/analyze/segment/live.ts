// Evaluates segments as long as the server runs: when something is told of customers, when something falls due, at midnight.
import { setTimeout } from "node:timers/promises";
import type { Settings } from "#contract";
import { type Bell, createBell, type Engines, hearNotify } from "#storage";
import { nextDueQuery } from "./evaluate.sql.ts";
import { evaluate } from "./evaluate.ts";
import { segmentChannel } from "./store.ts";

/** What the evaluation runs with; `settings` are asked anew each time. */
export interface LiveOptions {
  readonly settings: () => Settings;
  readonly now: () => Date;
  /** Told of every failed evaluation; it is done again. */
  readonly onFault: (fault: unknown) => void;
}

/** A running evaluation. */
export interface Live {
  /** Ends it when what it does now is done. */
  stop(): Promise<void>;
}

const channels = ["kompas_touch", segmentChannel];
const gather_ms = 50;
const rest_ms = 1_000;
/** The longest wait, should a NOTIFY be lost. */
const longest_ms = 15_000;

/** Leaves nothing behind on the signal, however often it is called. */
const pause = (time_ms: number, signal: AbortSignal) =>
  setTimeout(time_ms, undefined, { signal }).catch(() => undefined);

/** Hears what is told; while the engine is away, the longest wait carries on. */
async function listen({ postgres }: Engines, bell: Bell, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await hearNotify(postgres, channels, bell, signal).catch(() => undefined);
    await pause(rest_ms, signal);
  }
}

async function wait_ms({ clickhouse }: Engines, now: Date): Promise<number> {
  const [next] = await nextDueQuery(clickhouse, { after: now });
  const due_ms = next?.due_ms ?? 0;
  return due_ms <= 0 ? longest_ms : Math.min(Math.max(due_ms - now.getTime(), 1), longest_ms);
}

/** Starts to evaluate; several processes may, one at a time does. */
export function startLive(engines: Engines, { settings, now, onFault }: LiveOptions): Live {
  const stopping = new AbortController();
  const bell = createBell();
  void listen(engines, bell, stopping.signal);
  const run = async () => {
    while (!stopping.signal.aborted) {
      const heard = bell.rings();
      const began_ms = performance.now();
      let idle_ms = rest_ms;
      let took_ms = 0;
      try {
        await evaluate({ engines, settings: settings(), now, signal: stopping.signal });
        took_ms = performance.now() - began_ms;
        // When more was told meanwhile, nobody waits for the clock.
        if (bell.rings() === heard) idle_ms = await wait_ms(engines, now());
      } catch (fault) {
        if (stopping.signal.aborted) return;
        onFault(fault);
        await pause(rest_ms, stopping.signal);
      }
      if (stopping.signal.aborted) return;
      await bell.wait(heard, idle_ms);
      // What arrives together is looked at together; of five moments at most four are spent on it.
      await pause(Math.max(gather_ms, Math.min(took_ms / 4, rest_ms)), stopping.signal);
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      bell.ring();
      await running;
    },
  };
}
