// What the stories of crashes share: which processes stand below one, and how one is killed.
import { readdir, readFile } from "node:fs/promises";

/** Every process below one, by /proc; none where there is no /proc. */
export async function below(pid: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir("/proc").catch(() => [])) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, "utf8").catch(() => "") : "";
    const parent = /\) \S (\d+)/.exec(stat)?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const found = [pid];
  for (const each of found) for (const [own, parent] of parents) if (parent === each) found.push(own);
  return found.slice(1);
}

/** SIGKILL, which nothing can answer to. */
export function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It fell by itself.
  }
}
