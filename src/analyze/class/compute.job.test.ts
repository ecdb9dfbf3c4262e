// When classes are computed: at the first time, on each new day of the workspace, and when imports have come to rest.
import { beforeAll, expect, test } from "vitest";
import type { Engines } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { deliver, order } from "../../../tests/orders.ts";
import { isDue } from "./compute.job.ts";
import { computeClasses } from "./compute.ts";

const time_zone = "America/New_York";
let engines: Engines;
beforeAll(async () => {
  engines = await testEngines();
  await deliver(engines, [order({ order_id: "1", customer: 1, at: new Date("2024-05-20T12:00:00Z"), cents: 100 })]);
});

const due = (at: string) => isDue(engines, new Date(at), time_zone);
const touched = (stamps: string[] | null, at: string) =>
  engines.postgres.db
    .insertInto("touch")
    .values({ stamps, touched_at: new Date(at) })
    .execute();

test("classes are computed once a day of the workspace, and half a minute after the last word that all may have changed", async () => {
  expect(await due("2024-06-01T12:00:00Z")).toBe(true);
  await computeClasses(engines, { now: new Date("2024-06-01T12:00:00Z"), time_zone });
  expect(await due("2024-06-01T12:01:00Z")).toBe(false);
  // A customer's own deeds wait for the night.
  await touched(["1"], "2024-06-01T12:05:00Z");
  expect(await due("2024-06-01T12:10:00Z")).toBe(false);
  await touched(null, "2024-06-01T12:20:00Z");
  expect(await due("2024-06-01T12:20:20Z")).toBe(false);
  expect(await due("2024-06-01T12:20:30Z")).toBe(true);
  await computeClasses(engines, { now: new Date("2024-06-01T12:20:30Z"), time_zone });
  expect(await due("2024-06-01T12:21:00Z")).toBe(false);
  // Midnight of New York is four in the morning of UTC.
  expect(await due("2024-06-02T03:59:00Z")).toBe(false);
  expect(await due("2024-06-02T04:00:00Z")).toBe(true);
});
