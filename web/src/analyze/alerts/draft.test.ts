// The form of an alert: what is asked for, and that nothing is asked for while something is missing.
import { expect, test } from "vitest";
import type { Alert } from "#contract";
import { draftOf, requestOf } from "./draft.ts";

const alert: Alert = {
  id: 1,
  name: "Few orders",
  metric: "orders",
  group: { dimension: "channel", key: "web" },
  grain: "week",
  condition: { is: "below", value: 10 },
  emails: ["ada@example.com"],
  webhook: null,
  enabled: true,
  created_by: "Ada",
  created_at: "2024-05-01T00:00:00Z",
  checked_at: null,
  firings: [],
};

test("an alert that is opened and saved stays as it is", () => {
  const { id: _id, created_by: _by, created_at: _at, checked_at: _checked, firings: _firings, ...draft } = alert;
  expect(requestOf(draftOf(alert))).toEqual(draft);
  const change = { is: "change", which: "worse" } as const;
  expect(requestOf(draftOf({ ...alert, condition: change }))).toEqual({ ...draft, condition: change });
});

test("nothing is asked for without a name, a metric or a threshold", () => {
  expect(requestOf(draftOf(undefined))).toBeUndefined();
  expect(requestOf({ ...draftOf(alert), name: "  " })).toBeUndefined();
  expect(requestOf({ ...draftOf(alert), value: null })).toBeUndefined();
  expect(requestOf({ ...draftOf(alert), is: "any", value: null })?.condition).toEqual({ is: "change", which: "any" });
});
