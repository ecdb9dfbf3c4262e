// A workspace with the whole API, for tests of definitions: files planned, applied and written out over HTTP.
import { readFile } from "node:fs/promises";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, expect } from "vitest";
import type { DefinitionsApplied, DefinitionsPlan } from "#contract";
import type { Engines } from "#storage";
import { createApp } from "../app.ts";
import { readConfig } from "../config.ts";
import { createKompas } from "../kompas.ts";
import { allRoutes } from "../routes.ts";
import { readSettings } from "../workspace.ts";

export interface Workspace {
  readonly engines: Engines;
  readonly app: FastifyInstance;
}

const open: FastifyInstance[] = [];

/** A workspace on these engines; the file's end closes it. */
export async function workspace(engines: Engines): Promise<Workspace> {
  const kompas = createKompas(readConfig({}), () => new Date("2026-06-01T12:00:00Z"));
  kompas.setReady({ engines, settings: await readSettings(engines.postgres) });
  kompas.setState({ status: "ready", detail: "" });
  const logger = pino({ level: "silent" });
  const app = await createApp(kompas, { routes: allRoutes(kompas), web_dir: "/nowhere", logger, check_replies: true });
  open.push(app);
  return { engines, app };
}

afterAll(async () => {
  for (const app of open.splice(0)) await app.close();
});

const guide = await readFile(new URL("../../../docs/definitions.md", import.meta.url), "utf8");
/** The file of the guide. */
export const company = /```yaml\n(kompas: 1\n[\s\S]*?)```/.exec(guide)?.[1] ?? "";

export const headers = { host: "localhost" };

type Text = string | readonly { readonly name: string; readonly text: string }[];

/** What the API answers to files; a text alone is kompas.yaml. */
export async function post<Answer>({ app }: Workspace, path: "" | "/plan", text: Text, more: object = {}) {
  const files = typeof text === "string" ? [{ name: "kompas.yaml", text }] : text;
  const url = `/api/v1/definitions${path}`;
  const answer = await app.inject({ method: "POST", url, headers, payload: { files, ...more } });
  return { status: answer.statusCode, body: answer.json<Answer>() };
}

export async function plan(at: Workspace, text: Text, more: object = {}): Promise<DefinitionsPlan> {
  const { status, body } = await post<DefinitionsPlan>(at, "/plan", text, more);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

export async function apply(at: Workspace, text: Text, more: object = {}): Promise<DefinitionsApplied> {
  const { status, body } = await post<DefinitionsApplied>(at, "", text, more);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

/** All that stands, as YAML. */
export async function written({ app }: Workspace, query = ""): Promise<string> {
  const answer = await app.inject({ url: `/api/v1/definitions.yaml${query}`, headers });
  expect(answer.statusCode).toBe(200);
  return answer.body;
}
