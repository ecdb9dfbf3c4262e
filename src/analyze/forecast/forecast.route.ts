// GET /api/v1/metrics/:id/forecast: where a metric will stand at the end of the present stretch.
import { Type } from "typebox";
import { Outlook, OutlookQuery, type Route } from "#contract";
import { type Engines, route } from "#storage";
import { requiredMetric } from "../metric/catalogue.ts";
import { outlooks } from "./outlook.ts";

const forecast = route({
  method: "GET",
  path: "/api/v1/metrics/:id/forecast",
  access: "viewer",
  summary: "What a metric has come to in the present month, quarter or year, and what it will be at the end",
  params: Type.Object({ id: Type.String() }),
  query: OutlookQuery,
  reply: Outlook,
  handle: async ({ params, query, context }) => {
    const [outlook] = await outlooks(
      context,
      [await requiredMetric(context.engines, params.id)],
      query.grain ?? "month",
    );
    if (!outlook) throw new Error("one metric, one outlook");
    return outlook;
  },
});

export const forecastRoutes: readonly Route<Engines>[] = [forecast];
