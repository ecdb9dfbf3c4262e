// GET /api/v1/rfm, /api/v1/classes/sizes, /api/v1/classes/moves, /api/v1/customers/:id/classes: out of the daily classes.
import { Type } from "typebox";
import { ClassesOfCustomer, ClassMoves, ClassSizes, CustomerId, MovesQuery, RfmAnswer, SizesQuery } from "#contract";
import { route } from "#storage";
import { planClassesAnew } from "./compute.job.ts";
import { classesOfCustomer, classMoves, classSizes, rfm } from "./history.ts";

const tiles = route({
  method: "GET",
  path: "/api/v1/rfm",
  access: "viewer",
  summary: "Customers by recency and frequency: 25 tiles and the eleven named segments, with revenue",
  reply: RfmAnswer,
  handle: ({ context }) => rfm(context),
});

const sizes = route({
  method: "GET",
  path: "/api/v1/classes/sizes",
  access: "viewer",
  summary: "How many customers each class of a scheme had, day by day",
  query: SizesQuery,
  reply: ClassSizes,
  handle: ({ query, context }) => classSizes(context, query),
});

const moves = route({
  method: "GET",
  path: "/api/v1/classes/moves",
  access: "viewer",
  summary: "From which class to which customers went between two days",
  query: MovesQuery,
  reply: ClassMoves,
  handle: ({ query, context }) => classMoves(context, query),
});

const ofCustomer = route({
  method: "GET",
  path: "/api/v1/customers/:id/classes",
  access: "viewer",
  summary: "The classes of one customer, since when, and how they changed",
  params: Type.Object({ id: CustomerId }),
  reply: ClassesOfCustomer,
  handle: ({ params, context }) => classesOfCustomer(context, params.id),
});

const compute = route({
  method: "POST",
  path: "/api/v1/classes/compute",
  access: "analyst",
  summary: "Computes all classes anew with those of the year before; members of segments that ask for classes follow",
  status: 202,
  reply: Type.Object({}),
  handle: async ({ context }) => {
    await planClassesAnew(context.engines, context.now());
    return {};
  },
});

export const historyRoutes = [tiles, sizes, moves, ofCustomer, compute];
