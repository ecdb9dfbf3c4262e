// What runs on a data folder, seen from outside: for a diagnosis by another process than the owner.
import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isAlive } from "./process.ts";
import { readSecrets } from "./secrets.ts";

/** A server as its files in the data folder tell. */
export interface SeenServer {
  readonly pid: number;
  readonly url: string;
  /** Memory that it holds in RAM, with its child processes; undefined where the system does not tell. */
  readonly resident_bytes: number | undefined;
}

/** The servers that run on a data folder now. */
export async function seenServers(folder: string): Promise<{ clickhouse?: SeenServer; postgres?: SeenServer }> {
  const passwords = await readSecrets(folder);
  if (!passwords) return {};
  const lines = async (file: string) => (await readFile(resolve(folder, file), "utf8").catch(() => "")).split("\n");
  const clickhouse = await lines("clickhouse/pid");
  // The lines of postmaster.pid: pid, folder, start, port, …
  const postgres = await lines("postgres/data/postmaster.pid");
  const at = (scheme: string, password: string, port: string) =>
    `${scheme}://kompas:${password}@127.0.0.1:${port}/kompas`;
  const seen = (pid: number, url: string) =>
    isAlive(pid) ? { pid, url, resident_bytes: residentBytes(pid) } : undefined;
  const found = {
    clickhouse: seen(Number(clickhouse[0]), at("http", passwords.clickhouse, clickhouse[1] ?? "")),
    postgres: seen(Number(postgres[0]), at("postgresql", passwords.postgres, postgres[3] ?? "")),
  };
  return {
    ...(found.clickhouse && { clickhouse: found.clickhouse }),
    ...(found.postgres && { postgres: found.postgres }),
  };
}

/** Proportional set size of a process and its children on Linux: memory that several share is counted once. */
export function residentBytes(pid: number): number | undefined {
  try {
    const children = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry) && parentOf(entry) === pid);
    return [String(pid), ...children].reduce((sum, one) => sum + sizeOf(one), 0);
  } catch {
    return undefined;
  }
}

function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  } catch {
    return 0;
  }
}

function sizeOf(pid: string): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s*(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
}
