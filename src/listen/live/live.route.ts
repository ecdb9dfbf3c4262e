// Live events over HTTP: the stream, and who an identifier names.
import { randomUUID } from "node:crypto";
import { Type } from "typebox";
import { LiveCustomer, LiveFilter, ProblemError, type Route } from "#contract";
import { type Engines, route } from "#storage";
import { customerOf } from "./live.sql.ts";
import { watch } from "./stream.ts";

/** Names this process in the ids of events. */
const thisProcess = randomUUID().slice(0, 8);

// Everybody's events in full are for who works with data, not for everyone who may look up one customer.
const live = route({
  method: "GET",
  path: "/api/v1/live",
  access: "analyst",
  summary: "Events as they come in, as server-sent events: hello, live, rate (once a second), end",
  lasts: true,
  query: LiveFilter,
  reply: "file",
  handle: async ({ query, headers, context }) => {
    const given = headers["last-event-id"];
    const last_id = typeof given === "string" ? given : undefined;
    const stream = watch(context.engines, { filter: query, last_id, signal: context.signal, process: thisProcess });
    return { stream, content_type: "text/event-stream; charset=utf-8" };
  },
});

const customer = route({
  method: "GET",
  path: "/api/v1/live/customer",
  access: "analyst",
  summary: "Which customer an identifier names when it is an event's strongest",
  query: Type.Object({ kind: Type.String({ maxLength: 40 }), value: Type.String({ maxLength: 2_000 }) }),
  reply: LiveCustomer,
  handle: async ({ query, context }) => {
    const [found] = await customerOf(context.engines.clickhouse, query);
    if (found === undefined) throw new ProblemError(404, "not_found", "There is no such customer");
    return found;
  },
});

export const liveRoutes: readonly Route<Engines>[] = [live, customer];
