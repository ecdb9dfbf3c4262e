// Turns a route, which is data, into Fastify's: checked inputs, its context, its status, files as streams.

import { setMaxListeners } from "node:events";
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type TSchema, Type } from "typebox";
import {
  type Access,
  type Caller,
  type Context,
  type FileReply,
  Problem,
  type Route,
  type SessionCookie,
} from "#contract";
import type { Engines } from "#storage";
import { fieldsOf, noteDeed, objectOf } from "./audit/audit.ts";
import { publicCaller } from "./caller.ts";
import type { Config } from "./config.ts";
import { sessionCookie } from "./guard.ts";
import type { Kompas } from "./kompas.ts";
import { admitWhileOpen, type Stay } from "./stay.ts";
import { checker, replyChecker } from "./validate.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The least role that may call; every route has to say it, see guardRoutes. */
    access?: Access;
  }
  interface FastifyRequest {
    /** Who calls, as the guard found out. */
    caller: Caller | undefined;
  }
}

export interface MountOptions {
  /** Holds every answer against its declared schema; for tests. */
  readonly check_replies: boolean;
  readonly stay: Stay;
}

/** The part of a request's handling that differs by what the route takes and gives. */
interface Mounted {
  readonly params: (value: unknown) => unknown;
  readonly query: (value: unknown) => unknown;
  readonly body: (value: unknown) => unknown;
  readonly reply: (value: unknown) => void;
}

const nothing = Type.Object({});

function checkers(route: Route<Engines>, options: MountOptions): Mounted {
  const { body, reply } = route;
  return {
    params: checker(route.params ?? nothing, "params"),
    query: checker(route.query ?? nothing, "query"),
    body: body === undefined ? () => undefined : checker(body, "body"),
    reply: options.check_replies && reply !== "file" && route.status !== 204 ? replyChecker(reply) : () => undefined,
  };
}

/**
 * A signal that aborts when the caller hangs up before the answer is whole, when the server has no more time, and for an
 * answer that lasts when its caller may no longer have it.
 */
function signalOf(
  kompas: Kompas,
  route: Route<Engines>,
  request: FastifyRequest,
  reply: FastifyReply,
  stay: Stay,
): AbortSignal {
  const controller = new AbortController();
  // One answer may be made of several questions, each of which listens.
  setMaxListeners(100, controller.signal);
  const abort = () => controller.abort();
  const forget = route.lasts === true ? kompas.whenStopping(abort) : kompas.whenStopped(abort);
  if (route.lasts === true) {
    admitWhileOpen(stay, route.access, request, reply, (reason) => controller.abort(reason));
  }
  reply.raw.once("close", () => {
    forget();
    if (!reply.raw.writableFinished) controller.abort();
  });
  // Gone before we came to look.
  if (reply.raw.destroyed) controller.abort();
  return controller.signal;
}

function isFile(value: unknown): value is FileReply {
  return typeof value === "object" && value !== null && "stream" in value && "content_type" in value;
}

