// Probabilistic matching of a million invented person records, a fifth of them corrupted duplicates, from a file to
// clusters; against Splink on the same file where KOMPAS_BENCH_PYTHON names a Python that has it.
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { Type } from "typebox";
import { Parse } from "typebox/value";
import { type MatchReport, reportOnFiles } from "#listen";
import { connectClickHouse, startEmbedded } from "#storage";
import { enginePid, statusOf } from "./kompas.ts";

const records = Number(process.env.KOMPAS_BENCH_RECORDS ?? 1_000_000);
const duplicate_share = 0.2;
const limit_s = 60;
const python = process.env.KOMPAS_BENCH_PYTHON;

const Peer = Type.Object({
  seconds: Type.Number(),
  cpu_s: Type.Number(),
  pairs: Type.Integer(),
  precision: Type.Number(),
  recall: Type.Number(),
  f1: Type.Number(),
});

async function matched(folder: string, file: string) {
  const began = performance.now();
  const embedded = await startEmbedded(path.join(folder, "engine"), { clickhouse: true, postgres: false });
  const clickhouse = connectClickHouse(embedded.clickhouse ?? { url: "" });
  try {
    const steps: string[] = [];
    let [before, last] = ["", began];
    const progress = (doing: string) => {
      const now = performance.now();
      if (doing === before) return;
      if (before !== "") steps.push(`${before} ${((now - last) / 1000).toFixed(1)} s`);
      [before, last] = [doing, now];
    };
    const node_before = process.cpuUsage();
    const report = await reportOnFiles(clickhouse, { paths: [file], label_column: "person", progress });
    const wall_s = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(node_before);
    const [engine, node] = [await statusOf(await enginePid()), await statusOf(process.pid)];
    return { report, wall_s, steps, engine, node: { ...node, cpu_s: (user + system) / 1e6 } };
  } finally {
    await clickhouse.close();
    await embedded.stop();
  }
}

function tell(report: MatchReport, wall_s: number): void {
  const at = report.quality.find(({ threshold }) => threshold === 0.5);
  const share = (value: number | null | undefined) => value?.toFixed(4) ?? "–";
  console.log(
    `match: ${report.records} records, ${report.compared_pairs} pairs compared in ${wall_s.toFixed(1)} s (limit ${limit_s} s): ${Math.round(report.compared_pairs / wall_s)} pairs/s end to end`,
  );
  console.log(`pairs at p >= 0.5: precision ${share(at?.precision)}, recall ${share(at?.recall)}, F1 ${share(at?.f1)}`);
  const { cluster_quality: clusters } = report;
  console.log(
    `clusters: ${report.clusters.length}, precision ${share(clusters?.precision)}, recall ${share(clusters?.recall)}, F1 ${share(clusters?.f1)}`,
  );
}

function writePersons(file: string): void {
  const script = path.join(import.meta.dirname, "match.persons.ts");
  const args = [...process.execArgv, script, file, String(records), String(duplicate_share)];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`No persons were written: ${stderr.slice(-2000)}`);
}

/** Splink's figures on the same file, or undefined where there is no Splink. */
function splink(file: string) {
  if (python === undefined) return undefined;
  const script = path.join(import.meta.dirname, "match.splink.py");
  const { status, stdout, stderr } = spawnSync(python, [script, file], { encoding: "utf8", maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`Splink did not end well: ${stderr.slice(-2000)}`);
  return Parse(Peer, JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
}

const folder = await mkdtemp(path.join(tmpdir(), "kompas-bench-"));
try {
  const file = path.join(folder, "persons.csv");
  writePersons(file);
  const { report, wall_s, steps, engine, node } = await matched(folder, file);
  tell(report, wall_s);
  console.log(`steps: ${steps.join(", ")}`);
  console.log(
    `processor time: engine ${engine.cpu_s.toFixed(1)} s, Node ${node.cpu_s.toFixed(1)} s; peak memory: engine ${engine.peak_mb} MB, Node ${node.peak_mb} MB; load ${loadavg()[0]?.toFixed(1)}`,
  );
  if (records >= 1_000_000 && wall_s > limit_s) process.exitCode = 1;
  const peer = splink(file);
  if (peer) {
    console.log(
      `Splink: ${peer.seconds} s, ${peer.cpu_s} s of processor; ${peer.pairs} pairs, precision ${peer.precision}, recall ${peer.recall}, F1 ${peer.f1}`,
    );
    const cpu_s = engine.cpu_s + node.cpu_s;
    console.log(
      `its time / ours: ${(peer.seconds / wall_s).toFixed(2)}; its processor time / ours: ${(peer.cpu_s / cpu_s).toFixed(2)}`,
    );
  } else console.log("Splink was not run: KOMPAS_BENCH_PYTHON names no Python that has it");
} finally {
  await rm(folder, { recursive: true, force: true });
}
