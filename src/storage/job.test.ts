// Jobs: taken once, held under a lease, tried again, and never lost with the worker that had them.
import { Type } from "typebox";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ProblemError } from "#contract";
import { testEngines } from "../../tests/engines.ts";
import type { Engines } from "./engines.ts";
import { closeAbandonedJobs, completeJob, enqueue, holdJob, type JobRequest, takeJob } from "./job.ts";
import { type AnyJobHandler, job, startWorkers, type WorkerOptions, type Workers } from "./worker.ts";

const start = new Date("2026-01-01T00:00:00Z");
const lease_ms = 15_000;
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);

let engines: Engines;
const running: Workers[] = [];

beforeAll(async () => {
  engines = await testEngines();
});
beforeEach(async () => {
  await engines.postgres.db.deleteFrom("job").execute();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((workers) => workers.stop()));
});

const put = (request: Partial<JobRequest> = {}) =>
  enqueue(engines.postgres.db, { kind: "note", payload: { text: "hello" }, run_at: start, ...request });
const take = (now: Date) => takeJob(engines.postgres.db, ["note"], now, lease_ms);
const rows = () => engines.postgres.db.selectFrom("job").selectAll().orderBy("id").execute();

function work(handler: AnyJobHandler["handle"], options: Partial<WorkerOptions> = {}): Workers {
  const note = job({ kind: "note", payload: Type.Object({ text: Type.String() }), handle: handler });
  const workers = startWorkers(engines, [note], { data_dir: ".", poll_ms: 20, now: () => start, ...options });
  running.push(workers);
  return workers;
}

/** A promise and the function that keeps it. */
function promise<Value>(): { kept: Promise<Value>; keep: (value: Value) => void } {
  let resolveIt: (value: Value) => void = () => undefined;
  const kept = new Promise<Value>((resolve) => {
    resolveIt = resolve;
  });
  return { kept, keep: (value) => resolveIt(value) };
}

/** Until the table holds `count` rows. */
async function rowsLeft(count: number) {
  await expect.poll(async () => (await rows()).length, { timeout: 20_000, interval: 10 }).toBe(count);
}

describe("a job", () => {
  it("is put in with the change that asks for it, or not at all", async () => {
    const change = engines.postgres.db.transaction().execute(async (trx) => {
      await enqueue(trx, { kind: "note", payload: {} });
      throw new Error("the change failed");
    });
    await expect(change).rejects.toThrow("the change failed");
    expect(await rows()).toEqual([]);
  });

  it("waits for its time", async () => {
    await put({ run_at: at(60) });
    expect(await take(at(59))).toBeUndefined();
    expect(await take(at(60))).toMatchObject({ kind: "note", payload: { text: "hello" }, attempt: 1 });
  });

  it("of one key waits or runs once", async () => {
    await put({ key: "a" });
    await put({ key: "a", payload: { text: "again" } });
    await put({ key: "b" });
    await put();
    await put();
    expect((await rows()).map(({ key, payload }) => [key, payload])).toEqual([
      ["a", { text: "hello" }],
      ["b", { text: "hello" }],
      [null, { text: "hello" }],
      [null, { text: "hello" }],
    ]);
  });

  it("that failed for good starts over when asked for again", async () => {
    await put({ key: "a" });
    const failed = promise<void>();
    const workers = work(async () => {
      failed.keep();
      throw new ProblemError(422, "no_such_file", "The file is gone");
    });
    await failed.kept;
    await workers.stop();
    expect(await rows()).toMatchObject([
      { attempts: 1, attempts_max: 1, error: "The file is gone", locked_until: null },
    ]);
    expect(await take(at(3600))).toBeUndefined();

    await put({ key: "a", payload: { text: "another file" } });
    expect(await take(start)).toMatchObject({ attempt: 1, attempts_max: 10, payload: { text: "another file" } });
  });
});

describe("a worker that dies", () => {
  it("loses its job when the lease ends, and cannot end it any more", async () => {
    await put();
    const dead = await take(start);
    if (!dead) throw new Error("nothing taken");
    expect(await take(at(14))).toBeUndefined();

    const heir = await take(at(15));
    expect(heir).toMatchObject({ id: dead.id, attempt: 2 });
    // The dead one was only slow: what it still does changes nothing.
    expect(await holdJob(engines.postgres.db, dead, at(60))).toBe(false);
    await completeJob(engines.postgres.db, dead);
    expect(await rows()).toMatchObject([{ attempts: 2, locked_until: at(30) }]);
  });

  it("keeps its job as long as it says that it lives", async () => {
    await put();
    const held = await take(start);
    if (!held) throw new Error("nothing taken");
    expect(await holdJob(engines.postgres.db, held, at(25))).toBe(true);
    expect(await take(at(24))).toBeUndefined();
  });

  it("in the last attempt leaves the job with an error", async () => {
    await put({ attempts_max: 1 });
    await take(start);
    await closeAbandonedJobs(engines.postgres.db, at(15));
    expect(await take(at(3600))).toBeUndefined();
    expect(await rows()).toMatchObject([{ error: "The worker died in the last attempt", locked_until: null }]);
  });

  it("is not waited for by a process that knows itself alone", async () => {
    await put();
    await take(start);
    const done = promise<number>();
    work(async (_, { attempt }) => done.keep(attempt), { alone: true });
    expect(await done.kept).toBe(2);
  });
});

