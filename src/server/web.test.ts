// The web app's files: the page everywhere, long caching for what never changes, nothing from outside the folder.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createKompas } from "./kompas.ts";

let folder = "";
let app: FastifyInstance;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kompas-web-"));
  await mkdir(join(folder, "web", "assets"), { recursive: true });
  await writeFile(join(folder, "secret.txt"), "secret");
  await writeFile(
    join(folder, "web", "index.html"),
    '<title>App</title><script>let theme;</script><script type="module" src="/assets/a-1.js"></script>',
  );
  await writeFile(join(folder, "web", "assets", "a-1.js"), "plain");
  await writeFile(join(folder, "web", "assets", "a-1.js.br"), "squeezed");
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
  app.inject({ url, headers: { host: "localhost:4600", ...headers } });

test("every address of the app is its page, always fresh", async () => {
  for (const url of ["/", "/customers/12", "/metrics/revenue_net?from=2011-01-01", "/customers/a.b"]) {
    const page = await get(url);
    expect([page.statusCode, page.headers["cache-control"]]).toEqual([200, "no-cache"]);
    expect(page.body).toContain("<title>App</title>");
  }
});

test("the page's own script may run, no other that stands in it", async () => {
  const page = await get("/");
  expect(page.headers["content-security-policy"]).toMatch(/script-src 'self' 'sha256-[^']+';/);
});

test("files whose names change with their content are kept for ever, compressed where the caller can", async () => {
  const plain = await get("/assets/a-1.js");
  expect([plain.body, plain.headers["cache-control"]]).toEqual(["plain", "public, max-age=31536000, immutable"]);
  const squeezed = await get("/assets/a-1.js", { "accept-encoding": "br" });
  expect([squeezed.body, squeezed.headers["content-encoding"]]).toEqual(["squeezed", "br"]);
});

test("what is missing is missing, and nothing outside the folder is reached", async () => {
  for (const url of [
    "/assets/a-2.js",
    "/api/v1/nothing",
    "/..%2fsecret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/%00",
    "/%",
  ]) {
    const answer = await get(url);
    expect(answer.statusCode, url).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toBe("secret");
  }
});
