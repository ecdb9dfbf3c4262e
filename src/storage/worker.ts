// Workers: take jobs as they fall due, hold them while they run, try again what failed.
import type { Static, TSchema } from "typebox";
import { Check } from "typebox/value";
import { ProblemError } from "#contract";
import { type Bell, createBell, hearNotify } from "./bell.ts";
import type { Engines } from "./engines.ts";
import {
  closeAbandonedJobs,
  completeJob,
  endLeases,
  failJob,
  holdJob,
  jobChannel,
  nextJobAt,
  releaseJob,
  type TakenJob,
  takeJob,
} from "./job.ts";

/** What a handler gets besides its payload. */
export interface JobContext {
  readonly engines: Engines;
  /** The data folder, for uploads. */
  readonly data_dir: string;
  readonly now: () => Date;
  /** Aborted when the workers stop, or when the lease was lost and another worker may have the job. */
  readonly signal: AbortSignal;
  /** 1 on the first try. */
  readonly attempt: number;
  /** No further try follows this one. */
  readonly last: boolean;
}

/**
 * How jobs of one kind are done. Return when done; throw to be tried again later; throw a ProblemError when trying
 * again would change nothing. A job may run twice (its worker died after the work, before the note of it), so the
 * work must come to the same when done again.
 */
export interface JobHandler<Payload extends TSchema> {
  readonly kind: string;
  readonly payload: Payload;
  // A method, so that handlers of all payloads fit in one list.
  handle(payload: Static<Payload>, context: JobContext): Promise<void>;
}

/** Any handler, as the server starts it. */
export type AnyJobHandler = JobHandler<TSchema>;

/** Types a handler by its payload's schema. */
export function job<Payload extends TSchema>(definition: JobHandler<Payload>): JobHandler<Payload> {
  return definition;
}

export interface WorkerOptions {
  readonly data_dir: string;
  /** Jobs at one time; 2 when left out. */
  readonly workers?: number;
  /** How long a silent worker is believed to live; 15 s when left out. It reports three times in that time. */
  readonly lease_ms?: number;
  /** The longest wait between two looks at the table, should a NOTIFY be lost; 5 s when left out. */
  readonly poll_ms?: number;
  readonly now?: () => Date;
  /** True when no other process works on this database (embedded engines): what a crash left is taken up at once. */
  readonly alone?: boolean;
  /** Told of every failed attempt. */
  readonly onFault?: (kind: string, fault: unknown) => void;
}

/** Running workers. */
export interface Workers {
  /** Takes no more, aborts what runs, waits for it to end and gives it back. */
  stop(): Promise<void>;
}

interface Crew {
  readonly engines: Engines;
  readonly handlers: ReadonlyMap<string, AnyJobHandler>;
  readonly options: Required<WorkerOptions>;
  readonly stopping: AbortController;
  readonly bell: Bell;
}

/** Starts workers for jobs of these kinds. Engines that are away for a while are waited for. */
export function startWorkers(engines: Engines, handlers: readonly AnyJobHandler[], options: WorkerOptions): Workers {
  const crew: Crew = {
    engines,
    handlers: new Map(handlers.map((handler) => [handler.kind, handler])),
    options: {
      workers: 2,
      lease_ms: 15_000,
      poll_ms: 5_000,
      now: () => new Date(),
      alone: false,
      onFault: () => undefined,
      ...options,
    },
    stopping: new AbortController(),
    bell: createBell(),
  };
  const opened = crew.options.alone
    ? attempt(crew, "endLeases", () => endLeases(engines.postgres.db, crew.options.now()))
    : undefined;
  // Who listens is not waited for at the stop: a connection that hangs must not keep us from it.
  void listen(crew);
  const running = Array.from({ length: crew.options.workers }, () => Promise.resolve(opened).then(() => work(crew)));
  return {
    async stop() {
      crew.stopping.abort();
      crew.bell.ring();
      await Promise.all(running);
    },
  };
}

