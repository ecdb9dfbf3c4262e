// One real Kompas with the sample for all browser tests of a run, started when the first of them asks for it.
import { createServer } from "node:http";
import type { TestProject } from "vitest/node";
import { type Running, startApp } from "./server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** GET it: it answers the address of the running app. */
    app_starter: string;
  }
}

async function send(address: string, method: string, path: string, body?: object): Promise<unknown> {
  const init =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const response = await fetch(`${address}${path}`, { method, ...init });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}

/** Imports the sample as the welcome page does, and waits for the end of it. */
async function loadSample(address: string): Promise<void> {
  await send(address, "PATCH", "/api/v1/workspace", { name: "Online Retail", currency: "GBP", time_zone: "UTC" });
  const id = field(await send(address, "POST", "/api/v1/imports", { location: { kind: "sample" } }), "id");
  for (;;) {
    const state = await send(address, "GET", `/api/v1/imports/${id}`);
    if (field(state, "state") === "done") return;
    if (field(state, "error") !== null) throw new Error(`the sample: ${JSON.stringify(state)}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function start(): Promise<Running> {
  const running = await startApp();
  try {
    await loadSample(running.address);
    return running;
  } catch (fault) {
    await running.stop();
    throw fault;
  }
}

/** Provides the starter; what it started is stopped at the end of the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let running: Promise<Running> | undefined;
  const starter = createServer((_request, response) => {
    running ??= start();
    running.then(
      ({ address }) => response.end(address),
      (fault: unknown) =>
        response.writeHead(500).end(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)),
    );
  });
  await new Promise<void>((resolve) => starter.listen(0, "127.0.0.1", resolve));
  const bound = starter.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : 0;
  project.provide("app_starter", `http://127.0.0.1:${port}`);
  return async () => {
    starter.close();
    await running?.then(({ stop }) => stop()).catch(() => undefined);
  };
}
