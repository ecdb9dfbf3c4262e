// Keeps one server running: a crash is a restart on the same port, later and later when it crashes again and again.

import { setTimeout } from "node:timers/promises";

/** One server that answers. */
export interface RunningServer {
  readonly pid: number;
  /** With user, password and database. */
  readonly url: string;
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** What a kept server is doing. */
export interface ServerState {
  readonly status: "running" | "restarting" | "stopped";
  readonly pid: number | undefined;
  readonly restarts: number;
  /** Why the last start failed, if it did. */
  readonly fault: string | undefined;
}

/** A server that is started again whenever it ends, until it is stopped. */
export interface KeptServer {
  readonly url: string;
  state(): ServerState;
  stop(): Promise<void>;
}

const firstDelay_ms = 50;
/** Longest pause after a crash of a server that had started, and after a start that failed. */
const longestDelay_ms = { crashed: 250, failed: 10_000 };
/** Who lived this long has not crashed in a loop. */
const healthy_ms = 30_000;

/** Starts a server by `start` and keeps it. @throws what the first start throws. */
export async function keepRunning(start: () => Promise<RunningServer>): Promise<KeptServer> {
  let server: RunningServer | undefined = await start();
  const { url } = server;
  const stopped = new AbortController();
  let restarts = 0;
  let fault: string | undefined;

  async function keep(): Promise<void> {
    let delay_ms = firstDelay_ms;
    while (!stopped.signal.aborted) {
      const startedAt = Date.now();
      await server?.ended;
      server = undefined;
      if (Date.now() - startedAt > healthy_ms) delay_ms = firstDelay_ms;
      await pause(delay_ms, stopped.signal);
      if (stopped.signal.aborted) return;
      delay_ms = Math.min(delay_ms * 2, fault === undefined ? longestDelay_ms.crashed : longestDelay_ms.failed);
      restarts++;
      try {
        server = await start();
        fault = undefined;
      } catch (caught) {
        fault = caught instanceof Error ? caught.message : String(caught);
      }
    }
  }

  const kept = keep();
  return {
    url,
    state: () => ({
      status: stopped.signal.aborted ? "stopped" : server ? "running" : "restarting",
      pid: server?.pid,
      restarts,
      fault,
    }),
    async stop() {
      stopped.abort();
      await server?.stop();
      await kept;
      // A start that was under way when the stop came.
      await server?.stop();
    },
  };
}

async function pause(duration_ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(duration_ms, undefined, { signal }).catch(() => undefined);
}
