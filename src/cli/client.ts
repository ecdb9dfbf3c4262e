// The API as the commands use it: the server that runs on the data folder, or one started for the time of a command.
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { pino } from "pino";
import { type Static, type TSchema, Type } from "typebox";
import { Value } from "typebox/value";
import { addressOf, type Config, findRunning, localKey, type Running, readConfig, startServer } from "#server";
import { CommandError, type Input } from "./command.ts";
import { readMessages, type ServerMessage } from "./messages.ts";

/** An address of the API with its query; undefined values are left out. */
export interface Ask {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH";
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  /** Of a stream: the message after which it goes on. */
  readonly last_id?: string | undefined;
  readonly signal?: AbortSignal;
}

/** The API. */
export interface Client {
  /** What people open in the browser. */
  readonly address: string;
  /** Asks and checks that the answer has this shape. @throws {ApiError} for a problem that the server tells */
  json<Schema extends TSchema>(path: string, schema: Schema, ask?: Ask): Promise<Static<Schema>>;
  /** The messages of a stream of server-sent events, until it ends or is ended by the signal. */
  messages(path: string, ask?: Ask): AsyncIterable<ServerMessage>;
  /** Writes the answer to a file, or to standard output. */
  download(path: string, file: string | undefined, ask?: Ask): Promise<void>;
}

/** A problem that the server told. */
export class ApiError extends CommandError {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
  }
}

const Told = Type.Object({
  code: Type.String(),
  title: Type.String(),
  detail: Type.Optional(Type.String()),
  field: Type.Optional(Type.String()),
});

async function problem(answer: Response): Promise<ApiError> {
  const body: unknown = await answer.json().catch(() => undefined);
  if (!Value.Check(Told, body)) return new ApiError(answer.status, "unknown", `The server answered ${answer.status}.`);
  if (body.code === "login_required")
    return new ApiError(
      answer.status,
      body.code,
      "This Kompas wants to know who asks: set KOMPAS_API_KEY or KOMPAS_ADMIN_TOKEN, or run the command as the user whose server it is.",
    );
  const field = body.field === undefined || body.detail?.includes(body.field) ? "" : ` (${body.field})`;
  return new ApiError(answer.status, body.code, `${body.detail ?? body.title}${field}`);
}

/** A client of the server at an address, let in by a key; people are shown `shown`. */
export function connect(address: string, key: string | undefined, shown = address): Client {
  const send = async (path: string, ask: Ask): Promise<Response> => {
    const url = new URL(path, address);
    for (const [name, value] of Object.entries(ask.query ?? {}))
      if (value !== undefined) url.searchParams.set(name, value);
    const answer = await fetch(url, {
      method: ask.method ?? "GET",
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(ask.body === undefined ? {} : { "content-type": "application/json" }),
        ...(ask.last_id === undefined ? {} : { "last-event-id": ask.last_id }),
      },
      ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
      ...(ask.signal ? { signal: ask.signal } : {}),
    });
    if (!answer.ok) throw await problem(answer);
    return answer;
  };
  return {
    address: shown,
    async json(path, schema, ask = {}) {
      const answer: unknown = await (await send(path, ask)).json();
      if (Value.Check(schema, answer)) return answer;
      throw new CommandError(`The server's answer to ${path} is not as expected; is it of another version?`);
    },
    async *messages(path, ask = {}) {
      const { body } = await send(path, ask);
      if (body !== null) yield* readMessages(body);
    },
    async download(path, file, ask = {}) {
      const { body } = await send(path, ask);
      if (body === null) return;
      await pipeline(body, file === undefined ? process.stdout : createWriteStream(file), { end: file !== undefined });
    },
  };
}

const Ready = Type.Object({ status: Type.String(), detail: Type.String() });

/** Waits until a server that is starting answers. */
export async function waitUntilReady(address: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const answer: unknown = await (await fetch(`${address}/readyz`, { signal })).json();
    if (!Value.Check(Ready, answer)) throw new CommandError(`What runs at ${address} is not Kompas.`);
    if (answer.status === "ready") return;
    if (answer.status !== "starting") throw new CommandError(`The server at ${address} is not ready: ${answer.detail}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** A client of a server that already runs. */
export async function connectRunning(running: Running, config: Config, signal: AbortSignal): Promise<Client> {
  await waitUntilReady(running.address, signal);
  return connect(running.address, await keyFor(config, running.address));
}

/** What lets a command in: the key that it was given, else the token, else what the server left for its own user. */
async function keyFor(config: Config, address: string): Promise<string | undefined> {
  return config.api_key ?? config.admin_token ?? (await localKey(config, address));
}

/**
 * Runs `work` with the API: of the server that runs on the data folder, else of one that is started here, on a free
 * port of this machine only, and stopped afterwards.
 */
export async function withKompas<Result>(input: Input, work: (client: Client) => Promise<Result>): Promise<Result> {
  const config = readConfig(input.environment);
  const running = await findRunning(config);
  if (running) return work(await connectRunning(running, config, input.signal));
  const server = await startServer(
    { ...config, host: "127.0.0.1", port: 0, public_url: undefined },
    { logger: pino({ level: "silent" }), announced: false },
  );
  try {
    await server.ready;
    // Its port goes with the command: people are told the address at which `kompas start` will answer.
    return await work(connect(server.local_address, config.api_key ?? server.local_key, addressOf(config)));
  } finally {
    await server.stop();
  }
}
