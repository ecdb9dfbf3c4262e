// Figures of one customer's page.
import { expect, test } from "vitest";
import { byDay, dayOf, daysBetween, detailsOf, initials, monthsOf, moodOf, scaleOf } from "./customer.ts";

test("months without purchases are there, with nothing in them", () => {
  const revenue_by_month = [
    { month: "2010-12-01", revenue_minor: 500 },
    { month: "2011-03-01", revenue_minor: -20 },
  ];
  expect(monthsOf({ revenue_by_month })).toEqual([
    { month: "2010-12-01", revenue_minor: 500 },
    { month: "2011-01-01", revenue_minor: 0 },
    { month: "2011-02-01", revenue_minor: 0 },
    { month: "2011-03-01", revenue_minor: -20 },
  ]);
  expect(monthsOf({ revenue_by_month: [] })).toEqual([]);
});

test("days are those of the workspace's zone", () => {
  expect(dayOf("2011-06-30T23:30:00.000Z", "Europe/London")).toBe("2011-07-01");
  expect(dayOf("2011-06-30T23:30:00.000Z", "UTC")).toBe("2011-06-30");
  expect(daysBetween("2011-03-26", "2011-03-28")).toBe(2);
});

test("what happened is grouped by the days of the workspace's zone", () => {
  const entry = (id: string, occurred_at: string) => ({
    id,
    kind: "visit" as const,
    type: "page",
    name: "Home",
    occurred_at,
    source: "site",
    channel: "web",
    order_id: "",
    revenue_minor: 0,
    products: [],
    properties: {},
  });
  const entries = [
    entry("3", "2011-07-01T10:00:00.000Z"),
    entry("2", "2011-06-30T23:30:00.000Z"),
    entry("1", "2011-06-30T20:00:00.000Z"),
  ];
  const told = byDay(entries, "Europe/London").map((item) =>
    item.is === "day" ? `${item.day} ${item.entries}` : item.entry.id,
  );
  expect(told).toEqual(["2011-07-01 2", "3", "2", "2011-06-30 1", "1"]);
});

test("a score is good, middling or bad on its own scale", () => {
  const nps = { name: "Survey Responded", properties: { kind: "nps" } };
  const review = { name: "Review Posted", properties: {} };
  expect([scaleOf(nps), scaleOf(review)]).toEqual([10, 5]);
  expect([9, 7, 4].map((score) => moodOf(score, 10))).toEqual(["good", "warn", "bad"]);
  expect([5, 4, 3].map((score) => moodOf(score, 5))).toEqual(["good", "good", "bad"]);
});

test("the round mark holds two letters, or the beginning of a number", () => {
  expect(initials("Marta Kowalczyk")).toBe("MK");
  expect(initials("17850")).toBe("17");
  expect(initials("ann.lee@example.org")).toBe("AL");
  expect(initials("")).toBe("?");
});

test("an event's line tells what a person wants to know of it, not what machines do", () => {
  const properties = {
    path: "/tea",
    order_id: "1",
    title: "Tea",
    products: '[{"id":1}]',
    "context.library.name": "analytics.js",
    "context.campaign.source": "news",
  };
  expect(detailsOf({ name: "Tea", properties })).toEqual([
    ["path", "/tea"],
    ["campaign source", "news"],
  ]);
});
