// A webhook's payload that was refused, sent again after its mapping was mended: its events stand once, at the time at
// which it came.
import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { maskerOf, type WebhookMapping } from "#contract";
import { type Engines, sql } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { lettersBefore } from "../dead-letter/dead-letter.sql.ts";
import { findLetter, shownLetter } from "../dead-letter/read.ts";
import { replayLetter, replayLetters } from "../dead-letter/replay.ts";
import { changeSettings, createSource, type SourceRow } from "../source/record.ts";
import { receive } from "./receive.ts";
import { plainWebhook } from "./settings.ts";

const came = new Date("2026-03-01T12:00:00Z");
const later = new Date("2026-03-05T08:00:00Z");
let engines: Engines;
beforeAll(async () => {
  engines = await testEngines();
});

const webhook = (name: string, mapping: WebhookMapping) =>
  createSource(engines, { name, kind: "webhook" }, { webhook: { ...plainWebhook, mapping } });

const mend = (source: SourceRow, mapping: WebhookMapping) =>
  changeSettings(engines, source.slug, (row) => ({
    settings: { ...row.settings, webhook: { ...plainWebhook, mapping } },
  }));

const post = (source: SourceRow, body: string, at = came, headers = {}) =>
  receive(engines, { token: source.write_key, headers, bytes: Readable.from([Buffer.from(body)]), now: at });

async function theLetter(source: SourceRow) {
  const [letter, ...more] = await lettersBefore(engines.clickhouse, { filter: { source: source.slug }, limit: 10 });
  if (letter === undefined || more.length > 0) throw new Error(`there are ${more.length} letters besides ${letter}`);
  return letter;
}

const events = (source: SourceRow) =>
  engines.clickhouse.rows(
    "test.events",
    sql`SELECT message_id, name, occurred_at, received_at, toFloat64(revenue) AS revenue, body
FROM event WHERE source = ${source.slug} ORDER BY message_id`,
  );

const wrong: WebhookMapping = {
  each: "rows",
  event: "name",
  userId: "who",
  timestamp: "at",
  properties: "{'revenue': $number(paid), 'currency': 'EUR'}",
};
const right: WebhookMapping = {
  ...wrong,
  properties: "{'revenue': $number($replace(paid, ',', '.')), 'currency': 'EUR'}",
};

describe("a payload whose mapping failed", () => {
  const rows = [
    { name: "Order Completed", who: "u1", paid: "10" },
    { name: "Order Completed", who: "u2", paid: "12,50" },
    { name: "Order Completed", who: "u3", paid: "7,25", at: "2026-02-27T09:00:00Z" },
  ];

  it("stands in the log after the mapping was mended, once, however often it is sent again", async () => {
    const source = await webhook("Shop", wrong);
    const body = JSON.stringify({ rows });
    expect(await post(source, body)).toMatchObject({ accepted: 1, rejected: 1 });
    const letter = await theLetter(source);
    expect(letter).toMatchObject({ code: "bad_mapping", body, received_at: came.toISOString() });

    // Before it is mended the letter stays, and says why.
    expect(await replayLetter(engines, letter, letter.body, later)).toMatchObject({ code: "bad_mapping" });
    expect((await theLetter(source)).state).toBe("open");

    await mend(source, right);
    expect(await replayLetter(engines, letter, letter.body, later)).toMatchObject({ accepted: true });
    const at_once = { received_at: came.toISOString(), occurred_at: came.toISOString() };
    const stand = await events(source);
    expect(stand).toMatchObject([
      { ...at_once, revenue: 10 },
      { ...at_once, revenue: 12.5 },
      { ...at_once, revenue: 7.25, occurred_at: "2026-02-27T09:00:00.000Z" },
    ]);
    expect(shownLetter(await findLetter(engines, letter.id), maskerOf(testContext(engines)))).toMatchObject({
      state: "replayed",
    });

    // A run that was cut short begins again, the sender sends again, and two run side by side.
    await replayLetters(engines, [letter], new Date(later.getTime() + 60_000));
    await Promise.all([replayLetters(engines, [letter], later), replayLetters(engines, [letter], later)]);
    await post(source, body, later);
    expect(await events(source)).toEqual(stand);
    expect((await theLetter(source)).state).toBe("replayed");
  });

  it.each([
    ["bad_mapping", "much"],
    ["missing_event", "5"],
  ])("is mapped by the headers that came with it (%s)", async (code, paid) => {
    const source = await webhook(`Topics ${code}`, { ...wrong, each: "$" });
    await post(source, JSON.stringify({ who: "u1", paid }), came, {
      "x-topic": "orders/paid",
      authorization: "Bearer x",
    });
    await mend(source, { event: "$headers.`x-topic`", userId: "who" });
    const letter = await theLetter(source);
    expect(letter.code).toBe(code);
    expect(await replayLetter(engines, letter, letter.body, later)).toMatchObject({ accepted: true });
    expect(await events(source)).toMatchObject([{ name: "orders/paid", received_at: came.toISOString() }]);
  });
});

describe("an event of a payload that was mapped but refused", () => {
  const body = '{ "name": "Form Sent", "mail": "jo@example.com" }';

  it("is mapped anew, under its id of then, so that the sender's repetition doubles nothing", async () => {
    const source = await webhook("Form", { event: "name" });
    expect(await post(source, body)).toMatchObject({ accepted: 0, rejected: 1 });
    const letter = await theLetter(source);
    expect(letter.code).toBe("missing_identity");
    // As long as nothing is mended it stays the same letter.
    expect(await replayLetter(engines, letter, letter.body, later)).toMatchObject({ id: letter.id, accepted: false });
    expect((await theLetter(source)).state).toBe("open");

    await mend(source, { event: "name", traits: "{'email': mail}" });
    expect(await replayLetter(engines, letter, letter.body, later)).toMatchObject({ accepted: true });
    await replayLetters(engines, [letter], later);
    await post(source, body, later);
    const stand = await events(source);
    expect(stand).toMatchObject([{ name: "Form Sent", received_at: came.toISOString() }]);
    expect(stand[0]).toMatchObject({ body: expect.stringContaining('"payload":{"name":"Form Sent"') });
  });

  it("is not lost when the mapping makes nothing of it now", async () => {
    const source = await webhook("Gone", { event: "name" });
    await post(source, body);
    await mend(source, { event: "name", when: "false" });
    const letter = await theLetter(source);
    expect(await replayLetter(engines, letter, letter.body, later)).toMatchObject({ accepted: false });
    expect((await theLetter(source)).state).toBe("open");
  });

  it("is sent as a person wrote it when they mended it by hand", async () => {
    const source = await webhook("By hand", { event: "name" });
    await post(source, body);
    const letter = await theLetter(source);
    const mended = JSON.stringify({ ...JSON.parse(letter.body), event: "Form Mended", userId: "u9" });
    expect(await replayLetter(engines, letter, mended, later)).toMatchObject({ accepted: true });
    expect(await events(source)).toMatchObject([{ name: "Form Mended" }]);
  });
});
