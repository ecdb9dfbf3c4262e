// Runs mappings in a thread of their own, one at a time, and ends the thread when one takes too long or too much.

import { Worker } from "node:worker_threads";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import { ProblemError, type WebhookMapping } from "#contract";

/** What came of a mapping: events as Segment writes them, items left out, and what was wrong by its target. */
export const Evaluated = Type.Object({
  events: Type.Array(Type.Record(Type.String(), Type.Unknown())),
  skipped: Type.Integer(),
  faults: Type.Array(Type.Object({ target: Type.String(), message: Type.String() })),
});
export type Evaluated = Static<typeof Evaluated>;

export interface Evaluation {
  readonly mapping: WebhookMapping;
  /** JSON. */
  readonly payload: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Bounds of one mapping. JSONata keeps its own between two steps; a single step that hangs ends with its thread. */
const limits = { expression_ms: 1_000, depth: 200, length: 10_000, items: 2_500 } as const;
const whole_ms = 3_000;
const memory_mb = 128;
const waiting_most = 500;

interface Waiting {
  readonly text: string;
  readonly resolve: (result: Evaluated) => void;
}

const waiting: Waiting[] = [];
let worker: Worker | undefined;
/** Whether the thread has begun to listen: its start, on a busy machine, is not the mapping's time. */
let listening = false;
let present: { readonly begin: () => void; readonly end: (result: Evaluated) => void } | undefined;

function failed(message: string): Evaluated {
  return { events: [], skipped: 0, faults: [{ target: "", message }] };
}

/** The thread, started when it is first needed; it keeps no process alive. */
function thread(): Worker {
  if (worker) return worker;
  const started = new Worker(new URL("./evaluate.child.mjs", import.meta.url), {
    // The owner's own flags would load its compiler into the thread.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memory_mb, maxYoungGenerationSizeMb: 32 },
  });
  started.on("message", (text: unknown) => {
    if (worker !== started) return;
    if (text === "ready") {
      listening = true;
      present?.begin();
      return;
    }
    const result: unknown = JSON.parse(String(text));
    present?.end(Value.Check(Evaluated, result) ? result : failed("The mapping gave no events"));
  });
  started.on("error", (fault: unknown) => {
    if (worker !== started) return;
    worker = undefined;
    const full = fault instanceof Error && "code" in fault && fault.code === "ERR_WORKER_OUT_OF_MEMORY";
    present?.end(failed(full ? `The mapping needs more than ${memory_mb} MB` : String(fault)));
  });
  // Listening for its messages holds the process again.
  started.unref();
  worker = started;
  listening = false;
  return started;
}

function next(): void {
  if (present) return;
  const job = waiting.shift();
  if (!job) return;
  const running = thread();
  let timer: NodeJS.Timeout | undefined;
  const late = () => {
    worker = undefined;
    void running.terminate();
    present?.end(failed(`The mapping takes longer than ${whole_ms} ms. Look for an endless loop or pattern in it`));
  };
  present = {
    begin() {
      timer ??= setTimeout(late, whole_ms);
    },
    end(result) {
      clearTimeout(timer);
      present = undefined;
      job.resolve(result);
      next();
    },
  };
  if (listening) present.begin();
  running.postMessage(job.text);
}

/**
 * What a mapping makes of a payload. Never hangs: a mapping that takes too long or too much is a fault.
 * @throws {ProblemError} 503 busy when too many wait
 */
export function evaluate({ mapping, payload, headers }: Evaluation): Promise<Evaluated> {
  if (waiting.length >= waiting_most) {
    throw new ProblemError(503, "busy", "More webhooks come in than can be mapped; send it again", undefined, 2);
  }
  return new Promise((resolve) => {
    waiting.push({ text: JSON.stringify({ mapping, payload, headers, limits }), resolve });
    next();
  });
}
