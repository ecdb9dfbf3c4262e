// The running product: its configuration, how far its start is, and what every request needs of it.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Settings } from "#contract";
import type { Engines } from "#storage";
import type { Config } from "./config.ts";
import { NotReadyError } from "./problem.ts";

/** How far the start is. `detail` is a sentence for people. */
export interface State {
  readonly status: "starting" | "ready" | "failed" | "stopping";
  readonly detail: string;
}

/** What a request needs once everything stands. */
export interface Ready {
  readonly engines: Engines;
  readonly settings: Settings;
}

/** What requests, workers and the lifecycle share. */
export interface Kompas {
  readonly config: Config;
  readonly version: string;
  /** Tells this process from every other. */
  readonly instance: string;
  /** What the terminal of this machine shows to be let in; new at every start. */
  readonly local_key: string;
  readonly now: () => Date;
  state(): State;
  setState(state: State): void;
  /** @throws {NotReadyError} until the engines stand. */
  ready(): Ready;
  setReady(ready: Ready): void;
  /** Counts a request until the given function is called. */
  enter(): () => void;
  /** Resolves when no request is running. */
  quiet(): Promise<void>;
  /** Calls `stop` when running work must end; the answer takes the call back. */
  whenStopped(stop: () => void): () => void;
  /** Calls `stop` as soon as the stop begins: for what would never end by itself. */
  whenStopping(stop: () => void): () => void;
  /** Ends running work. */
  abort(): void;
}

/** The version out of package.json, which lies two folders up, in the sources as in the build. */
export function readVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return /"version":\s*"([^"]+)"/.exec(text)?.[1] ?? "unknown";
}

/** Names a data folder without giving its path away. */
export function dataId(data_dir: string): string {
  return createHash("sha256").update(data_dir).digest("hex").slice(0, 16);
}

/** A product that has not started yet. */
export function createKompas(config: Config, now: () => Date = () => new Date()): Kompas {
  let state: State = { status: "starting", detail: "The engines are starting" };
  let whole: Ready | undefined;
  let running = 0;
  const waiting: (() => void)[] = [];
  const stops = new Set<() => void>();
  const lasting = new Set<() => void>();
  return {
    config,
    version: readVersion(),
    instance: randomUUID(),
    local_key: randomBytes(32).toString("base64url"),
    now,
    state: () => state,
    setState(next) {
      // Nothing leads back from stopping: a start that ends while we stop changes no more.
      if (state.status === "stopping") return;
      state = next;
      if (state.status === "stopping") for (const stop of lasting) stop();
    },
    ready() {
      if (whole === undefined || state.status === "stopping") throw new NotReadyError(state.detail);
      return whole;
    },
    setReady(ready) {
      whole = ready;
    },
    enter() {
      running += 1;
      return () => {
        running -= 1;
        if (running === 0) for (const wake of waiting.splice(0)) wake();
      };
    },
    async quiet() {
      if (running > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    whenStopped(stop) {
      stops.add(stop);
      return () => stops.delete(stop);
    },
    whenStopping(stop) {
      lasting.add(stop);
      return () => lasting.delete(stop);
    },
    abort() {
      for (const stop of stops) stop();
    },
  };
}
