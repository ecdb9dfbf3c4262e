// A real Kompas without data, with the web app built for it, in a folder of its own.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { pino } from "pino";
import { readConfig, type Server, startServer } from "#server";

export interface Running {
  readonly address: string;
  /** A fresh link to the first admin, as the terminal prints it. */
  readonly setupLink: () => Promise<string | undefined>;
  readonly stop: () => Promise<void>;
}

/** Builds the browser SDK, which the server looks for beside the web app. */
export async function buildSdk(folder: string): Promise<void> {
  const program = join(import.meta.dirname, "../../scripts/sdk.mjs");
  await promisify(execFile)(process.execPath, [program, join(folder, "sdk")]);
}

/** Builds the web app as people get it: in a process of its own, as this one is a test and would get what tests get. */
async function buildWeb(web_dir: string): Promise<void> {
  const root = join(import.meta.dirname, "../..");
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const args = [vite, "build", "web", "--config", "web/vite.config.ts", "--outDir", web_dir, "--logLevel", "error"];
  await promisify(execFile)(process.execPath, args, { cwd: root, env: { ...process.env, NODE_ENV: "production" } });
}

/** Builds the web app and the SDK and starts a server on a free port. `stop` removes all of it. */
export async function startApp(): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), "kompas-browser-"));
  const web_dir = join(folder, "web");
  let server: Server | undefined;
  const stop = async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await buildWeb(web_dir);
    await buildSdk(folder);
    const config = readConfig({ KOMPAS_DATA: join(folder, "data"), KOMPAS_PORT: "0" });
    server = await startServer(config, { logger: pino({ level: "silent" }), web_dir, check_replies: true });
    await server.ready;
    return { address: server.local_address, setupLink: server.setupLink, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}
