// Starts the embedded servers on one data folder, as its only owner, and keeps them.
import { mkdir, statfs } from "node:fs/promises";
import { resolve } from "node:path";
import { startClickHouse } from "./clickhouse.ts";
import { EmbeddedError, inPlainWords } from "./fault.ts";
import { type KeptServer, keepRunning, type ServerState } from "./keep.ts";
import { lockFolder } from "./lock.ts";
import { startPostgres } from "./postgres.ts";
import { freePort } from "./process.ts";
import { secrets } from "./secrets.ts";

/** The servers that were wanted, as the engines connect to them. */
export interface Embedded {
  readonly clickhouse: { readonly url: string; readonly local_files: true } | undefined;
  readonly postgres: string | undefined;
  /** What each server is doing. */
  state(): { readonly clickhouse: ServerState | undefined; readonly postgres: ServerState | undefined };
  /** Stops the servers in order and gives the folder back. */
  stop(): Promise<void>;
}

/** Which of the two to start; both when nothing is said. */
export interface Wanted {
  readonly clickhouse: boolean;
  readonly postgres: boolean;
}

/** Less free disk than this, and the first merge or checkpoint may fail. */
const leastFree_bytes = 200_000_000;

/**
 * Starts the wanted servers on a data folder, which is made when there is none; resolves when they answer. A server
 * that crashes is started again on the same port.
 *
 * @throws {EmbeddedError} when the folder is in use or not writable, the disk is full, or a server does not start.
 */
export async function startEmbedded(
  data_dir: string,
  wanted: Wanted = { clickhouse: true, postgres: true },
): Promise<Embedded> {
  const folder = resolve(data_dir);
  if (!wanted.clickhouse && !wanted.postgres) return holding(undefined, undefined, async () => undefined);
  try {
    await mkdir(resolve(folder, "log"), { recursive: true });
    const unlock = await lockFolder(folder);
    try {
      return await startBoth(folder, wanted, unlock);
    } catch (fault) {
      await unlock();
      throw fault;
    }
  } catch (fault) {
    throw inPlainWords(folder, fault);
  }
}

async function startBoth(folder: string, wanted: Wanted, unlock: () => Promise<void>): Promise<Embedded> {
  await refuseFullDisk(folder);
  const passwords = await secrets(folder);
  const place = async (name: "clickhouse" | "postgres") => ({
    folder: resolve(folder, name),
    log_folder: resolve(folder, "log"),
    password: passwords[name],
    port: await freePort(),
  });
  const places = { clickhouse: await place("clickhouse"), postgres: await place("postgres") };
  const [clickhouse, postgres] = await Promise.allSettled([
    wanted.clickhouse ? keepRunning(() => startClickHouse(places.clickhouse)) : undefined,
    wanted.postgres ? keepRunning(() => startPostgres(places.postgres)) : undefined,
  ]);
  if (clickhouse.status === "fulfilled" && postgres.status === "fulfilled")
    return holding(clickhouse.value, postgres.value, unlock);
  for (const side of [clickhouse, postgres]) if (side.status === "fulfilled") await side.value?.stop();
  throw clickhouse.status === "rejected"
    ? clickhouse.reason
    : postgres.status === "rejected"
      ? postgres.reason
      : undefined;
}

function holding(
  clickhouse: KeptServer | undefined,
  postgres: KeptServer | undefined,
  unlock: () => Promise<void>,
): Embedded {
  return {
    clickhouse: clickhouse && { url: clickhouse.url, local_files: true },
    postgres: postgres?.url,
    state: () => ({ clickhouse: clickhouse?.state(), postgres: postgres?.state() }),
    stop: async () => {
      await Promise.allSettled([clickhouse?.stop(), postgres?.stop()]);
      await unlock();
    },
  };
}

async function refuseFullDisk(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize > leastFree_bytes) return;
  const free_mb = Math.round((bavail * bsize) / 1e6);
  throw new EmbeddedError(
    `The data folder ${folder} lies on a disk with ${free_mb} MB free. Make room for at least ${leastFree_bytes / 1e6} MB, or set KOMPAS_DATA to a folder on another disk.`,
  );
}
