// /api/v1/segments…: the definitions, and why somebody belongs or not.
import { Type } from "typebox";
import {
  CustomerId,
  Instant,
  ProblemError,
  Segment,
  SegmentChange,
  SegmentCreate,
  SegmentId,
  Segments,
  Why,
} from "#contract";
import { route } from "#storage";
import { why } from "../condition/condition.ts";
import { readCondition } from "../condition/read.ts";
import { changeSegment, conditionOf, createSegment, deleteSegment, segment, segments } from "./store.ts";

const ById = Type.Object({ id: SegmentId });

export const segmentRoutes = [
  route({
    method: "GET",
    path: "/api/v1/segments",
    access: "viewer",
    summary: "Segments with their sizes and who moved in the last day",
    reply: Segments,
    handle: ({ context }) => segments(context),
  }),
  route({
    method: "POST",
    path: "/api/v1/segments",
    access: "marketer",
    summary: "Makes a segment: with a condition a rule, without one a list",
    status: 201,
    body: SegmentCreate,
    reply: Segment,
    handle: ({ body, context }) => createSegment(context, body),
  }),
  route({
    method: "GET",
    path: "/api/v1/segments/:id",
    access: "viewer",
    summary: "A segment",
    params: ById,
    reply: Segment,
    handle: ({ params, context }) => segment(context, params.id),
  }),
  route({
    method: "PATCH",
    path: "/api/v1/segments/:id",
    access: "marketer",
    summary: "Changes a segment; with another condition its members are counted anew",
    params: ById,
    body: SegmentChange,
    reply: Segment,
    handle: ({ params, body, context }) => changeSegment(context, params.id, body),
  }),
  route({
    method: "DELETE",
    path: "/api/v1/segments/:id",
    access: "marketer",
    summary: "Forgets a segment that no other one names",
    status: 204,
    params: ById,
    reply: Type.Null(),
    handle: async ({ params, context }) => {
      await deleteSegment(context, params.id);
      return null;
    },
  }),
  route({
    method: "GET",
    path: "/api/v1/segments/:id/why",
    access: "viewer",
    summary: "Why a customer belongs to a segment or not, now or at a past instant",
    params: ById,
    query: Type.Object({ customer_id: CustomerId, at: Type.Optional(Instant) }),
    reply: Why,
    handle: async ({ params, query, context }) => {
      const condition = await conditionOf(context.engines, params.id);
      if (condition === null)
        throw new ProblemError(409, "is_a_list", "A list has no condition: who is on it was put there", "id");
      return await why(context, readCondition(condition), query.customer_id, query.at);
    },
  }),
];
