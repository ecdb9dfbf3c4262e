// `kompas live`: what a line says, and how a stream is read.
import { ReadableStream } from "node:stream/web";
import { describe, expect, it } from "vitest";
import type { LiveEvent } from "#contract";
import { readMessages } from "../messages.ts";
import { line } from "./live.ts";

const event: LiveEvent = {
  outcome: "accepted",
  source: "web-shop",
  source_name: "Web shop",
  type: "track",
  name: "Order Completed",
  message_id: "m-1",
  customer_id: "17",
  identifiers: [{ kind: "email", value: "anna@example.org" }],
  group_id: "",
  occurred_at: null,
  original_at: null,
  sent_at: null,
  received_at: "2024-06-01T10:42:07.125Z",
  flags: ["future"],
  consents: {},
  body: "{}",
  reason: null,
};

describe("a line", () => {
  it("says when, what became of it, from where, what, and who", () => {
    expect(line(event)).toBe("10:42:07.125  +  web-shop  Order Completed  anna@example.org  future");
  });

  it("says why something was refused or stopped", () => {
    const nothing = { ...event, name: "", type: "", identifiers: [], flags: [], message_id: null };
    const refused = { code: "bad_type", message: "There is no such type", field: "type" };
    expect(line({ ...nothing, outcome: "refused", reason: refused })).toBe(
      "10:42:07.125  !  web-shop  ?  (bad_type) There is no such type",
    );
    const dropped = { code: "blocked_person", message: "", field: null };
    expect(line({ ...event, outcome: "dropped", identifiers: [], flags: [], reason: dropped })).toBe(
      "10:42:07.125  -  web-shop  Order Completed  (blocked_person)",
    );
  });
});

it("messages are read however the stream is cut", async () => {
  const text =
    'retry: 2000\n\nevent: hello\ndata: {"a":"ą"}\n\n: a comment\n\nid: p_7\nevent: live\ndata: [1]\n\nevent: cut';
  const bytes = new TextEncoder().encode(text);
  for (let size = 1; size < 40; size += 1) {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    const read = [];
    for await (const message of readMessages(body)) read.push(message);
    expect(read).toEqual([
      { event: "hello", id: "", data: { a: "ą" } },
      { event: "live", id: "p_7", data: [1] },
    ]);
  }
});
