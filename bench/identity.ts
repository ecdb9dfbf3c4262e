// Who is who: how long after its answer an event's identity stands in every number, while more come; and how long it
// takes to make out everybody anew.
import http from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Engines, sql } from "#storage";
import { post, type Running, type Target, withKompas } from "./kompas.ts";

const people = Number(process.env.KOMPAS_BENCH_PEOPLE ?? 1_000);
const per_second = Number(process.env.KOMPAS_BENCH_PER_SECOND ?? 200);
const whole = Number(process.env.KOMPAS_BENCH_WHOLE ?? 1_000_000);
const limit_ms = 1_000;
const probe_every = 20;
const poll_ms = 10;

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;

const body = (...batch: readonly object[]) => Buffer.from(JSON.stringify({ batch }));

async function isOne({ clickhouse }: Engines, person: string): Promise<boolean> {
  const [row] = await clickhouse.rows(
    "bench.one",
    sql`SELECT toUInt32(uniqExact(customer_id) = 1 AND count() = 2) AS one FROM event
WHERE stamp IN (sipHash64('user_id', ${person}), sipHash64('anonymous_id', ${person}))`,
  );
  return JSON.stringify(row) === '{"one":1}';
}

/** From the answer to the event that tells who a visitor was, to both their events being one customer's. */
async function timeToOne(engines: Engines, target: Target, person: string): Promise<number> {
  await post(target, "/v1/batch", body({ type: "track", event: "Seen", anonymousId: person }));
  await post(target, "/v1/batch", body({ type: "track", event: "Signed In", userId: person, anonymousId: person }));
  const answered = performance.now();
  while (!(await isOne(engines, person))) await wait(poll_ms);
  return performance.now() - answered;
}

async function latency({ engines, port }: Running): Promise<void> {
  const target = { port, agent: new http.Agent({ keepAlive: true, maxSockets: 16 }) };
  const times: number[] = [];
  const pending: Promise<void>[] = [];
  const began = performance.now();
  for (let number = 0; number < people; number += 1) {
    const due_ms = began + (number * 2_000) / per_second - performance.now();
    if (due_ms > 0) await wait(due_ms);
    const person = `person-${number}`;
    const events = body(
      { type: "track", event: "Seen", anonymousId: `load-${person}` },
      { type: "identify", userId: `load-${person}`, anonymousId: `load-${person}` },
    );
    pending.push(post(target, "/v1/batch", events).then(() => undefined));
    if (number % probe_every === 0)
      pending.push(timeToOne(engines, target, person).then((time_ms) => void times.push(time_ms)));
  }
  await Promise.all(pending);
  target.agent.destroy();
  times.sort((one, other) => one - other);
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  console.log(
    `one person after the answer, at ${per_second} events/s that all tell of new people: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms; ratio of p99 to the limit of ${limit_ms} ms: ${(p99 / limit_ms).toFixed(2)} (limit 1)`,
  );
}

/** Customers of an import, each with a user id and an address, every second of whom was a visitor before. */
async function fill({ clickhouse }: Engines): Promise<void> {
  const block = 200_000;
  for (let at = 0; at < whole; at += block) {
    await clickhouse.run(
      "bench.fill",
      sql`INSERT INTO delivery (id, source, type, name, customer_id, occurred_at, original_at, sent_at, received_at, identifiers)
SELECT
  number + 1, 'bulk', 'track', 'Seen',
  if(number % 3 = 0, sipHash64('anonymous_id', toString(intDiv(number, 3))), sipHash64('user_id', toString(number))) AS customer_id,
  toDateTime64('2026-01-01 00:00:00', 3, 'UTC') + number % 1000000 AS at, at, at, now64(3),
  if(number % 3 = 0, [('anonymous_id', toString(intDiv(number, 3)))],
    [('user_id', toString(number)), ('email', concat(toString(number), '@example.com')), ('anonymous_id', toString(intDiv(number, 3)))])
FROM numbers(${at}, ${Math.min(block, whole - at)})`,
      { timeout_ms: 600_000 },
    );
  }
}

async function customers({ clickhouse }: Engines): Promise<string> {
  const [row] = await clickhouse.rows(
    "bench.customers",
    sql`SELECT toUInt32(uniqExact(stamp)) AS stamps, toUInt32(uniqExact(customer_id)) AS customers FROM event WHERE source = 'bulk'`,
  );
  return JSON.stringify(row);
}

/** Until the sweep has told who is who among everybody of the bulk. */
async function everybody({ engines, port }: Running): Promise<void> {
  await fill(engines);
  const until = async (done: () => Promise<boolean>) => {
    while (!(await done())) await wait(200);
  };
  const before = await customers(engines);
  const began = performance.now();
  await until(async () => (await customers(engines)) !== before);
  console.log(
    `a sweep over ${whole} records: told after ${((performance.now() - began) / 1_000).toFixed(0)} s, up to 60 s of which it waits for its turn; ${await customers(engines)}`,
  );
  const rules = await (await fetch(`http://127.0.0.1:${port}/api/v1/identity/rules`)).text();
  const asked = await fetch(`http://127.0.0.1:${port}/api/v1/identity/changes`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ rules: JSON.parse(rules).rules }),
  });
  const { id } = JSON.parse(await asked.text());
  const tried = performance.now();
  let state = "";
  await until(async () => {
    state = await (await fetch(`http://127.0.0.1:${port}/api/v1/identity/changes/${id}`)).text();
    return /"state":"(done|failed)"/.test(state);
  });
  console.log(`a trial of rules over ${whole} records: ${((performance.now() - tried) / 1_000).toFixed(1)} s`);
}

await withKompas(async (running) => {
  await latency(running);
  await everybody(running);
});
