// Dead letters: kept once, shown by reason, sent again at their own time, discarded with a reason, never lost.
import { beforeAll, describe, expect, it } from "vitest";
import { maskerOf } from "#contract";
import { type Engines, sql, startWorkers } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { collect } from "../collect/collect.ts";
import { approveAll, changeEvent, setPolicy } from "../plan/change.ts";
import { settleLearning } from "../plan/learn.ts";
import { readPlan } from "../plan/read.ts";
import { type Source, sources } from "../source/source.ts";
import { letterRoutes } from "./dead-letter.route.ts";
import { letterFile, letterGroups, lettersBefore } from "./dead-letter.sql.ts";
import { keepDeadLetters, letterId } from "./keep.ts";
import { findLetter, shownLetter } from "./read.ts";
import { askForReplay, replayJob, replayState, runReplay } from "./replay.job.ts";
import { replayLetter } from "./replay.ts";

let engines: Engines;
const at = new Date("2026-03-01T12:00:00Z");
const later = new Date("2026-03-05T08:00:00Z");

beforeAll(async () => {
  engines = await testEngines();
});

async function makeSource(slug: string, kind = "site", settings = {}): Promise<Source> {
  await engines.postgres.db
    .insertInto("source")
    .values({ slug, name: slug, kind, write_key: `key-${slug}`, settings: JSON.stringify(settings) })
    .execute();
  sources.forget(engines);
  const source = (await sources.get(engines)).by_slug.get(slug);
  if (!source) throw new Error("the source was not made");
  return source;
}

async function openLetters(source: string) {
  return await lettersBefore(engines.clickhouse, { filter: { source, state: "open" }, limit: 100 });
}

async function eventsOf(source: string) {
  return await engines.clickhouse.rows(
    "test.events",
    sql`SELECT message_id, name, received_at, occurred_at, flags FROM event WHERE source = ${source} ORDER BY message_id`,
  );
}

const track = (messageId: string, event: unknown, more = {}) => ({
  type: "track",
  messageId,
  event,
  userId: "u1",
  ...more,
});

describe("a refused body is kept", () => {
  const letter = { source: "kept", code: "bad_json", message: "no", body: '{"a":1,"sentAt":"2026"}', received_at: at };
  const again = { ...letter, body: '{"a":1,"sentAt":"2027"}', received_at: later };

  it("once, however often it is delivered, and the first delivery stands", async () => {
    await Promise.all([letter, again, letter].map((each) => keepDeadLetters(engines, [each])));
    await keepDeadLetters(engines, [again]);
    const rows = await openLetters("kept");
    expect(rows.map(({ body, received_at }) => [body, received_at])).toEqual([[letter.body, at.toISOString()]]);
  });

  it("apart from the same text of another source or for another reason", () => {
    const ids = [letter, { ...letter, source: "b" }, { ...letter, code: "c" }, { ...letter, body: "d" }].map(letterId);
    expect(new Set(ids).size).toBe(4);
    expect(letterId(letter)).toBe(letterId(again));
  });

  it("whatever its text is", async () => {
    const odd = ["", "\0", "\ud800", '"', "\\u0000", "🦊".repeat(300), "a\nb\t\u2028"];
    await keepDeadLetters(
      engines,
      odd.map((body) => ({ ...letter, source: "odd", body, field: body, message: body })),
    );
    expect(await openLetters("odd")).toHaveLength(odd.length);
  });

  it("and stays discarded when the same comes again", async () => {
    const discarded = { ...letter, source: "gone" };
    await keepDeadLetters(engines, [discarded]);
    const route = letterRoutes.find(({ path }) => path.endsWith("/discard"));
    const selection = { source: "gone", code: "bad_json", field: "" };
    const context = { ...testContext(engines), now: () => later };
    const request = { params: {}, query: {}, headers: {}, ip: "", context };
    const { Readable } = await import("node:stream");
    const body = { selection, reason: "a test of ours" };
    expect(await route?.handle({ ...request, body, bytes: Readable.from([]) })).toEqual({ letters: 1 });
    await keepDeadLetters(engines, [{ ...discarded, received_at: new Date("2026-04-01") }]);
    expect(await openLetters("gone")).toEqual([]);
    const shown = shownLetter(await findLetter(engines, letterId(discarded)), maskerOf(testContext(engines)));
    expect(shown).toMatchObject({ state: "discarded", reason: "a test of ours", changed_at: later.toISOString() });
  });
});

