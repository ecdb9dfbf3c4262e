// The invented company at the terminal: asked for, followed to its end, and what it does now sent as it happens.
import { setTimeout as delay } from "node:timers/promises";
import { Type } from "typebox";
import {
  SimulationAnswer,
  type SimulationRequest,
  SimulationState,
  type SimulationStep,
  SourceKey,
  type SourceKind,
  SourceList,
  SourceState,
} from "#contract";
import { liveCalls } from "#simulate";
import { type Client, connect } from "./client.ts";
import { CommandError, type Input } from "./command.ts";
import { bar, count, counted, duration, type Terminal } from "./terminal.ts";

const path = "/api/v1/simulation";
const poll_ms = 300;

const words: Readonly<Record<SimulationStep, string>> = {
  writing: "living through its days",
  importing: "importing",
  identifying: "making out who is who",
};

/** How far a simulation is, in a line. */
function progressLine({ step, share, sources, elapsed_ms }: SimulationState): string {
  const done = sources.filter(({ state }) => state === "done").length;
  const running = sources.filter(({ state }) => state === "running").map(({ source }) => source);
  const which = step === "importing" ? ` ${running.join(", ")} (${done} of ${sources.length})` : "";
  return `${bar(share)}  ${words[step]}${which}, ${duration(elapsed_ms)}`;
}

function reporter(terminal: Terminal): (state: SimulationState) => void {
  let told_ms = performance.now();
  return (state) => {
    terminal.status(progressLine(state));
    if (terminal.interactive || performance.now() - told_ms < 10_000) return;
    told_ms = performance.now();
    terminal.note(progressLine(state));
  };
}

/** Waits for the end of a simulation and gives its last state; Ctrl+C cancels it. */
async function followCompany(client: Client, input: Input): Promise<SimulationState> {
  const report = reporter(input.terminal);
  for (;;) {
    const { simulation: state } = await client.json(path, SimulationAnswer);
    if (!state) throw new CommandError("There is no simulation.");
    report(state);
    if (state.state === "done") {
      input.terminal.endStatus();
      return state;
    }
    if (state.state === "cancelled") throw new CommandError("The simulation was cancelled.");
    if (state.state === "failed") {
      throw new CommandError(`The simulation failed: ${state.error?.message ?? "no reason was told"}`);
    }
    if (input.signal.aborted) {
      await client.json(`${path}/cancel`, SimulationState, { method: "POST" });
      throw new CommandError("The simulation was cancelled.");
    }
    await delay(poll_ms, undefined, { signal: input.signal }).catch(() => undefined);
  }
}

/** What came of it, in lines for people. */
function told({ sources, events, elapsed_ms, steps }: SimulationState): string {
  const rows = sources.reduce((sum, { rows_total }) => sum + (rows_total ?? 0), 0);
  const parts = steps.map(({ step, took_ms }) => `${words[step]} ${duration(took_ms)}`);
  return `${counted(rows, "row")} of ${counted(sources.length, "source")} became ${counted(events, "event")} in ${duration(elapsed_ms)}: ${parts.join(", ")}.`;
}

/** Simulates the company once: one that is there or on its way is not begun again. */
export async function loadCompany(client: Client, request: SimulationRequest, input: Input): Promise<SimulationState> {
  const { simulation: before } = await client.json(path, SimulationAnswer, { signal: input.signal });
  if (before?.state === "done") {
    input.terminal.note("The company is already there.");
    return before;
  }
  const running = before?.state === "waiting" || before?.state === "running";
  const state = running ? before : await client.json(path, SimulationState, { method: "POST", body: request });
  input.terminal.note(
    `Simulating Latarnia, an invented retailer: ${counted(state.customers, "customer")}, ${counted(state.months, "month")}, seed ${state.seed} …`,
  );
  const done = await followCompany(client, input);
  input.terminal.note(told(done));
  return done;
}

const kinds: Readonly<Record<string, SourceKind>> = {
  web: "site",
  app: "app",
  store: "shop",
  "call-center": "call_center",
  chat: "chat",
  newsletter: "email",
  ads: "ads",
};

/** A client that may send as a source; the source is made when it is not there yet. */
async function senderFor(client: Client, source: string): Promise<Client> {
  const slug = `${source}-live`;
  const { rows } = await client.json("/api/v1/sources", SourceList);
  if (!rows.some((row) => row.slug === slug)) {
    const body = { name: slug, kind: kinds[source] ?? "server" };
    await client.json("/api/v1/sources", SourceState, { method: "POST", body });
  }
  const { write_key } = await client.json(`/api/v1/sources/${slug}/key`, SourceKey);
  return connect(client.address, write_key);
}

/** Makes the clients by which sources send, each once. */
function sendersOf(client: Client): (source: string) => Promise<Client> {
  const senders = new Map<string, Promise<Client>>();
  return (source) => {
    const sender = senders.get(source) ?? senderFor(client, source);
    senders.set(source, sender);
    return sender;
  };
}

/** Calls that may wait for their answer at one time: a slow answer must not hold up what happens next. */
const most_under_way = 50;

/**
 * Sends what happens at the company now, until Ctrl+C.
 * @throws {CommandError} when a call is refused
 */
export async function sendLive(
  client: Client,
  { customers, months, seed, until }: SimulationState,
  rate_per_s: number,
  input: Input,
): Promise<void> {
  const { signal, terminal } = input;
  const senderOf = sendersOf(client);
  const under_way = new Set<Promise<unknown>>();
  const fault = new AbortController();
  const ended = AbortSignal.any([signal, fault.signal]);
  const send = async (source: string, call: Record<string, unknown>) => {
    const now = new Date().toISOString();
    const body = { batch: [{ timestamp: now, ...call }], sentAt: now };
    await (await senderOf(source)).json("/v1/batch", Type.Unknown(), { method: "POST", body });
  };
  terminal.note(`Sending about ${counted(rate_per_s, "event")} a second, as they happen; Ctrl+C ends it.`);
  let sent = 0;
  let next_ms = performance.now();
  for (const { wait_ms, source, call } of liveCalls({ customers, months, seed, until: new Date(until) }, rate_per_s)) {
    next_ms += wait_ms;
    await delay(Math.max(0, next_ms - performance.now()), undefined, { signal: ended }).catch(() => undefined);
    if (under_way.size >= most_under_way) await Promise.race(under_way);
    if (ended.aborted) break;
    const sending: Promise<void> = send(source, call)
      .catch((thrown: unknown) => fault.abort(thrown))
      .finally(() => under_way.delete(sending));
    under_way.add(sending);
    sent += 1;
    terminal.status(`${count(sent)} sent, the last: ${String(call.event ?? call.type)} of ${source}`);
  }
  await Promise.all(under_way);
  terminal.endStatus();
  terminal.note(`${counted(sent, "event")} sent.`);
  if (!signal.aborted) fault.signal.throwIfAborted();
}
