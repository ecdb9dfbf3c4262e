// Brings the queue to the server: in batches, one tab at a time, again after a failure, and at once when the page goes.
import { createPace } from "./pace.ts";
import type { Queue } from "./queue.ts";
import type { Store } from "./store.ts";
import type { Trouble } from "./types.ts";
import { retryAfter, verdictOf } from "./verdict.ts";

/** What browsers let outlive the page, and the server's limits are above it. */
const batch_bytes = 60_000;
const batch_events = 100;
const answer_ms = 30_000;
/** How often a tab finds another sending before it goes ahead: one that the browser froze holds its lock for ever. */
const misses = 6;

export interface Sender {
  /** An event was queued by this page; `durable` when it outlives it. */
  queued(id: string, durable: boolean): void;
  flush(): Promise<void>;
  /** The page goes: what it has queued and not sent yet leaves without waiting for an answer. */
  leave(): void;
  /** The network is back, or the page is. */
  wake(): void;
}

export interface SenderOptions {
  readonly host: string;
  readonly writeKey: string;
  readonly flushAfterMs: number;
  /** Counts and reports events that are lost. */
  readonly lose: (code: Trouble["code"], message: string, lost: number) => void;
}

interface Batch {
  readonly ids: readonly string[];
  readonly body: string;
  /** Whether it is small enough to outlive the page. */
  readonly small: boolean;
}

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** The oldest of some events that fit into one request. */
function gather(queue: Queue, ids: readonly string[], writeKey: string): Batch | undefined {
  const taken: string[] = [];
  const texts: string[] = [];
  let bytes = 0;
  for (const id of ids.slice(0, batch_events)) {
    const text = queue.text(id);
    // Another tab has sent it meanwhile.
    if (text === null) continue;
    const more = bytesOf(text) + 1;
    if (texts.length > 0 && bytes + more > batch_bytes) break;
    bytes += more;
    taken.push(id);
    texts.push(text);
  }
  if (taken.length === 0) return undefined;
  const key = JSON.stringify(writeKey);
  const body = `{"writeKey":${key},"sentAt":"${new Date().toISOString()}","batch":[${texts.join()}]}`;
  return { ids: taken, body, small: bytes <= batch_bytes };
}

/** JSON by the type of plain text: a browser asks the server for no permission first. */
async function post(url: string, { body, small }: Batch): Promise<{ status: number; retry_ms: number | undefined }> {
  const hangUp = new AbortController();
  const timer = setTimeout(() => hangUp.abort(), answer_ms);
  const type = { "content-type": "text/plain" };
  const init: RequestInit = { method: "POST", body, credentials: "omit", signal: hangUp.signal, headers: type };
  try {
    const { status, headers } = await fetch(url, { ...init, keepalive: small });
    return { status, retry_ms: retryAfter(headers.get("retry-after"), Date.now()) };
  } catch {
    return { status: 0, retry_ms: undefined };
  } finally {
    clearTimeout(timer);
  }
}

/** Runs `work` while no other tab does; false when one did. Without locks tabs may send doubles, which collapse. */
async function alone(name: string, work: () => Promise<void>): Promise<boolean> {
  let free = true;
  const request = navigator.locks?.request(name, { ifAvailable: true }, async (lock) => {
    free = lock !== null;
    if (free) await work();
  });
  // Where storage is forbidden locks may be, too.
  await (request ? request.catch(work) : work());
  return free;
}

/** A sender for the queue of a write key. */
export function createSender(queue: Queue, store: Store, options: SenderOptions): Sender {
  const { host, writeKey, flushAfterMs, lose } = options;
  /** What this page has queued, and whether it outlives the page. */
  const own = new Map<string, boolean>();
  let flying: readonly string[] = [];
  let missed = 0;
  let draining: Promise<void> | undefined;
  const pace = createPace(store, () => flush());

  async function drain(): Promise<void> {
    missed = 0;
    for (;;) {
      const batch = gather(queue, queue.ids(), writeKey);
      if (!batch) return;
      flying = batch.ids;
      const { status, retry_ms } = await post(`${host}/v1/batch`, batch);
      flying = [];
      const verdict = verdictOf(status);
      if (verdict === "later") return pace.failed(status, retry_ms);
      pace.forgive();
      queue.remove(batch.ids);
      for (const id of batch.ids) own.delete(id);
      if (verdict === "refused") lose("refused", `The server answers ${status}`, batch.ids.length);
    }
  }

  async function attempt(): Promise<void> {
    const wait_ms = pace.asked();
    if (wait_ms > 0) return pace.later(wait_ms);
    if (missed >= misses) return drain();
    if (await alone(`kompas ${writeKey}`, drain)) return;
    missed += 1;
    pace.later(5_000);
  }

  function flush(): Promise<void> {
    draining ??= attempt()
      .catch((fault: unknown) => lose("failed", String(fault), 0))
      .finally(() => {
        draining = undefined;
        // What was queued while the last batch was on its way.
        if (queue.ids().length > 0) pace.soon(flushAfterMs);
      });
    return draining;
  }

  return {
    queued(id, durable) {
      own.set(id, durable);
      if (draining === undefined) pace.soon(flushAfterMs);
    },
    flush,
    leave() {
      const server_waits = pace.asked() > 0;
      const ids = queue.ids().filter((id) => own.has(id) && !flying.includes(id) && !(server_waits && own.get(id)));
      const batch = gather(queue, ids, writeKey);
      if (!batch) return;
      // It stays queued: nobody can tell whether it arrives. Should the next page send it again, it counts once.
      const gone = batch.small && navigator.sendBeacon?.(`${host}/beacon/v1/batch`, batch.body);
      if (!gone) post(`${host}/v1/batch`, batch);
    },
    wake() {
      pace.forgive();
      flush();
    },
  };
}
