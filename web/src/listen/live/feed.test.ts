// The state of the page: nothing twice, nothing lost from the count, nothing that moves under the reader's eyes.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LiveEvent } from "#contract";
import { emptyFeed, keyOf, movedTo, pretty, type Row, reduce, rows_max } from "./feed.ts";

const event: LiveEvent = {
  outcome: "accepted",
  source: "site",
  source_name: "Site",
  type: "track",
  name: "Product Viewed",
  message_id: "m",
  customer_id: null,
  identifiers: [],
  group_id: "",
  occurred_at: null,
  original_at: null,
  sent_at: null,
  received_at: "2024-06-01T10:00:00.000Z",
  flags: [],
  consents: {},
  body: "{}",
  reason: null,
};
const row = (n: number): Row => ({ key: String(n), event: { ...event, message_id: String(n) } });
const events = (rows: readonly Row[], held = false) => ({ is: "events", rows, held }) as const;

describe("the feed", () => {
  it("shows the newest first, each once", () => {
    const feed = reduce(reduce(emptyFeed, events([row(1), row(2)])), events([row(2), row(3)]));
    expect(feed.rows.map(({ key }) => key)).toEqual(["3", "2", "1"]);
  });

  it("holds what is new while somebody reads, counts it, and lets it in together", () => {
    let feed = reduce(emptyFeed, events([row(1)]));
    feed = reduce(feed, events([row(2), row(3)], true));
    expect(feed.rows.map(({ key }) => key)).toEqual(["1"]);
    expect(feed.waiting_count).toBe(2);
    feed = reduce(feed, { is: "release" });
    expect(feed.rows.map(({ key }) => key)).toEqual(["3", "2", "1"]);
    expect(feed.waiting_count).toBe(0);
  });

  it("stays bounded whatever comes, and never shows one event twice", () => {
    const step = fc.oneof(
      fc.record({ is: fc.constant("events" as const), from: fc.nat(2_000), count: fc.nat(300), held: fc.boolean() }),
      fc.constant({ is: "release" as const }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let feed = emptyFeed;
        for (const one of steps) {
          const message =
            one.is === "release"
              ? one
              : events(
                  Array.from({ length: one.count }, (_, at) => row(one.from + at)),
                  one.held,
                );
          feed = reduce(feed, message);
          const keys = [...feed.rows, ...feed.waiting].map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
          expect(feed.rows.length).toBeLessThanOrEqual(rows_max);
          expect(feed.waiting.length).toBeLessThanOrEqual(Math.min(rows_max, feed.waiting_count));
        }
      }),
    );
  });

  it("keeps a minute of seconds", () => {
    let feed = reduce(emptyFeed, {
      is: "hello",
      seconds: Array.from({ length: 60 }, () => ({ accepted: 1, refused: 0, dropped: 0 })),
    });
    feed = reduce(feed, {
      is: "rate",
      rate: { counts: { accepted: 7, refused: 2, dropped: 1 }, matched: 10, shown: 10 },
    });
    expect(feed.seconds).toHaveLength(60);
    expect(feed.seconds.at(-1)).toBe(10);
  });
});

describe("small things", () => {
  it("an event is known by its message id, else by its place in the stream", () => {
    expect(keyOf(event, "p_1")).toBe(keyOf(event, "p_2"));
    expect(keyOf({ ...event, message_id: null }, "p_1")).toBe("p_1");
  });

  it("keys lead to the next row and stop at the ends", () => {
    const rows = [row(1), row(2)];
    expect(movedTo(rows, null, 1)).toBe("1");
    expect(movedTo(rows, "1", 1)).toBe("2");
    expect(movedTo(rows, "2", 1)).toBe("2");
    expect(movedTo(rows, "1", -1)).toBe("1");
    expect(movedTo([], null, 1)).toBeNull();
  });

  it("JSON is shown pretty, and what is none as it came", () => {
    expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(pretty("<xml>")).toBe("<xml>");
  });
});
