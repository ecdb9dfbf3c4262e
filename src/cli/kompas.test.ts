// The commands as a person meets them: what they print, what they refuse, and their exit codes.
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { engineSettings, testEngines } from "../../tests/engines.ts";
import { recorder, type Said } from "../../tests/recorder.ts";
import { run } from "./kompas.ts";

let folder = "";
let environment: { [variable: string]: string; KOMPAS_DATA: string } = { KOMPAS_DATA: "" };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kompas-cli-"));
  const engines = await testEngines();
  environment = {
    KOMPAS_DATA: join(folder, "data"),
    KOMPAS_PORT: "0",
    KOMPAS_LOG_LEVEL: "silent",
    ...engineSettings(engines),
  };
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function kompas(line: string, extra: Record<string, string> = {}): Promise<Said> {
  const { terminal, said } = recorder();
  const signal = new AbortController().signal;
  return said(
    await run(line.split(" ").filter(Boolean), { terminal, environment: { ...environment, ...extra }, signal }),
  );
}

/** `kompas start` until stopped: the address that it prints, and its end. */
async function started(extra: Record<string, string> = {}): Promise<{ address: string; stop(): Promise<Said> }> {
  const controller = new AbortController();
  return new Promise((resolve, reject) => {
    const { terminal, said } = recorder((text) => {
      const address = /Open (\S+)/.exec(text)?.[1];
      if (address === undefined) return;
      resolve({
        address,
        stop: async () => {
          controller.abort();
          return said(await ended);
        },
      });
    });
    const ended = run(["start"], { terminal, environment: { ...environment, ...extra }, signal: controller.signal });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${said(code).notes}`)));
  });
}

describe("a command line that is not understood ends with 2 and says what would be right", () => {
  test.each([
    ["stat", /no command "stat".*kompas start/],
    ["frobnicate", /kompas help/],
    ["metric --form 2011-01-01", /no flag --form.*--from/],
    ["metric orders --from", /--from/],
    ["start now", /"now" is one word too many/],
    ["export", /missing/],
    ["export people", /events, definitions, customers, metrics/],
    ["export customers --format xml", /csv or json/],
    ["import postgres://h/d", /table/],
    ["import ftp://h/f.csv", /https:\/\//],
    ["help frobnicate", /no command/],
  ])("kompas %s", async (line, message) => {
    const said = await kompas(line);
    expect(said.notes).toMatch(message);
    expect([said.code, said.out]).toEqual([2, ""]);
  });

  test("a setting that cannot be used is a failure that names its variable", async () => {
    const said = await kompas("metric", { KOMPAS_PORT: "many" });
    expect([said.code, said.notes]).toEqual([1, 'KOMPAS_PORT: "many" is not a whole number from 0 to 65535']);
  });
});

test("help tells of every command, every flag and every setting", async () => {
  const overview = await kompas("help");
  expect(overview.code).toBe(0);
  for (const name of ["start", "demo", "import", "metric", "export", "check", "migrate"]) {
    expect(overview.out).toContain(`kompas ${name}`);
    const help = await kompas(`help ${name}`);
    expect(help.out).toContain(`kompas ${name}`);
    expect((await kompas(`${name} --help`)).out).toBe(help.out);
  }
  expect((await kompas("help settings")).out).toContain("KOMPAS_ADMIN_TOKEN");
  expect((await kompas("--version")).out).toMatch(/^\d+\.\d+\.\d+$/);
});

describe("without a running server a command starts what it needs for its own time", () => {
  test("the metrics are listed and asked", async () => {
    const list = await kompas("metric");
    expect(list.notes).toBe("");
    for (const id of [
      "revenue_gross",
      "revenue_net",
      "orders",
      "aov",
      "customers_active",
      "customers_new",
      "repeat_purchase_rate",
      "refund_rate",
    ]) {
      expect(list.out).toContain(id);
    }
    const orders = await kompas("metric orders --json");
    expect(JSON.parse(orders.out)).toMatchObject({ id: "orders", unit: "count" });
  });

  test("an unknown metric, an unknown dimension and a wrong day are told in the API's words", async () => {
    for (const [line, message] of [
      ["metric ordres", /ordres/],
      ["metric orders --by moon", /moon/],
      ["metric orders --from yesterday", /from/],
    ] as const) {
      const said = await kompas(line);
      expect(said.code, line).toBe(1);
      expect(said.notes).toMatch(message);
    }
  });

  test("definitions are exported as CSV to a file and as JSON", async () => {
    const file = join(folder, "definitions.csv");
    const said = await kompas(`export metric-definitions --out ${file}`);
    expect([said.code, said.out]).toEqual([0, ""]);
    expect(await readFile(file, "utf8")).toMatch(/^id,name,.*\r\n/);
    expect(JSON.parse((await kompas("export metric-definitions --format json")).out).length).toBeGreaterThan(7);
  });

  test("migrating what is up to date does nothing", async () => {
    expect(await kompas("migrate")).toMatchObject({ code: 0, out: "Up to date: nothing was to be done." });
  });
});

describe("a file becomes numbers", () => {
  const lines = [
    "order_id,date,email,sku,qty,price",
    "A1,2024-01-05 10:00,jo@example.com,Tea,2,3.50",
    "A1,2024-01-05 10:00,jo@example.com,Cup,1,7.25",
    "A2,not a date,al@example.com,Tea,1,3.50",
    "A3,2024-02-11 09:00,,Tea,1,3.50",
  ];

  test("previewed, checked, mapped, imported, counted, and imported again without a change", async () => {
    const file = join(folder, "orders.csv");
    const map = join(folder, "map.json");
    await writeFile(file, lines.join("\n"));
    expect((await kompas(`import ${file} --preview`)).out).toMatch(/email +text +25 % +identifier email +name/);

    const dry = await kompas(`import ${file} --dry-run --save-map ${map} --source shop`);
    expect(dry.out).toContain("3 of 4 rows will be accepted, 1 rejected.");
    expect(dry.out).toContain('orders.csv:4 "not a date"');
    expect((await kompas("metric orders --json")).out).toContain('"n": 0');

    const first = await kompas(`import ${file} --map ${map} --yes`);
    expect([first.code, first.out]).toEqual([0, expect.stringContaining("3 rows became 2 events of 1 customer in")]);
    expect(first.out).toMatch(/imports\/\d+\/dead-letters\.csv/);
    const told = await kompas("metric revenue_net --by product");
    expect(told.out).toMatch(/Tea +€10\.50/);
    expect(told.out).toMatch(/total +€17\.75/);

    expect((await kompas(`import ${file} --map ${map} --yes --json`)).code).toBe(0);
    expect((await kompas("metric revenue_net --by product")).out).toBe(told.out);
    const customers = JSON.parse((await kompas("export customers --format json")).out);
    expect(customers).toMatchObject([{ label: "jo@example.com", orders: 1, revenue_minor: 1425 }]);

    const log = join(folder, "events.jsonl");
    expect(await kompas(`export events --format json --out ${log}`)).toMatchObject({ code: 0, out: "" });
    const events = (await readFile(log, "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events.map(({ order_id, revenue, product_ids }) => [order_id, revenue, product_ids])).toEqual([
      ["A1", 14.25, ["Tea", "Cup"]],
      ["A3", 3.5, ["Tea"]],
    ]);
  });

  test("what cannot be read is refused with the reason", async () => {
    expect(await kompas(`import ${join(folder, "nothing.csv")}`)).toMatchObject({
      code: 1,
      notes: expect.stringContaining("nothing.csv"),
    });
    const broken = join(folder, "broken.json");
    await writeFile(broken, '{"rows":"orders"}');
    expect((await kompas(`import x.csv --map ${broken}`)).notes).toMatch(/broken\.json is not a mapping.*--save-map/);
    expect((await kompas(`import x.csv --map ${join(folder, "none.json")}`)).notes).toContain("cannot be read");
  });
});

describe("a running server", () => {
  test("serves the commands on its data folder, refuses a second one there, and stops in order", async () => {
    const server = await started();
    const health = await fetch(`${server.address}/healthz`);
    expect(await health.json()).toMatchObject({ product: "kompas" });
    const second = await kompas("start");
    expect(second.code).toBe(1);
    expect(second.notes).toContain(`already runs on the data folder ${environment.KOMPAS_DATA}: ${server.address}`);
    expect((await kompas("metric")).code).toBe(0);
    expect((await kompas("migrate")).out).toContain(server.address);
    const end = await server.stop();
    expect([end.code, end.notes.split("\n").slice(-2)]).toEqual([0, ["Stopping …", "Stopped."]]);
    await expect(fetch(`${server.address}/healthz`)).rejects.toThrow();
  });

  test("with a token is reached by whoever has it in the environment", async () => {
    const token = { KOMPAS_ADMIN_TOKEN: "a-token-of-more-than-20-characters" };
    const server = await started(token);
    const { origin } = new URL(server.address);
    expect((await fetch(`${origin}/api/v1/metrics`)).status).toBe(401);
    expect((await kompas("metric", token)).code).toBe(0);
    const wrong = { KOMPAS_ADMIN_TOKEN: "another-token-of-20-characters" };
    expect(await kompas("metric", wrong)).toMatchObject({ code: 1, notes: expect.stringContaining("KOMPAS_API_KEY") });
    // The user whose server it is needs none: the server left a secret where that user alone can read.
    expect((await kompas("metric")).code).toBe(0);
    expect((await stat(join(environment.KOMPAS_DATA, "server.json"))).mode & 0o777).toBe(0o600);
    await server.stop();
  });

  test("says which port is taken, by whom, and how to choose another", async () => {
    const other = createServer((_request, reply) => reply.end("something else"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const bound = other.address();
    const port = typeof bound === "object" && bound !== null ? bound.port : 0;
    const said = await kompas("start", { KOMPAS_PORT: String(port) });
    expect(said.code).toBe(1);
    expect(said.notes).toContain(`Port ${port} on 127.0.0.1 is taken`);
    expect(said.notes).toContain(`KOMPAS_PORT=${port + 1}`);
    if (process.platform === "linux") expect(said.notes).toContain(`pid ${process.pid}`);
    const check = await kompas("check", { KOMPAS_PORT: String(port) });
    expect([check.code, check.out]).toEqual([1, expect.stringContaining(`✗ Port: ${port}`)]);
    other.closeAllConnections();
    await new Promise((resolve) => other.close(resolve));
  });

  test("says that a data folder cannot be made, and which variable chooses another", async () => {
    const said = await kompas("start", { KOMPAS_DATA: "/dev/null/data" });
    expect([said.code, said.notes]).toEqual([
      1,
      expect.stringMatching(/\/dev\/null\/data cannot be made.*KOMPAS_DATA/),
    ]);
  });
});

test("sources are made, listed and shown with their keys", async () => {
  const made = await kompas("source create Branch --kind shop");
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^[0-9a-f]{40}$/) });
  expect(made.notes).toMatch(/^branch was made: http.*\/sources\/branch/);
  expect((await kompas("source key branch")).out).toBe(made.out);
  expect((await kompas("source create Pay --kind webhook --preset stripe")).out).toMatch(/\/hooks\/[0-9a-f]{40}$/);
  const listed = await kompas("source");
  expect(listed.out).toMatch(/pay +webhook +waiting for the first event/);
  expect((await kompas("source create Pay --kind nothing")).code).toBe(2);
  expect(await kompas("source key nowhere")).toMatchObject({
    code: 1,
    notes: expect.stringMatching(/no source nowhere/),
  });
});
