// What `kompas check` finds: this process's surroundings here, the engines' in storage.
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

import { diagnose, type Finding } from "#storage";

import type { Config } from "./config.ts";
import { holderOf } from "./port.ts";
import { findRunning, type Running } from "./presence.ts";
import { enginesConfig } from "./server.ts";
import { builtWeb } from "./web.ts";

/** The oldest Node that works: [20, 19]. */
function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return {
    name: "Node",
    ok,
    detail: version,
    mend: "Install Node 22 from https://nodejs.org; 20.19 is the oldest that works.",
  };
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ host, port }, () => probe.close(() => resolve(true)));
  });
}

async function checkPort(config: Config, running: Running | undefined): Promise<Finding> {
  const name = "Port";
  if (running) return { name, ok: true, detail: `Kompas ${running.version} runs at ${running.address}` };
  if (config.port === 0 || (await isFree(config.host, config.port)))
    return { name, ok: true, detail: `${config.port} on ${config.host} is free` };
  const holder = await holderOf(config.port);
  return {
    name,
    ok: false,
    detail: `${config.port} on ${config.host} is taken${holder === undefined ? "" : ` by ${holder}`}`,
    mend: `Stop that program, or choose another port: KOMPAS_PORT=${config.port + 1}`,
  };
}

function checkWeb(): Finding {
  const ok = existsSync(join(builtWeb, "index.html"));
  return { name: "Web app", ok, detail: ok ? "built" : "not built", mend: "Run npm start, which builds it." };
}

async function checkServer(running: Running): Promise<Finding> {
  const answer = await fetch(`${running.address}/readyz`)
    .then((reply) => reply.status)
    .catch(() => 0);
  return {
    name: "Server",
    ok: answer === 200,
    detail: answer === 200 ? "answers" : `at ${running.address} is not ready`,
    mend: "Wait a moment when it has just started; else see its log.",
  };
}

/** Everything that was looked at, faults and all. Starts nothing. */
export async function diagnoseKompas(config: Config): Promise<Finding[]> {
  const running = await findRunning(config);
  return [
    checkNode(process.versions.node),
    await checkPort(config, running),
    ...(running ? [await checkServer(running)] : []),
    checkWeb(),
    ...(await diagnose(enginesConfig(config))),
  ];
}
