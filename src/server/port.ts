// Who holds a port that we want: said by the kernel where it can be asked, so that the message can name the process.
import { readdir, readFile, readlink } from "node:fs/promises";

/** Inodes of the sockets that listen on a port, out of the kernel's table (Linux). */
async function listeningInodes(port: number): Promise<string[]> {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  const tables = await Promise.all(
    ["/proc/net/tcp", "/proc/net/tcp6"].map((file) => readFile(file, "utf8").catch(() => "")),
  );
  return tables
    .flatMap((table) => table.split("\n"))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(`:${hex}`) && fields[3] === "0A")
    .flatMap((fields) => fields[9] ?? []);
}

/** The process that listens on a port, as "name (pid 123)"; undefined when it is another user's or the system is not Linux. */
export async function holderOf(port: number): Promise<string | undefined> {
  const sockets = (await listeningInodes(port)).map((inode) => `socket:[${inode}]`);
  if (sockets.length === 0) return undefined;
  const entries = await readdir("/proc").catch(() => []);
  for (const pid of entries.filter((entry) => /^\d+$/.test(entry))) {
    const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const file of files) {
      const target = await readlink(`/proc/${pid}/fd/${file}`).catch(() => "");
      if (!sockets.includes(target)) continue;
      const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "a process");
      return `${name.trim()} (pid ${pid})`;
    }
  }
  return undefined;
}
