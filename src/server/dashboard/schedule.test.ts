// When e-mails are due, by the clocks of Warsaw and Kathmandu, also on the nights when clocks change.
import { expect, test } from "vitest";
import { lastDue, nextDue } from "./schedule.ts";

const at = (text: string) => new Date(text);

test("each day at eight by the workspace's clock, in winter and in summer", () => {
  const daily = { every: "day", day: 1, hour: 8 } as const;
  // Warsaw is an hour ahead of UTC in winter, two in summer.
  expect(lastDue(daily, "Europe/Warsaw", at("2024-01-15T07:00:00Z"))).toEqual(at("2024-01-15T07:00:00Z"));
  expect(lastDue(daily, "Europe/Warsaw", at("2024-01-15T06:59:59Z"))).toEqual(at("2024-01-14T07:00:00Z"));
  expect(nextDue(daily, "Europe/Warsaw", at("2024-03-30T12:00:00Z"))).toEqual(at("2024-03-31T06:00:00Z"));
  expect(nextDue(daily, "Asia/Kathmandu", at("2024-01-15T07:00:00Z"))).toEqual(at("2024-01-16T02:15:00Z"));
});

test("in the hour that clocks skip, an hour later; once in the hour that they repeat", () => {
  const at_two = { every: "day", day: 1, hour: 2 } as const;
  // On 31 March 2024 two o'clock in Warsaw is followed by three; on 27 October it comes twice.
  expect(lastDue(at_two, "Europe/Warsaw", at("2024-03-31T12:00:00Z"))).toEqual(at("2024-03-31T01:00:00Z"));
  const october = lastDue(at_two, "Europe/Warsaw", at("2024-10-27T12:00:00Z"));
  expect(nextDue(at_two, "Europe/Warsaw", october)).toEqual(at("2024-10-28T01:00:00Z"));
});

test("on a weekday, and on a day of the month", () => {
  const mondays = { every: "week", day: 1, hour: 9 } as const;
  expect(lastDue(mondays, "UTC", at("2024-05-21T10:00:00Z"))).toEqual(at("2024-05-20T09:00:00Z"));
  expect(nextDue(mondays, "UTC", at("2024-05-21T10:00:00Z"))).toEqual(at("2024-05-27T09:00:00Z"));
  const monthly = { every: "month", day: 28, hour: 0 } as const;
  expect(lastDue(monthly, "UTC", at("2024-03-01T00:00:00Z"))).toEqual(at("2024-02-28T00:00:00Z"));
  expect(nextDue(monthly, "UTC", at("2024-02-28T00:00:00Z"))).toEqual(at("2024-03-28T00:00:00Z"));
});
