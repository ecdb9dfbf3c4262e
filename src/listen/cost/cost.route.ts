// Costs of winning customers over HTTP: looked at, entered and taken back by month, kind and channel.
import { Type } from "typebox";
import { Cost, CostEntry, CostKey, minorDigits, type Route } from "#contract";
import { type Engines, route } from "#storage";
import { costsOf } from "./cost.sql.ts";
import { sayCost } from "./cost.ts";

const month_ms = 31 * 86_400_000;
const months_shown = 36;

const list = route({
  method: "GET",
  path: "/api/v1/costs",
  access: "marketer",
  summary: "Costs of winning customers of the last three years, by month, kind and channel",
  reply: Type.Array(Cost),
  handle: async ({ context: { engines, settings, now, signal } }) => {
    const from = new Date(now().getTime() - months_shown * month_ms);
    const factor = 10 ** minorDigits(settings.currency);
    return costsOf(engines.clickhouse, { from, time_zone: settings.time_zone, factor }, { signal });
  },
});

const say = route({
  method: "PUT",
  path: "/api/v1/costs",
  access: "marketer",
  summary: "Enters what a month cost of a kind and channel; instead of what was entered before",
  body: CostEntry,
  reply: CostEntry,
  handle: async ({ body, context: { engines, settings, now } }) => {
    await sayCost(engines, settings, body, now());
    return body;
  },
});

const remove = route({
  method: "DELETE",
  path: "/api/v1/costs",
  access: "marketer",
  summary: "Takes back what was entered of a month, kind and channel",
  query: CostKey,
  status: 204,
  reply: Type.Null(),
  handle: async ({ query, context: { engines, settings, now } }) => {
    await sayCost(engines, settings, { ...query, amount_minor: 0 }, now());
    return null;
  },
});

export const costRoutes: readonly Route<Engines>[] = [list, say, remove];
