// The life of the process: listen at once, start engines and workers behind it, stop all in the opposite order.
import { mkdir } from "node:fs/promises";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { jobs as analyzeJobs, hookJobs, type Live, planAlerts, planClasses, planHookRounds, startLive } from "#analyze";
import { applyPolicies, everybodyTouched, jobs, planCleaning, planEnrichment, planSweep } from "#listen";
import { type EnginesConfig, migrate, openEngines, startWorkers, type Workers } from "#storage";
import { createApp } from "./app.ts";
import { addressOf, type Config, localAddress } from "./config.ts";
import { digestJobs, planDigests } from "./dashboard/digest.job.ts";
import { createKompas, type Kompas } from "./kompas.ts";
import { sendJob } from "./notice/send.job.ts";
import { callOut } from "./notice/webhook.ts";
import { holderOf } from "./port.ts";
import { announce, healthAt, realFolder, withdraw } from "./presence.ts";
import { planRetention, retentionJob } from "./retention.ts";
import { allRoutes } from "./routes.ts";
import { makeSetupLink } from "./user/link.ts";
import { hasUsers } from "./user/user.ts";
import { builtWeb } from "./web.ts";
import { readSettings } from "./workspace.ts";

/** The start failed for a reason that the person at the terminal can mend; the message says how. */
export class StartError extends Error {
  readonly code: "port_taken" | "port_forbidden" | "data_folder";
  constructor(code: StartError["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "StartError";
    this.code = code;
  }
}

/** A server that listens. */
export interface Server {
  /** The address that people open. */
  readonly address: string;
  /** The address by which programs on this machine reach it. */
  readonly local_address: string;
  /** What a program of this machine shows to be let in as an admin, like the commands of the terminal. */
  readonly local_key: string;
  /** Once ready: a fresh link to the set-up of the first admin, as long as there is nobody. */
  setupLink(): Promise<string | undefined>;
  /** Settles when requests can be answered; rejects when the engines do not start. */
  readonly ready: Promise<void>;
  /** Stops accepting, lets requests finish, stops workers, then engines. Calling it again waits for the same end. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly logger: FastifyBaseLogger;
  readonly web_dir?: string;
  /** False for a server that only serves the command that started it: it does not note itself in the data folder. */
  readonly announced?: boolean;
  readonly check_replies?: boolean;
}

function codeOf(fault: unknown): string {
  return typeof fault === "object" && fault !== null && "code" in fault ? String(fault.code) : "";
}

/** The configuration as storage takes it: absent where nothing was set. */
export function enginesConfig({ data_dir, clickhouse_url, postgres_url }: Config): EnginesConfig {
  return {
    data_dir,
    ...(clickhouse_url === undefined ? {} : { clickhouse_url }),
    ...(postgres_url === undefined ? {} : { postgres_url }),
  };
}

/** Brings the tables of both engines up to date, starting the embedded ones for that time. */
export async function migrateKompas(config: Config): Promise<readonly string[]> {
  const opened = await openEngines(enginesConfig({ ...config, data_dir: await makeFolder(config.data_dir) }));
  try {
    return await migrate(opened.engines);
  } finally {
    await opened.stop();
  }
}

/**
 * Makes the data folder if need be, and gives its real path.
 * @throws {StartError} data_folder
 */
async function makeFolder(data_dir: string): Promise<string> {
  try {
    await mkdir(data_dir, { recursive: true });
    return await realFolder(data_dir);
  } catch (fault) {
    const why: Record<string, string> = {
      EACCES: "this user may not write there",
      EROFS: "the disk is read-only",
      ENOSPC: "the disk is full; make room",
      EEXIST: "a file has that name",
      ENOTDIR: "a file stands in its path",
    };
    const reason = why[codeOf(fault)] ?? String(fault);
    throw new StartError(
      "data_folder",
      `The data folder ${data_dir} cannot be made: ${reason}. KOMPAS_DATA chooses another.`,
      fault,
    );
  }
}

/** @throws {StartError} port_taken with the holder's name where the system tells it, port_forbidden */
async function listen(app: FastifyInstance, config: Config): Promise<number> {
  try {
    await app.listen({ host: config.host, port: config.port });
    const bound = app.server.address();
    return typeof bound === "object" && bound !== null ? bound.port : config.port;
  } catch (fault) {
    const choose = `Stop it, or choose another port: KOMPAS_PORT=${config.port + 1} kompas start`;
    if (codeOf(fault) === "EADDRINUSE") {
      const [kompas, holder] = await Promise.all([healthAt(localAddress(config)), holderOf(config.port)]);
      const who = `${kompas ? `another Kompas ${kompas.version}` : "another program"}${holder ? `, ${holder}` : ""}`;
      throw new StartError("port_taken", `Port ${config.port} on ${config.host} is taken by ${who}. ${choose}`, fault);
    }
    if (codeOf(fault) === "EACCES") {
      throw new StartError(
        "port_forbidden",
        `This user may not listen on port ${config.port}. Choose one above 1023: KOMPAS_PORT=4600 kompas start`,
        fault,
      );
    }
    if (codeOf(fault) === "EADDRNOTAVAIL" || codeOf(fault) === "ENOTFOUND") {
      throw new StartError(
        "port_forbidden",
        `${config.host} is not an address of this machine. KOMPAS_HOST=127.0.0.1 listens for this machine only.`,
        fault,
      );
    }
    throw fault;
  }
}

/** What was started so far and has to be stopped, in that order from the end. */
interface Started {
  workers: Workers | undefined;
  live: Live | undefined;
  engines: { stop(): Promise<void> } | undefined;
}

async function startEngines(kompas: Kompas, started: Started, logger: FastifyBaseLogger): Promise<void> {
  const { data_dir, postgres_url } = kompas.config;
  const opened = await openEngines(enginesConfig(kompas.config));
  started.engines = opened;
  kompas.setState({ status: "starting", detail: "The tables are being brought up to date" });
  await migrate(opened.engines);
  await applyPolicies(opened.engines);
  kompas.setReady({ engines: opened.engines, settings: await readSettings(opened.engines.postgres) });
  // What a process that died had still to tell.
  everybodyTouched(opened.engines);
  await planRetention(opened.engines, kompas.now());
  await planSweep(opened.engines, kompas.now());
  await planCleaning(opened.engines, kompas.now());
  await planEnrichment(opened.engines, kompas.now());
  await planClasses(opened.engines, kompas.now());
  await planAlerts(opened.engines, kompas.now());
  await planHookRounds(opened.engines, kompas.now());
  await planDigests(opened.engines, kompas.now());
  const forgetting = retentionJob(kompas.config, (forgotten) => logger.info(forgotten, "forgotten"));
  started.live = startLive(opened.engines, {
    settings: () => kompas.ready().settings,
    now: kompas.now,
    onFault: (fault) => logger.error({ kind: "segment.live", code: codeOf(fault) || undefined }, "segments wait"),
  });
  const telling = [sendJob(kompas.config), ...hookJobs(callOut), ...digestJobs(kompas.config)];
  started.workers = startWorkers(opened.engines, [...jobs, ...analyzeJobs, ...telling, forgetting], {
    data_dir,
    alone: postgres_url === undefined,
    onFault: (kind, fault) =>
      logger.error(
        { kind, code: codeOf(fault) || undefined, name: fault instanceof Error ? fault.name : typeof fault },
        "job failed",
      ),
  });
}

/** Time for an aborted request to tell its caller so. */
const afterAbort_ms = 100;

/** Waits for `work`, but not for longer. */
async function within(work: Promise<unknown>, time_ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, time_ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

async function stopAll(
  kompas: Kompas,
  app: FastifyInstance,
  started: Started,
  ready: Promise<void>,
  logger: FastifyBaseLogger,
): Promise<void> {
  kompas.setState({ status: "stopping", detail: "Kompas is stopping" });
  const timed = async (part: string, work: Promise<unknown> | undefined) => {
    const begun_ms = performance.now();
    await work;
    logger.info({ part, ms: Math.round(performance.now() - begun_ms) }, "stopped");
  };
  const closed = app.close();
  await timed("requests", within(kompas.quiet(), kompas.config.stop_ms));
  kompas.abort();
  // Browsers keep connections open that they may never use; nothing would end those.
  setTimeout(() => app.server.closeAllConnections(), afterAbort_ms);
  // An engine that is still starting is stopped when it stands: its own child processes would outlive us otherwise.
  await ready.catch(() => undefined);
  await timed("segments", started.live?.stop());
  await timed("workers", started.workers?.stop());
  await withdraw(kompas);
  await timed("engines", started.engines?.stop());
  await closed;
}

/**
 * Starts Kompas: resolves when it listens, which is before its engines stand; `ready` tells of those.
 * @throws {StartError} when the port or the data folder cannot be had
 */
export async function startServer(asked: Config, options: StartOptions): Promise<Server> {
  const config = { ...asked, data_dir: await makeFolder(asked.data_dir) };
  const kompas = createKompas(config);
  const { logger } = options;
  const app = await createApp(kompas, {
    routes: allRoutes(kompas),
    web_dir: options.web_dir ?? builtWeb,
    logger,
    check_replies: options.check_replies ?? false,
  });
  const port = await listen(app, config);
  const started: Started = { workers: undefined, live: undefined, engines: undefined };
  const begun_ms = performance.now();
  const start = async () => {
    try {
      await startEngines(kompas, started, logger);
      if (options.announced ?? true) await announce(kompas, port);
      kompas.setState({ status: "ready", detail: "Requests are answered" });
      logger.info({ ms: Math.round(performance.now() - begun_ms) }, "ready");
    } catch (fault) {
      kompas.setState({ status: "failed", detail: "The engines did not start; the log says why" });
      throw fault;
    }
  };
  const ready = start();
  // Whoever does not wait for it learns of a failure from /readyz.
  ready.catch((fault: unknown) => logger.error({ err: fault }, "The engines did not start"));
  let stopped: Promise<void> | undefined;
  return {
    address: addressOf(config, port),
    local_address: localAddress(config, port),
    local_key: kompas.local_key,
    async setupLink() {
      const { postgres } = kompas.ready().engines;
      if (await hasUsers(postgres)) return undefined;
      return `${addressOf(config, port)}${(await makeSetupLink(postgres, kompas.now())).path}`;
    },
    ready,
    stop: () => (stopped ??= stopAll(kompas, app, started, ready, logger)),
  };
}
