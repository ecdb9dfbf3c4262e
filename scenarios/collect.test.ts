// The tracking API as clients meet it: every address, every way to show the key, every kind of body, every refusal.
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "#storage";
import { basic, type CollectStory, collectStory, write_key } from "./collect.story.ts";

let story: CollectStory;
beforeAll(async () => {
  story = await collectStory();
});
afterAll(() => story.stop());

let count = 0;
/** An event that nobody sent before. */
function view(more: object = {}): Record<string, unknown> {
  count += 1;
  return { type: "track", event: "Product Viewed", anonymousId: "visitor", messageId: `story-${count}`, ...more };
}

async function typeOf(messageId: unknown): Promise<unknown> {
  const rows = await story.engines.clickhouse.rows(
    "story.type",
    sql`SELECT type FROM event WHERE message_id = ${String(messageId)}`,
  );
  return rows.length === 1 ? Object.values(rows[0] ?? {})[0] : rows;
}

const lettersOf = async (code: string) =>
  await story.engines.clickhouse.rows(
    "story.letters",
    sql`SELECT body, message FROM dead_letter FINAL WHERE code = ${code}`,
  );

describe("an event", () => {
  const types = ["identify", "track", "page", "screen", "group", "alias"];
  it.each(types.flatMap((type) => [`/v1/${type}`, `/v1/${type[0]}`]))(
    "comes by POST %s, whose type wins",
    async (where) => {
      const event = view({ type: "page", userId: "u1", previousId: "p1", groupId: "g1" });
      const answer = await story.post(where, event);
      expect(answer).toMatchObject({ status: 200, text: '{"success":true,"accepted":1,"rejected":[]}' });
      expect(await typeOf(event.messageId)).toBe(types.find((type) => type.startsWith(where.slice(4, 5))));
    },
  );

  it.each(["/v1/batch", "/v1/b", "//v1/batch", "/v1/batch/", "/beacon/v1/batch"])(
    "comes in a batch by POST %s",
    async (where) => {
      const batch = [view(), view({ type: "page" })];
      const answer = await story.post(where, { batch, sentAt: new Date().toISOString() });
      expect(answer).toMatchObject({ status: 200, text: '{"success":true,"accepted":2,"rejected":[]}' });
      expect(await typeOf(batch[1]?.messageId)).toBe("page");
    },
  );

  it("comes by an image's address, which always answers the image", async () => {
    const event = view({ writeKey: write_key });
    const data = Buffer.from(JSON.stringify(event)).toString("base64");
    const [first, second, bad] = await Promise.all([
      story.ask(`/pixel/v1/track?data=${encodeURIComponent(data)}`),
      story.ask(`/pixel/v1/page?writeKey=${write_key}&anonymousId=mail&messageId=px1&name=Mail&properties.plan=pro`),
      story.ask("/pixel/v1/track?writeKey=wrong"),
    ]);
    for (const answer of [first, second, bad]) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toBe("image/gif");
      expect(answer.text.startsWith("GIF89a")).toBe(true);
    }
    expect(await typeOf(event.messageId)).toBe("track");
    const [page] = await story.engines.clickhouse.rows(
      "story.pixel",
      sql`SELECT name, properties['plan'] AS plan FROM event WHERE message_id = 'px1'`,
    );
    expect(page).toEqual({ name: "Mail", plan: "pro" });
  });
});

