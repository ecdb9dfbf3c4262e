// Writing the invented company: time of one core and memory, at the size of the demo and ten times that.
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { defaultCompany, type Written, writeCompany } from "#simulate";

const customers = Number(process.env.KOMPAS_BENCH_CUSTOMERS ?? defaultCompany.customers);
const rows_per_s_least = 80_000;

async function written(folder: string): Promise<Written> {
  const folders = { files: path.join(folder, "files"), truth: path.join(folder, "truth") };
  const writing = writeCompany({ ...defaultCompany, customers, until: new Date("2026-11-01T00:00:00Z") }, folders);
  for (;;) {
    const next = await writing.next();
    if (next.done === true) return next.value;
  }
}

const folder = await mkdtemp(path.join(tmpdir(), "kompas-bench-simulate-"));
try {
  const began = performance.now();
  const { files } = await written(folder);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage();
  const cpu_s = (user + system) / 1e6;
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  console.log(
    `simulate: ${customers} customers, ${rows} rows in ${seconds.toFixed(1)} s, ${cpu_s.toFixed(1)} s of processor`,
  );
  console.log(`  ${Math.round(rows / cpu_s)} rows a second of one core (at least ${rows_per_s_least})`);
  const memory_mb = process.resourceUsage().maxRSS / 1024;
  console.log(`  memory at most ${Math.round(memory_mb)} MB; load ${loadavg()[0]?.toFixed(1)}`);
  if (rows / cpu_s < rows_per_s_least) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
