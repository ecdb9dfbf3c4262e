// Starts and stops one PostgreSQL server out of npm, as a child process on a loopback port.
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import pg from "pg";
import { type Account, serverAccount } from "./account.ts";
import { EmbeddedError } from "./fault.ts";
import type { RunningServer } from "./keep.ts";
import { endLeftover } from "./leftover.ts";
import { postgresBinaries } from "./postgres.binaries.ts";
import { eventually, openLog } from "./process.ts";

export interface PostgresPlace {
  readonly folder: string;
  readonly log_folder: string;
  readonly password: string;
  /** Where it listens, on the loopback. */
  readonly port: number;
  /** The folder of another PostgreSQL's bin/, share/ and lib/, for tests; npm's when nothing is said. */
  readonly programs?: string;
}

const startPatience_ms = 60_000;
const retryPatience_ms = 45_000;

/** Starts the server, making its cluster first when there is none; resolves when it answers. */
export async function startPostgres(place: PostgresPlace): Promise<RunningServer> {
  const lockFile = resolve(place.folder, "data/postmaster.pid");
  const program = await prepareFolder(place);
  let server: RunningServer | undefined;
  // Backends of a server that was killed hold its shared memory for a moment longer, and no other starts meanwhile.
  await eventually(
    async () => {
      // One whose guard was killed too would hold the folder; fast shutdown ends it in order.
      await endLeftover(lockFile, serverName(place), "SIGINT");
      // Killed before it wrote its number; PostgreSQL asks people to remove it, and the folder is ours alone.
      if ((await readFile(lockFile, "utf8").catch(() => undefined)) === "") await rm(lockFile);
      server = await tryStart(place, program);
      return server !== undefined;
    },
    retryPatience_ms,
    250,
  );
  if (server) return server;
  throw new EmbeddedError(`PostgreSQL did not start; its log is ${resolve(place.log_folder, "postgres.log")}`);
}

/** The programs, and the account that they run under. */
interface Program {
  readonly binaries: string;
  readonly account: Account | undefined;
}

async function prepareFolder(place: PostgresPlace): Promise<Program> {
  const account = serverAccount();
  const binaries = place.programs ?? (await postgresBinaries(account));
  await mkdir(place.folder, { recursive: true, mode: 0o700 });
  if (account) await chown(place.folder, account.uid, account.gid);
  if (!existsSync(resolve(place.folder, "data/PG_VERSION"))) await initialize(place, binaries, account);
  return { binaries, account };
}

async function tryStart(place: PostgresPlace, { binaries, account }: Program): Promise<RunningServer | undefined> {
  const child = await spawnIn(place, account, "/bin/sh", (inside) => [
    "-c",
    guard,
    "sh",
    resolve(binaries, "bin/postgres"),
    ...serverArguments(`${inside}/data`, place),
  ]);
  child.stdin?.on("error", () => undefined);
  let gone = false;
  const ended = new Promise<void>((settle) => {
    const end = () => {
      gone = true;
      settle();
    };
    child.once("exit", end).once("error", end);
  });
  const url = `postgresql://kompas:${place.password}@127.0.0.1:${place.port}/`;
  const up = await eventually(async () => gone || (await prepared(`${url}postgres`)), startPatience_ms);
  const stop = async () => {
    child.stdin?.end();
    await ended;
  };
  if (gone || !up) {
    await stop();
    return undefined;
  }
  return { pid: child.pid ?? 0, url: `${url}kompas`, ended, stop };
}

/**
 * Starts a program that works in the place's folder. Another account may not be allowed to walk there (a data
 * folder in root's home), so it is handed the open folder itself: on Linux /proc/self/fd/3 leads into it.
 */
async function spawnIn(
  place: PostgresPlace,
  account: Account | undefined,
  program: string,
  args: (inside: string) => string[],
): Promise<ChildProcess> {
  const log = await openLog(place.log_folder, "postgres.log");
  const folder = await open(place.folder, "r");
  const inside = account && process.platform === "linux" ? "/proc/self/fd/3" : place.folder;
  try {
    return spawn(program, args(inside), {
      stdio: ["pipe", log.fd, log.fd, folder.fd],
      // Its own process group: the terminal's Ctrl-C must not reach it before its owner has stopped in order.
      detached: true,
      cwd: "/",
      ...account,
    });
  } finally {
    await Promise.all([log.close(), folder.close()]);
  }
}

// Nothing may outlive us uselessly: when our end of the pipe closes, by a stop or by our death, the server is told
// to shut down at once but in order (SIGINT).
const guard = `
exec 9<&0
"$@" <&- 9<&- &
server=$!
{ cat <&9 >/dev/null; kill -INT $server; } &
watch=$!
exec 9<&-
wait $server
code=$?
kill $watch 2>/dev/null
exit $code
`;

/** A name in the server's command line that tells the servers of different folders apart, a copied folder's too. */
function serverName(place: PostgresPlace): string {
  return `kompas_${createHash("sha256").update(place.folder).digest("hex").slice(0, 16)}`;
}

function serverArguments(cluster: string, place: PostgresPlace): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(place.port),
    cluster_name: serverName(place),
    unix_socket_directories: "",
    max_connections: "100",
    shared_buffers: "64MB",
    password_encryption: "scram-sha-256",
    log_min_messages: "warning",
    log_statement: "none",
  };
  return ["-D", cluster, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

async function initialize(place: PostgresPlace, binaries: string, account: Account | undefined): Promise<void> {
  // Made aside and renamed when whole: one that was killed half-way is made again at the next start.
  const fresh = resolve(place.folder, "data.new");
  await rm(fresh, { recursive: true, force: true });
  const secret = resolve(place.folder, "password");
  await writeFile(secret, place.password, { mode: 0o600 });
  if (account) await chown(secret, account.uid, account.gid);
  const child = await spawnIn(place, account, resolve(binaries, "bin/initdb"), (inside) => [
    `--pgdata=${inside}/data.new`,
    `--pwfile=${inside}/password`,
    "--username=kompas",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The server's own rules, the same on every machine; only 17 and later have them.
    ...(place.programs === undefined ? ["--locale-provider=builtin", "--locale=C.UTF-8"] : ["--locale=C"]),
    "--data-checksums",
    "--no-instructions",
  ]);
  const code = await new Promise((settle) => child.once("exit", settle).once("error", settle));
  await rm(secret, { force: true });
  if (code !== 0)
    throw new EmbeddedError(
      `PostgreSQL could not make its data folder in ${place.folder}; see ${resolve(place.log_folder, "postgres.log")}`,
    );
  await rm(resolve(place.folder, "data"), { recursive: true, force: true });
  await rename(fresh, resolve(place.folder, "data"));
}

/** True when the server answers and the database `kompas` is there. */
async function prepared(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = 'kompas'");
    if (found.rowCount === 0) await client.query("CREATE DATABASE kompas");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