describe("workers", () => {
  it("never take one job twice, however many they are", async () => {
    const count = 300;
    await engines.postgres.db.transaction().execute(async (trx) => {
      for (let number = 0; number < count; number += 1) {
        await enqueue(trx, { kind: "note", payload: { text: String(number) }, run_at: start });
      }
    });
    const done: string[] = [];
    const note = async (payload: unknown) => void done.push(JSON.stringify(payload));
    work(note, { workers: 4 });
    work(note, { workers: 4 });
    await rowsLeft(0);
    expect(done).toHaveLength(count);
    expect(new Set(done).size).toBe(count);
  });

  it("are woken by a commit, without waiting for the poll", async () => {
    const done = promise<void>();
    work(async () => done.keep(), { poll_ms: 3_600_000 });
    await expect
      .poll(async () => {
        const listening = await engines.postgres.pool.query(
          "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'",
        );
        return listening.rowCount;
      })
      .toBe(1);
    await put();
    await done.kept;
    await rowsLeft(0);
  });

  it("try again after one second, then two, then four, and keep the last error", async () => {
    await put({ attempts_max: 3 });
    const clock = { now: start };
    const attempts: number[] = [];
    work(
      async (_, { attempt, last }) => {
        attempts.push(attempt);
        throw new Error(`attempt ${attempt} failed${last ? " for good" : ""}`);
      },
      { now: () => clock.now },
    );
    const failed = (times: number) =>
      expect
        .poll(async () => (await rows())[0], { interval: 10 })
        .toMatchObject({ attempts: times, locked_until: null });
    await failed(1);
    expect(await rows()).toMatchObject([{ run_at: at(1), error: "attempt 1 failed" }]);
    clock.now = at(1);
    await failed(2);
    expect(await rows()).toMatchObject([{ run_at: at(3), error: "attempt 2 failed" }]);
    clock.now = at(3);
    await failed(3);
    clock.now = at(3600);
    expect(await rows()).toMatchObject([{ error: "attempt 3 failed for good" }]);
    expect(attempts).toEqual([1, 2, 3]);
  });

  it("give back what they had not ended when they stop, and the attempt does not count", async () => {
    await put();
    const began = promise<void>();
    const workers = work(async (_, { signal }) => {
      began.keep();
      await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    await began.kept;
    await workers.stop();
    expect(await rows()).toMatchObject([{ attempts: 0, locked_until: null, error: null }]);
    expect(await take(start)).toMatchObject({ attempt: 1 });
  });

  it("abort what they run when another has taken it over", async () => {
    await put();
    const began = promise<void>();
    const aborted = promise<void>();
    work(
      async (_, { signal }) => {
        signal.addEventListener("abort", () => aborted.keep());
        began.keep();
        await aborted.kept;
      },
      { lease_ms: 30 },
    );
    await began.kept;
    await engines.postgres.db
      .updateTable("job")
      .set({ attempts: 2, locked_until: at(60) })
      .execute();
    await aborted.kept;
    expect(await rows()).toMatchObject([{ attempts: 2, locked_until: at(60) }]);
  });

  it("do not run what does not understand its payload", async () => {
    await put({ payload: { text: 7 } });
    const workers = work(async () => {
      throw new Error("must not run");
    });
    await expect.poll(async () => (await rows())[0]?.error).toBe("A job of kind note does not understand its payload");
    await workers.stop();
    expect(await take(at(3600))).toBeUndefined();
  });

  it("live on when the engine breaks their connections", async () => {
    const seen: string[] = [];
    work(async ({ text }) => void seen.push(text));
    await put({ payload: { text: "before" } });
    await rowsLeft(0);
    await engines.postgres.pool
      .query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()")
      .catch(() => undefined);
    await expect
      .poll(async () =>
        put({ payload: { text: "after" } }).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    await rowsLeft(0);
    expect(seen).toEqual(["before", "after"]);
  });
});
