// The terminal and the people: the link to the first admin, and commands that go on when everybody has to sign in.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { engineSettings, testEngines } from "../../tests/engines.ts";
import { run } from "./kompas.ts";
import type { Terminal } from "./terminal.ts";

type Environment = Readonly<Record<string, string>>;

/** Settings of a Kompas on fresh engines, in a folder of its own. */
async function settled(): Promise<Environment> {
  const folder = await mkdtemp(join(tmpdir(), "kompas-key-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const engines = await testEngines();
  return {
    KOMPAS_DATA: join(folder, "data"),
    KOMPAS_PORT: "0",
    KOMPAS_LOG_LEVEL: "silent",
    ...engineSettings(engines),
  };
}

/** Runs a command line; `said` has all that it printed, `first` settles with the address that it opens. */
function kompas(line: string, environment: Environment, signal = new AbortController().signal) {
  const said: string[] = [];
  let open: (address: string) => void = () => undefined;
  const first = new Promise<string>((resolve) => {
    open = resolve;
  });
  const hear = (text: string) => {
    said.push(text);
    const address = /^Open (\S+)/.exec(text)?.[1];
    if (address !== undefined) open(address);
  };
  const terminal: Terminal = {
    out: hear,
    note: hear,
    status: () => undefined,
    endStatus: () => undefined,
    interactive: false,
    ask: async () => "",
  };
  const ended = run(line.split(" "), { terminal, environment, signal });
  return { first, ended, said: () => said.join("\n") };
}

async function started(environment: Environment) {
  const controller = new AbortController();
  const server = kompas("start", environment, controller.signal);
  const stop = async () => {
    controller.abort();
    await server.ended;
    return server.said();
  };
  return { address: await server.first, stop };
}

test("the link is printed until there is an admin; the commands go on as before, and take keys", async () => {
  const environment = await settled();
  const server = await started(environment);
  const post = (path: string, body: object, headers = {}) =>
    fetch(`${server.address}/api/v1/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const made = await post("setup", { email: "ada@example.com", name: "Ada", password: "four words in a row" });
  expect(made.status).toBe(201);
  expect((await fetch(`${server.address}/api/v1/metrics`)).status).toBe(401);

  const metric = async (line = "metric", extra: Environment = {}) => {
    const command = kompas(line, { ...environment, ...extra });
    return [await command.ended, command.said().includes("KOMPAS_API_KEY")];
  };
  expect(await metric()).toEqual([0, false]);
  const cookie = made.headers.get("set-cookie")?.split(";")[0] ?? "";
  const answer = await post("api-keys", { name: "cli", scope: "read" }, { cookie, "x-kompas": "1" });
  const { key } = JSON.parse(await answer.text());
  expect(await metric(`metric --key ${key}`)).toEqual([0, false]);
  expect(await metric("metric", { KOMPAS_API_KEY: key })).toEqual([0, false]);
  expect(await metric("metric --key=guess")).toEqual([1, true]);
  expect(await metric("metric --key")).toEqual([2, false]);

  expect(await server.stop()).toMatch(/first admin.*: http:\/\/127\.0\.0\.1:\d+\/set-up#[\w-]{43}\n/);
  const again = await started(environment);
  expect(await again.stop()).not.toContain("set-up");
  // Without a server the command starts one for itself, which lets it in as well.
  expect(await metric()).toEqual([0, false]);
});
