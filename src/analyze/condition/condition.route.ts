// /api/v1/conditions…: how many a condition fits, why, its SQL, and what conditions can be made of.
import {
  ConditionPreview,
  ConditionRequest,
  KnownValues,
  SqlText,
  ValuesQuery,
  Vocabulary,
  Why,
  WhyRequest,
} from "#contract";
import { route } from "#storage";
import { conditionSql, preview, why } from "./condition.ts";
import { readCondition } from "./read.ts";
import { knownValues, vocabulary } from "./vocabulary.ts";

export const conditionRoutes = [
  route({
    method: "POST",
    path: "/api/v1/conditions/preview",
    access: "viewer",
    summary: "How many customers a condition fits: counted, or estimated from a share of all where that takes long",
    changes: false,
    body: ConditionRequest,
    reply: ConditionPreview,
    handle: ({ body, context }) => preview(context, readCondition(body.condition)),
  }),
  route({
    method: "POST",
    path: "/api/v1/conditions/sql",
    access: "analyst",
    summary: "The question that counts whom a condition fits, with its bound values",
    changes: false,
    body: ConditionRequest,
    reply: SqlText,
    handle: async ({ body, context }) => conditionSql(context, readCondition(body.condition)),
  }),
  route({
    method: "POST",
    path: "/api/v1/conditions/why",
    access: "viewer",
    summary: "Each part of a condition with what was found for one customer, now or at a past instant",
    changes: false,
    body: WhyRequest,
    reply: Why,
    handle: ({ body, context }) => why(context, readCondition(body.condition), body.customer_id, body.at),
  }),
  route({
    method: "GET",
    path: "/api/v1/conditions/vocabulary",
    access: "viewer",
    summary: "Traits, events, metrics, classes, purposes and segments that conditions can name",
    reply: Vocabulary,
    handle: ({ context }) => vocabulary(context.engines),
  }),
  route({
    method: "GET",
    path: "/api/v1/conditions/values",
    access: "viewer",
    summary: "Values of a trait or of an event's property, those of most customers first",
    query: ValuesQuery,
    reply: KnownValues,
    handle: ({ query, context }) => knownValues(context, query),
  }),
];
