// Ends what an owner that was killed has left running on a data folder, before that folder is opened again.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { eventually, isAlive } from "./process.ts";

const patience_ms = 30_000;

/**
 * The process that a pid file names, when it still is the program we think: its command line holds `mark`. The first
 * line of the file is the number.
 */
async function processOf(pidFile: string, mark: string): Promise<number | undefined> {
  const pid = Number.parseInt(await readFile(pidFile, "utf8").catch(() => ""), 10);
  return pid > 1 && isAlive(pid) && commandLine(pid).includes(mark) ? pid : undefined;
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    // Not Linux.
  }
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

/** Sends `signal`, waits for the end, and kills what does not end; nothing when there is nothing left. */
export async function endLeftover(pidFile: string, mark: string, signal: "SIGINT" | "SIGKILL"): Promise<void> {
  const pid = await processOf(pidFile, mark);
  if (pid === undefined) return;
  send(pid, signal);
  if (await eventually(async () => !isAlive(pid), patience_ms)) return;
  send(pid, "SIGKILL");
  await eventually(async () => !isAlive(pid), patience_ms);
}

function send(pid: number, signal: "SIGINT" | "SIGKILL"): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}
