// Starts and stops one ClickHouse server out of npm's libchdb, as a child process on a loopback port.
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type ClusterConfig, clickhouseConfig, clickhouseUsers } from "./clickhouse.config.ts";
import { EmbeddedError } from "./fault.ts";
import type { RunningServer } from "./keep.ts";
import { endLeftover } from "./leftover.ts";
import { eventually, freePort, openLog } from "./process.ts";

export interface ClickHousePlace {
  /** The folder of its data. */
  readonly folder: string;
  /** The folder of its log. */
  readonly log_folder: string;
  readonly password: string;
  /** Where it listens, on the loopback. */
  readonly port: number;
  /** When it is a shard: its own port for the other shards, and all of them. */
  readonly shard?: { readonly tcp_port: number; readonly cluster: ClusterConfig };
}

const childProgram = fileURLToPath(new URL("./clickhouse.child.mjs", import.meta.url));
const startPatience_ms = 60_000;
const stopPatience_ms = 20_000;

/** Starts the server; resolves when it answers to the password and to nothing else. */
export async function startClickHouse(place: ClickHousePlace): Promise<RunningServer> {
  const { port } = place;
  // A server whose owner was killed may still be at its own orderly end; its data are safe at any moment.
  await endLeftover(resolve(place.folder, "pid"), place.folder, "SIGKILL");
  const engine = { http_port: await freePort(), tcp_port: await freePort() };
  const config = await writeConfig(place, engine);
  const url = `http://127.0.0.1:${port}`;
  const log = await openLog(place.log_folder, "clickhouse.out.log");
  const child = spawn(process.execPath, [childProgram, place.folder], {
    stdio: ["pipe", log.fd, log.fd],
    // Its own process group: the terminal's Ctrl-C must not reach it before its owner has stopped in order.
    detached: true,
  });
  await log.close();
  await writeFile(resolve(place.folder, "pid"), `${child.pid}\n${place.port}\n`);
  const ended = new Promise<void>((settle) => child.once("exit", () => settle()).once("error", () => settle()));
  child.stdin?.on("error", () => undefined);
  const order = {
    args: serverArguments(place, config, engine),
    relays: [
      { port, engine_port: engine.http_port },
      ...(place.shard ? [{ port: place.shard.tcp_port, engine_port: engine.tcp_port }] : []),
    ],
    url,
    user: "kompas",
    password: place.password,
  };
  child.stdin?.write(`${JSON.stringify(order)}\n`);
  let gone = false;
  void ended.then(() => {
    gone = true;
  });
  const up = await eventually(async () => gone || (await answers(url, place.password)), startPatience_ms);
  if (gone || !up) {
    await end(child, ended, place);
    throw new EmbeddedError(`ClickHouse did not start${await lastWord(place)}`);
  }
  if (!(await refusesStrangers(url))) {
    await end(child, ended, place);
    throw new EmbeddedError("ClickHouse answers without a password, so it was stopped");
  }
  return {
    pid: child.pid ?? 0,
    url: `http://kompas:${place.password}@127.0.0.1:${port}/kompas`,
    ended,
    stop: () => end(child, ended, place),
  };
}

/** The reason that the server itself gave, and where to read more. */
async function lastWord(place: ClickHousePlace): Promise<string> {
  const file = resolve(place.log_folder, "clickhouse.out.log");
  const lines = (await readFile(file, "utf8").catch(() => "")).split("\n");
  const reason = lines.findLast((line) => /Exception|Error:|GLIBC|cannot open/.test(line)) ?? "";
  return `${reason && `: ${reason.trim()}`} (log: ${file})`;
}

/** The queries of the server's own session: open the ports, then sleep for as long as the server shall live. */
function sessionQueries(place: ClickHousePlace): string[] {
  return [
    ...(place.shard ? ["SYSTEM START LISTEN TCP"] : []),
    "SYSTEM START LISTEN HTTP",
    "SELECT sleepEachRow(0.25) FROM numbers(1000000000000) FORMAT Null SETTINGS max_block_size = 1, " +
      "function_sleep_max_microseconds_per_block = 0, max_execution_time = 0",
  ];
}

