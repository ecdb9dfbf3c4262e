// Runs a simulation: its files are written, imported like anybody's, and it is made out who is who. Interrupted by a stop
// it goes on where it was: files that were not whole are written anew, imports that are done are left.
import { rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { ProblemError, type SimulationStep } from "#contract";
import { companySources, writeCompany } from "#simulate";
import { type Engines, type JobContext, StorageError } from "#storage";
import { sweep } from "../identify/sweep.ts";
import { cancelImport, createImport, importState } from "../import/record.ts";
import { runImport } from "../import/run.ts";
import { beginSimulation, endSimulation, findSimulation, noteSimulation } from "./record.ts";

const poll_ms = 300;
/** Imports at one time: one reads and parses while another writes. */
const side_by_side = 3;

class Cancelled extends Error {}

/** Where the files of a company are until they are imported: one that was cancelled may still be clearing up its own. */
function filesFolder(data_dir: string, id: number): string {
  return path.join(data_dir, "simulation", String(id));
}

async function forgetFiles(data_dir: string, id: number): Promise<void> {
  const folder = filesFolder(data_dir, id);
  await rm(folder, { recursive: true, force: true });
  // Another simulation's files keep it.
  await rmdir(path.dirname(folder)).catch(() => undefined);
}

/** Where what is true of the company stays. */
function truthFolder(data_dir: string): string {
  return path.join(data_dir, "truth");
}

interface Run {
  readonly id: number;
  readonly context: JobContext;
  /** Aborted by a stop of the server, and when a person cancels. */
  readonly signal: AbortSignal;
  /** What the next look at the row notes. */
  tell(share: number): void;
}

/** Runs `work` as a step of the simulation, and notes how long it took. */
async function timed<Result>(run: Run, step: SimulationStep, work: () => Promise<Result>): Promise<Result> {
  const { engines } = run.context;
  run.tell(0);
  await noteSimulation(engines, run.id, { step, share: 0 });
  const begun_ms = performance.now();
  const result = await work();
  run.signal.throwIfAborted();
  await noteSimulation(engines, run.id, {}, { [step]: Math.round(performance.now() - begun_ms) });
  return result;
}

async function write(run: Run): Promise<void> {
  const { engines, data_dir } = run.context;
  const size = await findSimulation(engines, run.id);
  const folders = { files: filesFolder(data_dir, run.id), truth: truthFolder(data_dir) };
  await rm(folders.files, { recursive: true, force: true });
  const writing = writeCompany(size, folders, run.signal);
  for (;;) {
    const next = await writing.next();
    run.signal.throwIfAborted();
    if (next.done === true) {
      const rows = new Map(next.value.files.map((file) => [file.source, file.rows]));
      await noteSimulation(engines, run.id, { rows: companySources.map(({ name }) => rows.get(name) ?? 0) });
      return;
    }
    run.tell(next.value);
  }
}

/** The imports of all sources, made in one transaction with the note of them: a crash leaves none that nobody runs. */
async function importsOf({ id, context: { engines, data_dir, now } }: Run): Promise<readonly number[]> {
  const { imports } = await findSimulation(engines, id);
  if (imports.length > 0) return imports;
  return await engines.postgres.guarded("listen.simulation.imports", (db) =>
    db.transaction().execute(async (transaction) => {
      const made: number[] = [];
      for (const { name, file, mapping } of companySources) {
        const location = { kind: "path", path: path.join(filesFolder(data_dir, id), file) } as const;
        made.push(await createImport(transaction, { location, mapping, source: name }));
      }
      const change = { imports: made, simulated_at: now() };
      await transaction.updateTable("simulation").set(change).where("id", "=", id).execute();
      return made;
    }),
  );
}

/** @throws {ProblemError} 422 import_failed with the source and its reason */
async function importOne({ context, signal }: Run, import_id: number): Promise<void> {
  const { engines, data_dir, now, last } = context;
  const { currency, time_zone } = await engines.postgres.guarded("listen.simulation.workspace", (db) =>
    db.selectFrom("workspace").select(["currency", "time_zone"]).executeTakeFirstOrThrow(),
  );
  await runImport(import_id, { engines, data_dir, now, signal, last, settings: { currency, time_zone } });
  const { state, source, error } = await importState(engines, import_id, now());
  if (state === "cancelled") throw new Cancelled("An import was cancelled");
  if (state === "done") return;
  throw new ProblemError(422, "import_failed", `The import of ${source} failed: ${error?.message ?? state}`);
}

async function load(run: Run): Promise<void> {
  const imports = await importsOf(run);
  const { rows } = await findSimulation(run.context.engines, run.id);
  // The largest first: begun last it would run alone when all others are through. No order of arrival changes a number.
  const waiting = imports
    .map((import_id, at) => ({ import_id, rows: rows[at] ?? 0 }))
    .sort((one, other) => other.rows - one.rows)
    .map(({ import_id }) => import_id);
  const stop = new AbortController();
  const beside = { ...run, signal: AbortSignal.any([run.signal, stop.signal]) };
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await importOne(beside, next);
  };
  const workers = Array.from({ length: side_by_side }, () =>
    work().catch((fault: unknown) => {
      waiting.length = 0;
      stop.abort();
      throw fault;
    }),
  );
  // The first fault is the reason; the others were aborted by it.
  const ended = await Promise.allSettled(workers);
  const failed = ended.filter((end) => end.status === "rejected").map((end): unknown => end.reason);
  const reason = failed.find((fault) => fault instanceof ProblemError || fault instanceof Cancelled) ?? failed[0];
  if (failed.length > 0) throw reason;
}

