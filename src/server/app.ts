// The HTTP application: its guards, its routes, its faults and its log lines. It does not listen and starts no engine.
import fastifyCookie from "@fastify/cookie";
import fastifyHelmet from "@fastify/helmet";
import fastifyRateLimit from "@fastify/rate-limit";
import fastifySwagger from "@fastify/swagger";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { type Access, ProblemError, type Route } from "#contract";
import { type Engines, StorageError } from "#storage";
import { type Identify, identifier, publicCaller, sourceCaller } from "./caller.ts";
import { admitCookie, admitPlace, admitRole, sessionCookie } from "./guard.ts";
import type { Kompas } from "./kompas.ts";
import { mountMonitor } from "./monitor.ts";
import { giveCookie, mountRoutes } from "./mount.ts";
import { problemOf } from "./problem.ts";
import { mountReference } from "./reference.ts";
import { type StayTimes, stayTimes } from "./stay.ts";
import { inlineScripts, mountWeb } from "./web.ts";

export interface AppOptions {
  readonly routes: readonly Route<Engines>[];
  readonly web_dir: string;
  readonly logger: FastifyBaseLogger;
  /** Holds every answer against its declared schema; for tests. */
  readonly check_replies?: boolean;
  /** Who calls; for tests without engines. */
  readonly identify?: Identify;
  /** How often callers of lasting answers are asked for again; for tests. */
  readonly stay?: StayTimes;
}

/** The largest JSON body; files come as streams and are not bound by it. */
const bodyLimit_bytes = 4 * 1024 * 1024;

function policy(kompas: Kompas, web_dir: string) {
  const https = kompas.config.public_url?.startsWith("https:") ?? false;
  return {
    hsts: https,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...inlineScripts(web_dir)],
        // The component library writes style elements while it runs.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
  };
}

/** What a fault says in the log: an engine's own text may hold people's data, so it is written for bad queries only. */
function logged(fault: unknown): object {
  if (fault instanceof StorageError && fault.code !== "bad_query") {
    return { engine: fault.engine, code: fault.code, query: fault.query };
  }
  return { err: fault };
}

function answerFault(fault: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { problem, retry_after_s, ours } = problemOf(fault);
  if (ours) request.log.error(logged(fault), problem.title);
  if (retry_after_s !== undefined) reply.header("retry-after", String(retry_after_s));
  if (problem.status === 401) reply.header("www-authenticate", 'Bearer realm="kompas"');
  // A file that failed before its first byte is no file.
  reply.removeHeader("content-disposition");
  return reply.code(problem.status).type("application/problem+json; charset=utf-8").send(JSON.stringify(problem));
}

/** What lets the pages of any site send touchpoints. No cookie of ours goes with them. */
const anySite = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers": "authorization, content-type, content-encoding, anonymousid, x-retry-count",
  // Or a page's script cannot tell when it may try again.
  "access-control-expose-headers": "retry-after",
  "access-control-max-age": "86400",
  "cross-origin-resource-policy": "cross-origin",
} as const;

/** The app's own files and the monitor's questions are the same for everybody. */
function needsNoCaller(access: Access, url: string | undefined): boolean {
  return access === "public" && !(url ?? "").startsWith("/api/");
}

/** Every request passes here, whatever route it is for; what has no route is shown to admins only to be missing. */
function guard(app: FastifyInstance, kompas: Kompas, identify: Identify): void {
  app.decorateRequest("caller", undefined);
  app.addHook("onRequest", async (request, reply) => {
    reply.raw.once("close", kompas.enter());
    const access = request.routeOptions.config.access ?? "public";
    if (access === "source") reply.headers(anySite);
    admitPlace(kompas.config, access, request);
  });
  // After the rate limit, since it may ask the database, and before a body is read.
  app.addHook("preParsing", async (request, reply) => {
    const { config, url } = request.routeOptions;
    const access = config.access ?? "public";
    request.caller = access === "source" ? sourceCaller : publicCaller;
    if (access === "source" || needsNoCaller(access, url)) return;
    const session = request.cookies[sessionCookie];
    const { caller, by_cookie, renewed } = await identify({ headers: request.headers, session });
    if (by_cookie && caller !== undefined) admitCookie(request);
    admitRole(access, caller?.role);
    if (caller !== undefined) request.caller = caller;
    if (session !== undefined && renewed !== undefined) giveCookie(kompas.config, reply, session, renewed);
  });
}

const monitored: readonly string[] = ["/healthz", "/readyz", "/metrics"];

/** The log's one line a request: the route's pattern, not the address, which may hold what somebody looked for. */
function logRequests(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "none";
    const line = { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    // A monitor asks every few seconds: its questions would drown all others.
    if (monitored.includes(route)) request.log.debug(line, "request");
    else request.log.info(line, "request");
  });
}

/**
 * Refuses to start with a route that does not say who may call it.
 * @throws {Error} from ready(), naming the route
 */
function demandAccess(app: FastifyInstance): void {
  app.addHook("onRoute", (route) => {
    if (route.config?.access === undefined)
      throw new Error(`${String(route.method)} ${route.url} does not say who may call it`);
  });
}

async function describe(app: FastifyInstance, kompas: Kompas): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Kompas",
        version: kompas.version,
        description:
          "Errors are problem+json (RFC 9457) with a stable code. Money is in minor units of the workspace's currency, shares are 0 to 1, null means not defined.",
      },
      components: {
        securitySchemes: {
          token: { type: "http", scheme: "bearer", description: "An API key, or KOMPAS_ADMIN_TOKEN" },
          session: { type: "apiKey", in: "cookie", name: sessionCookie, description: "What a login gives" },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
  });
}

/** The application, ready to listen or to be injected into. */
export async function createApp(kompas: Kompas, options: AppOptions): Promise<FastifyInstance> {
  const { config } = kompas;
  const app = Fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimit_bytes,
    // Behind a proxy on this machine the caller's address is the one that the proxy tells.
    trustProxy: config.public_url === undefined ? false : "loopback",
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
  });
  // Inputs are checked in mount.ts, where the messages are made; answers are plain JSON.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.setErrorHandler((fault: FastifyError, request, reply) => answerFault(fault, request, reply));
  app.setNotFoundHandler((request, reply) => {
    const fault = new ProblemError(
      404,
      "not_found",
      `There is no ${request.method} here; GET /openapi.json lists all routes.`,
    );
    return answerFault(fault, request, reply);
  });
  demandAccess(app);
  logRequests(app);
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, policy(kompas, options.web_dir));
  const identify = options.identify ?? identifier(kompas);
  guard(app, kompas, identify);
  await app.register(fastifyRateLimit, { max: config.rate_per_minute, timeWindow: 60_000 });
  await describe(app, kompas);
  mountMonitor(app, kompas);
  const stay = { identify, ...(options.stay ?? stayTimes) };
  await mountRoutes(app, kompas, options.routes, { check_replies: options.check_replies ?? false, stay });
  mountReference(app);
  await mountWeb(app, kompas, options.web_dir);
  await app.ready();
  return app;
}
