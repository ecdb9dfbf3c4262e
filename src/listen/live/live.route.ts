// Live events over HTTP.
import { randomUUID } from "node:crypto";
import { LiveFilter, maskerOf, type Route, requirePersonalData } from "#contract";
import { type Engines, route } from "#storage";
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
    const mask = maskerOf(context);
    const who = query.who?.trim();
    if (mask.masked && who !== undefined && !/^\d{6,20}$/.test(who)) requirePersonalData(context, "who");
    const stream = watch(context.engines, {
      filter: query,
      last_id,
      signal: context.signal,
      process: thisProcess,
      mask,
    });
    return { stream, content_type: "text/event-stream; charset=utf-8" };
  },
});

export const liveRoutes: readonly Route<Engines>[] = [live];
