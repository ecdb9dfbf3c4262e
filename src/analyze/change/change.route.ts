// GET /api/v1/changes and /api/v1/metric-tree: what moved, and what drives what.
import { ChangeList, ChangeQuery, MetricTree, type Route } from "#contract";
import { type Engines, route } from "#storage";
import { changes, metricTree } from "./change.ts";

const list = route({
  method: "GET",
  path: "/api/v1/changes",
  access: "viewer",
  summary: "Metrics that changed by more than noise, those that moved most money first",
  query: ChangeQuery,
  reply: ChangeList,
  handle: ({ query, context }) => changes(context, query),
});

const drivers = route({
  method: "GET",
  path: "/api/v1/metric-tree",
  access: "viewer",
  summary: "What drives what: metrics as a tree, with both periods' values and what each change was worth",
  query: ChangeQuery,
  reply: MetricTree,
  handle: ({ query, context }) => metricTree(context, query),
});

export const changeRoutes: readonly Route<Engines>[] = [list, drivers];