/** Content-Disposition of RFC 6266: an ASCII name for the old, the real one for the rest. */
export function disposition(file_name: string): string {
  const plain = file_name.replace(/[^\x20-\x7e]|["\\]/g, "_");
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file_name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)}`;
}

function send(route: Route<Engines>, reply: FastifyReply, answer: unknown): FastifyReply {
  // Answers hold people's data and change with every import: no cache keeps them.
  reply.code(route.status ?? 200).header("cache-control", "no-store");
  if (route.status === 204) return reply.send();
  if (isFile(answer)) {
    // A proxy that gathers would hold back what is to be seen as it happens.
    if (route.lasts === true) reply.header("x-accel-buffering", "no");
    if (answer.file_name !== undefined) reply.header("content-disposition", disposition(answer.file_name));
    if (answer.status !== undefined) reply.code(answer.status);
    if (answer.headers !== undefined) reply.headers(answer.headers);
    return reply.type(answer.content_type).send(answer.stream);
  }
  return reply.type("application/json; charset=utf-8").send(JSON.stringify(answer));
}

/** Gives the browser its session, or prolongs it: for our own pages alone, and only over https where there is https. */
export function giveCookie(config: Config, reply: FastifyReply, id: string, expires: Date): void {
  const secure = config.public_url?.startsWith("https:") ?? false;
  reply.setCookie(sessionCookie, id, { path: "/", httpOnly: true, sameSite: "lax", secure, expires });
}

/** The cookie as handlers use it; `begun` gets who signs in by it. */
function cookieOf(kompas: Kompas, request: FastifyRequest, reply: FastifyReply, begun: (caller: Caller) => void) {
  const cookie: SessionCookie = {
    id: request.cookies[sessionCookie],
    begin(id, expires_at, caller) {
      giveCookie(kompas.config, reply, id, expires_at);
      begun(caller);
    },
    end: () => void reply.clearCookie(sessionCookie, { path: "/" }),
  };
  return cookie;
}

/** Notes every change that somebody made. It is done by then, so a log that cannot be written fails nothing. */
async function audit(
  context: Context<Engines>,
  route: Route<Engines>,
  request: FastifyRequest,
  actor: Caller,
  done: { params: unknown; body: unknown; answer: unknown },
): Promise<void> {
  if (route.method === "GET" || route.changes === false || actor.role === undefined) return;
  const { method, path, summary } = route;
  const [object, fields] = [objectOf(done.params, done.answer), fieldsOf(done.body)];
  const deed = { actor, method, route: path, summary, object, fields, address: request.ip };
  try {
    await noteDeed(context.engines.postgres, deed, context.now());
  } catch (fault) {
    request.log.error({ route: path, name: fault instanceof Error ? fault.name : typeof fault }, "not audited");
  }
}

function handler(kompas: Kompas, route: Route<Engines>, options: MountOptions) {
  const check = checkers(route, options);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const inputs = {
      params: check.params(request.params),
      query: check.query(request.query),
      body: check.body(request.body),
    };
    const bytes = request.body instanceof Readable ? request.body : Readable.from([]);
    const ready = kompas.ready();
    const caller = request.caller ?? publicCaller;
    let actor = caller;
    const cookie = cookieOf(kompas, request, reply, (begun) => {
      actor = begun;
    });
    const context: Context<Engines> = {
      ...ready,
      data_dir: kompas.config.data_dir,
      now: kompas.now,
      signal: signalOf(kompas, route, request, reply, options.stay),
      caller,
    };
    const { headers, ip } = request;
    const answer: unknown = await route.handle({ ...inputs, headers, ip, bytes, cookie, context });
    check.reply(answer);
    await audit(context, route, request, actor, { ...inputs, answer });
    return send(route, reply, answer);
  };
}

/** What the API's description says of a route. */
function description(route: Route<Engines>) {
  const file: TSchema = Type.Unsafe({ type: "string", format: "binary" });
  const status = String(route.status ?? 200);
  return {
    summary: route.summary,
    description: `Role: ${route.access}.`,
    tags: [route.path.split("/")[3] ?? "kompas"],
    ...(route.params ? { params: route.params } : {}),
    ...(route.query ? { querystring: route.query } : {}),
    ...(route.body ? { body: route.body } : {}),
    ...(route.takes === "bytes" ? { consumes: ["application/octet-stream"], body: file } : {}),
    response: {
      [status]: route.status === 204 ? Type.Null() : route.reply === "file" ? file : route.reply,
      "4XX": Problem,
      "5XX": Problem,
    },
  };
}

/** Touchpoints have their own backpressure; some routes have a limit of their own. */
function rateOf({ access, rate_per_minute }: Route<Engines>) {
  if (access === "source") return { rateLimit: false as const };
  return rate_per_minute === undefined ? {} : { rateLimit: { max: rate_per_minute, timeWindow: 60_000 } };
}

/** Mounts all routes. A body of a `takes: "bytes"` route is left unread, whatever its content type says. */
export async function mountRoutes(
  app: FastifyInstance,
  kompas: Kompas,
  routes: readonly Route<Engines>[],
  options: MountOptions,
): Promise<void> {
  const mount = (scope: FastifyInstance, route: Route<Engines>) => {
    scope.route({
      method: route.method,
      url: route.path,
      config: { access: route.access, ...rateOf(route) },
      schema: description(route),
      handler: handler(kompas, route, options),
    });
  };
  for (const route of routes.filter(({ takes }) => takes === undefined)) mount(app, route);
  // A browser asks first whether another site's page may send this.
  for (const url of new Set(routes.filter(({ access }) => access === "source").map(({ path }) => path))) {
    app.options(url, { config: { access: "source", rateLimit: false }, schema: { hide: true } }, (_request, reply) =>
      reply.code(204).send(),
    );
  }
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
    // Such routes look at the bytes: a client that writes nonsense into this header is no reason to lose them.
    scope.addHook("onRequest", async ({ headers }) => {
      if (!/^[\w.+-]+\/[\w.+-]+\s*(;|$)/.test(headers["content-type"] ?? "")) delete headers["content-type"];
    });
    for (const route of routes.filter(({ takes }) => takes === "bytes")) mount(scope, route);
  });
}