// One worker: takes jobs until there is none, then waits for the bell, the next due time or the poll.
async function work(crew: Crew): Promise<void> {
  const { engines, options, bell } = crew;
  const kinds = [...crew.handlers.keys()];
  while (!crew.stopping.signal.aborted) {
    const heard = bell.rings();
    const taken = await attempt(crew, "takeJob", () =>
      takeJob(engines.postgres.db, kinds, options.now(), options.lease_ms),
    );
    if (taken) {
      await runJob(crew, taken);
      continue;
    }
    const wait_ms = await attempt(crew, "nextJobAt", async () => {
      await closeAbandonedJobs(engines.postgres.db, options.now());
      const next = await nextJobAt(engines.postgres.db, kinds);
      return next ? Math.max(next.getTime() - options.now().getTime(), 1) : options.poll_ms;
    });
    await bell.wait(heard, Math.min(wait_ms ?? options.poll_ms, options.poll_ms));
  }
}

// Runs one job to its end and notes how it ended. Never throws: what the table could not be told, the lease's end tells.
async function runJob(crew: Crew, taken: TakenJob): Promise<void> {
  const { engines, options } = crew;
  const ending = new AbortController();
  const stop = () => ending.abort();
  crew.stopping.signal.addEventListener("abort", stop, { once: true });
  if (crew.stopping.signal.aborted) stop();
  const heartbeat = startHeartbeat(crew, taken, ending);
  let fault: unknown;
  let failed = false;
  try {
    await handle(crew, taken, ending.signal);
  } catch (thrown) {
    failed = true;
    fault = thrown;
  }
  crew.stopping.signal.removeEventListener("abort", stop);
  await heartbeat.stop();
  const db = engines.postgres.db;
  await attempt(crew, taken.kind, async () => {
    if (!failed) return await completeJob(db, taken);
    const hopeless = fault instanceof ProblemError;
    if (crew.stopping.signal.aborted && !hopeless) return await releaseJob(db, taken);
    options.onFault(taken.kind, fault);
    const over = hopeless || taken.attempt >= taken.attempts_max;
    const retryAt = over ? undefined : new Date(options.now().getTime() + backoff_ms(taken.attempt));
    await failJob(db, taken, fault instanceof Error ? fault.message : String(fault), retryAt);
  });
}

async function handle(crew: Crew, taken: TakenJob, signal: AbortSignal): Promise<void> {
  const handler = crew.handlers.get(taken.kind);
  if (!handler || !Check(handler.payload, taken.payload)) {
    throw new ProblemError(422, "bad_payload", `A job of kind ${taken.kind} does not understand its payload`);
  }
  await handler.handle(taken.payload, {
    engines: crew.engines,
    data_dir: crew.options.data_dir,
    now: crew.options.now,
    signal,
    attempt: taken.attempt,
    last: taken.attempt >= taken.attempts_max,
  });
}

// How long to wait before the try after `attempt`: 1 s, doubling, an hour at most.
function backoff_ms(attempt: number): number {
  return Math.min(1000 * 2 ** (attempt - 1), 3_600_000);
}

// Lengthens the lease while the job runs; aborts the job when the lease is lost or cannot be lengthened in time.
function startHeartbeat(crew: Crew, taken: TakenJob, lost: AbortController): { stop(): Promise<void> } {
  const { engines, options } = crew;
  let heldUntil = options.now().getTime() + options.lease_ms;
  let beating: Promise<void> = Promise.resolve();
  const beat = async () => {
    const until = new Date(options.now().getTime() + options.lease_ms);
    const held = await attempt(crew, "holdJob", () => holdJob(engines.postgres.db, taken, until));
    if (held) heldUntil = until.getTime();
    if (held === false || options.now().getTime() > heldUntil) lost.abort();
  };
  const timer = setInterval(() => {
    beating = beat();
  }, options.lease_ms / 3);
  return {
    async stop() {
      clearInterval(timer);
      await beating;
    },
  };
}

// Hears NOTIFY on a connection of its own; when that breaks, polling carries on until it is back.
async function listen(crew: Crew): Promise<void> {
  const { stopping, bell, options } = crew;
  while (!stopping.signal.aborted) {
    await attempt(crew, "listen", () => hearNotify(crew.engines.postgres, [jobChannel], bell, stopping.signal));
    if (!stopping.signal.aborted) await bell.wait(bell.rings(), options.poll_ms);
  }
}

// A fault of the engine here is reported and waited out; the workers live on.
async function attempt<Result>(crew: Crew, name: string, step: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await step();
  } catch (fault) {
    if (!crew.stopping.signal.aborted) crew.options.onFault(name, fault);
    return undefined;
  }
}
