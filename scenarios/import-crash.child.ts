// A Kompas that only imports: opens the data folder, takes up what a crash left, imports file after file, and says on
// its output what it found and what is done. Killed at any moment by import-crash.test.ts.
import { setTimeout as wait } from "node:timers/promises";
import { Type } from "typebox";
import { askForImport, importState, jobs } from "#listen";
import { migrate, openEngines, query, sql, startWorkers } from "#storage";

const [data_dir = "", files = "", last = ""] = process.argv.slice(2);
const settings = { currency: "EUR", time_zone: "UTC" };
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);

const perSource = query({
  name: "listen.story.per_source",
  row: Type.Object({
    source: Type.String(),
    orders: Type.Integer(),
    events: Type.Integer(),
    lines: Type.Integer(),
    revenue_minor: Type.Integer(),
  }),
  branches: {},
  sql: () => sql`SELECT
  source,
  uniqExact(order_id) AS orders,
  count() AS events,
  sum(length(products.id)) AS lines,
  toInt64(round(sum(revenue) * 100)) AS revenue_minor
FROM event
GROUP BY source`,
});

const { engines, stop } = await openEngines({ data_dir });
await migrate(engines);
const imports = await engines.postgres.db
  .selectFrom("import")
  .select(["id", "location", "state"])
  .orderBy("id")
  .execute();
say({ found: await perSource(engines.clickhouse, undefined), states: imports.map(({ state }) => state) });
const workers = startWorkers(engines, jobs, { data_dir, alone: true, workers: 1, lease_ms: 3_000 });

/** Waits for an import and says so. */
async function finish(id: number): Promise<void> {
  for (;;) {
    const { state, source, error } = await importState(engines, id, new Date());
    if (state === "done") return void say({ done: source });
    if (state === "failed" || state === "cancelled") return void say({ failed: source, error });
    await wait(20);
  }
}

for (const { id } of imports) await finish(id);
for (let file = imports.length; file < Number(files); file += 1) {
  const location = { kind: "path", path: `${data_dir}/s${file}.csv` } as const;
  const { id } = await askForImport(engines, { location }, settings, new Date());
  await finish(id);
}
if (last === "last") {
  say({ found: await perSource(engines.clickhouse, undefined), states: [] });
  await workers.stop();
  await stop();
} else await wait(60_000);
