// One owner per data folder: a lock file that names the owning process and is void when that process is gone.
import { readFileSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { EmbeddedError } from "./fault.ts";
import { isAlive } from "./process.ts";

/** A process, told from a later one that got the same number. */
interface Owner {
  readonly pid: number;
  /** When the process began, in clock ticks since the boot; empty where the system does not tell. */
  readonly began: string;
}

/** Who holds the folder, or undefined: nobody, or a process that is gone. */
export async function lockOwner(folder: string): Promise<Owner | undefined> {
  return living(await readFile(lockFile(folder), "utf8").catch(() => ""));
}

/**
 * Takes the folder for this process; the answer gives it back.
 *
 * @throws {EmbeddedError} when another living process holds it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = lockFile(folder);
  const mine = JSON.stringify({ pid: process.pid, began: beganAt(process.pid) });
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      await writeFile(file, mine, { flag: "wx", mode: 0o600 });
      return () => rm(file, { force: true });
    } catch (fault) {
      if (!(fault instanceof Error && "code" in fault && fault.code === "EEXIST")) throw fault;
    }
    const text = await readFile(file, "utf8").catch(() => "");
    const owner = living(text);
    if (owner) {
      throw new EmbeddedError(
        `The data folder ${folder} is in use by another Kompas (process ${owner.pid}). Stop that one, or set KOMPAS_DATA to another folder.`,
      );
    }
    await removeStale(file, text);
  }
  throw new EmbeddedError(`The data folder ${folder} could not be locked: ${file} changes all the time.`);
}

const lockFile = (folder: string) => resolve(folder, "owner.lock");

/** Of several that find the same dead lock, the one that moves it away removes it; a fresh lock is put back. */
async function removeStale(file: string, text: string): Promise<void> {
  const aside = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const moved = await readFile(aside, "utf8").catch(() => "");
  if (moved !== text) await writeFile(file, moved, { flag: "wx", mode: 0o600 }).catch(() => undefined);
  await rm(aside, { force: true });
}

function living(text: string): Owner | undefined {
  const found = /"pid":(\d+),"began":"(\d*)"/.exec(text);
  if (!found) return undefined;
  const owner = { pid: Number(found[1]), began: found[2] ?? "" };
  return isAlive(owner.pid) && beganAt(owner.pid) === owner.began ? owner : undefined;
}

function beganAt(pid: number): string {
  try {
    // proc(5): field 22; the name in field 2 may hold spaces and parentheses.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
