// What is forgotten and what stays, over two years by a clock of the test's own.
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Engines, sql, startWorkers } from "#storage";
import { testEngines } from "../../tests/engines.ts";
import { noteDeed } from "./audit/audit.ts";
import { readConfig } from "./config.ts";
import { type Forgotten, planRetention, retentionJob } from "./retention.ts";

const day_ms = 86_400_000;
const start = new Date("2026-03-01T12:00:00Z");
const day = (number: number) => new Date(start.getTime() + number * day_ms);

let engines: Engines;
let now: Date;

beforeEach(async () => {
  engines = await testEngines();
  now = start;
});

/** Starts Kompas's forgetting with these settings; gives what it tells. */
async function run(environment: Record<string, string> = {}): Promise<{ told: Forgotten[]; stop(): Promise<void> }> {
  const told: Forgotten[] = [];
  const forgetting = retentionJob(readConfig(environment), (forgotten) => told.push(forgotten));
  await planRetention(engines, now);
  const options = { data_dir: ".", workers: 1, poll_ms: 20, lease_ms: 10 * 60_000 };
  const workers = startWorkers(engines, [forgetting], { ...options, now: () => now });
  const stop = () => workers.stop();
  onTestFinished(stop);
  return { told, stop };
}

/** Waits until all that is due by now was run: what is left is planned for a later day. */
async function settled(): Promise<void> {
  const jobs = () => engines.postgres.db.selectFrom("job").select(["run_at", "error"]).execute();
  await expect.poll(async () => (await jobs()).every(({ run_at }) => run_at > now)).toBe(true);
  expect(await jobs()).toHaveLength(1);
}

/** A version of a letter, as keeping, closing and opening again write them. */
function letter(id: number, state: "open" | "replayed" | "discarded", changed_at: Date, import_id = 0) {
  const body = `{"person":"${id}"}`;
  const known = { import_id, source: "web", file: "", line: import_id === 0 ? 0 : id, id: String(id), column: "" };
  return { ...known, code: "bad_type", message: "", raw: {}, body, received_at: start, state, changed_at };
}

// A delivery's version lies before all that people do, and each version comes in an insert of its own.
async function write(...letters: ReturnType<typeof letter>[]): Promise<void> {
  for (const one of letters) await engines.clickhouse.insert("dead_letter", [one]);
}
const delivered = new Date("1965-01-01T00:00:00Z");

function texts(rows: ReturnType<typeof JSON.parse>): string[] {
  return rows.map(({ number, letter_state }: { number: number; letter_state: string }) => `${number} ${letter_state}`);
}

/** The letters as people see them. */
async function standing(): Promise<string[]> {
  const rows = sql`SELECT toUInt32(id) AS number, toString(state) AS letter_state FROM dead_letter FINAL ORDER BY number`;
  return texts(await engines.clickhouse.rows("test.letters", rows));
}

/** Every version that the table still holds, whether it stands or not. */
async function versions(): Promise<string[]> {
  const rows = sql`SELECT toUInt32(id) AS number, toString(state) AS letter_state FROM dead_letter ORDER BY number`;
  return texts(await engines.clickhouse.rows("test.versions", rows));
}

async function note(summary: string, at: Date): Promise<void> {
  const actor = { kind: "user", id: "1", name: "Ada", role: "admin" } as const;
  const deed = { actor, method: "POST", route: "/", summary, object: "", fields: [], address: "203.0.113.5" };
  await noteDeed(engines.postgres, deed, at);
}
const deeds = async () =>
  (await engines.postgres.db.selectFrom("audit").select("summary").execute()).map((row) => row.summary);

describe("dead letters", () => {
  test("that are closed go a year later, open ones never, and none comes back by itself", async () => {
    await write(letter(1, "open", delivered), letter(2, "open", delivered), letter(3, "open", delivered));
    await write(letter(4, "open", delivered), letter(5, "open", delivered, 7));
    await write(letter(2, "discarded", day(0)), letter(3, "replayed", day(100)), letter(4, "discarded", day(0)));
    await write(letter(4, "open", day(30)));
    const { told } = await run();
    await settled();
    now = day(364);
    await settled();
    expect(told).toEqual([]);
    expect(await standing()).toEqual(["1 open", "2 discarded", "3 replayed", "4 open", "5 open"]);

    now = day(366);
    await settled();
    expect(told).toEqual([{ dead_letters: 1, audit: 0 }]);
    expect(await standing()).toEqual(["1 open", "3 replayed", "4 open", "5 open"]);
    // Nor is an older version of it left, which would be open.
    expect((await versions()).filter((text) => text.startsWith("2 "))).toEqual([]);

    now = day(730);
    await settled();
    expect(told).toHaveLength(2);
    expect(await standing()).toEqual(["1 open", "4 open", "5 open"]);

    // The same, delivered again after all that time, is a letter like any other.
    await write(letter(2, "open", delivered));
    now = day(800);
    await settled();
    expect(await standing()).toEqual(["1 open", "2 open", "4 open", "5 open"]);
  });

  test("are kept for ever when that is set, and shorter when that is", async () => {
    await write(letter(1, "discarded", day(0)));
    const first = await run({ KOMPAS_KEEP_DEAD_LETTERS_DAYS: "0" });
    await settled();
    now = day(3_000);
    await settled();
    expect(await versions()).toEqual(["1 discarded"]);
    await first.stop();

    await write(letter(2, "discarded", day(2_980)));
    now = day(3_000);
    const { told } = await run({ KOMPAS_KEEP_DEAD_LETTERS_DAYS: "30" });
    await expect.poll(() => told).toEqual([{ dead_letters: 1, audit: 0 }]);
    await settled();
    expect(await versions()).toEqual(["2 discarded"]);
  });
});

describe("the audit log", () => {
  test("is kept for ever unless days are set", async () => {
    await note("old", day(0));
    await note("new", day(80));
    const first = await run();
    await settled();
    now = day(90);
    await settled();
    expect(await deeds()).toEqual(["old", "new"]);
    await first.stop();

    const { told } = await run({ KOMPAS_KEEP_AUDIT_DAYS: "60" });
    await expect.poll(() => told).toEqual([{ dead_letters: 0, audit: 1 }]);
    await settled();
    expect(await deeds()).toEqual(["new"]);
    now = day(141);
    await expect.poll(deeds).toEqual([]);
  });
});

test("a night that fails is not the last, and many starts are one run a day", async () => {
  const planned = () => engines.postgres.db.selectFrom("job").select(["key", "run_at"]).orderBy("run_at").execute();
  for (let start_number = 0; start_number < 3; start_number += 1) await planRetention(engines, now);
  expect(await planned()).toEqual([{ key: "2026-03-01", run_at: start }]);
  // Without its table nothing can be deleted.
  await engines.postgres.pool.query("ALTER TABLE audit RENAME TO audit_away");
  await run({ KOMPAS_KEEP_AUDIT_DAYS: "60" });
  await expect.poll(async () => (await planned()).map(({ key }) => key)).toContain("2026-03-02");
  await engines.postgres.pool.query("ALTER TABLE audit_away RENAME TO audit");
  await note("old", day(0));
  now = day(61);
  await expect.poll(deeds).toEqual([]);
  await expect
    .poll(async () => (await planned()).at(-1))
    .toEqual({ key: "2026-05-02", run_at: new Date("2026-05-02T03:00:00Z") });
});
