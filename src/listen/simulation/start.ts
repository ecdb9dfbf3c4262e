// Asking for a simulation, and cancelling it: only where no data of one's own could be mixed with invented ones.
import { Type } from "typebox";
import { type Context, ProblemError, type SimulationRequest, type SimulationState } from "#contract";
import { defaultCompany } from "#simulate";
import { type Engines, query, sql } from "#storage";
import type { House } from "../template/apply.ts";
import {
  createSimulation,
  endSimulation,
  findSimulation,
  newestSimulation,
  type Size,
  simulationState,
} from "./record.ts";

/** One row if there is any event at all. */
export const anyEvent = query({
  name: "listen.simulation.any_event",
  row: Type.Object({ found: Type.Integer() }),
  branches: { one: {} },
  sql: () => sql`SELECT toUInt8(1) AS found FROM event_log LIMIT 1`,
});

const companySettings = { currency: "PLN", time_zone: "Europe/Warsaw", country: "PL" } as const;
const company_name = "Latarnia";

function midnight(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
}

/**
 * The size to simulate. What a simulation left that was cut off is completed by the same company, since telling the same
 * events again changes nothing; anything else begins with nothing.
 * @throws {ProblemError} 409 simulation_running, workspace_in_use
 */
async function sizeFor({ engines, now }: Context<Engines>, request: SimulationRequest): Promise<Size> {
  const last = await newestSimulation(engines);
  if (last?.state === "waiting" || last?.state === "running") {
    throw new ProblemError(409, "simulation_running", "A company is being simulated; wait for its end, or cancel it");
  }
  const asked = { ...defaultCompany, ...request };
  const [used] = await anyEvent(engines.clickhouse, {});
  if (used === undefined) return { ...asked, until: midnight(now()) };
  const cut = last !== undefined && last.state !== "done" && last.simulated_at !== null ? last : undefined;
  if (cut?.customers === asked.customers && cut.months === asked.months && cut.seed === asked.seed) {
    return { ...asked, until: cut.until };
  }
  const mend = cut
    ? `A simulated company was cut off here; ask for ${cut.customers} customers, ${cut.months} months and seed ${cut.seed} to complete it`
    : "There are events already, which invented ones must not mix with; begin in an empty data folder: KOMPAS_DATA=./company KOMPAS_PORT=4601 kompas demo --company";
  throw new ProblemError(409, "workspace_in_use", mend);
}

/**
 * Starts a simulation and sets the workspace to the company's currency, time zone and country, and its name if it has none.
 * @throws {ProblemError} 409 simulation_running, workspace_in_use
 */
export async function startSimulation(
  context: Context<Engines>,
  request: SimulationRequest,
  change: House["changeSettings"],
): Promise<SimulationState> {
  const { engines, settings, now } = context;
  const size = await sizeFor(context, request);
  await change(engines, { ...companySettings, ...(settings.name === "" ? { name: company_name } : {}) });
  const id = await createSimulation(engines, size);
  return await simulationState(engines, await findSimulation(engines, id), now());
}

/**
 * Cancels the simulation that runs; what was imported stays.
 * @throws {ProblemError} 404 no_simulation
 */
export async function cancelSimulation({ engines, now }: Context<Engines>): Promise<SimulationState> {
  const last = await newestSimulation(engines);
  if (!last) throw new ProblemError(404, "no_simulation", "No company was ever simulated here");
  await endSimulation(engines, last.id, "cancelled", now());
  return await simulationState(engines, await findSimulation(engines, last.id), now());
}
