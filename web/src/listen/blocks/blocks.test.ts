// The form asks for nothing half, and the days add up.
import { describe, expect, it } from "vitest";
import { byDay, emptyDraft, requestOf } from "./blocks.ts";

describe("the form", () => {
  it("asks for nothing while something is missing", () => {
    expect(requestOf(emptyDraft)).toBeUndefined();
    expect(requestOf({ ...emptyDraft, value: "anna@example.org" })).toBeUndefined();
    expect(requestOf({ ...emptyDraft, reason: "Asked to" })).toBeUndefined();
    expect(requestOf({ ...emptyDraft, kind: "network", network: " ", reason: "Bots" })).toBeUndefined();
  });

  it("asks for a person by any identifier until the end of a day", () => {
    const draft = { ...emptyDraft, value: " anna@example.org ", reason: " Asked to ", until: "2026-12-31" };
    expect(requestOf(draft)).toEqual({
      target: { kind: "identifier", identifier_kind: "any", value: "anna@example.org", fingerprint_only: false },
      reason: "Asked to",
      until: "2026-12-31T23:59:59.999Z",
    });
  });

  it("asks for an event's name from every source or from one", () => {
    const draft = { ...emptyDraft, kind: "event", event_name: "Mouse Moved", reason: "Noise" } as const;
    expect(requestOf(draft)?.target).toEqual({ kind: "event", event_name: "Mouse Moved" });
    expect(requestOf({ ...draft, source: "site" })?.target).toEqual({
      kind: "event",
      event_name: "Mouse Moved",
      source: "site",
    });
  });
});

it("what was stopped is one row a day, the newest first", () => {
  const count = (day: string, reason: string, events: number, source = "site") => ({ day, reason, events, source });
  const counts = [
    count("2026-11-21", "blocked_person", 2),
    count("2026-11-22", "blocked_person", 3),
    count("2026-11-22", "blocked_person", 4, "shop"),
    count("2026-11-22", "blocked_network", 5),
  ];
  expect(byDay(counts)).toEqual([
    { day: "2026-11-22", events: [7, 0, 0, 5, 0] },
    { day: "2026-11-21", events: [2, 0, 0, 0, 0] },
  ]);
});
