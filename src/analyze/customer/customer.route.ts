// GET /api/v1/customers…: the list, one customer, the timeline.

import { Type } from "typebox";
import { Customer, CustomerId, CustomerPage, CustomerQuery, Timeline } from "#contract";
import { route } from "#storage";
import { customer, customerPage, timeline } from "./customer.ts";

const ById = Type.Object({ id: CustomerId });

const list = route({
  method: "GET",
  path: "/api/v1/customers",
  access: "viewer",
  summary: "Customers: searched, sorted, or those behind a metric's value",
  query: CustomerQuery,
  reply: CustomerPage,
  handle: ({ query, context }) => customerPage(context, query),
});

const one = route({
  method: "GET",
  path: "/api/v1/customers/:id",
  access: "viewer",
  summary: "A customer: identifiers, traits, totals, revenue by month",
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
  query: Type.Object({
    cursor: Type.Optional(Type.String()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  }),
  reply: Timeline,
  handle: ({ params, query, context }) => timeline(context, params.id, query),
});

export const customerRoutes = [list, one, happened];
