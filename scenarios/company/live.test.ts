// What goes on now in the simulated company: every call is taken by the tracking API, of somebody, and counts once.
import { beforeAll, describe, expect, it } from "vitest";
import { metricAnswer } from "#analyze";
import { liveCalls } from "#simulate";
import { testContext } from "../../tests/context.ts";
import { type Collector, type LoggedEvent, loggedEvents, startCollector } from "../collector.ts";

const size = { seed: 1, customers: 200, months: 12, until: new Date("2025-09-01T00:00:00Z") };
const endless = liveCalls(size, 5, 7);
const calls = Array.from({ length: 1_200 }, () => endless.next().value.call);

let collector: Collector;
let events: readonly LoggedEvent[];

async function send(batch: readonly object[]): Promise<unknown> {
  const answer = await fetch(`${collector.address}/v1/batch`, {
    method: "POST",
    body: JSON.stringify({ writeKey: collector.write_key, batch }),
  });
  return await answer.json();
}

beforeAll(async () => {
  collector = await startCollector();
  // Sent twice, as after a lost answer.
  for (const _ of ["once", "again"]) {
    for (let from = 0; from < calls.length; from += 300) {
      const batch = calls.slice(from, from + 300);
      expect(await send(batch)).toEqual({ success: true, accepted: batch.length, rejected: [] });
    }
  }
  events = await loggedEvents(collector);
});

describe("calls of the live company", () => {
  it("are all in the log, each once", () => {
    const ids = (list: readonly unknown[]) => list.map(String).sort();
    expect(ids(events.map(({ message_id }) => message_id))).toEqual(ids(calls.map(({ messageId }) => messageId)));
  });

  it("name somebody, whatever the source knows people by", () => {
    expect(events.filter(({ identifiers }) => Object.keys(identifiers).length === 0)).toEqual([]);
    const kinds = new Set(events.flatMap(({ identifiers }) => Object.keys(identifiers)));
    expect(kinds).toEqual(new Set(["anonymous_id", "user_id", "email", "phone", "loyalty_card"]));
  });

  it("bring orders with money, answers with a score and tickets with a text", async () => {
    const context = { ...testContext(collector.engines), now: () => new Date() };
    const sent = (event: string) => calls.filter((call) => call.event === event).length;
    expect(sent("Order Completed")).toBeGreaterThan(5);
    expect((await metricAnswer(context, "orders", {})).total.value).toBe(sent("Order Completed"));
    expect((await metricAnswer(context, "nps", {})).total.n).toBe(sent("Survey Responded"));
    expect((await metricAnswer(context, "tickets", {})).total.value).toBe(sent("Ticket Opened"));
    const tickets = events.filter(({ name }) => name === "Ticket Opened");
    expect(tickets.filter(({ properties }) => (properties.text ?? "").length < 5)).toEqual([]);
  });
});
