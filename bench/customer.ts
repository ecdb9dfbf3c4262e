// One customer's page and the search for one, at 20 million events of 1 million customers, against their limits.
import { setMaxListeners } from "node:events";
import { routes } from "#analyze";
import type { Context } from "#contract";
import { type Engines, sql } from "#storage";
import { customers, events, withCompany } from "./company.data.ts";
import { enginePid, statusOf } from "./kompas.ts";

const page_limit_ms = 200;
const search_limit_ms = 300;
const rounds = Number(process.env.KOMPAS_BENCH_ROUNDS ?? 40);

/** A handler called as the server calls it, without HTTP. */
function get(engines: Engines, at: string, params: object, query: object): Promise<unknown> {
  const context = contextOf(engines);
  const route = routes.find((each) => each.path === at && each.method === "GET");
  if (!route) throw new Error(`no route ${at}`);
  return route.handle({ params, query, body: {}, headers: {}, ip: "127.0.0.1", bytes: process.stdin, context });
}

function contextOf(engines: Engines): Context<Engines> {
  const { signal } = new AbortController();
  setMaxListeners(100, signal);
  return {
    engines,
    settings: { name: "", currency: "EUR", time_zone: "Europe/Warsaw", country: "", personal_data_role: "agent" },
    data_dir: "",
    now: () => new Date("2025-01-01T00:00:00Z"),
    signal,
  };
}

/** How long rounds of a work took, sorted, and the engine's processor time for one. */
interface Took {
  readonly times_ms: readonly number[];
  readonly cpu_ms: number;
}

async function times(work: (round: number) => Promise<unknown>): Promise<Took> {
  const engine = await enginePid();
  const cpu_s = async () => (await statusOf(engine)).cpu_s;
  const before_s = await cpu_s();
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await work(round);
    took.push(performance.now() - start);
  }
  const cpu_ms = (((await cpu_s()) - before_s) * 1000) / rounds;
  return { times_ms: took.sort((a, b) => a - b), cpu_ms };
}

function report(what: string, { times_ms, cpu_ms }: Took, limit_ms: number | null): void {
  const at = (share: number) => times_ms[Math.min(times_ms.length - 1, Math.floor(times_ms.length * share))] ?? 0;
  const [p50, p95] = [at(0.5), at(0.95)];
  const ratio = limit_ms === null ? "" : `   p95 / ${limit_ms} ms: ${(p95 / limit_ms).toFixed(2)}`;
  const told = [p50, p95, cpu_ms].map((ms) => `${ms.toFixed(0).padStart(5)} ms`);
  console.log(`${what.padEnd(56)} p50 ${told[0]}, p95 ${told[1]}, engine's processor ${told[2]}${ratio}`);
  if (limit_ms !== null && p95 > limit_ms) process.exitCode = 1;
}

/** Ids of customers by their numbers in the data. */
async function idsOf(engines: Engines): Promise<string[]> {
  const rows = await engines.clickhouse.rows(
    "bench.ids",
    sql`SELECT toString(sipHash64('customer', toUInt64(number * ${Math.floor(customers / rounds)}))) AS id FROM numbers(${rounds})`,
  );
  return rows.map((row) => String(Object(row).id));
}

async function measure(engines: Engines): Promise<void> {
  const ids = await idsOf(engines);
  // Number 0 has the longest history; the others are anybody.
  const screen = (id: string) =>
    Promise.all([
      get(engines, "/api/v1/customers/:id", { id }, {}),
      get(engines, "/api/v1/customers/:id/timeline", { id }, { limit: 50 }),
    ]);
  const [busiest = ""] = ids;
  report("first screen, anybody", await times((round) => screen(ids[round] ?? busiest)), page_limit_ms);
  report("first screen, the longest history", await times(() => screen(busiest)), page_limit_ms);
  report(
    "what the page asks for next: facets, what was said",
    await times((round) =>
      Promise.all([
        get(engines, "/api/v1/customers/:id/timeline/facets", { id: ids[round] ?? busiest }, {}),
        get(engines, "/api/v1/customers/:id/feelings", { id: ids[round] ?? busiest }, {}),
      ]),
    ),
    null,
  );
  report(
    "classes among all customers, in a request of their own",
    await times((round) => get(engines, "/api/v1/customers/classes", {}, { ids: ids[round] ?? busiest })),
    null,
  );
  const searches = ["person77777", "+48 500 012 345", "petrov 77", "Петров 77", "kowalska", "ivan sidorenko"];
  for (const search of searches) {
    const palette = () => get(engines, "/api/v1/customers", {}, { search, limit: 6, classes: false });
    report(`palette: ${search}`, await times(palette), search_limit_ms);
  }
  const list = () => get(engines, "/api/v1/customers", {}, { search: "kowalska 7", classes: false });
  report("list: kowalska 7", await times(list), search_limit_ms);
}

await withCompany(async (engines) => {
  console.log(`customer: ${events} events, ${customers} customers; ${rounds} rounds`);
  await measure(engines);
});