async function steps(run: Run): Promise<void> {
  const { engines, now } = run.context;
  const { step, started_at, rows } = await findSimulation(engines, run.id);
  if (rows.length === 0 || step === "writing") await timed(run, "writing", () => write(run));
  await timed(run, "importing", () => load(run));
  const since = started_at ?? now();
  await timed(run, "identifying", () => sweep(engines, now(), { since, signal: run.signal }));
}

/** Notes how far it is from time to time, and hears that a person cancelled. */
function watch(engines: Engines, id: number, cancel: AbortController) {
  let share = 0;
  let told = -1;
  let looking: Promise<unknown> = Promise.resolve();
  const look = async () => {
    const change = share === told ? {} : { share };
    told = share;
    if ((await noteSimulation(engines, id, change)) === "cancelled") cancel.abort(new Cancelled("Cancelled"));
  };
  const timer = setInterval(() => {
    looking = looking.then(look).catch(() => undefined);
  }, poll_ms);
  return {
    tell(now: number) {
      share = now;
    },
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

async function giveUpImports(engines: Engines, id: number, now: Date): Promise<void> {
  const { imports } = await findSimulation(engines, id);
  for (const import_id of imports) await cancelImport(engines, import_id, now);
}

// What a later try may mend leaves the simulation running: the job is tried again.
async function judge(id: number, fault: unknown, { engines, signal, now, last }: JobContext): Promise<void> {
  if (signal.aborted) throw fault;
  const { state } = await findSimulation(engines, id);
  const cancelled = state === "cancelled" || fault instanceof Cancelled;
  const away = fault instanceof StorageError && fault.code === "engine_unavailable";
  if (!cancelled && away && !last) throw fault;
  await giveUpImports(engines, id, now());
  if (cancelled) return await endSimulation(engines, id, "cancelled", now());
  const code = fault instanceof ProblemError || fault instanceof StorageError ? fault.code : "unexpected";
  const message = fault instanceof Error ? fault.message : String(fault);
  await endSimulation(engines, id, "failed", now(), { code, message });
}

/** Runs simulation `id` to its end. Returns when it has ended, well or not; throws when it should be tried again. */
export async function runSimulation(id: number, context: JobContext): Promise<void> {
  const { engines, now, data_dir } = context;
  if (!(await beginSimulation(engines, id, now()))) return;
  const cancel = new AbortController();
  const watching = watch(engines, id, cancel);
  const signal = AbortSignal.any([context.signal, cancel.signal]);
  try {
    await steps({ id, context, signal, tell: watching.tell });
    await endSimulation(engines, id, "done", now());
  } catch (fault) {
    await judge(id, fault, context);
  } finally {
    await watching.stop();
  }
  // They are large, and whoever wants them again has the seed; the truth stays.
  await forgetFiles(data_dir, id);
}
