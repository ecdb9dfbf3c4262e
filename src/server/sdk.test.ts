// The browser SDK's files: for every site and by every name of the server, compressed, and asked for again cheaply.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createKompas } from "./kompas.ts";

let folder = "";
let app: FastifyInstance;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kompas-sdk-"));
  await mkdir(join(folder, "sdk"));
  await writeFile(join(folder, "sdk", "kompas.js"), "collect();");
  await writeFile(join(folder, "sdk", "package.json"), "{}");
  app = await createApp(createKompas(readConfig({})), {
    routes: [],
    web_dir: join(folder, "web"),
    logger: pino({ level: "silent" }),
  });
});

afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { host: "events.shop.example", origin: "https://shop.example", ...headers } });

test("the pages of any site may load the script, also as a module", async () => {
  const { statusCode, headers, body } = await get("/sdk/kompas.js");
  expect([statusCode, body]).toEqual([200, "collect();"]);
  expect(headers).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    vary: expect.stringContaining("accept-encoding"),
  });
});

test("it comes compressed to whom can read that", async () => {
  const br = await get("/sdk/kompas.js", { "accept-encoding": "gzip, deflate, br" });
  expect(brotliDecompressSync(br.rawPayload).toString()).toBe("collect();");
  const gzip = await get("/sdk/kompas.js", { "accept-encoding": "gzip" });
  expect(gunzipSync(gzip.rawPayload).toString()).toBe("collect();");
  expect(gzip.headers.etag).not.toBe(br.headers.etag);
});

test("who has it asks in an hour whether it changed; by the address of its content it is kept for ever", async () => {
  const { headers } = await get("/sdk/kompas.js");
  expect(headers["cache-control"]).toMatch(/^public, max-age=3600,/);
  const again = await get("/sdk/kompas.js", { "if-none-match": String(headers.etag) });
  expect([again.statusCode, again.body]).toEqual([304, ""]);
  const version = String(headers.etag).replaceAll('"', "");
  const immutable = await get(`/sdk/kompas.js?v=${version}`);
  expect(immutable.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  const other = await get("/sdk/kompas.js?v=old");
  expect(other.headers["cache-control"]).toMatch(/max-age=3600,/);
});

test("nothing else of the folder is served", async () => {
  for (const url of ["/sdk/package.json", "/sdk/kompas.mjs", "/sdk/..%2fsecret.txt", "/sdk/constructor"]) {
    expect((await get(url)).statusCode, url).toBe(404);
  }
});
