// How long a stream lives: it beats while nothing happens, is renewed after a quarter of an hour, and lets go of who
// does not read. The clock is the test's: the minutes pass at once.
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Engines } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { published } from "./bus.ts";
import { listening } from "./ring.ts";
import { watch } from "./stream.ts";
import { accepted, reader } from "./watching.ts";

let databases: Engines;
beforeAll(async () => {
  databases = await testEngines();
});
// The stream's own clock alone: the databases' connections keep the real one.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] }));
afterEach(() => void vi.useRealTimers());

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);

function open() {
  const engines = { ...databases };
  const ending = new AbortController();
  const stream = watch(engines, { filter: {}, signal: ending.signal, process: "p1" });
  return { engines, stream, stop: () => ending.abort() };
}

/** More than a reader may leave unread: 50 events of 30 kB. */
function flood(engines: Engines): void {
  const body = JSON.stringify({ text: "x".repeat(30_000) });
  published(
    engines,
    Array.from({ length: 50 }, (_, n) => accepted(n, { body })),
  );
}

describe("a stream on which nothing happens", () => {
  it("beats once a second, so that nobody on the way takes it for dead", async () => {
    const { engines, stream, stop } = open();
    const page = reader(stream);
    await pass(0.9);
    expect(page.of("rate")).toEqual([]);
    await pass(15);
    const beats = page.of("rate").map(({ data }) => data);
    expect(beats).toHaveLength(15);
    const nothing = { counts: { accepted: 0, refused: 0, dropped: 0 }, matched: 0, shown: 0 };
    expect(new Set(beats.map((beat) => JSON.stringify(beat)))).toEqual(new Set([JSON.stringify(nothing)]));
    expect(page.of("end")).toEqual([]);
    stop();
    expect(listening(engines)).toBe(0);
  });

  it("lives for fifteen minutes, is told to ask again, and leaves nothing behind", async () => {
    const { engines, stream } = open();
    const page = reader(stream);
    await pass(15 * 60);
    expect(page.of("end")).toEqual([]);
    expect(listening(engines)).toBe(1);
    await pass(2);
    expect(page.of("end").map(({ data }) => data)).toEqual([{ why: "renew" }]);
    expect(page.ended()).toBe(true);
    expect(page.heard.at(-1)?.event).toBe("end");
    expect(listening(engines)).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("goes on where it ended, without a gap and without a double", async () => {
    const { engines, stream } = open();
    const page = reader(stream);
    published(engines, [accepted(1)]);
    await pass(15 * 60 + 2);
    expect(page.ended()).toBe(true);
    published(engines, [accepted(2)]);
    const ending = new AbortController();
    const last_id = page.of("live").at(-1)?.id;
    const again = reader(watch(engines, { filter: {}, last_id, signal: ending.signal, process: "p1" }));
    published(engines, [accepted(3)]);
    await pass(1);
    expect(again.of("live").map(({ data }) => data.message_id)).toEqual(["m-2", "m-3"]);
    ending.abort();
  });
});

describe("a reader that does not read", () => {
  it("is let go after fifteen seconds, and hears why when it reads at last", async () => {
    const { engines, stream } = open();
    flood(engines);
    await pass(15);
    expect(listening(engines)).toBe(1);
    await pass(1);
    expect(listening(engines)).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
    const page = reader(stream);
    await expect.poll(page.ended).toBe(true);
    expect(page.of("end").map(({ data }) => data)).toEqual([{ why: "slow" }]);
  });

  it("is kept when it reads again in time", async () => {
    const { engines, stream, stop } = open();
    flood(engines);
    await pass(14);
    const page = reader(stream);
    await expect.poll(() => page.of("live").length).toBe(50);
    await pass(30);
    expect(page.of("end")).toEqual([]);
    published(engines, [accepted(77)]);
    await pass(1);
    expect(page.of("live").at(-1)?.data.message_id).toBe("m-77");
    stop();
  });

  it("that hangs up is forgotten at once", async () => {
    const { engines, stream } = open();
    stream.destroy();
    await expect.poll(() => listening(engines)).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
