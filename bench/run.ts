// Runs the benchmarks one after another, each in a process of its own, so that none inherits another's memory.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

// The soak takes half an hour: only when it is asked for.
const benches = ["import", "measure", "class", "customer", "segment", "collect", "identity", "match", "simulate"];
const asked = process.argv.slice(2);

for (const name of asked.length > 0 ? asked : benches) {
  const file = path.join(import.meta.dirname, `${name}.ts`);
  if (!fs.existsSync(file)) continue;
  const args = ["--conditions=development", "--import", "tsx", file];
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
