// Whatever is sent to the tracking API: no crash, no 5xx, memory within bounds, and of everything that could be an event
// it is known what became of it. KOMPAS_FUZZ_BODIES=100000 sends as many bodies, 2,000 when it is not set.
import { randomBytes } from "node:crypto";
import http from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { brotliCompressSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { sql } from "#storage";
import { type Collector, startCollector } from "./collector.ts";

const bodies = Number(process.env.KOMPAS_FUZZ_BODIES ?? 2_000);
const chunk = 500;
// What is still held after a collection of garbage, by the server, the test and its tools together.
const memory_limit_mb = 300;

interface Shot {
  readonly method: "POST" | "GET";
  readonly path: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const words = [
  ...["type", "event", "userId", "anonymousId", "messageId", "timestamp", "sentAt", "originalTimestamp", "context"],
  ...[
    "traits",
    "properties",
    "products",
    "revenue",
    "groupId",
    "previousId",
    "batch",
    "writeKey",
    "__proto__",
    "toJSON",
  ],
  ...[
    "constructor",
    "prototype",
    "hasOwnProperty",
    "name",
    "consent",
    "categoryPreferences",
    "externalIds",
    "email",
    "then",
  ],
];

const scalar = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.double(),
  fc.constantFrom<unknown>(
    ...["track", "identify", "page", "Order Completed", "Order Refunded", "2026-01-01T00:00:00Z", "\ud800", "\0", ""],
    ...[1e308, -1e308, 5e-324, 2 ** 53, -0, 1e21, 8.64e15, true, false, null, "9".repeat(400), "1e999", "NaN", "null"],
  ),
);

const json = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 8, withCrossShrink: false },
    scalar,
    fc.array(tie("any"), { maxLength: 5 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 8 })), tie("any"), { maxKeys: 8 }),
  ),
})).any;

/** Of the right shape, with anything in its fields. */
const event = fc.record(
  {
    type: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom("track", "identify", "page", "screen", "group", "alias") },
      json,
    ),
    event: fc.oneof(fc.constantFrom("Order Completed", "order_refunded", "Clicked"), json),
    userId: fc.oneof(fc.constantFrom("u1", 7), json),
    messageId: fc.oneof(fc.uuid(), json),
    anonymousId: json,
    properties: fc.oneof(
      fc.record({ revenue: json, products: json, order_id: json, currency: json }, { requiredKeys: [] }),
      json,
    ),
    traits: json,
    context: json,
    timestamp: json,
    sentAt: json,
    groupId: json,
    previousId: json,
  },
  { requiredKeys: ["type"] },
);

const batch = fc.record(
  { batch: fc.oneof(fc.array(fc.oneof(event, event, json), { maxLength: 8 }), json), sentAt: json, context: json },
  { requiredKeys: ["batch"] },
);

const deep = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;

/** Texts that no generator of JSON would come to. */
const crooked = fc.constantFrom(
  ...[
    "",
    "{",
    "null",
    "[]",
    "{}",
    '{"batch":[]}',
    '{"batch":[null]}',
    "\ufeff{}",
    '{"a":1}{"b":2}',
    "NaN",
    '{"a":1e400}',
  ],
  ...[
    '{"type":"track","type":"page","userId":1}',
    '{"batch":{"length":1e9}}',
    '"\\ud800"',
    '[{"__proto__":{"type":"track"}}]',
  ],
  ...[30, 40, 5_000, 100_000].flatMap((depth) => [deep("[", "]", depth), deep('{"a":', "}", depth)]),
  `{"batch":[${deep('{"properties":', "}", 20_000)}]}`,
  `{"batch":[{"type":"track"}],"context":${deep('{"a":', "}", 20_000)}}`,
  `{"batch":[{"type":"track","userId":"u","event":"e","properties":{"long":"${"ż".repeat(20_000)}"}}]}`,
  `{"batch":[${'{"type":"track","userId":"u","event":"e"},'.repeat(2_600)}1]}`,
  `{"userId":"u","event":"e","properties":{${Array.from({ length: 3_000 }, (_, at) => `"p${at}":${at}`).join()}}}`,
  `{"userId":"u","event":"e","context":{"traits":{"email":"${"a".repeat(30_000)}@b.c"}}}`,
);

const plain: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 8, arbitrary: event.map((value) => Buffer.from(JSON.stringify(value))) },
  { weight: 6, arbitrary: batch.map((value) => Buffer.from(JSON.stringify(value))) },
  { weight: 2, arbitrary: json.map((value) => Buffer.from(JSON.stringify(value) ?? "")) },
  { weight: 2, arbitrary: crooked.map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
  // Good JSON with one byte of it gone wrong: broken UTF-8, broken syntax.
  {
    weight: 3,
    arbitrary: fc.tuple(batch, fc.nat(), fc.integer({ min: 0, max: 255 })).map(([value, at, byte]) => {
      const bytes = Buffer.from(JSON.stringify(value));
      bytes[at % bytes.length] = byte;
      return bytes;
    }),
  },
);

const bombs = [gzipSync(Buffer.alloc(50 * 1024 * 1024)), brotliCompressSync(Buffer.alloc(50 * 1024 * 1024, "["))];

