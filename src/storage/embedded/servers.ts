// The engines as a large installation has them, on one machine for development and tests: a ClickHouse cluster of
// two shards and, where the machine has it, PostgreSQL 15. Run as a program it prints their URLs and stays until
// Ctrl-C; with arguments it runs that command with the URLs in its environment, and ends with its exit code.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { startClickHouse } from "./clickhouse.ts";
import { startPostgres } from "./postgres.ts";
import { freePort } from "./process.ts";

/** Running servers, by the variables that Kompas reads. */
export interface Servers {
  readonly KOMPAS_POSTGRES_URL: string;
  readonly KOMPAS_CLICKHOUSE_URL: string;
  stop(): Promise<void>;
}

const debianPostgres15 = "/usr/lib/postgresql/15";
const shardCount = 2;

/** Starts all of them on an empty folder. */
export async function startServers(folder: string): Promise<Servers> {
  const log_folder = resolve(folder, "log");
  await mkdir(log_folder, { recursive: true });
  const password = randomBytes(12).toString("hex");
  const ports: { http: number; tcp: number }[] = [];
  for (let index = 0; index < shardCount; index++) ports.push({ http: await freePort(), tcp: await freePort() });
  const cluster = { name: "kompas", tcp_ports: ports.map(({ tcp }) => tcp), password };
  const postgresPlace = { folder: resolve(folder, "postgres"), log_folder, password, port: await freePort() };
  const programs = existsSync(`${debianPostgres15}/bin/initdb`) ? { programs: debianPostgres15 } : {};
  const [postgres, ...shards] = await Promise.all([
    startPostgres({ ...postgresPlace, ...programs }),
    ...ports.map(async ({ http, tcp }, index) => {
      const shardLog = resolve(log_folder, `shard${index}`);
      await mkdir(shardLog, { recursive: true });
      const shard = { tcp_port: tcp, cluster };
      return startClickHouse({
        folder: resolve(folder, `shard${index}`),
        log_folder: shardLog,
        password,
        port: http,
        shard,
      });
    }),
  ]);
  const url = new URL(shards[0]?.url ?? "");
  url.searchParams.set("cluster", cluster.name);
  url.searchParams.set("nodes", ports.map(({ http }) => `127.0.0.1:${http}`).join(","));
  return {
    KOMPAS_POSTGRES_URL: postgres.url,
    KOMPAS_CLICKHOUSE_URL: url.toString().replaceAll("%2C", ",").replaceAll("%3A", ":"),
    stop: async () => {
      await Promise.allSettled([postgres, ...shards].map((server) => server.stop()));
    },
  };
}

async function main(command: readonly string[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "kompas-servers-"));
  const { stop, ...urls } = await startServers(folder);
  try {
    for (const [name, value] of Object.entries(urls)) process.stdout.write(`${name}=${value}\n`);
    const [program, ...args] = command;
    if (program === undefined) {
      await new Promise((settle) => process.once("SIGINT", settle).once("SIGTERM", settle));
      return 0;
    }
    const child = spawn(program, args, { stdio: "inherit", env: { ...process.env, ...urls } });
    process.once("SIGINT", () => child.kill("SIGINT")).once("SIGTERM", () => child.kill("SIGTERM"));
    return await new Promise((settle) =>
      child.once("error", () => settle(127)).once("exit", (code) => settle(code ?? 1)),
    );
  } finally {
    await stop();
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
