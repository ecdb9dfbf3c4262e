// A small table of PostgreSQL kept in memory: what every event is held against must not cost a query each.
import { ProblemError } from "#contract";
import type { Engines } from "#storage";

/** A value that is read again when it is older than two seconds. */
export interface Snapshot<Value> {
  /**
   * The value, at most `fresh_ms` old while the engine answers; when it is away or silent, the last one stands.
   * @throws {ProblemError} 503 not_ready when there was never one
   */
  get(engines: Engines): Promise<Value>;
  /** The next `get` reads anew: for the process that made a change. */
  forget(engines: Engines): void;
}

interface Held<Value> {
  value?: Value;
  read_ms: number;
  reading?: Promise<Value>;
}

const patience_ms = 1_000;

/** What `reading` gives, or the last value when it takes too long: a silent engine must not hold up events. */
async function within<Value>(reading: Promise<Value>, last: Value): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Value>((resolve) => {
    timer = setTimeout(() => resolve(last), patience_ms);
  });
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Keeps what `load` reads, apart for each pair of engines. */
export function snapshot<Value>(load: (engines: Engines) => Promise<Value>, fresh_ms = 2_000): Snapshot<Value> {
  const all = new WeakMap<Engines, Held<Value>>();
  const heldOf = (engines: Engines): Held<Value> => {
    const held = all.get(engines) ?? { read_ms: Number.NEGATIVE_INFINITY };
    all.set(engines, held);
    return held;
  };
  const read = (engines: Engines, held: Held<Value>): Promise<Value> => {
    held.reading ??= load(engines).then(
      (value) => {
        // A change that was made while we read is read by the next one.
        if (all.get(engines) === held) Object.assign(held, { value, read_ms: performance.now() });
        delete held.reading;
        return value;
      },
      (fault: unknown) => {
        delete held.reading;
        throw fault;
      },
    );
    return held.reading;
  };
  return {
    async get(engines) {
      const held = heldOf(engines);
      if (held.value !== undefined && performance.now() - held.read_ms < fresh_ms) return held.value;
      try {
        const reading = read(engines, held);
        return held.value === undefined ? await reading : await within(reading, held.value);
      } catch {
        if (held.value !== undefined) return held.value;
        throw new ProblemError(503, "not_ready", "The settings cannot be read yet; send it again", undefined, 2);
      }
    },
    forget(engines) {
      all.delete(engines);
    },
  };
}