describe("the key", () => {
  const send = async (where: string, body: object, headers: Record<string, string> = {}) =>
    await story.ask(where, { method: "POST", body: JSON.stringify(body), headers });

  it("is taken from Basic, Bearer, the query and the body", async () => {
    const answers = await Promise.all([
      send("/v1/track", view(), { authorization: basic(write_key) }),
      send("/v1/track", view(), { authorization: `Bearer ${write_key}` }),
      send(`/v1/track?writeKey=${write_key}`, view()),
      send("/v1/track", view({ writeKey: write_key })),
      send("/v1/batch", { writeKey: write_key, batch: [view()] }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  });

  it("of nobody, of a source that is switched off, or none at all is refused", async () => {
    const answers = await Promise.all([
      send("/v1/track", view(), { authorization: basic("nobody's") }),
      send("/v1/track", view(), { authorization: basic("off-key") }),
      send("/v1/track", view()),
    ]);
    expect(answers.map(({ status, text }) => [status, JSON.parse(text).code])).toEqual([
      [401, "bad_write_key"],
      [401, "bad_write_key"],
      [401, "no_write_key"],
    ]);
  });
});

describe("a body", () => {
  it("is judged by what it is: text/plain, gzip and brotli, with and without their headers", async () => {
    const body = () => JSON.stringify({ batch: [view()] });
    const answers = await Promise.all([
      story.post("/v1/batch", body(), { "content-type": "text/plain" }),
      story.post("/v1/batch", `\uFEFF${body()}`, { "content-type": "application/x-anything" }),
      story.post("/v1/batch", gzipSync(body()), { "content-encoding": "gzip" }),
      story.post("/v1/batch", gzipSync(body())),
      story.post("/v1/batch", body(), { "content-encoding": "gzip" }),
      story.post("/v1/batch", brotliCompressSync(body()), { "content-encoding": "br" }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  });

  it("that is too large is refused, also when it only becomes so by inflating", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, " "));
    const answers = await Promise.all([
      story.post("/v1/batch", `{"batch":["${"x".repeat(600_000)}"]}`),
      story.post("/v1/batch", bomb),
    ]);
    expect(answers.map(({ status, text }) => [status, JSON.parse(text).code])).toEqual([
      [413, "batch_too_large"],
      [413, "batch_too_large"],
    ]);
  });

  it("that is no JSON is a dead letter", async () => {
    const answer = await story.post("/v1/batch", '{"batch": [');
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([400, "bad_json"]);
    expect(await lettersOf("bad_json")).toMatchObject([{ body: '{"batch": [' }]);
    const by_body = await story.ask("/v1/batch", { method: "POST", body: `{"writeKey":"${write_key}", broken` });
    expect(by_body.status).toBe(400);
    expect(await lettersOf("bad_json")).toHaveLength(2);
  });

  it("without a batch, or with too many events, is refused and kept", async () => {
    const [none, many] = await Promise.all([
      story.post("/v1/batch", { events: [view()] }),
      story.post("/v1/batch", { batch: Array.from({ length: 2_501 }, () => 1) }),
    ]);
    expect([none.status, JSON.parse(none.text).code]).toEqual([400, "no_batch"]);
    expect([many.status, JSON.parse(many.text).code]).toEqual([400, "too_many_events"]);
    expect(await lettersOf("no_batch")).toHaveLength(1);
    expect(await lettersOf("too_many_events")).toHaveLength(1);
  });
});

describe("a browser", () => {
  it("may send from any site", async () => {
    const asked = await story.ask("/v1/track", {
      method: "OPTIONS",
      headers: {
        origin: "https://shop.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type,anonymousid,x-retry-count",
      },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get("access-control-allow-origin")).toBe("*");
    for (const header of ["authorization", "content-type", "anonymousid", "x-retry-count"]) {
      expect(asked.headers.get("access-control-allow-headers")).toContain(header);
    }
    const sent = await story.post("/v1/track", view(), { origin: "https://shop.example" });
    expect([sent.status, sent.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
  });

  it("is told by the SDKs' own questions where to send", async () => {
    const segment = await story.ask(`/v1/projects/${write_key}/settings`);
    expect(JSON.parse(segment.text).integrations["Segment.io"]).toMatchObject({ apiKey: write_key, protocol: "http" });
    const rudder = await story.ask("/sourceConfig?p=npm&v=3", { headers: { authorization: basic(write_key) } });
    expect(JSON.parse(rudder.text).source).toMatchObject({ id: "shop", enabled: true, destinations: [] });
    expect((await story.ask("/v1/projects/nobody/settings")).status).toBe(401);
    const metrics = await story.ask("/v1/m", { method: "POST", body: '{"series":[]}' });
    expect(metrics).toMatchObject({ status: 200, text: '{"success":true}' });
  });
});
