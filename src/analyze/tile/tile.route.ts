// The chosen tiles of the overview over HTTP: their answers, and choosing them.
import { Type } from "typebox";
import { MetricQuery, type Route, TileAnswers, TilesChoice } from "#contract";
import { type Engines, route } from "#storage";
import { chooseTiles, forgetTiles, tilesFor } from "./tile.ts";

const answers = route({
  method: "GET",
  path: "/api/v1/tiles",
  access: "viewer",
  summary: "The metrics chosen for the overview over a period, by one question",
  query: Type.Omit(MetricQuery, ["by"]),
  reply: TileAnswers,
  handle: ({ query, context }) => tilesFor(context, context.caller, query),
});

const choose = route({
  method: "PUT",
  path: "/api/v1/tiles",
  access: "viewer",
  summary: "Choose five to nine metrics for one's own overview, or for everybody who chose nothing",
  status: 204,
  body: TilesChoice,
  reply: Type.Null(),
  handle: async ({ body, context }) => {
    await chooseTiles(context.engines, body, context.caller, context.now());
    return null;
  },
});

const forget = route({
  method: "DELETE",
  path: "/api/v1/tiles",
  access: "viewer",
  summary: "Take one's own choice of tiles back",
  status: 204,
  reply: Type.Null(),
  handle: async ({ context }) => {
    await forgetTiles(context.engines, context.caller);
    return null;
  },
});

export const tileRoutes: readonly Route<Engines>[] = [answers, choose, forget];
