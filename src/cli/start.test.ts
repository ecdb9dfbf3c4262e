// kompas start as a process of its own, with the embedded engines: one owner a data folder, and a clean end.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

// Three starts and stops of real servers on a busy machine.
const patience = { timeout: 180_000 };

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kompas-start-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `kompas` in a process of its own; `said` grows as it speaks. */
function kompas(...args: string[]): {
  child: ChildProcess;
  said: () => string;
  heard(pattern: RegExp): Promise<string>;
  ended: Promise<number | null>;
} {
  const child = spawn(process.execPath, ["--conditions=development", "--import", "tsx", main, ...args], {
    env: {
      ...process.env,
      KOMPAS_DATA: join(folder, "data"),
      KOMPAS_PORT: "0",
      KOMPAS_CLICKHOUSE_URL: "",
      KOMPAS_POSTGRES_URL: "",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const heard = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(text);
        if (found) resolve(found[1] ?? found[0]);
      };
      for (const stream of [child.stdout, child.stderr]) stream.on("data", look);
      void ended.then((code) => reject(new Error(`ended with ${code} before it said ${pattern}:\n${text}`)));
      look();
    });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (part: string) => {
      text += part;
    });
  }
  return { child, said: () => text, heard, ended };
}

test(
  "it starts on an empty folder, keeps others out of it, ends on SIGTERM, and starts again with what was there",
  patience,
  async () => {
    const first = kompas("start");
    const address = await first.heard(/Open (\S+)/);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    const change = {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "Corner shop" }),
    };
    expect((await fetch(`${address}/api/v1/workspace`, change)).status).toBe(200);

    const second = kompas("start");
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(address);

    first.child.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    expect(first.said()).toContain("Stopped.");
    expect(await readdir(join(folder, "data"))).not.toContain("server.json");

    const again = kompas("start");
    const workspace = await (await fetch(`${await again.heard(/Open (\S+)/)}/api/v1/workspace`)).json();
    expect(workspace).toMatchObject({ name: "Corner shop" });
    again.child.kill("SIGINT");
    expect(await again.ended).toBe(0);
  },
);

test("the log has a line a request and holds nothing that somebody looked for", patience, async () => {
  const server = kompas("start");
  const address = await server.heard(/Open (\S+)/);
  await fetch(`${address}/api/v1/customers?search=jane.doe%40example.com`);
  await fetch(`${address}/api/v1/customers/12345678901?x=jane.doe`);
  server.child.kill("SIGTERM");
  expect(await server.ended).toBe(0);
  expect(server.said()).toMatch(/"route":"[^"]+","status":\d+,"ms":\d+/);
  expect(server.said()).not.toMatch(/jane|12345678901/);
  const logs = await readdir(join(folder, "data", "log"));
  for (const log of logs) expect(await readFile(join(folder, "data", "log", log), "utf8")).not.toContain("jane.doe@");
});
