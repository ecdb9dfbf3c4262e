// A matching run over customers: found, queued, answered, learned from; by night, cancelled, and without anything to do.
import { beforeAll, describe, expect, it } from "vitest";
import { type Engines, startWorkers } from "#storage";
import { testEngines } from "../../../../tests/engines.ts";
import { answerPair } from "../review/answer.ts";
import { nextOf, pairsIn } from "../review/queue.ts";
import { labelCount, matchQuality } from "./label.ts";
import { matchJobs } from "./match.job.ts";
import { activateModel, activeModel, listModels } from "./model.ts";
import { runMatching } from "./run.ts";
import { askForRun, cancelRun, findRun, listRuns } from "./run-record.ts";
import { changeMatchingSettings } from "./settings.ts";

let engines: Engines;
const now = new Date("2026-03-01T12:00:00Z");
const people = 200;
const doubled = 12;

const given = [
  "Anna",
  "Piotr",
  "Olga",
  "Jan",
  "Maria",
  "Ivan",
  "Zofia",
  "Adam",
  "Ewa",
  "Oleg",
  "Marta",
  "Pawel",
  "Nina",
  "Igor",
  "Kasia",
  "Leon",
];
const roots = [
  "Nowak",
  "Kowal",
  "Ivanov",
  "Wisniew",
  "Wojcik",
  "Petrov",
  "Lewand",
  "Zielin",
  "Szyman",
  "Sokolov",
  "Dabrow",
  "Kozlov",
  "Jankow",
  "Mazur",
  "Krawcz",
  "Volkov",
  "Pawlow",
  "Stepan",
  "Grabow",
  "Orlov",
];
const ends = ["ski", "icz", "a", "ec", "enko", "in", "uk"];
const cities = ["Warszawa", "Krakow", "Moskva", "Gdansk", "Poznan"];

/** One of a list by a number that has nothing to do with its neighbors. */
function pick(list: readonly string[], seed: number, salt: number): string {
  const hash = Math.imul(seed * 31 + salt, 2654435761) >>> 7;
  return list[hash % list.length] ?? "";
}

function person(number: number): Record<string, string> {
  const birth = new Date(Date.UTC(1950 + ((number * 7) % 50), (number * 5) % 12, 1 + ((number * 11) % 28)));
  return {
    first_name: pick(given, number, 1),
    last_name: pick(roots, number, 2) + pick(ends, number, 3),
    birth_date: birth.toISOString().slice(0, 10),
    city: pick(cities, number, 4),
    phone: `+4850${String(Math.imul(number + 17, 7919) % 10_000_000).padStart(7, "0")}`,
  };
}

/** The same person as another shop wrote it: a slip in the name, every second without the phone. */
function again(number: number): Record<string, string> {
  const { last_name = "", phone = "", ...rest } = person(number);
  return { ...rest, last_name: last_name.slice(0, 3) + last_name.slice(4), ...(number % 2 === 0 ? { phone } : {}) };
}

async function told(rows: readonly (readonly [number, Record<string, string>])[]): Promise<void> {
  const lines = rows.flatMap(([customer_id, traits]) =>
    Object.entries(traits).map(([name, value], index) => ({
      customer_id,
      name,
      value,
      source: "crm",
      id: String(customer_id * 10 + index),
      occurred_at: "2026-01-01 00:00:00.000",
      version: 1,
    })),
  );
  await engines.clickhouse.insert("trait_log", lines);
}

async function run(estimate = false) {
  const { id } = await askForRun(engines, { estimate }, "Ada", now);
  await runMatching(id, { engines, now: () => now, signal: new AbortController().signal, last: true });
  return await findRun(engines, id);
}

beforeAll(async () => {
  engines = await testEngines();
});

const ola = { key: "user:1", name: "Ola", may_rule: false };

