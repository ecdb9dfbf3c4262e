// The company to practice on, as the product has it: simulated, imported and made out by the product's own job, with the
// truth beside it and the files once more, since the job throws them away.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import type { Context, Settings, SimulationState } from "#contract";
import { beginningRoutes, jobs } from "#listen";
import { companySources, writeCompany } from "#simulate";
import type { Engines } from "#storage";
import { testEngines } from "../../tests/engines.ts";
import { readTruth, type Truth } from "./truth.ts";

const settings = {
  name: "Latarnia",
  currency: "PLN",
  time_zone: "Europe/Warsaw",
  country: "PL",
  personal_data_role: "agent",
} as const satisfies Settings;

/** The history's end is the midnight (UTC) before this. */
const today = Date.UTC(2025, 8, 1, 9);

/** A clock that begins at the same time in every run. */
function clock(): () => Date {
  const begun_ms = performance.now();
  return () => new Date(today + performance.now() - begun_ms);
}

export interface Company {
  readonly engines: Engines;
  readonly context: Context<Engines>;
  readonly truth: Truth;
  /** How the product's simulation ended. */
  readonly state: SimulationState;
  /** The files that were imported, by source. */
  readonly files: ReadonlyMap<string, string>;
  /** Folders of the truth: as the product wrote it, and written once more by itself. */
  readonly truths: readonly [string, string];
}

async function changeSettings(engines: Engines, change: Partial<Settings>): Promise<void> {
  const expected = { currency: settings.currency, time_zone: settings.time_zone, country: settings.country };
  for (const [name, value] of Object.entries(expected)) {
    if (Object.entries(change).find(([key]) => key === name)?.[1] !== value) throw new Error(`${name} is not ${value}`);
  }
  await engines.postgres.guarded("story.settings", (db) => db.updateTable("workspace").set(change).execute());
}

const house = { changeSettings, addSegment: async () => true };

/** Asks for the company as POST /api/v1/simulation does, and does the job as a worker does. */
async function simulated(context: Context<Engines>, request: { customers: number; months: number; seed: number }) {
  const { engines, data_dir, now, signal } = context;
  const ask = beginningRoutes(house).find(({ method, path: at }) => method === "POST" && at === "/api/v1/simulation");
  const look = beginningRoutes(house).find(({ method, path: at }) => method === "GET" && at === "/api/v1/simulation");
  const given = { params: {}, query: {}, headers: {}, ip: "127.0.0.1", bytes: process.stdin, context };
  const asked: ReturnType<typeof JSON.parse> = await ask?.handle({ ...given, body: request });
  const job = jobs.find(({ kind }) => kind === "simulation");
  if (!job) throw new Error("Nobody simulates");
  await job.handle({ simulation_id: asked.id }, { engines, data_dir, now, signal, attempt: 1, last: true });
  const answer: ReturnType<typeof JSON.parse> = await look?.handle({ ...given, body: {} });
  const state: SimulationState = answer.simulation;
  return state;
}

const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** Simulates a company of this size on fresh engines, and reads its truth. */
export async function simulateCompany(size: { customers: number; months: number; seed: number }): Promise<Company> {
  const engines = await testEngines();
  const data_dir = await mkdtemp(path.join(tmpdir(), "kompas-company-"));
  folders.push(data_dir);
  const context = { engines, settings, data_dir, now: clock(), signal: new AbortController().signal };
  const state = await simulated(context, size);
  const truths = [path.join(data_dir, "truth"), path.join(data_dir, "truth-again")] as const;
  const again = path.join(data_dir, "files");
  const writing = writeCompany({ ...size, until: new Date(state.until) }, { files: again, truth: truths[1] });
  while (!(await writing.next()).done) {
    // Only what is written is wanted.
  }
  const files = new Map(companySources.map(({ name, file }) => [name, path.join(again, file)]));
  return { engines, context, truth: await readTruth(truths[0]), truths, state, files };
}