/** Where the engine itself listens, behind the relays of its process (./relay.mjs says why). */
interface EnginePorts {
  readonly http_port: number;
  readonly tcp_port: number;
}

function serverArguments(place: ClickHousePlace, config: string, { http_port, tcp_port }: EnginePorts): string[] {
  return [
    "clickhouse",
    "--multiquery",
    `--path=${resolve(place.folder, "data")}`,
    `--http_port=${http_port}`,
    ...(place.shard ? [`--tcp_port=${tcp_port}`] : []),
    "--listen_host=127.0.0.1",
    `--config-file=${config}`,
    `--query=${sessionQueries(place).join("; ")}`,
  ];
}

/** The cluster with this shard at the port where it listens itself, by which it knows that it is meant. */
function knowingItself(shard: Required<ClickHousePlace>["shard"], engine_port: number): ClusterConfig {
  const tcp_ports = shard.cluster.tcp_ports.map((port) => (port === shard.tcp_port ? engine_port : port));
  return { ...shard.cluster, tcp_ports };
}

async function writeConfig(place: ClickHousePlace, { tcp_port }: EnginePorts): Promise<string> {
  await mkdir(place.folder, { recursive: true, mode: 0o700 });
  const users = resolve(place.folder, "users.xml");
  const config = resolve(place.folder, "config.xml");
  const hash = createHash("sha256").update(place.password).digest("hex");
  const cluster = place.shard ? { cluster: knowingItself(place.shard, tcp_port) } : {};
  await writeFile(users, clickhouseUsers(hash, sessionQueries(place).length), { mode: 0o600 });
  await writeFile(config, clickhouseConfig({ users, log_folder: place.log_folder, ...cluster }), { mode: 0o600 });
  return config;
}

/** One query over a connection of its own; an engine's refusal is a text like any other, no answer is "". */
function ask(url: string, user: string, password: string, query: string): Promise<{ ok: boolean; text: string }> {
  return new Promise((settle) => {
    const headers = { "X-ClickHouse-User": user, ...(password ? { "X-ClickHouse-Key": password } : {}) };
    const call = request(url, { method: "POST", headers, agent: false, timeout: 5_000 }, (reply) => {
      let text = "";
      reply.setEncoding("utf8");
      reply.on("data", (part: string) => {
        text += part;
      });
      reply.once("close", () => settle({ ok: reply.statusCode === 200, text }));
    });
    call.once("timeout", () => call.destroy());
    call.once("error", () => settle({ ok: false, text: "" }));
    call.end(query);
  });
}

/** True when the server's own session sleeps (so it needs no more of its quota) and our database is there. */
async function answers(url: string, password: string): Promise<boolean> {
  const asleep = "SELECT count() FROM system.processes WHERE user != currentUser() AND query LIKE '%sleepEachRow%'";
  if ((await ask(url, "kompas", password, asleep)).text.trim() !== "1") return false;
  return (await ask(url, "kompas", password, "CREATE DATABASE IF NOT EXISTS kompas ENGINE = Atomic")).ok;
}

/**
 * libchdb's own session logs in as `default` without a password, so that user must exist. It has no right to any
 * table, and a quota of exactly the queries of that session: after them, whoever comes as `default` gets no
 * answer but constants. This makes sure of it before anybody is told where the server is.
 */
async function refusesStrangers(url: string): Promise<boolean> {
  const probe = await ask(url, "default", "", "SELECT count() FROM numbers(1)");
  return probe.text.includes("QUOTA_EXCEEDED");
}

/** Ends the server in order. What libchdb does after it has removed its status file is four seconds of crashing. */
async function end(child: ChildProcess, ended: Promise<void>, place: ClickHousePlace): Promise<void> {
  const status = resolve(place.folder, "data/status");
  child.stdin?.end();
  const isShutDown = async () => child.exitCode !== null || child.signalCode !== null || !existsSync(status);
  await eventually(isShutDown, stopPatience_ms);
  child.kill("SIGKILL");
  await ended;
}
