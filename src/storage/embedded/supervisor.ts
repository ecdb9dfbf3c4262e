// Starts both embedded servers on one data folder and keeps them.
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { startClickHouse } from "./clickhouse.ts";
import { startPostgres } from "./postgres.ts";

/** One server that answers. */
export interface RunningServer {
  readonly pid: number;
  /** With user, password and database. */
  readonly url: string;
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Both servers, as the engines connect to them. */
export interface Embedded {
  readonly clickhouse: { readonly url: string; readonly local_files: true } | undefined;
  readonly postgres: string | undefined;
  stop(): Promise<void>;
}

/** Which of the two to start; both when nothing is said. */
export interface Wanted {
  readonly clickhouse: boolean;
  readonly postgres: boolean;
}

/** Starts the wanted servers on a data folder; resolves when they answer. */
export async function startEmbedded(data_dir: string, wanted: Wanted = { clickhouse: true, postgres: true }): Promise<Embedded> {
  const folder = resolve(data_dir);
  const log_folder = resolve(folder, "log");
  await mkdir(log_folder, { recursive: true });
  const place = (name: string, password: string) => ({ folder: resolve(folder, name), log_folder, password });
  const passwords = await secrets(folder);
  const [clickhouse, postgres] = await Promise.all([
    wanted.clickhouse ? startClickHouse(place("clickhouse", passwords.clickhouse)) : undefined,
    wanted.postgres ? startPostgres(place("postgres", passwords.postgres)) : undefined,
  ]);
  return {
    clickhouse: clickhouse && { url: clickhouse.url, local_files: true },
    postgres: postgres?.url,
    stop: async () => {
      await Promise.all([clickhouse?.stop(), postgres?.stop()]);
    },
  };
}

async function secrets(folder: string): Promise<{ clickhouse: string; postgres: string }> {
  const file = resolve(folder, "secrets.json");
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    const made = { clickhouse: randomBytes(24).toString("hex"), postgres: randomBytes(24).toString("hex") };
    await writeFile(file, JSON.stringify(made), { mode: 0o600 });
    return made;
  }
}
