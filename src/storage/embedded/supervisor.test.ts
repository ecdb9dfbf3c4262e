// Stories of the embedded servers' lives: first start, crashes, a killed owner, a second owner, strangers.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type ClickHouse, connectClickHouse } from "../clickhouse.ts";
import { diagnose } from "../diagnose.ts";
import { connectPostgres, type Postgres } from "../postgres.ts";
import { sql } from "../sql.ts";
import { type Embedded, startEmbedded } from "./supervisor.ts";

const root = process.getuid?.() === 0;
let base = "";

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "kompas-supervisor-"));
});
afterAll(() => rm(base, { recursive: true, force: true }));

const cleanups: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

interface Pair {
  readonly embedded: Embedded;
  readonly clickhouse: ClickHouse;
  readonly postgres: Postgres;
  stop(): Promise<void>;
}

async function start(folder: string): Promise<Pair> {
  const embedded = await startEmbedded(folder);
  const clickhouse = connectClickHouse(embedded.clickhouse ?? { url: "" });
  const postgres = connectPostgres(embedded.postgres ?? "");
  const stop = async () => {
    await Promise.all([clickhouse.close(), postgres.close()]);
    await embedded.stop();
  };
  cleanups.push(stop);
  return { embedded, clickhouse, postgres, stop };
}

async function remember({ clickhouse, postgres }: Pair, text: string): Promise<void> {
  await clickhouse.run(
    "create",
    sql`CREATE TABLE IF NOT EXISTS note (text String) ENGINE = MergeTree ORDER BY text SETTINGS fsync_after_insert = 1`,
  );
  await clickhouse.insert("note", [{ text }]);
  await postgres.pool.query("CREATE TABLE IF NOT EXISTS note (text text)");
  await postgres.pool.query("INSERT INTO note VALUES ($1)", [text]);
}

async function recall({ clickhouse, postgres }: Pair): Promise<unknown[]> {
  return [
    ...(await clickhouse.rows("recall", sql`SELECT text FROM note ORDER BY text`)),
    ...(await postgres.pool.query("SELECT text FROM note ORDER BY text")).rows,
  ];
}

/** An owner in a process of its own, as `kompas start` is one; ready when this returns. */
async function ownerProcess(folder: string, account: { uid?: number; gid?: number } = {}): Promise<ChildProcess> {
  const code = `import { startEmbedded } from "#storage";
    const embedded = await startEmbedded(process.argv[1]);
    console.log("ready");
    process.stdin.resume().once("end", async () => { await embedded.stop(); process.exit(); });`;
  const args = ["--conditions=development", "--import", "tsx", "--input-type=module", "-e", code, folder];
  const owner = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"], ...account });
  cleanups.push(() => owner.kill("SIGKILL"));
  const first = await Promise.race([once(owner.stdout ?? owner, "data"), once(owner, "exit")]);
  expect(String(first[0])).toBe("ready\n");
  return owner;
}

/** The whole answer's text; over a connection of its own. */
function ask(url: string, query: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: "POST", agent: false }, (reply) => {
      let text = "";
      reply.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      reply.once("close", () => resolve(text));
    });
    call.once("error", reject).end(query);
  });
}

test("a folder without data becomes two servers, and what they were told is there at the next start", async () => {
  const folder = join(base, "first");
  const first = await start(folder);
  await remember(first, "kept");
  cleanups.pop();
  await first.stop();
  const second = await start(folder);
  expect(await recall(second)).toEqual([{ text: "kept" }, { text: "kept" }]);
  expect((await stat(join(folder, "secrets.json"))).mode & 0o777).toBe(0o600);
  const findings = await diagnose({ data_dir: folder });
  expect(findings.find(({ name }) => name === "ClickHouse")).toMatchObject({
    ok: true,
    detail: expect.stringMatching(/^26\.7/),
  });
  expect(findings.find(({ name }) => name === "PostgreSQL")).toMatchObject({
    ok: true,
    detail: expect.stringMatching(/^18/),
  });
  expect(findings.find(({ name }) => name === "Migrations")).toMatchObject({ ok: false, mend: "Run kompas migrate." });
});