describe("matching the customers of a workspace", () => {
  it("says what is missing while nothing tells customers apart", async () => {
    expect(await run()).toMatchObject({ state: "failed", error: expect.stringContaining("No trait or identifier") });
    expect(await listModels(engines)).toEqual([]);
  });

  it("finds who is told twice, and merges nothing by itself", async () => {
    await told(Array.from({ length: people }, (_, at) => [at + 1, person(at)]));
    await told(Array.from({ length: doubled }, (_, at) => [1000 + at + 1, again(at)]));
    const done = await run();
    expect(done).toMatchObject({ state: "done", share: 1, estimate: true, error: null });
    expect(done.found).toMatchObject({ records: people + doubled, merged: 0, refused: 0 });
    const found = await pairsIn(engines, "open", 1000);
    const right = found.filter(({ left, right: other }) => Number(left) + 1000 === Number(other));
    expect(right.length).toBeGreaterThan(doubled * 0.9);
    expect(found.length).toBeLessThan(doubled * 1.5);
    expect(done.found?.queued).toBe(found.length);
    expect((await activeModel(engines))?.model.settings.fields.map(({ name }) => name)).toContain("birth_date");
    // The waterfall adds up to the pair's own probability.
    const next = await nextOf(
      engines,
      "open",
      ola,
      {
        masked: false,
        identifier: (_, value) => value,
        field: (_, value) => value,
        name: String,
        text: String,
      },
      now,
    );
    const sum = next.pair?.levels.reduce(
      (bits, step) => bits + step.weight + step.term_frequency_weight,
      next.pair.prior_weight,
    );
    expect(1 / (1 + 2 ** -(sum ?? 0))).toBeCloseTo(next.pair?.probability ?? -1, 9);
  });

  it("learns from what people answered, and judges thresholds by it", async () => {
    for (const pair of await pairsIn(engines, "open", 1000)) {
      const same = Number(pair.left) + 1000 === Number(pair.right);
      await answerPair(engines, pair.id, same ? "same" : "apart", ola, now);
    }
    const labels = await labelCount(engines);
    expect(labels).toBeGreaterThan(10);
    const quality = await matchQuality(engines);
    expect(quality.same + quality.apart).toBe(labels);
    expect(quality.curve.at(-1)).toMatchObject({ pairs: labels, recall: 1 });
    const done = await run(true);
    expect(done).toMatchObject({ state: "done", model_id: 2 });
    expect((await activeModel(engines))?.labels).toBe(labels);
    // What is settled stays settled and waits no more.
    expect(await labelCount(engines)).toBe(labels);
    await activateModel(engines, 1);
    expect((await activeModel(engines))?.id).toBe(1);
    expect(await run()).toMatchObject({ estimate: false, model_id: 1 });
  });

  it("merges sure pairs when the workspace says so, but for those that a limit forbids", async () => {
    const twice = [100, 101, 102, 103];
    await told(twice.map((at) => [2000 + at, person(at)]));
    await engines.clickhouse.insert(
      "identifier_log",
      [104, 2103].map((customer_id) => ({
        customer_id,
        kind: "user_id",
        value: `u${customer_id}`,
        source: "crm",
        first_seen_at: "2026-01-01 00:00:00.000",
        received_at: "2026-01-01 00:00:00.000",
      })),
    );
    await changeMatchingSettings(engines, { merge_sure: true }, now);
    const before = await run();
    expect(before.found).toMatchObject({ merged: 3, refused: 1 });
    expect(await pairsIn(engines, "refused", 10)).toMatchObject([
      { left: "104", right: "2103", reason: "limit:user_id", settled_by: "" },
    ]);
    // What is one person by now is found no more.
    expect((await run()).found).toMatchObject({ records: (before.found?.records ?? 0) - 3, merged: 0 });
    await changeMatchingSettings(engines, { merge_sure: false }, now);
  });

  it("takes one run at a time, and a cancelled one does nothing", async () => {
    const { id } = await askForRun(engines, {}, "Ada", now);
    await expect(askForRun(engines, {}, "Bo", now)).rejects.toMatchObject({ code: "run_in_progress" });
    expect(await cancelRun(engines, id, now)).toMatchObject({ state: "cancelled" });
    await runMatching(id, { engines, now: () => now, signal: new AbortController().signal, last: true });
    expect(await findRun(engines, id)).toMatchObject({ state: "cancelled", found: null, started_at: null });
  });

  it("runs each night when the workspace says so, once", async () => {
    const before = (await listRuns(engines)).length;
    await expect(changeMatchingSettings(engines, { lower: 0.9, upper: 0.8 }, now)).rejects.toMatchObject({
      code: "bad_thresholds",
    });
    await changeMatchingSettings(engines, { daily: true }, now);
    await changeMatchingSettings(engines, { daily: true }, now);
    // Two in the night after.
    const workers = startWorkers(engines, matchJobs, { data_dir: "", now: () => new Date("2026-03-02T02:00:01Z") });
    await expect
      .poll(async () => (await listRuns(engines))[0], { timeout: 20_000 })
      .toMatchObject({ state: "done", asked_by: "" });
    await workers.stop();
    expect(await listRuns(engines)).toHaveLength(before + 1);
    const waiting = await engines.postgres.db
      .selectFrom("job")
      .select("key")
      .where("kind", "=", "match-daily")
      .execute();
    expect(waiting).toEqual([{ key: "2026-03-03" }]);
  });
});
