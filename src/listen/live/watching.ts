// For tests: events as the collector would tell them, and a reader of a watcher's stream.
import type { Readable } from "node:stream";
import type { TrackedEvent } from "../collect/event.ts";
import type { Source } from "../source/source.ts";
import type { AcceptedItem } from "./item.ts";

export const site: Source = {
  id: 1,
  slug: "site",
  name: "Web site",
  kind: "browser",
  write_key: "wk_test",
  settings: {},
  enabled: true,
};

/** An event of a person who is known by e-mail. */
export function accepted(n: number, more: Partial<TrackedEvent> = {}, source = site): AcceptedItem {
  const at = new Date("2024-06-01T10:00:00Z");
  const event: TrackedEvent = {
    type: "track",
    name: "Product Viewed",
    message_id: `m-${n}`,
    identifiers: [
      { kind: "email", value: `person-${n}@example.org` },
      { kind: "anonymous_id", value: `a-${n}` },
    ],
    traits: {},
    properties: {},
    context: {},
    group_id: "",
    consents: {},
    occurred_at: at,
    original_at: at,
    sent_at: at,
    received_at: at,
    flags: [],
    body: JSON.stringify({ type: "track", event: "Product Viewed", messageId: `m-${n}` }),
    ...more,
  };
  return { is: "accepted", source, event };
}

export interface Heard {
  readonly event: string;
  readonly id: string | undefined;
  // What JSON gives.
  readonly data: ReturnType<typeof JSON.parse>;
}

/** Reads a stream as it comes; `heard` grows. */
export function reader(stream: Readable): { heard: Heard[]; of(event: string): Heard[]; ended: () => boolean } {
  const heard: Heard[] = [];
  let rest = "";
  let over = false;
  stream.on("data", (chunk) => {
    rest += String(chunk);
    const parts = rest.split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const lines = new Map(
        part.split("\n").map((line) => [line.split(": ", 1)[0], line.slice(line.indexOf(": ") + 2)]),
      );
      const event = lines.get("event");
      if (event !== undefined)
        heard.push({ event, id: lines.get("id"), data: JSON.parse(lines.get("data") ?? "null") });
    }
  });
  stream.on("end", () => {
    over = true;
  });
  return { heard, of: (event) => heard.filter((one) => one.event === event), ended: () => over };
}
