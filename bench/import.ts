// The import against the engine's own INSERT … SELECT of the same columns: 10 million order lines, Parquet and CSV.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { askForImport, importState, previewLocation, runImport } from "#listen";
import { type ClickHouse, type Engines, migrate, openEngines, sql } from "#storage";

const lines = Number(process.env.KOMPAS_BENCH_LINES ?? 10_000_000);
const rounds = Number(process.env.KOMPAS_BENCH_ROUNDS ?? 2);
const limit = 2;
const settings = {
  name: "Bench",
  currency: "EUR",
  time_zone: "UTC",
  country: "",
  personal_data_role: "agent",
} as const;
const formats = (["parquet", "csv"] as const).filter((each) => process.argv.length < 3 || process.argv.includes(each));
const options = { timeout_ms: 3_600_000 };

// Ten lines an order, 500,000 customers, two years, 5,000 products.
async function generate(clickhouse: ClickHouse, folder: string): Promise<void> {
  await clickhouse.run(
    "bench.parquet",
    sql`INSERT INTO FUNCTION file(${path.join(folder, "lines.parquet")}, 'Parquet')
SELECT
  concat('O', toString(intDiv(number, 10))) AS InvoiceNo,
  concat('P', toString(sipHash64(number) % 5000)) AS StockCode,
  concat('PRODUCT NAME NUMBER ', toString(sipHash64(number) % 5000)) AS Description,
  toInt32(1 + sipHash64(number, 1) % 12) AS Quantity,
  toDateTime64('2023-01-01 00:00:00', 3, 'UTC') + toIntervalSecond(intDiv(number, 10) * 63) AS InvoiceDate,
  round(0.5 + (sipHash64(number, 2) % 3000) / 100, 2) AS UnitPrice,
  toString(10000 + sipHash64(intDiv(number, 10)) % 500000) AS CustomerID,
  ['UK', 'FR', 'DE', 'PL'][1 + sipHash64(intDiv(number, 10)) % 4] AS Country
FROM numbers(${lines})`,
    options,
  );
  await clickhouse.run(
    "bench.csv",
    sql`INSERT INTO FUNCTION file(${path.join(folder, "lines.csv")}, 'CSVWithNames') SELECT * FROM file(${path.join(folder, "lines.parquet")}, 'Parquet')`,
    options,
  );
  await clickhouse.run(
    "bench.table",
    sql`CREATE TABLE line (
  InvoiceNo String, StockCode String, Description String, Quantity Int32, InvoiceDate DateTime64(3, 'UTC'),
  UnitPrice Decimal(18, 4), CustomerID String, Country String
) ENGINE = MergeTree ORDER BY (CustomerID, InvoiceDate, InvoiceNo)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  );
}

/** The engine's process below this one, on Linux; its processor time is what other programs cannot take from it. */
async function enginePid(): Promise<string | undefined> {
  for (const name of await readdir("/proc").catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const command = await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "");
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    const ours = new RegExp(`\\) \\S ${process.pid} `).test(stat);
    if (ours && command.includes("clickhouse.child")) return name;
  }
  return undefined;
}

interface Cost {
  readonly wall_s: number;
  readonly cpu_s: number;
}

async function cpu_s(pid: string | undefined): Promise<number> {
  if (pid === undefined) return Number.NaN;
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).replace(/^.*\) /, "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function measured(pid: string | undefined, work: () => Promise<unknown>): Promise<Cost> {
  const before = await cpu_s(pid);
  const began = performance.now();
  await work();
  return { wall_s: (performance.now() - began) / 1000, cpu_s: (await cpu_s(pid)) - before };
}

const best = (costs: readonly Cost[]): Cost => ({
  wall_s: Math.min(...costs.map((cost) => cost.wall_s)),
  cpu_s: Math.min(...costs.map((cost) => cost.cpu_s)),
});

async function empty(clickhouse: ClickHouse): Promise<void> {
  await clickhouse.run("bench.truncate", sql`TRUNCATE TABLE event_log`);
  await clickhouse.run("bench.truncate", sql`TRUNCATE TABLE identifier_log`);
  await clickhouse.run("bench.truncate", sql`TRUNCATE TABLE trait_log`);
  await clickhouse.run("bench.truncate", sql`TRUNCATE TABLE line`);
}

async function importOnce(engines: Engines, folder: string, file: string, source: string): Promise<void> {
  const now = () => new Date();
  const location = { kind: "path", path: file } as const;
  const { mapping } = await previewLocation({ engines, settings, data_dir: folder, now }, location);
  const { id } = await askForImport(engines, { location, mapping: { ...mapping, source } }, settings, now());
  const signal = new AbortController().signal;
  await runImport(id, { engines, data_dir: folder, now, signal, last: true, settings });
  const state = await importState(engines, id, now());
  if (state.rows_accepted !== lines || state.events !== lines / 10) throw new Error(JSON.stringify(state));
}

async function compare(
  engines: Engines,
  folder: string,
  format: "parquet" | "csv",
  pid: string | undefined,
): Promise<void> {
  const file = path.join(folder, `lines.${format}`);
  const plain: Cost[] = [];
  const ours: Cost[] = [];
  const kind = format === "csv" ? "CSVWithNames" : "Parquet";
  for (let round = 0; round < rounds; round += 1) {
    await empty(engines.clickhouse);
    const copy = sql`INSERT INTO line SELECT * FROM file(${file}, ${kind})`;
    plain.push(await measured(pid, () => engines.clickhouse.run("bench.copy", copy, options)));
    ours.push(await measured(pid, () => importOnce(engines, folder, file, `${format}${round}`)));
  }
  const [a, b] = [best(plain), best(ours)];
  const ratio = b.wall_s / a.wall_s;
  const show = ({ wall_s, cpu_s: used }: Cost) => `${wall_s.toFixed(1)} s (${used.toFixed(1)} s of processor)`;
  console.log(
    `${format.padEnd(8)} INSERT … SELECT ${show(a)}, import ${show(b)}: ratio ${ratio.toFixed(2)} (limit ${limit}), by processor time ${(b.cpu_s / a.cpu_s).toFixed(2)}`,
  );
  if (ratio > limit) process.exitCode = 1;
}

const folder = await mkdtemp(path.join(tmpdir(), "kompas-bench-"));
const { engines, stop } = await openEngines({ data_dir: folder });
try {
  await migrate(engines);
  await generate(engines.clickhouse, folder);
  const pid = await enginePid();
  console.log(`import: ${lines} order lines, ${lines / 10} orders; best of ${rounds}`);
  for (const format of formats) await compare(engines, folder, format, pid);
  const status = pid === undefined ? "" : await readFile(`/proc/${pid}/status`, "utf8");
  const peak_kb = /VmHWM:\s+(\d+)/.exec(status)?.[1];
  if (peak_kb) console.log(`peak resident memory of the engine: ${Math.round(Number(peak_kb) / 1024)} MB`);
} finally {
  await stop();
  await rm(folder, { recursive: true, force: true });
}
