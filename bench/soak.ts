// Half an hour of steady collecting: what server and engine hold in memory must not grow with what went through them.
import { randomUUID } from "node:crypto";
import http from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "#storage";
import { batchOf, eventsIn } from "./collect.events.ts";
import { post, type Running, statusOf, withKompas } from "./kompas.ts";

const minutes = Number(process.env.KOMPAS_BENCH_MINUTES ?? 30);
const events_per_second = Number(process.env.KOMPAS_BENCH_RATE ?? 1_000);
/** The last third may hold so much more than the second: the first fills caches. */
const limit = 1.1;

interface Sample {
  readonly minute: number;
  readonly server_mb: number;
  readonly engine_mb: number;
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** Mean memory of the last third over that of the second. */
function growth(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const third = Math.floor(samples.length / 3);
  const values = samples.map(of);
  return mean(values.slice(2 * third)) / mean(values.slice(third, 2 * third));
}

async function soak({ engines, port, pids }: Running): Promise<void> {
  const target = { port, agent: new http.Agent({ keepAlive: true, maxSockets: 16 }) };
  const samples: Sample[] = [];
  const batches = Math.round((minutes * 60 * events_per_second) / eventsIn);
  const began = performance.now();
  const waiting = new Set<Promise<unknown>>();
  let failed: unknown;
  for (let batch = 0; batch < batches && failed === undefined; batch += 1) {
    const due_ms = (batch * eventsIn * 1000) / events_per_second;
    await wait(Math.max(0, due_ms - (performance.now() - began)));
    const sent = post(target, "/v1/batch", Buffer.from(batchOf(batch, randomUUID()))).catch((fault: unknown) => {
      failed = fault;
    });
    waiting.add(sent);
    void sent.finally(() => waiting.delete(sent));
    if (waiting.size > 64) await Promise.race(waiting);
    const minute = (performance.now() - began) / 60_000;
    if (minute < samples.length / 2) continue;
    const [server, engine] = await Promise.all(pids.map(statusOf));
    samples.push({ minute, server_mb: server?.resident_mb ?? 0, engine_mb: engine?.resident_mb ?? 0 });
    if (samples.length % 4 === 1)
      console.log(`${minute.toFixed(1)} min: server ${server?.resident_mb} MB, engine ${engine?.resident_mb} MB`);
  }
  await Promise.all(waiting);
  if (failed !== undefined) throw failed;
  const [stored] = await engines.clickhouse.rows("soak.count", sql`SELECT toUInt32(count()) AS events FROM event`);
  const took_min = (performance.now() - began) / 60_000;
  console.log(`sent ${batches * eventsIn} events in ${took_min.toFixed(1)} minutes, stored ${JSON.stringify(stored)}`);
  const [server, engine] = [growth(samples, (each) => each.server_mb), growth(samples, (each) => each.engine_mb)];
  console.log(
    `memory of the last third over the second: server ${server.toFixed(2)}, engine ${engine.toFixed(2)} (limit ${limit})`,
  );
  target.agent.destroy();
  if (Math.max(server, engine) > limit) process.exitCode = 1;
}

await withKompas(soak);
