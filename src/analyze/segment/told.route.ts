// What is told of segments beyond their definition: history, portrait, overlap, one customer's memberships.
import { Type } from "typebox";
import { CustomerId, Memberships, Period, SegmentHistory, SegmentId, SegmentOverlap, SegmentPortrait } from "#contract";
import { route } from "#storage";
import { memberships, segmentHistory } from "./history.ts";
import { segmentOverlap } from "./overlap.ts";
import { segmentPortrait } from "./portrait.ts";

const ById = Type.Object({ id: SegmentId });
const OverlapQuery = Type.Object({
  ids: Type.String({
    pattern: "^[a-z0-9][a-z0-9_]{0,62}(,[a-z0-9][a-z0-9_]{0,62}){0,19}$",
    description: "Ids of up to 20 segments, with commas between them",
  }),
});

const history = route({
  method: "GET",
  path: "/api/v1/segments/:id/history",
  access: "viewer",
  summary: "A segment's size at the end of each day, and how many entered and left on it",
  params: ById,
  query: Period,
  reply: SegmentHistory,
  handle: ({ params, query, context }) => segmentHistory(context, params.id, query),
});

const portrait = route({
  method: "GET",
  path: "/api/v1/segments/:id/portrait",
  access: "viewer",
  summary: "What distinguishes the members of a segment from all other customers",
  params: ById,
  reply: SegmentPortrait,
  handle: ({ params, context }) => segmentPortrait(context, params.id),
});

const overlap = route({
  method: "GET",
  path: "/api/v1/segments/overlap",
  access: "viewer",
  summary: "How many customers belong to exactly which of some segments",
  query: OverlapQuery,
  reply: SegmentOverlap,
  handle: ({ query, context }) => segmentOverlap(context, query.ids.split(",")),
});

const ofCustomer = route({
  method: "GET",
  path: "/api/v1/customers/:id/segments",
  access: "viewer",
  summary: "Segments that a customer belongs to and belonged to",
  params: Type.Object({ id: CustomerId }),
  reply: Memberships,
  handle: ({ params, context }) => memberships(context, params.id),
});

export const toldRoutes = [history, portrait, overlap, ofCustomer];
