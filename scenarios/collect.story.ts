// What the collecting stories share: a server with one source, and requests as SDKs send them.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import { readConfig, type Server, startServer } from "#server";
import type { Engines } from "#storage";
import { engineSettings, testEngines } from "../tests/engines.ts";

/** The write key of the story's source, whose slug is "shop". */
export const write_key = "story-key";

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** A running server and the verbs of a collecting story. */
export interface CollectStory {
  readonly engines: Engines;
  readonly server: Server;
  readonly ask: (where: string, init?: RequestInit) => Promise<Answer>;
  /** POSTs JSON with the story's key by Basic authentication. */
  readonly post: (where: string, body: unknown, headers?: Record<string, string>) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

export const basic = (key: string) => `Basic ${Buffer.from(`${key}:`).toString("base64")}`;

/** Starts a server on engines of its own; `stop` it in afterAll. */
export async function collectStory(): Promise<CollectStory> {
  const folder = await mkdtemp(path.join(tmpdir(), "kompas-story-"));
  const engines = await testEngines();
  await engines.postgres.db
    .insertInto("source")
    .values([
      { slug: "shop", name: "Shop", kind: "site", write_key, settings: "{}" },
      { slug: "old", name: "Old", kind: "site", write_key: "off-key", settings: "{}", enabled: false },
    ])
    .execute();
  const config = readConfig({
    KOMPAS_DATA: folder,
    KOMPAS_PORT: "0",
    ...engineSettings(engines),
  });
  const server = await startServer(config, { logger: pino({ level: "silent" }), check_replies: true });
  await server.ready;
  const ask = async (where: string, init?: RequestInit) => {
    const answer = await fetch(`${server.local_address}${where}`, init);
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  return {
    engines,
    server,
    ask,
    post: (where, body, headers = {}) =>
      ask(where, {
        method: "POST",
        body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
        headers: { authorization: basic(write_key), "content-type": "application/json", ...headers },
      }),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
