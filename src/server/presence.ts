// Where the server of a data folder is: noted in the folder while it runs, and found by the commands of the terminal.
import { readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import { type Config, localAddress } from "./config.ts";
import { dataId, type Kompas } from "./kompas.ts";
import { Health } from "./monitor.ts";

const Note = Type.Object({
  address: Type.String(),
  instance: Type.String(),
  pid: Type.Integer(),
  local_key: Type.Optional(Type.String()),
});
type Note = Static<typeof Note>;

/** A server that answers on the data folder. */
export interface Running {
  readonly address: string;
  readonly version: string;
}

function noteFile(data_dir: string): string {
  return join(data_dir, "server.json");
}

async function readNote(data_dir: string): Promise<Note | undefined> {
  try {
    const note: unknown = JSON.parse(await readFile(noteFile(data_dir), "utf8"));
    return Value.Check(Note, note) ? note : undefined;
  } catch {
    // Absent or half written by a crash: nobody is there.
    return undefined;
  }
}

/** Notes where this server is and what opens it to the terminal, for its owner's eyes. The folder has to exist. */
export async function announce(kompas: Kompas, port: number): Promise<void> {
  const { config, instance, local_key } = kompas;
  const note: Note = { address: localAddress(config, port), instance, pid: process.pid, local_key };
  const file = noteFile(config.data_dir);
  // A file that is there would keep its mode, and a half written one would be read.
  const fresh = `${file}.${instance}`;
  await writeFile(fresh, JSON.stringify(note), { mode: 0o600, flag: "wx" });
  await rename(fresh, file);
}

/** What opens the server at this address to the terminal; undefined for another user's eyes, and for another server. */
export async function localKey(config: Config, address: string): Promise<string | undefined> {
  const note = await readNote(config.data_dir);
  return note?.address === address ? note.local_key : undefined;
}

/** Takes the note back, unless another server has written its own since. */
export async function withdraw(kompas: Kompas): Promise<void> {
  const note = await readNote(kompas.config.data_dir);
  if (note?.instance === kompas.instance) await rm(noteFile(kompas.config.data_dir), { force: true });
}

/** What answers at an address, if it is a Kompas. */
export async function healthAt(address: string): Promise<Static<typeof Health> | undefined> {
  try {
    const answer = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(2_000) });
    const health: unknown = await answer.json();
    return Value.Check(Health, health) ? health : undefined;
  } catch {
    // Nothing listens, or something else does.
    return undefined;
  }
}

/** The same folder has the same path, whatever links lead to it. */
export async function realFolder(data_dir: string): Promise<string> {
  return realpath(data_dir).catch(() => resolve(data_dir));
}

/**
 * The server that runs on this data folder: the one that noted itself there, else the one at the configured port,
 * which notes itself only when its engines stand.
 */
export async function findRunning(config: Config): Promise<Running | undefined> {
  const folder = dataId(await realFolder(config.data_dir));
  const note = await readNote(config.data_dir);
  const places = [...(note ? [note.address] : []), ...(config.port === 0 ? [] : [localAddress(config)])];
  for (const address of places) {
    const health = await healthAt(address);
    if (health?.data === folder) return { address, version: health.version };
  }
  return undefined;
}
