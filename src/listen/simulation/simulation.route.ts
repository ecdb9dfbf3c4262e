// The simulation over HTTP: started, followed, cancelled; and the job that runs it.
import { Type } from "typebox";
import { type Route, SimulationAnswer, SimulationRequest, SimulationState } from "#contract";
import { type Engines, job, route } from "#storage";
import type { House } from "../template/apply.ts";
import { jobKind, newestSimulation, simulationState } from "./record.ts";
import { runSimulation } from "./run.ts";
import { cancelSimulation, startSimulation } from "./start.ts";

const path = "/api/v1/simulation";

export const simulationJob = job({
  kind: jobKind,
  payload: Type.Object({ simulation_id: Type.Integer() }),
  handle: ({ simulation_id }, context) => runSimulation(simulation_id, context),
});

/** The routes; `change` writes the workspace's settings, which are the server's. */
export function simulationRoutes(change: House["changeSettings"]): readonly Route<Engines>[] {
  return [
    route({
      method: "POST",
      path,
      access: "admin",
      summary: "Simulates an invented company in a workspace without events",
      status: 202,
      body: SimulationRequest,
      reply: SimulationState,
      handle: ({ body, context }) => startSimulation(context, body, change),
    }),
    route({
      method: "GET",
      path,
      access: "viewer",
      summary: "How the newest simulation stands",
      reply: SimulationAnswer,
      handle: async ({ context: { engines, now } }) => {
        const row = await newestSimulation(engines);
        return { simulation: row ? await simulationState(engines, row, now()) : null };
      },
    }),
    route({
      method: "POST",
      path: `${path}/cancel`,
      access: "admin",
      summary: "Stops a simulation; what was imported stays, and starting the same again completes it",
      reply: SimulationState,
      handle: ({ context }) => cancelSimulation(context),
    }),
  ];
}
