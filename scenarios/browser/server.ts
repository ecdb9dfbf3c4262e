// A real Kompas without data, with the web app built for it, in a folder of its own.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { build } from "vite";
import { readConfig, type Server, startServer } from "#server";

export interface Running {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Builds the web app and starts a server on a free port. `stop` removes all of it. */
export async function startApp(): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), "kompas-browser-"));
  const web_dir = join(folder, "web");
  let server: Server | undefined;
  const stop = async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const configFile = join(import.meta.dirname, "../../web/vite.config.ts");
    await build({ configFile, logLevel: "error", build: { outDir: web_dir, emptyOutDir: true } });
    const config = readConfig({ KOMPAS_DATA: join(folder, "data"), KOMPAS_PORT: "0" });
    server = await startServer(config, { logger: pino({ level: "silent" }), web_dir, check_replies: true });
    await server.ready;
    return { address: server.local_address, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}
