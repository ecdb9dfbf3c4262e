// A simulation that is cut off by a stop of the server goes on, and comes to what it would have come to.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Engines, type JobContext, sql } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { createSimulation, findSimulation, simulationState } from "./record.ts";
import { runSimulation } from "./run.ts";

const now = () => new Date();
const size = { customers: 40, months: 2, seed: 3, until: new Date("2026-03-01T00:00:00Z") };
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "kompas-simulation-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function begun(name: string): Promise<{ engines: Engines; id: number; run(signal: AbortSignal): Promise<void> }> {
  const engines = await testEngines();
  await engines.postgres.db.updateTable("workspace").set({ currency: "PLN", time_zone: "Europe/Warsaw" }).execute();
  const id = await createSimulation(engines, size);
  const context: Omit<JobContext, "signal"> = {
    engines,
    data_dir: path.join(folder, name),
    now,
    attempt: 1,
    last: false,
  };
  return { engines, id, run: (signal) => runSimulation(id, { ...context, signal }) };
}

async function told({ engines, id }: { engines: Engines; id: number }) {
  const { state, sources, events } = await simulationState(engines, await findSimulation(engines, id), now());
  const [counted] = await engines.clickhouse.rows("test.events", sql`SELECT count() AS events FROM event`);
  return { state, events, counted, rows: sources.map(({ source, rows_total }) => [source, rows_total]) };
}

it("goes on after a stop in the middle of its imports", { timeout: 120_000 }, async () => {
  const whole = await begun("whole");
  await whole.run(new AbortController().signal);
  const cut = await begun("cut");
  const stop = new AbortController();
  const running = cut.run(stop.signal);
  const stopped = running.then(
    () => "ended",
    () => "stopped",
  );
  while ((await findSimulation(cut.engines, cut.id)).simulated_at === null);
  stop.abort();
  expect(await stopped).toBe("stopped");
  expect((await told(cut)).state).toBe("running");
  await cut.run(new AbortController().signal);
  expect(await told(cut)).toEqual({ ...(await told(whole)), state: "done" });
});
