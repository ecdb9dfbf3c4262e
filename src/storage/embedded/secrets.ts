// The passwords of the embedded servers.
import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";

/** A password for each server. */
export interface Secrets {
  readonly clickhouse: string;
  readonly postgres: string;
}

/** The passwords of a data folder: random, made once, readable by its owner alone. */
export async function secrets(folder: string): Promise<Secrets> {
  const kept = await readSecrets(folder);
  if (kept) return kept;
  const made = { clickhouse: randomBytes(24).toString("hex"), postgres: randomBytes(24).toString("hex") };
  await writeFile(secretsFile(folder), JSON.stringify(made), { mode: 0o600 });
  return made;
}

/** The passwords that a folder has, or undefined. */
export async function readSecrets(folder: string): Promise<Secrets | undefined> {
  const text = await readFile(secretsFile(folder), "utf8").catch(() => "");
  const found = /"clickhouse":"([0-9a-f]+)","postgres":"([0-9a-f]+)"/.exec(text);
  return found ? { clickhouse: found[1] ?? "", postgres: found[2] ?? "" } : undefined;
}

const secretsFile = (folder: string) => resolve(folder, "secrets.json");
