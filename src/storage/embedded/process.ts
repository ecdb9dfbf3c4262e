// What both embedded servers need of the operating system: free ports, logs, waiting.
import { type FileHandle, open, rename, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { resolve } from "node:path";

/** A port on the loopback that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Asks until the answer is true, or `timeout_ms` has passed: then false. */
export async function eventually(ask: () => Promise<boolean>, timeout_ms: number, every_ms = 20): Promise<boolean> {
  const deadline = Date.now() + timeout_ms;
  while (Date.now() < deadline) {
    if (await ask()) return true;
    await new Promise((resolve) => setTimeout(resolve, every_ms));
  }
  return false;
}

/** Whether a process of this id exists; a process of another user exists too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return fault instanceof Error && "code" in fault && fault.code === "EPERM";
  }
}

const logLimit_bytes = 10_000_000;

/** A log file to append to; one that has grown over 10 MB is set aside as `….old` first, in place of the one before. */
export async function openLog(folder: string, name: string): Promise<FileHandle> {
  const file = resolve(folder, name);
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size > logLimit_bytes) await rename(file, `${file}.old`);
  return open(file, "a");
}
