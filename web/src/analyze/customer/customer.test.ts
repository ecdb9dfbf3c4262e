// Figures of one customer's page.
import { expect, test } from "vitest";
import { dayOf, daysBetween, detailsOf, initials, kindOf, monthsOf } from "./customer.ts";

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

test("an entry is an order, a refund or something else that happened", () => {
  expect(kindOf({ name: "Order Completed", order_id: "1", revenue_minor: 100 })).toBe("order");
  expect(kindOf({ name: "Order Refunded", order_id: "C1", revenue_minor: -100 })).toBe("refund");
  expect(kindOf({ name: "Page Viewed", order_id: "", revenue_minor: 0 })).toBe("event");
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
