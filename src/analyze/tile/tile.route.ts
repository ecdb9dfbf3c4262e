// The chosen tiles of the overview over HTTP: which they are, their answers, and choosing them.
import { Type } from "typebox";
import { MetricAnswer, MetricQuery, type Route, Tiles, TilesChoice } from "#contract";
import { type Engines, route } from "#storage";
import { metricAnswers } from "../metric/answer.ts";
import { findMetric } from "../metric/registry.ts";
import { chooseTiles, forgetTiles, tilesOf } from "./tile.ts";

const list = route({
  method: "GET",
  path: "/api/v1/tiles",
  access: "viewer",
  summary: "Metrics chosen for the overview",
  reply: Tiles,
  handle: ({ context }) => tilesOf(context.engines, context.caller),
});

const answers = route({
  method: "GET",
  path: "/api/v1/tiles/values",
  access: "viewer",
  summary: "The chosen metrics over a period, by one question",
  query: Type.Omit(MetricQuery, ["by"]),
  reply: Type.Object({ tiles: Tiles, metrics: Type.Array(MetricAnswer) }),
  handle: async ({ query, context }) => {
    const tiles = await tilesOf(context.engines, context.caller);
    const chosen = tiles.metrics.flatMap((id) => findMetric(id) ?? []);
    return { tiles, metrics: await metricAnswers(context, chosen, query) };
  },
});

const choose = route({
  method: "PUT",
  path: "/api/v1/tiles",
  access: "viewer",
  summary: "Choose five to nine metrics for one's own overview, or for everybody who chose nothing",
  body: TilesChoice,
  reply: Tiles,
  handle: ({ body, context }) => chooseTiles(context.engines, body, context.caller, context.now()),
});

const forget = route({
  method: "DELETE",
  path: "/api/v1/tiles",
  access: "viewer",
  summary: "Take one's own choice of tiles back",
  reply: Tiles,
  handle: ({ context }) => forgetTiles(context.engines, context.caller),
});

export const tileRoutes: readonly Route<Engines>[] = [list, answers, choose, forget];
