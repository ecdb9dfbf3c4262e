// The tracking API: Segment's contract, with the short forms and the pixels that its and RudderStack's SDKs use.
import { Readable } from "node:stream";
import { Type } from "typebox";
import type { Route } from "#contract";
import { type Engines, route } from "#storage";
import type { Collected } from "./collect.ts";
import type { TrackedType } from "./event.ts";
import { keyOfHead, sourceFor } from "./key.ts";
import { gif, takePixel } from "./pixel.ts";
import { takeBatch, takeEvent } from "./request.ts";
import { rudderSettings, segmentSettings } from "./settings.ts";

const AnyQuery = Type.Record(Type.String(), Type.Unknown());

const Answer = Type.Object({
  success: Type.Literal(true),
  accepted: Type.Integer(),
  dropped: Type.Optional(Type.Integer({ description: "Stopped by the block list; nothing of them is kept" })),
  rejected: Type.Array(
    Type.Object({
      index: Type.Integer({ description: "The event's place in the batch, from 0" }),
      code: Type.String(),
      message: Type.String(),
    }),
  ),
});

const answerOf = ({ accepted, dropped, rejected }: Collected) => ({
  success: true as const,
  accepted,
  ...(dropped > 0 ? { dropped } : {}),
  rejected: [...rejected],
});

const batchRoute = (path: string) =>
  route({
    method: "POST",
    path,
    access: "source",
    summary: "Takes a batch of events; durable when answered",
    takes: "bytes",
    query: AnyQuery,
    reply: Answer,
    handle: async ({ context, headers, query, bytes, ip }) =>
      answerOf(await takeBatch(context.engines, { headers, query, bytes, ip, now: context.now() })),
  });

const eventRoute = (path: string, type: TrackedType) =>
  route({
    method: "POST",
    path,
    access: "source",
    summary: `Takes one event of type ${type}; durable when answered`,
    takes: "bytes",
    query: AnyQuery,
    reply: Answer,
    handle: async ({ context, headers, query, bytes, ip }) =>
      answerOf(await takeEvent(context.engines, { headers, query, bytes, ip, now: context.now() }, type)),
  });

const pixelRoute = (path: string, type: TrackedType) =>
  route({
    method: "GET",
    path,
    access: "source",
    summary: `Takes one event of type ${type} out of an image's address; always answers the image`,
    query: AnyQuery,
    reply: "file",
    handle: async ({ context, headers, query, ip }) => {
      // A broken image in somebody's mail helps nobody: what was refused is a dead letter, and the log has the rest.
      await takePixel(context.engines, { headers, query, ip, now: context.now() }, type).catch(() => undefined);
      return { stream: Readable.from([gif], { objectMode: false }), content_type: "image/gif" };
    },
  });

/** analytics-next tells its own performance; nothing of it is kept. */
const metricsRoute = route({
  method: "POST",
  path: "/v1/m",
  access: "source",
  summary: "Takes what an SDK measures of itself, and forgets it",
  takes: "bytes",
  query: AnyQuery,
  reply: Type.Object({ success: Type.Literal(true) }),
  handle: async ({ bytes }) => {
    bytes.resume();
    return { success: true as const };
  },
});

const segmentStart = route({
  method: "GET",
  path: "/v1/projects/:writeKey/settings",
  access: "source",
  summary: "What Segment's browser SDK asks for before it starts",
  params: Type.Object({ writeKey: Type.String() }),
  query: AnyQuery,
  reply: Type.Record(Type.String(), Type.Unknown()),
  handle: async ({ params, headers, context }) => ({
    ...segmentSettings(await sourceFor(context.engines, params.writeKey), headers),
  }),
});

const rudderStart = route({
  method: "GET",
  path: "/sourceConfig",
  access: "source",
  summary: "What RudderStack's browser SDK asks for before it starts",
  query: AnyQuery,
  reply: Type.Record(Type.String(), Type.Unknown()),
  handle: async ({ headers, query, context }) => ({
    ...rudderSettings(await sourceFor(context.engines, keyOfHead(headers, query)), context.now()),
  }),
});

const types: readonly (readonly [TrackedType, string])[] = [
  ["identify", "i"],
  ["track", "t"],
  ["page", "p"],
  ["screen", "s"],
  ["group", "g"],
  ["alias", "a"],
];

export const collectRoutes: readonly Route<Engines>[] = [
  batchRoute("/v1/batch"),
  batchRoute("/v1/b"),
  batchRoute("/v1/import"),
  batchRoute("/beacon/v1/batch"),
  ...types.flatMap(([type, short]) => [eventRoute(`/v1/${type}`, type), eventRoute(`/v1/${short}`, type)]),
  pixelRoute("/pixel/v1/track", "track"),
  pixelRoute("/pixel/v1/page", "page"),
  metricsRoute,
  segmentStart,
  rudderStart,
];
