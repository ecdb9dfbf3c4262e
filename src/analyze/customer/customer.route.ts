// GET /api/v1/customers…: the list, classes, one customer, what happened, what was said.

import { Type } from "typebox";
import {
  Customer,
  CustomerClasses,
  CustomerClassQuery,
  CustomerId,
  CustomerPage,
  CustomerQuery,
  Feelings,
  Timeline,
  TimelineFacets,
  TimelineQuery,
} from "#contract";
import { route } from "#storage";
import { customer, feelings } from "./customer.ts";
import { customerClasses, customerPage } from "./list.ts";
import { timeline, timelineFacets } from "./timeline.ts";

const ById = Type.Object({ id: CustomerId });

const list = route({
  method: "GET",
  path: "/api/v1/customers",
  access: "viewer",
  summary: "Customers: searched, sorted, those that a user looks after, or those behind a metric's value",
  query: CustomerQuery,
  reply: CustomerPage,
  handle: ({ query, context }) => customerPage(context, query),
});

const classes = route({
  method: "GET",
  path: "/api/v1/customers/classes",
  access: "viewer",
  summary: "ABC and XYZ classes of some customers among all",
  query: CustomerClassQuery,
  reply: CustomerClasses,
  handle: ({ query, context }) => customerClasses(context, query),
});

const one = route({
  method: "GET",
  path: "/api/v1/customers/:id",
  access: "viewer",
  summary: "A customer: portrait, identifiers, traits, totals, revenue by month",
  params: ById,
  reply: Customer,
  handle: ({ params, context }) => customer(context, params.id),
});

const happened = route({
  method: "GET",
  path: "/api/v1/customers/:id/timeline",
  access: "viewer",
  summary: "What happened to a customer, newest first, orders with their lines",
  params: ById,
  query: TimelineQuery,
  reply: Timeline,
  handle: ({ params, query, context }) => timeline(context, params.id, query),
});

const facets = route({
  method: "GET",
  path: "/api/v1/customers/:id/timeline/facets",
  access: "viewer",
  summary: "How many events of each kind, channel and source a customer has",
  params: ById,
  reply: TimelineFacets,
  handle: ({ params, context }) => timelineFacets(context, params.id),
});

const said = route({
  method: "GET",
  path: "/api/v1/customers/:id/feelings",
  access: "viewer",
  summary: "What a customer said: answers, reviews, tickets, calls, newest first",
  params: ById,
  reply: Feelings,
  handle: ({ params, context }) => feelings(context, params.id),
});

export const customerRoutes = [list, classes, one, happened, facets, said];
