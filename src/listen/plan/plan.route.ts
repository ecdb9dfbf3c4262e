// The tracking plan over HTTP: look, approve, change, violations, JSON Schema in and out.
import { Readable } from "node:stream";
import { Type } from "typebox";
import {
  maskerOf,
  Plan,
  PlanApplied,
  PlanEvent,
  PlanEventChange,
  PlanPolicy,
  PlanViolation,
  type Route,
} from "#contract";
import { type Engines, route } from "#storage";
import { applyPlan } from "./apply.ts";
import { approveAll, changeEvent, setPolicy } from "./change.ts";
import { readEvent, readPlan, readViolations } from "./read.ts";
import { decided, planDocument, readDocument } from "./schema.ts";

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const OfSource = Type.Object({ source: Type.String({ minLength: 1, maxLength: 100 }) });

const plan = route({
  method: "GET",
  path: "/api/v1/plan",
  access: "analyst",
  summary: "What each source sends, learned from traffic, and what of it was approved",
  query: Type.Partial(OfSource),
  reply: Plan,
  handle: ({ query, context }) =>
    readPlan(context.engines, {
      source: query.source,
      volume_at: { now: context.now(), time_zone: context.settings.time_zone },
    }),
});

const change = route({
  method: "PATCH",
  path: "/api/v1/plan/events/:id",
  access: "analyst",
  summary: "Approves, edits or ignores an event and its properties",
  params: Id,
  body: PlanEventChange,
  reply: PlanEvent,
  handle: ({ params, body, context }) => changeEvent(context.engines, params.id, body),
});

const approveEvent = route({
  method: "POST",
  path: "/api/v1/plan/events/:id/approve",
  access: "analyst",
  summary: "Approves an event with all its new properties, with the types that were seen",
  params: Id,
  reply: PlanEvent,
  handle: async ({ params, context }) => {
    await approveAll(context.engines, { event_id: params.id });
    return await readEvent(context.engines, params.id);
  },
});

const approveSource = route({
  method: "POST",
  path: "/api/v1/plan/sources/:source/approve",
  access: "analyst",
  summary: "Approves everything that was learned of a source and is not ignored",
  status: 204,
  params: OfSource,
  reply: Type.Null(),
  handle: async ({ params, context }) => {
    await approveAll(context.engines, params);
    return null;
  },
});

const policy = route({
  method: "PUT",
  path: "/api/v1/plan/sources/:source",
  access: "analyst",
  summary: "What becomes of a source's events that depart from the plan: accept, flag or dead_letter",
  status: 204,
  params: OfSource,
  body: Type.Object({ policy: PlanPolicy }),
  reply: Type.Null(),
  handle: async ({ params, body, context }) => {
    await setPolicy(context.engines, params.source, body.policy);
    return null;
  },
});

const violations = route({
  method: "GET",
  path: "/api/v1/plan/violations",
  access: "analyst",
  summary: "What departed from the plan in the last 30 days: flagged events and dead letters, with an example",
  reply: Type.Object({ rows: Type.Array(PlanViolation) }),
  handle: async ({ context }) => {
    const { text } = maskerOf(context);
    const rows = await readViolations(context.engines, context.now());
    return { rows: rows.map((row) => ({ ...row, example: text(row.example) })) };
  },
});

const schemaOut = route({
  method: "GET",
  path: "/api/v1/plan.schema.json",
  access: "analyst",
  summary: "What was approved and ignored, as one JSON Schema document (draft 2020-12)",
  query: Type.Partial(OfSource),
  reply: "file",
  handle: async ({ query, context }) => {
    const document = planDocument(decided(await readPlan(context.engines, query)));
    return {
      stream: Readable.from([`${JSON.stringify(document, null, 2)}\n`]),
      file_name: "plan.schema.json",
      content_type: "application/schema+json",
    };
  },
});

const schemaIn = route({
  method: "POST",
  path: "/api/v1/plan/schema",
  access: "analyst",
  summary: "Makes a JSON Schema document the plan of the sources that it names; a dry run only tells what differs",
  body: Type.Object({ schema: Type.Unknown(), dry_run: Type.Optional(Type.Boolean()) }),
  reply: PlanApplied,
  handle: async ({ body, context }) => {
    const dry_run = body.dry_run ?? false;
    return { dry_run, differences: await applyPlan(context.engines, readDocument(body.schema), dry_run) };
  },
});

export const planRoutes: readonly Route<Engines>[] = [
  plan,
  change,
  approveEvent,
  approveSource,
  policy,
  violations,
  schemaOut,
  schemaIn,
];
