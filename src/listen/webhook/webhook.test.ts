// The story of a webhook: a system posts in its own form, its events stand once, what cannot be mapped is kept.
import { createHmac } from "node:crypto";
import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import type { SourceRequest, WebhookChange } from "#contract";
import { type Engines, sql } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { addBlock, removeBlock, stoppedSince } from "../block/list.ts";
import { changeSettings, createSource, rotateKey, type SourceRow } from "../source/record.ts";
import { sourceOfKey, sources } from "../source/source.ts";
import { presetOf, presetSettings } from "./presets/index.ts";
import { receive } from "./receive.ts";
import { plainWebhook, webhookSettings } from "./settings.ts";
import { badSignatures } from "./suspicion.ts";

const now = new Date("2026-03-01T12:00:00Z");
let engines: Engines;
beforeAll(async () => {
  engines = await testEngines();
});

async function webhook(name: string, change: Partial<WebhookChange> = {}): Promise<SourceRow> {
  const request: SourceRequest = { name, kind: "webhook" };
  return await createSource(engines, request, { webhook: { ...plainWebhook, ...change } });
}

function post(source: SourceRow, body: string, headers: Record<string, string> = {}, at = now, ip = "192.0.2.1") {
  return receive(engines, { token: source.write_key, headers, bytes: Readable.from([Buffer.from(body)]), now: at, ip });
}

function events(source: SourceRow) {
  return engines.clickhouse.rows(
    "test",
    sql`SELECT name, message_id, toFloat64(revenue) AS revenue, body FROM event WHERE source = ${source.slug} ORDER BY message_id`,
  );
}

function letters(source: SourceRow) {
  return engines.clickhouse.rows(
    "test",
    sql`SELECT code, message, body, raw FROM dead_letter FINAL WHERE source = ${source.slug} ORDER BY code`,
  );
}

const mapping = {
  each: "rows",
  when: "$not(kind = 'ping')",
  event: "name",
  userId: "who",
  messageId: "id",
  timestamp: "at",
  properties: "{'amount': amount}",
};

describe("a payload of many events", () => {
  it("becomes them, each once however often it is sent", async () => {
    const source = await webhook("Many", { mapping });
    const body = JSON.stringify({
      rows: [
        { id: "a", name: "Seat Taken", who: "u1", at: "2026-03-01T11:00:00Z", amount: 1 },
        { id: "b", name: "Seat Left", who: "u1", at: "2026-03-01T11:30:00Z", amount: 2 },
        { id: "c", kind: "ping" },
        // The same id for another thing: told apart, not lost.
        { id: "a", name: "Seat Taken", who: "u2", at: "2026-03-01T11:00:00Z", amount: 3 },
      ],
    });
    expect(await post(source, body)).toEqual({ success: true, accepted: 3, rejected: 0, skipped: 1 });
    await post(source, body, {}, new Date(now.getTime() + 60_000));
    expect(await events(source)).toMatchObject([{ message_id: "a" }, { message_id: "a:2" }, { message_id: "b" }]);
  });

  it("loses none when one of them cannot be mapped: the others stand, the payload is kept whole", async () => {
    const source = await webhook("Partly", { mapping: { ...mapping, properties: "{'amount': $number(amount)}" } });
    const body = JSON.stringify({
      rows: [
        { id: "1", name: "Paid", who: "u", amount: "12" },
        { id: "2", name: "Paid", who: "u", amount: "twelve" },
      ],
    });
    expect(await post(source, body, { "x-topic": "rows", authorization: "Bearer x" })).toEqual({
      success: true,
      accepted: 1,
      rejected: 1,
      skipped: 0,
    });
    expect(await events(source)).toHaveLength(1);
    expect(await letters(source)).toEqual([
      {
        code: "bad_mapping",
        message: expect.stringMatching(/^properties: Unable to cast value to a number/),
        body,
        raw: { "x-topic": "rows" },
      },
    ]);
  });
});

describe("a payload that nobody described", () => {
  it("is known by its hash, and its text stands in the event", async () => {
    const source = await webhook("Plain");
    const body = '{"event":"Form Sent","email":"a@example.com"}';
    // Its own properties name nobody, so it is refused, and kept.
    expect(await post(source, body)).toMatchObject({ accepted: 0, rejected: 1 });
    expect(await letters(source)).toMatchObject([{ code: "missing_identity" }]);
    await changeSettings(engines, source.slug, (row) => ({
      settings: { ...row.settings, webhook: { ...plainWebhook, mapping: { event: "event", traits: "$" } } },
    }));
    expect(await post(source, body)).toMatchObject({ accepted: 1 });
    expect(await post(source, body)).toMatchObject({ accepted: 1 });
    const [event, ...more] = await events(source);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ message_id: expect.stringMatching(/^webhook:[0-9a-f]{64}$/), name: "Form Sent" });
    expect(event).toMatchObject({ body: expect.stringContaining('"payload":{"event":"Form Sent"') });
  });

  it("is kept when it is no JSON, and its sender need not send it again", async () => {
    const source = await webhook("Broken");
    expect(await post(source, "<xml/>")).toMatchObject({ success: true, rejected: 1 });
    expect(await letters(source)).toMatchObject([{ code: "bad_json", body: "<xml/>" }]);
  });

  it("may come as a browser's form", async () => {
    const source = await webhook("Form", { mapping: { event: "'Form Sent'", traits: "{'email': email}" } });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    expect(await post(source, "email=a%40example.com", headers)).toMatchObject({ accepted: 1 });
  });
});

