// A Kompas that only works off what listen has to do, on engines that run elsewhere. Killed by erase-crash.test.ts.
import { jobs } from "#listen";
import { openEngines, startWorkers } from "#storage";

const [data_dir = "", clickhouse_url = "", postgres_url = ""] = process.argv.slice(2);
const { engines } = await openEngines({ data_dir, clickhouse_url, postgres_url });
startWorkers(engines, jobs, { data_dir, alone: true, workers: 1, lease_ms: 2_000, poll_ms: 100 });
