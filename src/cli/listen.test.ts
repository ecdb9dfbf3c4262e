// Sources, the live stream, the tracking plan and dead letters from the terminal, against a running server.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { engineSettings, testEngines } from "../../tests/engines.ts";
import { recorder, type Said } from "../../tests/recorder.ts";
import { run } from "./kompas.ts";

let folder = "";
let environment: Record<string, string> = {};
let address = "";
let stop: () => Promise<unknown> = async () => undefined;
const key: Record<string, string> = {};

/** Runs a command; the words stand apart, so that a name may have spaces. */
async function kompas(...words: string[]): Promise<Said> {
  const { terminal, said } = recorder();
  return said(await run(words, { terminal, environment, signal: new AbortController().signal }));
}

async function start(): Promise<void> {
  const controller = new AbortController();
  address = await new Promise((resolve, reject) => {
    const { terminal, said } = recorder((text) => {
      const found = /Open (\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    const ended = run(["start"], { terminal, environment, signal: controller.signal });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${said(code).notes}`)));
    stop = async () => {
      controller.abort();
      await ended;
    };
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kompas-listen-"));
  environment = {
    KOMPAS_DATA: join(folder, "data"),
    KOMPAS_PORT: "0",
    KOMPAS_LOG_LEVEL: "silent",
    ...engineSettings(await testEngines()),
  };
});

afterAll(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

/** Sends an order to a source; the message's id is its number. */
async function send(source: string, order_id: string, total: unknown): Promise<number> {
  const answer = await fetch(`${address}/v1/track`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Basic ${Buffer.from(`${key[source]}:`).toString("base64")}`,
    },
    body: JSON.stringify({ userId: "u1", messageId: order_id, event: "Order Paid", properties: { order_id, total } }),
  });
  return answer.status;
}

test("without a server the plan and the sources are empty, and there is nothing to watch", async () => {
  expect(await kompas("source")).toMatchObject({ code: 0, out: expect.stringContaining("kompas source create") });
  expect(await kompas("source", "list", "--json")).toMatchObject({ code: 0 });
  const live = await kompas("live", "--count", "1");
  expect([live.code, live.out]).toEqual([1, ""]);
  expect(live.notes).toContain("kompas start");
  const unknown = await kompas("dead-letters", "list", "--source", "shop");
  expect([unknown.code, unknown.notes]).toEqual([1, "There is no source shop. There is none yet."]);
  await start();
});

describe("kompas source", () => {
  test("makes sources and shows their keys alone on standard output", async () => {
    for (const [name, slug] of [
      ["Web shop", "web-shop"],
      ["Other", "other"],
    ] as const) {
      const made = await kompas("source", "create", name, "--kind", "shop");
      expect([made.code, made.out]).toEqual([0, expect.stringMatching(/^\S{20,}$/)]);
      expect(made.notes).toContain(`${slug} was made: ${address}`);
      key[slug] = made.out;
    }
    expect((await kompas("source", "key", "web-shop")).out).toBe(key["web-shop"]);
    const told = JSON.parse((await kompas("source", "key", "web-shop", "--json")).out);
    expect(told).toMatchObject({ slug: "web-shop", write_key: key["web-shop"] });
    const hook = await kompas("source", "create", "Payments", "--kind", "webhook", "--preset", "stripe");
    expect([hook.code, hook.out]).toEqual([0, expect.stringMatching(/^http.*\/hooks\/\S+$/)]);
  });

  test("lists them with how they fare", async () => {
    const list = await kompas("source");
    expect(list.out).toMatch(/^web-shop +shop +waiting for the first event/m);
    const { rows } = JSON.parse((await kompas("source", "list", "--json")).out);
    expect(rows.map(({ slug }: { slug: string }) => slug)).toEqual(["other", "payments", "web-shop"]);
  });

  test.each([
    [["key", "shop"], 1, /no source shop/],
    [["create", "X", "--kind", "moon"], 2, /kind is one of site, app/],
    [["create", "X", "--kind", "webhook", "--preset", "moon"], 1, /ready mappings for stripe/],
    [["remove", "web-shop"], 2, /list, create <name> or key/],
    [["create"], 2, /create <name>/],
  ] as const)("%j is refused", async (words, code, message) => {
    expect(await kompas("source", ...words)).toMatchObject({ code, out: "", notes: expect.stringMatching(message) });
  });
});

describe("kompas live", () => {
  test("shows what came last, narrowed, as lines and as JSON", async () => {
    expect(await send("web-shop", "A1", 10)).toBe(200);
    expect(await send("other", "B1", 20)).toBe(200);
    const all = await kompas("live", "--count", "2");
    expect([all.code, all.out.split("\n")]).toEqual([
      0,
      [expect.stringContaining("+  web-shop  Order Paid  u1"), expect.stringContaining("+  other  Order Paid  u1")],
    ]);
    const one = await kompas("live", "--source", "other", "--count", "1", "--json");
    expect(JSON.parse(one.out)).toMatchObject({ source: "other", outcome: "accepted", message_id: "B1" });
  });

  test.each([
    [["--source", "shop"], 1, /There is no source shop\. There are other, payments, web-shop\./],
    [["--outcome", "eaten"], 1, /outcome/],
    [["--count", "none"], 2, /--count/],
    [["web-shop"], 2, /too many/],
  ] as const)("%j is refused instead of waited for", async (words, code, message) => {
    expect(await kompas("live", ...words)).toMatchObject({ code, out: "", notes: expect.stringMatching(message) });
  });
});

describe("kompas plan and kompas dead-letters", () => {
  const file = () => join(folder, "plan.json");
  const mend = async (from: string | RegExp, to: string) =>
    writeFile(file(), (await readFile(file(), "utf8")).replace(from, to));
  const plan = (...words: string[]) => kompas("plan", "apply", file(), ...words);

  test("a plan is written, changed as a file, shown first and then applied", async () => {
    // As a person does, who looks before approving: what was just sent is learned by then.
    const seen = await fetch(`${address}/api/v1/plan?source=web-shop`);
    expect(await seen.json()).toMatchObject({ events: [{ name: "Order Paid", state: "new" }] });
    const approved = await fetch(`${address}/api/v1/plan/sources/web-shop/approve`, { method: "POST" });
    expect(approved.status).toBe(204);
    const written = await kompas("plan", "export", "--source", "web-shop", "--out", file());
    expect([written.code, written.out, written.notes]).toEqual([0, "", `The plan was written to ${file()}`]);
    expect(await plan()).toMatchObject({ code: 0, out: "", notes: "The plan says this already." });

    await mend('"number"', '"string"');
    const dry = await plan("--dry-run");
    expect([dry.code, dry.out, dry.notes]).toEqual([0, "~ web-shop / Order Paid / total (type)", "1 difference"]);
    expect((await plan("--dry-run")).out).toBe(dry.out);
    await mend('"x-kompas-policy": "flag"', '"x-kompas-policy": "dead_letter"');
    expect(await plan()).toMatchObject({ code: 0, notes: "2 differences applied" });
    expect((await plan()).notes).toBe("The plan says this already.");
  });

  test("what departs from it is listed by reason and written to a file", async () => {
    expect((await kompas("dead-letters", "list")).notes).toBe("Everything was accepted.");
    for (const order of ["A2", "A3"]) await send("web-shop", order, 30);
    const list = await kompas("dead-letters", "list");
    expect([list.code, list.out]).toEqual([
      0,
      expect.stringMatching(/^ +2 {2}web-shop {2}plan_type properties\.total/),
    ]);
    const [group] = JSON.parse((await kompas("dead-letters", "list", "--json")).out);
    expect(group).toMatchObject({ source: "web-shop", code: "plan_type", letters: 2, state: "open" });
    expect((await kompas("dead-letters", "list", "--source", "other")).notes).toBe("Everything was accepted.");
    expect((await kompas("dead-letters", "list", "--code", "moon")).notes).toContain("for the reason moon");

    const letters = join(folder, "letters.jsonl");
    expect(await kompas("dead-letters", "export", "--out", letters)).toMatchObject({ code: 0, out: "" });
    const rows = (await readFile(letters, "utf8")).trim().split("\n");
    expect(rows.map((row) => JSON.parse(row).code)).toEqual(["plan_type", "plan_type"]);
  });

  test("sent again they fail as before, and are accepted once the plan is mended", async () => {
    const early = await kompas("dead-letters", "replay");
    expect([early.code, early.notes]).toEqual([1, "0 accepted, 2 refused again"]);
    // The order's number stays text.
    await mend(/(?<="total": \{\s+"type": \[\s+)"string"/, '"number"');
    await plan();
    const replay = await kompas("dead-letters", "replay", "--source", "web-shop", "--code", "plan_type");
    expect([replay.code, replay.notes]).toEqual([0, "2 accepted, 0 refused again"]);
    expect((await kompas("dead-letters", "replay")).notes).toBe("0 accepted, 0 refused again");
    const { rows } = JSON.parse((await kompas("source", "list", "--json")).out);
    expect(rows[2]).toMatchObject({ slug: "web-shop", deliveries_day: 3 });
  });

  test("discarded they are gone from the list, and the reason is kept", async () => {
    await send("web-shop", "A4", "a lot");
    const gone = await kompas("dead-letters", "discard", "--source", "web-shop", "--reason", "a test of ours");
    expect([gone.code, gone.notes]).toEqual([0, "1 dead letter discarded"]);
    expect((await kompas("dead-letters", "list")).notes).toBe("Everything was accepted.");
    const kept = await fetch(`${address}/api/v1/dead-letters?state=discarded`);
    expect(await kept.json()).toMatchObject({ rows: [{ source: "web-shop", reason: "a test of ours" }] });
  });

  test.each([
    ["plan apply", 2, /plan apply <file>/],
    ["plan forget plan.json", 2, /plan export/],
    ["plan apply none.json", 1, /none\.json cannot be read/],
    ["plan export --source shop", 1, /There is no source shop\. There are other/],
    ["dead-letters", 2, /missing/],
    ["dead-letters bury", 2, /no bury; there are list, replay, discard, export/],
    ["dead-letters list --source shop", 1, /There is no source shop/],
    ["dead-letters replay --source shop", 1, /There is no source shop/],
    ["dead-letters export --format xml", 2, /jsonl or csv, not xml/],
    ["dead-letters discard --source web-shop", 2, /--reason/],
    ["dead-letters discard --reason because", 2, /--source, --code or both/],
  ] as const)("kompas %s is refused", async (line, code, message) => {
    expect(await kompas(...line.split(" "))).toMatchObject({ code, out: "", notes: expect.stringMatching(message) });
  });

  test("a file that is no plan changes nothing", async () => {
    await writeFile(file(), '{"$defs":{"web-shop":{"anyOf":[{"properties":{}}]}}}');
    const said = await plan();
    expect([said.code, said.out, said.notes]).toEqual([1, "", expect.stringContaining("not a plan's JSON Schema")]);
  });
});
