// A whole Kompas on the data folder and the port that it is told, with one source. Killed by collect-crash.test.ts.
import { pino } from "pino";
import { readConfig, startServer } from "#server";
import { migrate, openEngines } from "#storage";

const [data_dir = "", port = "", first = ""] = process.argv.slice(2);

if (first === "first") {
  const { engines, stop } = await openEngines({ data_dir });
  await migrate(engines);
  await engines.postgres.db
    .insertInto("source")
    .values({ slug: "shop", name: "Shop", kind: "site", write_key: "crash-key", settings: "{}" })
    .execute();
  await stop();
} else {
  const config = readConfig({ KOMPAS_DATA: data_dir, KOMPAS_PORT: port });
  const server = await startServer(config, { logger: pino({ level: "fatal" }), announced: false });
  await server.ready;
}
