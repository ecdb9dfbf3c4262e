// The rows of simulations: what was asked, how far it is, how it ended.
import { type Selectable, sql } from "kysely";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { ProblemError, type SimulationSource, type SimulationState, type SimulationStep } from "#contract";
import { companySources } from "#simulate";
import { type Database, type Engines, enqueue } from "#storage";

type Row = Selectable<Database["simulation"]>;
type ImportRow = Selectable<Database["import"]>;

/** The kind of its job. */
export const jobKind = "simulation";

export interface Size {
  readonly customers: number;
  readonly months: number;
  readonly seed: number;
  readonly until: Date;
}

/** Steps with the share of the whole that each takes, in order. */
const steps: readonly { readonly step: SimulationStep; readonly weight: number }[] = [
  { step: "writing", weight: 0.3 },
  { step: "importing", weight: 0.5 },
  { step: "identifying", weight: 0.2 },
];

/** The newest simulation, however it ended. */
export async function newestSimulation(engines: Engines): Promise<Row | undefined> {
  return await engines.postgres.guarded("listen.simulation.newest", (db) =>
    db.selectFrom("simulation").selectAll().orderBy("id", "desc").limit(1).executeTakeFirst(),
  );
}

const longest_ms = 3_600_000;

/** Whether a company is on its way in; one that is stuck for an hour holds up nobody. */
export async function isSimulating(engines: Engines, now: Date): Promise<boolean> {
  const last = await newestSimulation(engines);
  const begun = last?.state === "running" ? last.started_at : null;
  return begun !== null && begun !== undefined && now.getTime() - begun.getTime() < longest_ms;
}

/** @throws {ProblemError} 404 not_found */
export async function findSimulation(engines: Engines, id: number): Promise<Row> {
  const row = await engines.postgres.guarded("listen.simulation.find", (db) =>
    db.selectFrom("simulation").selectAll().where("id", "=", id).executeTakeFirst(),
  );
  if (!row) throw new ProblemError(404, "not_found", `There is no simulation ${id}`);
  return row;
}

/** Notes a simulation and the job that runs it, in one transaction: one without the other would wait for ever. */
export async function createSimulation(engines: Engines, size: Size): Promise<number> {
  return await engines.postgres.guarded("listen.simulation.ask", (db) =>
    db.transaction().execute(async (transaction) => {
      const { id } = await transaction.insertInto("simulation").values(size).returning("id").executeTakeFirstOrThrow();
      await enqueue(transaction, { kind: jobKind, key: `simulation:${id}`, payload: { simulation_id: id } });
      return id;
    }),
  );
}

type Change = Partial<Pick<Row, "step" | "share" | "rows" | "imports" | "started_at" | "simulated_at">>;

/** Notes how far it is, and what its last step took; gives the state, by which the runner learns that a person cancelled. */
export async function noteSimulation(
  engines: Engines,
  id: number,
  change: Change,
  took: Partial<Record<SimulationStep, number>> = {},
): Promise<Row["state"]> {
  return await engines.postgres.guarded("listen.simulation.note", async (db) => {
    const row = await db
      .updateTable("simulation")
      .set({ ...change, took: sql`took || ${JSON.stringify(took)}::jsonb` })
      .where("id", "=", id)
      .returning("state")
      .executeTakeFirst();
    return row?.state ?? "cancelled";
  });
}

/** Only one that is not ended may run; false when it was cancelled meanwhile. */
export async function beginSimulation(engines: Engines, id: number, now: Date): Promise<boolean> {
  const begun = await engines.postgres.guarded("listen.simulation.begin", (db) =>
    db
      .updateTable("simulation")
      .set(({ fn, val }) => ({ state: "running", started_at: fn.coalesce("started_at", val(now)) }))
      .where("id", "=", id)
      .where("state", "in", ["waiting", "running"])
      .returning("id")
      .executeTakeFirst(),
  );
  return begun !== undefined;
}

/** Ends what has not ended, and gives the ids of its imports. */
export async function endSimulation(
  engines: Engines,
  id: number,
  state: "done" | "cancelled" | "failed",
  now: Date,
  error?: { readonly code: string; readonly message: string },
): Promise<void> {
  await engines.postgres.guarded("listen.simulation.end", (db) =>
    db
      .updateTable("simulation")
      .set({ state, ended_at: now, error: error ? JSON.stringify(error) : null })
      .where("id", "=", id)
      .where("state", "in", ["waiting", "running"])
      .execute(),
  );
}

function sourceState(name: string, rows: number | undefined, row: ImportRow | undefined): SimulationSource {
  return {
    source: name,
    import_id: row?.id ?? null,
    state: row?.state ?? "waiting",
    rows_read: row?.rows_read ?? 0,
    rows_total: rows ?? row?.rows_total ?? null,
    rows_rejected: row?.rows_rejected ?? 0,
    events: row?.events ?? 0,
  };
}

function shareOf({ state, step, share }: Row, sources: readonly SimulationSource[]): number {
  if (state === "done") return 1;
  const at = steps.findIndex((each) => each.step === step);
  const before = steps.slice(0, at).reduce((sum, { weight }) => sum + weight, 0);
  const total = sources.reduce((sum, { rows_total }) => sum + (rows_total ?? 0), 0);
  const read = sources.reduce(
    (sum, source) => sum + Math.min(source.rows_read, source.rows_total ?? source.rows_read),
    0,
  );
  const within = step === "importing" ? read / Math.max(1, total) : share;
  return Math.min(1, before + (steps[at]?.weight ?? 0) * Math.min(1, within));
}

const Took = Type.Record(Type.String(), Type.Number());
const Fault = Type.Object({ code: Type.String(), message: Type.String() });

/** How a simulation stands. */
export async function simulationState(engines: Engines, row: Row, now: Date): Promise<SimulationState> {
  const imports = await engines.postgres.guarded("listen.simulation.imports", async (db) =>
    row.imports.length === 0 ? [] : await db.selectFrom("import").selectAll().where("id", "in", row.imports).execute(),
  );
  const sources = companySources.map(({ name }, at) =>
    sourceState(
      name,
      row.rows[at],
      imports.find(({ id }) => id === row.imports[at]),
    ),
  );
  const took = Value.Check(Took, row.took) ? row.took : {};
  const ended = row.ended_at ?? now;
  return {
    id: row.id,
    customers: row.customers,
    months: row.months,
    seed: row.seed,
    until: row.until.toISOString(),
    state: row.state,
    step: row.step,
    share: shareOf(row, sources),
    sources,
    events: sources.reduce((sum, { events }) => sum + events, 0),
    elapsed_ms: row.started_at ? Math.max(0, ended.getTime() - row.started_at.getTime()) : 0,
    steps: steps.flatMap(({ step }) => {
      const took_ms = took[step];
      return took_ms === undefined ? [] : [{ step, took_ms }];
    }),
    error: Value.Check(Fault, row.error) ? row.error : null,
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}
