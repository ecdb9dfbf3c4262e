// What a monitor asks for: alive, ready, and Prometheus' numbers.
import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { Type } from "typebox";
import { type Engines, sql } from "#storage";
import { dataId, type Kompas } from "./kompas.ts";

const pingTimeout_ms = 2_000;

export const Health = Type.Object({
  product: Type.Literal("kompas"),
  version: Type.String(),
  instance: Type.String({ description: "Tells this process from every other" }),
  data: Type.String({ description: "Names the data folder without giving its path away" }),
});

export const Readiness = Type.Object({
  status: Type.Union([
    Type.Literal("starting"),
    Type.Literal("ready"),
    Type.Literal("failed"),
    Type.Literal("stopping"),
  ]),
  detail: Type.String(),
  engines: Type.Object({ clickhouse: Type.Boolean(), postgres: Type.Boolean() }),
});

/** Whether each engine answers now. */
async function ping(engines: Engines): Promise<{ clickhouse: boolean; postgres: boolean }> {
  const answers = async (work: Promise<unknown>) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), pingTimeout_ms);
    });
    const answered = await Promise.race([work.then(() => true).catch(() => false), late]);
    clearTimeout(timer);
    return answered;
  };
  const [clickhouse, postgres] = await Promise.all([
    answers(engines.clickhouse.rows("server.monitor.ping", sql`SELECT 1 AS one`, { timeout_ms: pingTimeout_ms })),
    answers(engines.postgres.pool.query("SELECT 1")),
  ]);
  return { clickhouse, postgres };
}

async function readiness(kompas: Kompas) {
  const state = kompas.state();
  if (state.status !== "ready") return { ...state, engines: { clickhouse: false, postgres: false } };
  const engines = await ping(kompas.ready().engines);
  if (engines.clickhouse && engines.postgres) return { ...state, engines };
  const silent = engines.postgres
    ? "ClickHouse does not"
    : engines.clickhouse
      ? "PostgreSQL does not"
      : "Both engines do not";
  return { status: "starting" as const, detail: `${silent} answer at the moment`, engines };
}

/** Counts requests and mounts /healthz, /readyz and /metrics. */
export function mountMonitor(app: FastifyInstance, kompas: Kompas): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: "kompas_http_request_duration_seconds",
    help: "Time from a request's arrival to the end of its answer",
    labelNames: ["method", "route", "status"] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
    registers: [registry],
  });
  new Gauge({
    name: "kompas_ready",
    help: "1 when the start is complete",
    registers: [registry],
    collect() {
      this.set(kompas.state().status === "ready" ? 1 : 0);
    },
  });
  app.addHook("onResponse", async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? "none",
      status: String(reply.statusCode),
    };
    durations.observe(labels, reply.elapsedTime / 1000);
  });
  app.get(
    "/healthz",
    {
      config: { access: "public" },
      schema: { summary: "The process is alive", tags: ["monitor"], response: { 200: Health } },
    },
    async () => ({
      product: "kompas" as const,
      version: kompas.version,
      instance: kompas.instance,
      data: dataId(kompas.config.data_dir),
    }),
  );
  app.get(
    "/readyz",
    {
      config: { access: "public" },
      schema: {
        summary: "Requests can be answered: 200 when both engines answer, else 503",
        tags: ["monitor"],
        response: { 200: Readiness, 503: Readiness },
      },
    },
    async (_request, reply) => {
      const answer = await readiness(kompas);
      if (answer.status !== "ready") reply.code(503).header("retry-after", "1");
      return answer;
    },
  );
  app.get(
    "/metrics",
    {
      config: { access: "viewer" },
      schema: {
        summary: "Numbers of this process for Prometheus",
        tags: ["monitor"],
        response: { 200: Type.String() },
      },
    },
    async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  );
}
