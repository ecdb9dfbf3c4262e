// Kompas is killed with SIGKILL at random moments of imports, alone and with its engines: what it reported as done is
// there, whole, once; what it had not finished is finished by the next start.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { afterAll, beforeAll, expect, it } from "vitest";
import { below, kill } from "./killing.ts";

const kills = 20;
const files = 400;
const orders = 300;
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "kompas-kill-"));
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

/** What file `s<n>.csv` amounts to: every order has two lines, the second of which costs as many cents as its number. */
const wholeOf = (source: string) => ({
  source,
  orders,
  events: orders,
  lines: 2 * orders,
  revenue_minor: orders * 250 + (orders * (orders + 1)) / 2,
});

async function writeFiles(): Promise<void> {
  for (let file = 0; file < files; file += 1) {
    const rows = Array.from({ length: orders }, (_, at) => {
      const order = `F${file}-${at},2024-01-${String(1 + (at % 28)).padStart(2, "0")} 10:00:00`;
      return `${order},S1,1,2.50,c${at}@x.pl\n${order},S2,1,${((at + 1) / 100).toFixed(2)},c${at}@x.pl`;
    });
    await writeFile(path.join(folder, `s${file}.csv`), `order_id,date,sku,qty,price,email\n${rows.join("\n")}\n`);
  }
}

const Line = Type.Object({
  done: Type.Optional(Type.String()),
  failed: Type.Optional(Type.String()),
  found: Type.Optional(Type.Array(Type.Object({ source: Type.String() }))),
  states: Type.Optional(Type.Array(Type.String())),
});

interface Run {
  readonly child: ChildProcess;
  /** Settles with the first line: what was found. */
  readonly found: Promise<readonly { source: string }[]>;
  readonly ended: Promise<void>;
  readonly faults: string[];
}

const child = fileURLToPath(new URL("import-crash.child.ts", import.meta.url));

function start(done: Set<string>, count: number, last: boolean): Run {
  const faults: string[] = [];
  const args = ["--import", "tsx", "--conditions=development", child, folder, String(count), ...(last ? ["last"] : [])];
  const process_ = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  process_.stderr.on("data", (chunk) => faults.push(String(chunk)));
  const ended = new Promise<void>((resolve) => process_.once("exit", () => resolve()));
  const found = new Promise<readonly { source: string }[]>((resolve, reject) => {
    createInterface(process_.stdout).on("line", (text) => {
      const line = Value.Parse(Line, JSON.parse(text));
      if (line.done !== undefined) done.add(line.done);
      if (line.failed !== undefined) faults.push(text);
      if (line.found) resolve(line.found);
    });
    ended.then(() => reject(new Error(`It ended before it was ready: ${faults.join("").slice(0, 2000)}`)));
  });
  return { child: process_, found, ended, faults };
}

function expectWhole(found: readonly { source: string }[], done: ReadonlySet<string>): void {
  for (const source of done) expect(found.find((each) => each.source === source)).toEqual(wholeOf(source));
}

it(`${kills} kills lose and double nothing that was reported as done`, { timeout: 400_000 }, async () => {
  await writeFiles();
  const done = new Set<string>();
  for (let round = 0; round < kills; round += 1) {
    const run = start(done, files, false);
    const before = new Set(done);
    expectWhole(await run.found, before);
    await wait(Math.random() * 900);
    const pid = run.child.pid ?? 0;
    const engines = round % 2 === 0 ? await below(pid) : [];
    kill(pid);
    for (const each of engines) kill(each);
    await run.ended;
  }
  expect(done.size).toBeGreaterThan(0);
  // The next start finishes what was begun; nothing new is asked for.
  const rest = start(done, 0, true);
  const lines: (readonly { source: string }[])[] = [];
  createInterface(rest.child.stdout ?? process.stdin).on("line", (text) => {
    const { found } = Value.Parse(Line, JSON.parse(text));
    if (found) lines.push(found);
  });
  await rest.ended;
  expect(rest.faults).toEqual([]);
  const found = lines.at(-1) ?? [];
  expectWhole(found, done);
  // What was begun but never reported is there whole as well.
  for (const each of found) expect(each).toEqual(wholeOf(each.source));
});
