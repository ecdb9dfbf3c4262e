// Metrics by what customers belong to: a segment and all others, the classes of a scheme. Parts sum to the whole.
import { expect, test } from "vitest";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { happen } from "../../../tests/people.ts";
import { metricAnswer } from "./answer.ts";

const day = (text: string) => new Date(`${text}T12:00:00Z`);

test("net revenue by segment and by class", async () => {
  const context = testContext(await testEngines());
  const { engines } = context;
  const order = (customer: number, at: string, revenue: number) => ({
    customer,
    name: "Order Completed",
    at: day(at),
    revenue,
  });
  await happen(engines, [
    order(1, "2024-01-10", 10),
    order(2, "2024-01-11", 20),
    order(3, "2024-02-01", 5),
    order(0, "2024-02-02", 1),
  ]);
  const changed_at = day("2024-03-01").toISOString();
  await engines.clickhouse.insert("segment_change", [
    { customer_id: 1, segment_id: "vip", inside: true, changed_at, cause: "whole" },
    { customer_id: 2, segment_id: "vip", inside: true, changed_at, cause: "whole" },
    { customer_id: 2, segment_id: "vip", inside: false, changed_at: day("2024-03-02").toISOString(), cause: "live" },
  ]);
  await engines.clickhouse.insert("class_log", [
    { customer_id: 2, scheme: "abc", class: "A", computed_at: changed_at },
    { customer_id: 1, scheme: "abc", class: "B", computed_at: changed_at },
  ]);
  const by = async (dimension: string) =>
    (await metricAnswer(context, "revenue_net", { by: dimension })).groups.map(({ key, total }) => [key, total.value]);
  expect(await by("segment:vip")).toEqual([
    ["out", 2600],
    ["in", 1000],
  ]);
  expect(await by("class:abc")).toEqual([
    ["A", 2000],
    ["B", 1000],
    ["", 600],
  ]);
  await expect(by("segments")).rejects.toMatchObject({ code: "unknown_dimension" });
});