const packed: fc.Arbitrary<Pick<Shot, "body" | "headers">> = fc.oneof(
  { weight: 12, arbitrary: plain.map((body) => ({ body, headers: {} })) },
  { weight: 2, arbitrary: plain.map((body) => ({ body: gzipSync(body), headers: { "content-encoding": "gzip" } })) },
  {
    weight: 1,
    arbitrary: plain.map((body) => ({ body: brotliCompressSync(body), headers: { "content-encoding": "br" } })),
  },
  { weight: 1, arbitrary: plain.map((body) => ({ body: gzipSync(body).subarray(0, -5), headers: {} })) },
  { weight: 1, arbitrary: plain.map((body) => ({ body, headers: { "content-encoding": "br" } })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { body: bombs[0] ?? Buffer.alloc(0), headers: { "content-encoding": "gzip" } },
      { body: bombs[1] ?? Buffer.alloc(0), headers: { "content-encoding": "br" } },
      { body: randomBytes(600 * 1024), headers: {} },
    ),
  },
);

const types = ["text/plain", "application/json", "application/json; charset=latin1", "multipart/form-data", "", "x"];
const posts = [
  "batch",
  "batch",
  "b",
  "import",
  "track",
  "t",
  "identify",
  "i",
  "page",
  "p",
  "screen",
  "group",
  "alias",
  "m",
];

function shots(authorization: string): fc.Arbitrary<Shot> {
  const posted = fc
    .record({ path: fc.constantFrom(...posts), type: fc.constantFrom(...types), packed, slash: fc.boolean() })
    .map(({ path, type, packed: { body, headers }, slash }): Shot => {
      const all = { authorization, ...(type === "" ? {} : { "content-type": type }), ...headers };
      return { method: "POST", path: `${slash ? "/" : ""}/v1/${path}`, body, headers: all };
    });
  const pixels = fc.record({ value: json, path: fc.constantFrom("track", "page") }).map(({ value, path }): Shot => {
    const data = Buffer.from(JSON.stringify(value) ?? "").toString("base64url");
    return { method: "GET", path: `/pixel/v1/${path}?data=${data}`, body: Buffer.alloc(0), headers: { authorization } };
  });
  return fc.oneof({ weight: 20, arbitrary: posted }, { weight: 1, arbitrary: pixels });
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 48 });

function fire(address: string, { method, path, body, headers }: Shot): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const url = new URL(address);
    const options = { host: url.hostname, port: url.port, method, path, headers, agent };
    const request = http.request(options, (response) => {
      let text = "";
      response.setEncoding("latin1").on("data", (part: string) => {
        text += part;
      });
      response.once("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.once("error", reject);
    request.end(body);
  });
}

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Megabytes that are in use, garbage not counted. */
function heldMemory(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return Math.round((heapUsed + external) / 1024 / 1024);
}

let collector: Collector;

beforeAll(async () => {
  collector = await startCollector();
});

interface Told {
  accepted: number;
  rejected: number;
  answers: Record<string, number>;
}

/** Counts what an answer says; every event of a body that could be read is accounted for. */
function count(told: Told, { status, text }: Answer, shot: Shot): void {
  told.answers[status] = (told.answers[status] ?? 0) + 1;
  expect([200, 400, 413, 414], `${shot.path} ${text}\n${shot.body.subarray(0, 500)}`).toContain(status);
  if (status !== 200 || shot.method === "GET" || shot.path.endsWith("/m")) return;
  const answer = JSON.parse(Buffer.from(text, "latin1").toString());
  told.accepted += answer.accepted;
  told.rejected += answer.rejected.length;
}

async function kept(): Promise<{ events: number; letters: number }> {
  const rows: ReturnType<typeof JSON.parse> = await collector.engines.clickhouse.rows(
    "story.kept",
    sql`SELECT (SELECT count() FROM event) AS events, (SELECT count() FROM dead_letter FINAL) AS letters`,
  );
  return rows[0];
}

it(`takes ${bodies} bodies of anything`, async () => {
  const basic = `Basic ${Buffer.from(`${collector.write_key}:`).toString("base64")}`;
  const told: Told = { accepted: 0, rejected: 0, answers: {} };
  let peak_mb = 0;
  const seed = Number(process.env.KOMPAS_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
  for (let sent = 0; sent < bodies; sent += chunk) {
    if (sent > 0 && sent % 5_000 === 0) console.log(JSON.stringify({ sent, ...told, peak_mb }));
    const some = fc.sample(shots(basic), { numRuns: Math.min(chunk, bodies - sent), seed: seed + sent });
    const answers = await Promise.all(some.map(async (shot) => [shot, await fire(collector.address, shot)] as const));
    for (const [shot, answer] of answers) count(told, answer, shot);
    peak_mb = Math.max(peak_mb, heldMemory());
  }
  const { events, letters } = await kept();
  console.log(JSON.stringify({ bodies, seed, ...told, events, letters, peak_mb }));
  // Generated ids may meet, and the same text is one dead letter; but nothing is there that was not told, and much is.
  expect(events).toBeGreaterThan(told.accepted / 2);
  expect(letters).toBeGreaterThan(0);
  expect(peak_mb).toBeLessThan(memory_limit_mb);
  expect(
    (await fire(collector.address, { method: "GET", path: "/healthz", body: Buffer.alloc(0), headers: {} })).status,
  ).toBe(200);
}, 7_200_000);
