// A shop whose pages stand on another site than Kompas, a gate between the two that can be shut, and what Kompas keeps.
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { readConfig, startServer } from "#server";
import { type Engines, sql } from "#storage";
import { engineSettings, testEngines } from "../../tests/engines.ts";
import { buildSdk } from "./server.ts";

export const write_key = "shop-write-key";

/** What the gate does with what is sent to Kompas: a status instead of an answer, or the answer is lost on its way. */
export type Gate = "open" | "cut" | { readonly status: number; readonly retry_after?: string };

/** An event as Kompas keeps it. */
export interface Kept {
  readonly type: string;
  readonly name: string;
  readonly message_id: string;
  readonly identifiers: Readonly<Record<string, string>>;
  readonly group_id: string;
  readonly consents: Readonly<Record<string, boolean>>;
  /** As the page sent it. */
  readonly sent: Record<string, unknown>;
}

export interface Shop {
  /** The shop's address, on another site than Kompas. */
  readonly address: string;
  /** Kompas as the shop's pages know it: the gate's address. */
  readonly kompas: string;
  /** What each address of the shop shows; a page that is not there shows "/". */
  readonly pages: Map<string, string>;
  /** Scripts that the shop serves from elsewhere, by their address. */
  readonly scripts: Map<string, string>;
  gate: Gate;
  /** Message ids that reached the gate, one entry a delivery. */
  readonly delivered: string[];
  /** How many batches reached the gate. */
  batches: number;
  /** All events by the time that the page claimed, each once. */
  events(): Promise<Kept[]>;
  stop(): Promise<void>;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const bound = server.address();
      resolve(typeof bound === "object" && bound !== null ? bound.port : 0);
    });
  });
}

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Hands a request on to Kompas, and its answer back unless it is to be lost. */
function forward(kompas: string, asked: IncomingMessage, body: Buffer, answer: ServerResponse, lost: boolean): void {
  const { method, headers, url = "" } = asked;
  const onward = request(`${kompas}${url}`, { method: method ?? "GET", headers }, (reply) => {
    if (lost) {
      reply.resume().on("end", () => answer.destroy());
      return;
    }
    answer.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(answer);
  });
  onward.on("error", () => answer.destroy());
  onward.end(body);
}

const Row = (row: unknown): Record<string, unknown> => (typeof row === "object" && row !== null ? { ...row } : {});

async function keptEvents(engines: Engines): Promise<Kept[]> {
  const rows = await engines.clickhouse.rows(
    "shop events",
    sql`SELECT type, name, message_id, group_id, body, toJSONString(consents) AS consents, toJSONString(identifiers) AS identifiers
        FROM event ORDER BY original_at, message_id`,
  );
  return rows.map((row) => {
    const { type, name, message_id, group_id, body, consents, identifiers } = Row(row);
    const who: { kind: string; value: string }[] = JSON.parse(String(identifiers));
    return {
      type: String(type),
      name: String(name),
      message_id: String(message_id),
      group_id: String(group_id),
      consents: JSON.parse(String(consents)),
      identifiers: Object.fromEntries(who.map(({ kind, value }) => [kind, value])),
      sent: JSON.parse(String(body)),
    };
  });
}

/** The snippet as the guide shows it, for this Kompas; `options` come on top of the guide's. */
export function snippetFor(kompas: string, options = ""): string {
  const guide = readFileSync(join(import.meta.dirname, "../../docs/sdk.md"), "utf8");
  const [, html = ""] = /```html\n(<script>.*?<\/script>)\n```/s.exec(guide) ?? [];
  return html
    .replace("WRITE_KEY", write_key)
    .replace("https://kompas.example.com", kompas)
    .replace(',"trackPages":true', options);
}

/** Starts Kompas on databases of its own, the gate before it, and the shop. Call it in a hook. */
export async function startShop(): Promise<Shop> {
  const folder = await mkdtemp(join(tmpdir(), "kompas-shop-"));
  const engines = await testEngines();
  await buildSdk(folder);
  await engines.postgres.pool.query(
    "INSERT INTO source (slug, name, kind, write_key) VALUES ('shop', 'Shop', 'site', $1)",
    [write_key],
  );
  const config = readConfig({
    KOMPAS_DATA: folder,
    KOMPAS_PORT: "0",
    ...engineSettings(engines),
  });
  const server = await startServer(config, { logger: pino({ level: "silent" }), web_dir: join(folder, "web") });
  await server.ready;

  const gate = createServer(async (asked, answer) => {
    const body = await bodyOf(asked);
    const collecting = asked.method === "POST";
    if (collecting) {
      shop.batches += 1;
      for (const [, id = ""] of body.toString().matchAll(/"messageId":"([^"]+)"/g)) shop.delivered.push(id);
    }
    const state = collecting ? shop.gate : "open";
    if (typeof state === "string") return forward(server.local_address, asked, body, answer, state === "cut");
    const wait = state.retry_after === undefined ? {} : { "retry-after": state.retry_after };
    const exposed = { "access-control-allow-origin": "*", "access-control-expose-headers": "retry-after" };
    answer.writeHead(state.status, { ...exposed, ...wait }).end("{}");
  });
  const site = createServer((asked, answer) => {
    const path = (asked.url ?? "/").split("?")[0] ?? "/";
    const script = shop.scripts.get(path);
    if (script !== undefined) {
      answer.writeHead(200, { "content-type": "text/javascript; charset=utf-8" }).end(readFileSync(script));
      return;
    }
    const html = shop.pages.get(path) ?? shop.pages.get("/") ?? "";
    answer.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
  });
  const [gate_port, site_port] = await Promise.all([listen(gate), listen(site)]);

  const shop: Shop = {
    address: `http://localhost:${site_port}`,
    kompas: `http://127.0.0.1:${gate_port}`,
    pages: new Map(),
    scripts: new Map(),
    gate: "open",
    delivered: [],
    batches: 0,
    events: () => keptEvents(engines),
    async stop() {
      for (const open of [gate, site]) {
        open.close();
        open.closeAllConnections();
      }
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return shop;
}