test("nobody gets in without the password", async () => {
  const { embedded } = await start(join(base, "first"));
  const clickhouse = new URL(embedded.clickhouse?.url ?? "");
  clickhouse.password = "";
  clickhouse.username = "";
  for (const table of ["note", "kompas.note", "system.tables", "numbers(1)"]) {
    expect(await ask(clickhouse.origin, `SELECT count() FROM ${table}`)).toMatch(
      /QUOTA_EXCEEDED|UNKNOWN_TABLE|ACCESS_DENIED/,
    );
  }
  expect(await ask(clickhouse.origin, "SYSTEM STOP LISTEN HTTP")).toMatch(/QUOTA_EXCEEDED/);
  expect(await ask(`${clickhouse.origin}/?user=kompas&password=guess`, "SELECT 1")).toMatch(/AUTHENTICATION_FAILED/);
  const postgres = new URL(embedded.postgres ?? "");
  postgres.password = "guess";
  await expect(new pg.Client({ connectionString: postgres.toString() }).connect()).rejects.toThrow(/password/);
});

test("a crashed server is started again, and the connections that were made before work on", async () => {
  const pair = await start(join(base, "first"));
  await remember(pair, "before");
  process.kill(pair.embedded.state().clickhouse?.pid ?? 0, "SIGKILL");
  const postmaster = Number.parseInt(await readFile(join(base, "first/postgres/data/postmaster.pid"), "utf8"), 10);
  process.kill(postmaster, "SIGKILL");
  await vi.waitFor(() => remember(pair, "after"), { timeout: 30_000, interval: 50 });
  expect(await recall(pair)).toEqual(expect.arrayContaining([{ text: "before" }, { text: "after" }]));
  // A server answers a moment before its keeper knows.
  await vi.waitFor(() =>
    expect(pair.embedded.state()).toMatchObject({
      clickhouse: { status: "running", fault: undefined },
      postgres: { status: "running", fault: undefined },
    }),
  );
});

test("a second owner is refused by name of folder and process, until the first is gone, even by SIGKILL", async () => {
  const folder = join(base, "second");
  const owner = await ownerProcess(folder);
  await expect(startEmbedded(folder)).rejects.toThrow(
    `The data folder ${folder} is in use by another Kompas (process ${owner.pid}).`,
  );
  owner.kill("SIGKILL");
  await once(owner, "exit");
  const pair = await start(folder);
  await remember(pair, "mine");
  expect(await recall(pair)).toEqual([{ text: "mine" }, { text: "mine" }]);
});

test("servers do not outlive their owner", async () => {
  const folder = join(base, "orphan");
  const owner = await ownerProcess(folder);
  const pids = await Promise.all(
    ["clickhouse/pid", "postgres/data/postmaster.pid"].map(async (file) =>
      Number.parseInt(await readFile(join(folder, file), "utf8"), 10),
    ),
  );
  owner.kill("SIGKILL");
  for (const pid of pids)
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(/ESRCH/), { timeout: 20_000 });
});

test.runIf(root)("an ordinary user may own them, and root in a folder that is closed to others", async () => {
  const folder = join(base, "ordinary");
  await mkdir(folder);
  await chown(folder, 65534, 65534);
  await chmod(base, 0o711);
  const owner = await ownerProcess(folder, { uid: 65534, gid: 65534 });
  owner.stdin?.end();
  await once(owner, "exit");
  expect((await stat(join(folder, "clickhouse/data"))).uid).toBe(65534);
  await chmod(base, 0o700);
  await start(join(base, "closed"));
});

test("what is wrong with a folder is said in plain words", async () => {
  await expect(startEmbedded("/dev/null/data")).rejects.toThrow("The data folder /dev/null/data is not a folder.");
});

test("a connection that is reset, at any moment of its life, does the engine no harm", async () => {
  const { clickhouse, embedded } = await start(join(base, "reset"));
  const port = Number(new URL(embedded.clickhouse?.url ?? "").port);
  const { pid } = embedded.state().clickhouse ?? {};
  const said = ["", "POST / HTTP/1.1\r\n", "GET /ping HTTP/1.1\r\nHost: kompas\r\nConnection: keep-alive\r\n\r\n"];
  for (const words of said) {
    const callers = Array.from({ length: 10 }, () => connect(port, "127.0.0.1"));
    await Promise.all(callers.map((caller) => once(caller, "connect")));
    for (const caller of callers) caller.write(words);
    if (words.includes("ping")) await Promise.all(callers.map((caller) => once(caller, "readable")));
    for (const caller of callers) caller.resetAndDestroy();
  }
  const reading = new AbortController();
  const long = clickhouse.rows("long", sql`SELECT number FROM numbers(3000000)`, { signal: reading.signal });
  reading.abort();
  await expect(long).rejects.toThrow();
  expect(await clickhouse.rows("add", sql`SELECT 1 + 1 AS two`)).toEqual([{ two: 2 }]);
  expect(embedded.state().clickhouse).toMatchObject({ pid });
});
