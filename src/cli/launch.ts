// Starts the server for a person at the terminal: says what runs where, and keeps it until Ctrl+C.

import { join } from "node:path";
import { pino } from "pino";
import {
  type Config,
  findRunning,
  isPrivate,
  readConfig,
  readVersion,
  type Server,
  startServer,
  unknownSettings,
} from "#server";
import { CommandError, type Input } from "./command.ts";
import { duration } from "./terminal.ts";

/** Log lines go to standard output, unless a person watches it: then to a file in the data folder. */
function openLog(config: Config) {
  const file = process.stdout.isTTY ? join(config.data_dir, "log", "kompas.log") : undefined;
  const destination = pino.destination({ dest: file ?? 1, mkdir: true, sync: true });
  return {
    file,
    logger: pino({ level: config.log_level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination),
  };
}

/** The configuration, with a warning for variables that look like settings and are none. */
export function configOf(input: Input): Config {
  for (const variable of unknownSettings(input.environment)) {
    input.terminal.note(
      `Warning: ${variable} is not a setting of Kompas and is ignored; kompas help settings lists them.`,
    );
  }
  return readConfig(input.environment);
}

/**
 * Starts the server and waits until it is ready.
 * @throws {CommandError} when another Kompas already runs on the data folder
 */
export async function launch(input: Input, config: Config): Promise<Server> {
  const { terminal } = input;
  const running = await findRunning(config);
  if (running) {
    throw new CommandError(
      `Kompas ${running.version} already runs on the data folder ${config.data_dir}: ${running.address}\nStop it first (Ctrl+C where it was started), or choose another folder and port: KOMPAS_DATA=./other KOMPAS_PORT=${config.port + 1} kompas start`,
    );
  }
  const begun_ms = performance.now();
  const { file, logger } = openLog(config);
  const server = await startServer(config, { logger });
  const stopEarly = () => void server.stop();
  input.signal.addEventListener("abort", stopEarly, { once: true });
  terminal.note(
    `Kompas ${readVersion()} starts on ${server.address} with the data in ${config.data_dir}${file === undefined ? "" : `, its log in ${file}`}`,
  );
  try {
    await server.ready;
  } catch (fault) {
    await server.stop();
    throw fault;
  } finally {
    input.signal.removeEventListener("abort", stopEarly);
  }
  if (!input.signal.aborted) terminal.note(`Ready after ${duration(performance.now() - begun_ms)}.`);
  return server;
}

/** Keeps the server until Ctrl+C, then stops it in order. */
export async function keep(input: Input, server: Server): Promise<void> {
  const { signal, terminal } = input;
  if (!signal.aborted) {
    // A promise alone keeps no process alive, the listening server does.
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  }
  terminal.note("Stopping …");
  await server.stop();
  terminal.note("Stopped.");
}

/** Prints where Kompas is, and, as long as there is nobody, the link that makes the first admin. */
export async function tellAddress(input: Input, config: Config, server: Server): Promise<void> {
  input.terminal.out(`Open ${openAddress(config, server.address)}`);
  const link = await server.setupLink();
  if (link === undefined) return;
  input.terminal.out(`Make the first admin (this link works once, for 7 days): ${link}`);
  if (isPrivate(config))
    input.terminal.note("Until then everybody on this computer may do everything, and nobody else reaches it.");
}

/** The address with the login link's token, where the server asks for one. */
export function openAddress(config: Config, address: string): string {
  return config.admin_token === undefined ? address : `${address}/?token=<KOMPAS_ADMIN_TOKEN>`;
}