describe("a mapping that does not end", () => {
  it.each([
    ["loops", "($f := function($x) { $f($x + 1) }; $f(0))"],
    ["tries a pattern for ever", `$match("${"a".repeat(40)}!", /^(a+)+$/)`],
    ["makes too much", `$string([1..9000].[1..9000])`],
  ])("%s is stopped, the payload is kept, and the next webhook is served", async (name, event) => {
    const source = await webhook(name, { mapping: { event } });
    expect(await post(source, "{}")).toEqual({ success: true, accepted: 0, rejected: 1, skipped: 0 });
    expect(await letters(source)).toMatchObject([{ code: "bad_mapping", body: "{}" }]);
    const other = await webhook(`${name} not`, { mapping: { event: "'Done'", userId: "'u'" } });
    expect(await post(other, "{}")).toMatchObject({ accepted: 1 });
  });
});

describe("the caller", () => {
  const preset = presetOf("stripe");
  const settings = preset ? presetSettings(preset) : plainWebhook;
  const body = settings.sample.payload;
  const at_s = Math.floor(now.getTime() / 1000);
  const sign = (secret: string, time_s: number) =>
    `t=${time_s},v1=${createHmac("sha256", secret).update(`${time_s}.${body}`).digest("hex")}`;

  it("is believed with the right signature alone, and only for a while", async () => {
    const source = await webhook("Signed", { ...settings, secret: "whsec_test" });
    const call = (header?: string) => post(source, body, header === undefined ? {} : { "stripe-signature": header });
    await expect(call()).rejects.toMatchObject({ status: 401, code: "bad_signature" });
    await expect(call(sign("whsec_other", at_s))).rejects.toMatchObject({ status: 401 });
    await expect(call(sign("whsec_test", at_s - 301))).rejects.toMatchObject({ status: 401 });
    expect(await letters(source)).toEqual([]);
    expect(await badSignatures(engines, source.slug, now)).toEqual({ count: 3, last_at: now.toISOString() });
    // While a secret is changed, Stripe signs with both.
    const both = `${sign("whsec_test", at_s)},${sign("whsec_other", at_s).split(",")[1]}`;
    expect(await call(both)).toMatchObject({ accepted: 1 });
    expect(await events(source)).toMatchObject([{ name: "Order Completed", revenue: 109.99 }]);
  });

  it("must know the address: of no webhook 404, of one that is switched off 403", async () => {
    const source = await webhook("Off");
    await engines.postgres.db.updateTable("source").set({ enabled: false }).where("id", "=", source.id).execute();
    sources.forget(engines);
    await expect(post(source, "{}")).rejects.toMatchObject({ status: 403, code: "source_off" });
    await expect(post({ ...source, write_key: "0".repeat(40) }, "{}")).rejects.toMatchObject({ status: 404 });
  });

  it("cannot pass the signature by using the address as a write key", async () => {
    const source = await webhook("Guarded");
    await expect(sourceOfKey(engines, source.write_key)).rejects.toMatchObject({ code: "bad_write_key" });
  });

  it("may use the old address while its grace lasts", async () => {
    const source = await webhook("Moved", { mapping: { event: "'Moved'", userId: "'u'" } });
    await rotateKey(engines, source.slug, 1, new Date());
    expect(await post(source, "{}")).toMatchObject({ accepted: 1 });
    await rotateKey(engines, source.slug, 0, new Date());
    expect(webhookSettings(source.settings).mapping).toEqual({ event: "'Moved'", userId: "'u'" });
  });
});

describe("a caller whose network is on the block list", () => {
  it("is answered as usual, and nothing that it posts is kept: neither its events nor what cannot be read", async () => {
    const source = await webhook("Bots", { mapping: { event: "event", userId: "who" } });
    const target = { kind: "network", network: "198.51.100.0/24" } as const;
    const line = await addBlock(engines, { target, reason: "Bots" }, "", now);
    const from = (ip: string, body: string) => post(source, body, {}, now, ip);
    expect(await from("198.51.100.9", '{"event":"Form Sent","who":"u1"}')).toMatchObject({ accepted: 0, skipped: 1 });
    expect(await from("198.51.100.9", '{"event":"","who":"u1"}')).toMatchObject({ accepted: 0 });
    expect(await from("198.51.100.9", "<xml/>")).toMatchObject({ success: true, rejected: 1 });
    expect([await events(source), await letters(source)]).toEqual([[], []]);
    expect(await stoppedSince(engines, "2026-03-01")).toContainEqual({
      day: "2026-03-01",
      source: source.slug,
      reason: "blocked_network",
      events: 3,
    });
    // Another caller of the same webhook is served, and its own address stands nowhere.
    expect(await from("203.0.113.5", '{"event":"Form Sent","who":"u2"}')).toMatchObject({ accepted: 1 });
    expect(await from("203.0.113.5", "<xml/>")).toMatchObject({ rejected: 1 });
    const kept = [await events(source), await letters(source)];
    expect(kept.map(({ length }) => length)).toEqual([1, 1]);
    expect(JSON.stringify(kept)).not.toContain("203.0.113.5");
    await removeBlock(engines, line.id);
  });
});