describe("dead letters are sent again", () => {
  it("after the plan was mended, all of a group, at the time at which they came", async () => {
    const source = await makeSource("planned");
    await collect(engines, source, [track("m0", "Paid", { properties: { amount: 5 } })], { now: at });
    await settleLearning(engines);
    await approveAll(engines, { source: "planned" });
    await setPolicy(engines, "planned", "dead_letter");
    const wrong = Array.from({ length: 250 }, (_, n) => track(`w${n}`, "Paid", { properties: { amount: `${n}` } }));
    const { accepted, rejected } = await collect(engines, source, [...wrong, track("m1", "Payed")], { now: at });
    expect([accepted, rejected.length]).toEqual([0, 251]);
    await collect(engines, source, wrong, { now: later });
    const groups = await letterGroups(engines.clickhouse, { source: "planned" });
    expect(groups.map(({ code, field, letters }) => [code, field, letters])).toEqual([
      ["plan_type", "properties.amount", 250],
      ["plan_unknown_event", "event", 1],
    ]);

    const selection = { source: "planned", code: "plan_type", field: "properties.amount" };
    const early = await askForReplay(engines, selection);
    await runReplay(engines, early.id, () => later, new AbortController().signal);
    expect(await replayState(engines, early.id)).toMatchObject({
      state: "done",
      letters: 250,
      accepted: 0,
      refused: 250,
    });
    expect(await openLetters("planned")).toHaveLength(100);

    const [paid] = (await readPlan(engines, { source: "planned" })).events.filter(({ name }) => name === "Paid");
    await changeEvent(engines, paid?.id ?? 0, { properties: [{ name: "amount", type: null }] });
    const { id } = await askForReplay(engines, selection);
    const workers = startWorkers(engines, [replayJob], { data_dir: "" });
    await expect.poll(() => replayState(engines, id)).toMatchObject({ state: "done", accepted: 250, refused: 0 });
    await workers.stop();
    expect(await openLetters("planned")).toHaveLength(1);
    const events = await eventsOf("planned");
    expect(events).toHaveLength(251);
    expect(events[1]).toMatchObject({ name: "Paid", received_at: at.toISOString(), occurred_at: at.toISOString() });
  });

  it("mended by hand; what is still wrong says why, and nothing is lost or doubled", async () => {
    const source = await makeSource("mended");
    await collect(engines, source, [{ event: "Signed Up", userId: "u1" }], {
      now: at,
      batch: { sentAt: "2026-03-01T12:00:00Z" },
    });
    const [row] = await openLetters("mended");
    if (!row) throw new Error("an event without a type was taken");
    expect(row.code).toBe("unknown_type");
    expect(await replayLetter(engines, row, "{", later)).toMatchObject({ accepted: false, code: "bad_json" });
    const again = await replayLetter(engines, row, row.body, later);
    expect(again).toMatchObject({ accepted: false, code: "unknown_type" });
    expect((await openLetters("mended")).map(({ id }) => id)).toEqual([again.id]);
    const whole = await findLetter(engines, again.id);
    expect(await replayLetter(engines, whole, whole.body, later)).toMatchObject({ accepted: false, id: whole.id });
    const good = JSON.stringify({ ...JSON.parse(whole.body), type: "track" });
    expect(await replayLetter(engines, whole, good, later)).toMatchObject({ accepted: true });
    expect(await replayLetter(engines, whole, good, later)).toMatchObject({ accepted: true });
    expect(await eventsOf("mended")).toMatchObject([{ message_id: `letter:${row.id}`, received_at: at.toISOString() }]);
    expect(shownLetter(await findLetter(engines, whole.id), maskerOf(testContext(engines)))).toMatchObject({
      state: "replayed",
      mended: good,
    });
    expect(await openLetters("mended")).toEqual([]);
  });

  it("a mend that fails otherwise is a letter with the new reason", async () => {
    const source = await makeSource("worse");
    await collect(engines, source, [{ event: "A" }], { now: at });
    const [row] = await openLetters("worse");
    if (!row) throw new Error("no letter");
    const still = JSON.stringify({ type: "track", event: "A", messageId: "x".repeat(5000) });
    const told = await replayLetter(engines, row, still, later);
    expect(told.accepted).toBe(false);
    const open = await openLetters("worse");
    expect(open.map(({ code }) => code)).toEqual([told.code]);
    expect(open[0]?.id).not.toBe(row.id);
  });

  it("whole bodies: a list that was too long goes in pieces", async () => {
    await makeSource("bulk");
    const batch = Array.from({ length: 2600 }, (_, n) => ({ type: "track", event: "A", userId: `u${n}` }));
    const body = JSON.stringify({ batch, sentAt: "2026-03-01T12:00:00Z" });
    await keepDeadLetters(engines, [{ source: "bulk", code: "too_many_events", message: "m", body, received_at: at }]);
    const row = await findLetter(engines, letterId({ source: "bulk", code: "too_many_events", body }));
    expect(await replayLetter(engines, row, row.body, later)).toMatchObject({ accepted: true });
    expect(await eventsOf("bulk")).toHaveLength(2600);
  });

  it("without a source they stay, and it is said why", async () => {
    await keepDeadLetters(engines, [{ source: "lost", code: "a", message: "m", body: "{}", received_at: at }]);
    const row = await findLetter(engines, letterId({ source: "lost", code: "a", body: "{}" }));
    expect(await replayLetter(engines, row, row.body, later)).toMatchObject({ accepted: false, code: "no_source" });
    expect((await openLetters("lost")).map(({ code }) => code)).toEqual(["no_source"]);
  });
});

