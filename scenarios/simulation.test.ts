// A company is simulated in an empty Kompas: cancelled, begun again, followed to its end; what came in is what was written.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pino } from "pino";
import { type Static, type TSchema, Type } from "typebox";
import { Value } from "typebox/value";
import { afterAll, beforeAll, expect, it } from "vitest";
import { SimulationAnswer, SimulationState, TemplateList, Workspace } from "#contract";
import { readConfig, type Server, startServer } from "#server";
import { companySources, type Written, writeCompany } from "#simulate";
import { engineSettings, testEngines } from "../tests/engines.ts";

let folder = "";
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "kompas-simulation-"));
  const settings = { KOMPAS_DATA: path.join(folder, "data"), KOMPAS_PORT: "0", ...engineSettings(await testEngines()) };
  server = await startServer(readConfig(settings), { logger: pino({ level: "silent" }), check_replies: true });
  await server.ready;
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function ask<Schema extends TSchema>(
  method: "GET" | "POST",
  url: string,
  schema: Schema,
  body?: object,
): Promise<Static<Schema>> {
  const answer = await fetch(`${server.local_address}${url}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const told: unknown = await answer.json();
  if (!Value.Check(schema, told)) throw new Error(`${url}: ${answer.status} ${JSON.stringify(told)}`);
  return told;
}

const simulationUrl = "/api/v1/simulation";
const Refusal = Type.Object({ code: Type.String(), detail: Type.String() });

async function ended(): Promise<SimulationState> {
  for (;;) {
    const { simulation } = await ask("GET", simulationUrl, SimulationAnswer);
    if (simulation && simulation.state !== "waiting" && simulation.state !== "running") return simulation;
    await delay(50);
  }
}

/** The same company, written by itself. */
async function written(state: SimulationState): Promise<Written> {
  const { customers, months, seed, until } = state;
  const folders = { files: path.join(folder, "files"), truth: path.join(folder, "truth") };
  const writing = writeCompany({ customers, months, seed, until: new Date(until) }, folders);
  for (;;) {
    const next = await writing.next();
    if (next.done === true) return next.value;
  }
}

it("a company too large is cancelled, and leaves nothing", async () => {
  expect(await ask("GET", simulationUrl, SimulationAnswer)).toEqual({ simulation: null });
  await ask("POST", simulationUrl, SimulationState, { customers: 1_000_000 });
  const twice = await ask("POST", simulationUrl, Refusal, {});
  expect(twice.code).toBe("simulation_running");
  await ask("POST", `${simulationUrl}/cancel`, SimulationState);
  expect(await ended()).toMatchObject({ state: "cancelled", events: 0 });
  expect(await ask("GET", "/api/v1/workspace", Workspace)).toMatchObject({ events: 0, simulated: null });
});

it("a small one comes in whole, and the workspace says that its data are simulated", { timeout: 120_000 }, async () => {
  await ask("POST", simulationUrl, SimulationState, { customers: 60, months: 3, seed: 7 });
  const done = await ended();
  expect(done).toMatchObject({ state: "done", share: 1, error: null });
  const { files } = await written(done);
  const rows = new Map(files.map(({ source, rows: count }) => [source, count]));
  expect(done.sources.map(({ source, rows_total }) => [source, rows_total])).toEqual(
    companySources.map(({ name }) => [name, rows.get(name)]),
  );
  // Each row of events is one event; what was refused is told.
  const events = new Set(companySources.filter(({ mapping }) => mapping.rows === "events").map(({ name }) => name));
  for (const source of done.sources.filter((each) => events.has(each.source)))
    expect([source.source, source.events + source.rows_rejected]).toEqual([source.source, source.rows_total]);
  const workspace = await ask("GET", "/api/v1/workspace", Workspace);
  expect(workspace).toMatchObject({ name: "Latarnia", currency: "PLN", time_zone: "Europe/Warsaw", country: "PL" });
  expect(workspace.events).toBe(done.events);
  expect(workspace.simulated).not.toBeNull();
  const data = await readdir(path.join(folder, "data"));
  expect([data.includes("simulation"), data.includes("truth")]).toEqual([false, true]);
  expect(await readFile(path.join(folder, "data", "truth", "README.md"), "utf8")).toContain("60");
});

it("where there are events another is refused, and it is said what to do", async () => {
  const refusal = await ask("POST", simulationUrl, Refusal, {});
  expect(refusal.code).toBe("workspace_in_use");
  expect(refusal.detail).toContain("KOMPAS_DATA=");
});

it("templates name metrics that there are", async () => {
  const registry = await ask("GET", "/api/v1/metrics", Type.Array(Type.Object({ id: Type.String() })));
  const known = registry.map(({ id }) => id);
  const { rows } = await ask("GET", "/api/v1/templates", TemplateList);
  for (const { id, metrics } of rows)
    expect([id, metrics.map((metric) => metric.id).filter((metric) => !known.includes(metric))]).toEqual([id, []]);
});
