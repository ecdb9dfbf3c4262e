// Tickets, leads and deals as numbers, counted by hand; what is too young is not counted yet; answers of employees are kept back.
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { type Happening, tell } from "../../../tests/happenings.ts";
import { forgetEvents } from "../../../tests/orders.ts";
import { type Asked, metricAnswer } from "./answer.ts";
import { withheld } from "./estimate.ts";

let engines: Engines;
beforeAll(async () => {
  engines = await testEngines();
});
beforeEach(() => forgetEvents(engines));

// The test's clock stands on 1 June 2024.
const spring = { from: "2024-01-01", to: "2024-05-31" };
const ask = (id: string, asked: Asked = {}) => metricAnswer(testContext(engines), id, { ...spring, ...asked });
const hour_ms = 3_600_000;

function ticket(ticket_id: string, steps: readonly [name: string, at: string, author?: string][]): Happening[] {
  return steps.map(([name, at, author = "agent"]) => ({ name, at, properties: { ticket_id, author } }));
}

const tickets = [
  ...ticket("1", [
    ["Ticket Opened", "2024-02-10T10:00:00Z", "customer"],
    ["Ticket Replied", "2024-02-10T10:30:00Z", "customer"],
    ["Ticket Replied", "2024-02-10T12:00:00Z"],
    ["Ticket Resolved", "2024-02-10T20:00:00Z"],
    ["Ticket Reopened", "2024-02-11T08:00:00Z"],
    ["Ticket Resolved", "2024-02-12T10:00:00Z"],
  ]),
  ...ticket("2", [
    ["Ticket Opened", "2024-02-29T23:00:00Z"],
    ["Ticket Replied", "2024-03-01T03:00:00Z"],
    ["Ticket Resolved", "2024-03-02T23:00:00Z"],
  ]),
  ...ticket("3", [
    ["Ticket Opened", "2024-03-05T10:00:00Z"],
    ["Ticket Replied", "2024-03-05T22:00:00Z"],
  ]),
  ...ticket("4", [["Ticket Opened", "2024-03-06T10:00:00Z"]]),
  ...ticket("5", [["Ticket Replied", "2024-03-06T10:00:00Z"]]),
];

test("tickets: time to the first reply and to the last solution, on the day of the opening", async () => {
  await tell(engines, tickets);
  const reply = await ask("first_response_time", { grain: "month" });
  // 2, 4 and 12 hours: mean 6, sample deviation sqrt(28), t(0.975, 2) = 4.3027, so 6 ± 13.14 hours.
  expect(reply.total).toMatchObject({ value: 6 * hour_ms, n: 3 });
  expect((reply.total.high ?? 0) / hour_ms).toBeCloseTo(19.14, 2);
  expect(reply.series.map(({ estimate }) => estimate.value)).toEqual([null, 3 * hour_ms, 12 * hour_ms, null, null]);
  expect((await ask("first_response_median")).total).toMatchObject({ value: 4 * hour_ms, n: 3 });
  // 48 hours each.
  expect((await ask("resolution_time")).total).toMatchObject({ value: 48 * hour_ms, n: 2 });
  expect((await ask("ticket_reopened_rate")).total).toMatchObject({ value: 0.5, n: 2 });
});

test("a median without tickets is not defined, and is no 0", async () => {
  expect((await ask("first_response_median")).total.value).toBeNull();
});

const lead = (group_id: string, at: string, lead_id = ""): Happening => ({
  name: "Lead Created",
  at,
  group_id,
  properties: lead_id === "" ? {} : { lead_id },
});
const stage = (group_id: string, at: string, to: string, more: Record<string, string> = {}): Happening => ({
  name: "Deal Stage Changed",
  at,
  group_id,
  properties: { deal_id: `deal of ${group_id}`, stage: to, ...more },
});

test("leads: those that are old enough and were won in time; deals: those that were won of the closed", async () => {
  await tell(engines, [
    lead("A", "2024-01-10"),
    lead("A", "2024-01-12"),
    stage("A", "2024-02-01", "won"),
    lead("B", "2024-01-15", "lead-b"),
    stage("B", "2024-02-01", "Qualified"),
    stage("B", "2024-05-10", "won", { lead_id: "lead-b" }),
    lead("C", "2024-02-20"),
    stage("C", "2024-03-20", "lost"),
    lead("D", "2024-05-01"),
    stage("D", "2024-05-20", "won"),
    stage("E", "2024-05-20", "won"),
    stage("E", "2024-05-21", "negotiation"),
  ]);
  // A in 22 days; B in 116; C lost; D is 31 days old.
  const conversion = await ask("lead_conversion_rate", { grain: "month" });
  expect(conversion.total).toMatchObject({ value: 1 / 3, n: 3 });
  expect(conversion.matured_to).toBe("2024-03-02");
  expect(conversion.series.map(({ estimate }) => estimate.value)).toEqual([0.5, 0, null, null, null]);
  const soon = await ask("lead_conversion_rate", { maturity_days: 30 });
  expect(soon.total).toMatchObject({ value: 0.5, n: 4 });
  expect(soon.matured_to).toBe("2024-05-01");
  const wins = await ask("win_rate", { grain: "month" });
  expect(wins.total).toMatchObject({ value: 3 / 4, n: 4 });
  expect(wins.series.map(({ estimate }) => estimate.n)).toEqual([0, 1, 1, 0, 2]);
});

const employee = (score: number, team: string, at = "2024-02-10"): Happening => ({
  name: "Survey Responded",
  at,
  customer: 0,
  properties: { kind: "enps", score: String(score), team },
});

test("answers of employees are kept back in small groups, and where the rest would tell them", async () => {
  const many = (n: number, score: number, team: string) => Array.from({ length: n }, () => employee(score, team));
  await tell(engines, [...many(10, 10, "shop"), ...many(6, 0, "desk"), ...many(3, 9, "roof")]);
  const answer = await ask("enps", { by: "property:team" });
  expect(answer.total.value).toBeCloseTo((100 * (13 - 6)) / 19, 9);
  const told = answer.groups.map(({ key, total }) => [key, total.value, total.n, total.withheld]);
  // Without the desk's, the roof's would be the whole less the shop's.
  expect(told).toEqual([
    ["shop", 100, 10, undefined],
    ["desk", null, 6, "few"],
    ["roof", null, 3, "few"],
  ]);
  expect((await ask("nps")).total.n).toBe(0);
  await forgetEvents(engines);
  await tell(engines, many(4, 10, "shop"));
  expect((await ask("enps")).total).toEqual({ value: null, low: null, high: null, n: 4, withheld: "few" });
});

test("what is kept back is together never fewer than the least, or all there is", () => {
  const parts = [7, 2, 30, 4, 0].map((n) => ({ value: 1, low: 0, high: 2, n }));
  expect(withheld(parts, 5).map(({ value }) => value)).toEqual([1, null, 1, null, 1]);
  const few = [9, 8, 1].map((n) => ({ value: 1, low: 0, high: 2, n }));
  expect(withheld(few, 5).map(({ value }) => value)).toEqual([1, null, null]);
});