describe("dead letters are shown", () => {
  it("page by page, the newest first, and none twice", async () => {
    const letters = Array.from({ length: 25 }, (_, n) => ({
      source: "paged",
      code: "c",
      message: "m",
      body: `${n}`,
      received_at: new Date(at.getTime() + Math.floor(n / 3) * 1000),
    }));
    await keepDeadLetters(engines, letters);
    const seen: string[] = [];
    let before: { received_at: string; id: string } | undefined;
    for (;;) {
      const page = await lettersBefore(engines.clickhouse, {
        filter: { source: "paged" },
        ...(before ? { before } : {}),
        limit: 4,
      });
      seen.push(...page.map(({ body }) => body));
      before = page.at(-1);
      if (page.length < 4) break;
    }
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
  });

  it("those of an import stand in a group of their own, and leave as a file only with the import", async () => {
    const row = { import_id: 7, source: "shop", file: "a.csv", column: "Date", code: "bad_date", received_at: at };
    await engines.clickhouse.insert("dead_letter", [
      { ...row, line: 1, raw: { Date: "x" } },
      { ...row, line: 2, raw: { Date: "y" } },
    ]);
    const groups = await letterGroups(engines.clickhouse, { source: "shop" });
    expect(groups).toMatchObject([{ import_id: 7, field: "Date", letters: 2, state: "open" }]);
    expect(groups[0]?.examples[0]).toContain("Date");
    expect(await letterFile(engines.clickhouse, { source: "shop" })).toEqual([]);
    await expect(
      askForReplay(engines, { source: "shop", code: "bad_date", field: "Date", import_id: 7 }),
    ).rejects.toMatchObject({ code: "of_an_import" });
  });
});
