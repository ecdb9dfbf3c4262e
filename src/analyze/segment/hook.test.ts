// Hooks against a real HTTP server: told in order and signed, again after a failure, from where they were after a restart.
import { createHmac } from "node:crypto";
import http from "node:http";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { type Context, ProblemError } from "#contract";
import { type Engines, startWorkers } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { hookJobs } from "./hook.job.ts";
import { addHook, type CallOut, listHooks, removeHook, switchHook, tellHook } from "./hook.ts";
import { changeList } from "./list.ts";
import { createSegment } from "./store.ts";

const day_ms = 86_400_000;
let clock = Date.UTC(2024, 5, 1, 12);
let context: Context<Engines>;

beforeEach(async () => {
  clock = Date.UTC(2024, 5, 1, 12);
  context = { ...testContext(await testEngines()), now: () => new Date(clock) };
  await createSegment(context, { id: "vip", name: "VIP" });
});

const Body = Type.Object({
  segment: Type.String(),
  changes: Type.Array(Type.Object({ customer_id: Type.String(), inside: Type.Boolean(), changed_at: Type.String() })),
});

interface Heard {
  readonly text: string;
  readonly signature: string;
}

/** A service that answers its calls with these statuses in turn, then with 200. */
async function receiver(...statuses: number[]) {
  const heard: Heard[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const status = statuses.shift() ?? 200;
      const signature = String(request.headers["kompas-signature"]);
      if (status === 200) heard.push({ text: Buffer.concat(chunks).toString("utf8"), signature });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/segments`;
  const moves = () =>
    heard.flatMap(({ text }) =>
      Value.Parse(Body, JSON.parse(text)).changes.map(
        ({ customer_id, inside }) => `${inside ? "+" : "-"}${customer_id}`,
      ),
    );
  return { url, heard, moves };
}

const call: CallOut = async (_engines, { url, headers, body, signal }) => {
  const answer = await fetch(url, { method: "POST", headers, body, signal });
  if (!answer.ok) throw new Error(`answers ${answer.status}`);
};
const allow = async () => undefined;

async function put(change: "add" | "remove", ...customers: number[]): Promise<void> {
  clock += 1_000;
  await changeList(context, "vip", { change, customer_ids: customers.map(String) });
}

const telling = () => ({ engines: context.engines, now: context.now, signal: context.signal, call });

test("what happens after a hook was added is told in order, in calls of 500, signed with its secret", async () => {
  const { url, heard, moves } = await receiver();
  await put("add", 1);
  const hook = await addHook(context, "vip", url, allow);
  expect(hook).toMatchObject({ segment: "vip", url, active: true, waiting: 0 });
  const many = Array.from({ length: 600 }, (_none, index) => 1_000 + index);
  await put("add", ...many);
  await put("remove", 1_000, 1);
  expect(await listHooks(context, "vip")).toMatchObject([{ id: hook.id, waiting: 602, delivered_at: null }]);
  expect(JSON.stringify(await listHooks(context, "vip"))).not.toContain(hook.secret);
  await tellHook(telling(), hook.id);
  expect(moves()).toEqual([...many.map((customer) => `+${customer}`), "-1", "-1000"]);
  expect(heard.map(({ text }) => Value.Parse(Body, JSON.parse(text)).changes.length)).toEqual([500, 102]);
  const seconds = Math.floor(clock / 1000);
  for (const { text, signature } of heard)
    expect(signature).toBe(
      `t=${seconds},v1=${createHmac("sha256", hook.secret).update(`${seconds}.${text}`).digest("hex")}`,
    );
  await tellHook(telling(), hook.id);
  expect(heard).toHaveLength(2);
  const [told] = await listHooks(context, "vip");
  expect(told).toMatchObject({ waiting: 0, error: null, delivered_at: new Date(clock).toISOString() });
});

test("a call that fails is made again with the same changes; until then its fault is shown and they wait", async () => {
  const { url, moves } = await receiver(500);
  const hook = await addHook(context, "vip", url, allow);
  await put("add", 1, 2);
  await expect(tellHook(telling(), hook.id)).rejects.toThrow("answers 500");
  expect(await listHooks(context, "vip")).toMatchObject([{ waiting: 2, error: "answers 500" }]);
  await put("remove", 1);
  await tellHook(telling(), hook.id);
  expect(moves()).toEqual(["+1", "+2", "-1"]);
  expect(await listHooks(context, "vip")).toMatchObject([{ waiting: 0, error: null }]);
});

test("after a week of refusals a hook is switched off; switched on again it is told all that waited", async () => {
  const { url, moves } = await receiver(410, 410, 410);
  const hook = await addHook(context, "vip", url, allow);
  await put("add", 1);
  const refused = () => expect(tellHook(telling(), hook.id)).rejects.toThrow("answers 410");
  await refused();
  clock += 7 * day_ms - 60_000;
  await refused();
  expect(await listHooks(context, "vip")).toMatchObject([{ active: true }]);
  clock += 2 * 60_000;
  await put("add", 2);
  await refused();
  expect(await listHooks(context, "vip")).toMatchObject([{ active: false, waiting: 2, error: "answers 410" }]);
  await tellHook(telling(), hook.id);
  expect(moves()).toEqual([]);
  expect(await switchHook(context, "vip", hook.id, true)).toMatchObject({ active: true, waiting: 2 });
  await tellHook(telling(), hook.id);
  expect(moves()).toEqual(["+1", "+2"]);
  await expect(switchHook(context, "vip", 999, true)).rejects.toMatchObject({ code: "unknown_hook" });
});

test("a process that dies in the middle of a call tells it again after the restart; nothing is lost", async () => {
  const { url, moves } = await receiver();
  const hook = await addHook(context, "vip", url, allow);
  const dying = new AbortController();
  // The other side has taken the call, and the process dies before it notes that.
  const once: CallOut = async (engines, asked) => {
    await call(engines, asked);
    dying.abort();
    throw new Error("dead");
  };
  await put("add", 1, 2);
  await expect(tellHook({ ...telling(), call: once, signal: dying.signal }, hook.id)).rejects.toThrow("dead");
  await put("add", 3);
  const done = new Promise<void>((resolve) => {
    const watched: CallOut = async (engines, asked) => {
      await call(engines, asked);
      resolve();
    };
    const options = { data_dir: "", now: () => new Date(clock + 5_000), poll_ms: 50 };
    const workers = startWorkers(context.engines, hookJobs(watched), options);
    onTestFinished(() => workers.stop());
  });
  await done;
  expect(moves()).toEqual(["+1", "+2", "+1", "+2", "+3"]);
});

test("an address is checked, stands once, and is told no more when it was removed", async () => {
  const refuse = async () => {
    throw new ProblemError(422, "host_not_listed", "not listed", "url");
  };
  await expect(addHook(context, "vip", "https://example.com", refuse)).rejects.toMatchObject({ field: "url" });
  const { url, heard } = await receiver();
  const hook = await addHook(context, "vip", url, allow);
  await expect(addHook(context, "vip", url, allow)).rejects.toMatchObject({ code: "hook_taken", status: 409 });
  await expect(addHook(context, "none", url, allow)).rejects.toMatchObject({ code: "unknown_segment" });
  await put("add", 1);
  await removeHook(context, "vip", hook.id);
  await tellHook(telling(), hook.id);
  expect(heard).toEqual([]);
  await expect(removeHook(context, "vip", hook.id)).rejects.toMatchObject({ code: "unknown_hook" });
});
