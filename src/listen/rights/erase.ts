// Erases a person: the steps below, in order. Each says the same when it is done again, so that a run that was killed
// goes on with the next; what was found is noted before it goes, so that the certificate counts it all.
import { createHash } from "node:crypto";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import type { Certificate } from "#contract";
import {
  countPerson,
  type Engines,
  erasePerson,
  forgetMarks,
  type PersonSearch,
  type PersonTable,
  personTables,
  type Remains,
  rewriteTables,
} from "#storage";
import { forgetWho } from "../touch.ts";
import { anonymizeOrders, Disguise, newDisguise } from "./anonymize.ts";
import { forgetInFiles } from "./files.ts";
import { keptOrders } from "./person.sql.ts";
import { fingerprintsOf, type Known360, knownOf, searchFor } from "./person.ts";
import { changeRequest, findRequest, type RequestRow, subjectIn } from "./request.ts";
import { forgetHeld, keyedHash, secretOf, setTombstones, tombstones_fresh_ms } from "./tombstone.ts";

const Count = Type.Object({ own: Type.Integer(), named: Type.Integer() });
const KnownShape = Type.Object({ kind: Type.String(), value: Type.String() });

/** What is noted between steps; all but the counts is forgotten with the subject. */
const Work = Type.Object({
  started_at: Type.String(),
  stamps: Type.Array(Type.String()),
  identifiers: Type.Array(KnownShape),
  shared: Type.Array(KnownShape),
  values: Type.Array(Type.String()),
  disguise: Disguise,
  tombstones: Type.Integer(),
  found: Type.Record(Type.String(), Count),
  files: Type.Object({ exports: Type.Integer(), uploads: Type.Integer(), logs: Type.Integer() }),
});
type Work = Static<typeof Work>;

export interface Erasing {
  readonly engines: Engines;
  readonly data_dir: string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** How long other processes may not have heard of new tombstones; tests wait less. */
  readonly settle_ms?: number;
}

/** A run as its steps see it. */
interface Run extends Erasing {
  readonly row: RequestRow;
  readonly tables: readonly PersonTable[];
  work: Work;
  search: PersonSearch;
  remains: Remains;
}

const steps: readonly (readonly [name: string, work: (run: Run) => Promise<void>])[] = [
  ["tombstones", setStones],
  ["settle", waitForOthers],
  ["orders", keepOrders],
  ["tables", eraseTables],
  ["files", eraseFiles],
  ["rewrite", rewrite],
  ["verify", verify],
];

/**
 * Runs the erasure of request `id` to its end; gives nothing when it has ended before.
 * @throws {Error} to be tried again: an engine is away, or something of the person was still coming in
 */
export async function runErasure(id: number, context: Erasing): Promise<void> {
  const row = await findRequest(context.engines, id);
  if (row.state === "done" || row.state === "refused") return;
  if (row.certificate === null) {
    const run = await beginRun(row, context);
    for (const [at, [name, work]] of steps.entries()) {
      context.signal.throwIfAborted();
      await changeRequest(context.engines, id, { step: name, done: at });
      await work(run);
    }
    await certify(run);
  }
  await forgetSubject(row, context);
}

async function beginRun(row: RequestRow, context: Erasing): Promise<Run> {
  const { engines, now } = context;
  const subject = subjectIn(row);
  if (subject === undefined) throw new Error("Whom this request is about is not known any more");
  const before = Value.Check(Work, row.work) ? row.work : undefined;
  const work = before ?? begun(await knownOf(engines, subject), now());
  await changeRequest(engines, row.id, { state: "running", work, total: steps.length + 1 });
  const search = await searchFor(engines, row.id, work);
  // Requests are this feature's own: whom they were about goes at the end.
  const tables = personTables().filter(({ table }) => table !== "rights_request");
  return { ...context, row, work, search, tables, remains: { old_parts: [], refused: [] } };
}

function begun({ stamps, identifiers, shared, values }: Known360, now: Date): Work {
  return {
    started_at: now.toISOString(),
    stamps: [...stamps],
    identifiers: [...identifiers],
    shared: [...shared],
    values: [...values],
    disguise: newDisguise(),
    tombstones: 0,
    found: {},
    files: { exports: 0, uploads: 0, logs: 0 },
  };
}

async function note(run: Run, change: Partial<Work>): Promise<void> {
  run.work = { ...run.work, ...change };
  await changeRequest(run.engines, run.row.id, { work: run.work });
}

async function setStones(run: Run): Promise<void> {
  const change = { request_id: run.row.id, lifted: false, now: run.now() };
  await note(run, { tombstones: await setTombstones(run.engines, run.work.identifiers, change) });
}

const pause = (time_ms: number) => new Promise<void>((resolve) => setTimeout(resolve, time_ms));

/** Until every process knows the tombstones, and imports that began before have ended. */
async function waitForOthers({ engines, signal, settle_ms = tombstones_fresh_ms + 1_000 }: Run): Promise<void> {
  const until = new Date(Date.now() + settle_ms);
  await pause(settle_ms);
  for (;;) {
    signal.throwIfAborted();
    const running = await engines.postgres.guarded("listen.rights.imports", (db) =>
      db
        .selectFrom("import")
        .select("id")
        .where("state", "=", "running")
        .where("started_at", "<", until)
        .limit(1)
        .executeTakeFirst(),
    );
    if (running === undefined) return;
    await pause(1_000);
  }
}

async function keepOrders({ engines, row, work }: Run): Promise<void> {
  if (row.policy === "anonymize") await anonymizeOrders(engines, work.stamps, work.disguise);
}

async function eraseTables(run: Run): Promise<void> {
  for (const table of run.tables) {
    run.signal.throwIfAborted();
    const found = await countPerson(run.engines, table, run.search);
    const before = run.work.found[table.table] ?? { own: 0, named: 0 };
    const counted = { own: Math.max(found.own, before.own), named: Math.max(found.named, before.named) };
    await note(run, { found: { ...run.work.found, [table.table]: counted } });
    await erasePerson(run.engines, table, run.search);
  }
  await forgetWho(run.engines);
}

async function eraseFiles(run: Run): Promise<void> {
  forgetHeld(run.engines);
  const files = await forgetInFiles(run.data_dir, run.search.marks);
  const before = run.work.files;
  await note(run, {
    files: {
      exports: Math.max(files.exports, before.exports),
      uploads: Math.max(files.uploads, before.uploads),
      logs: Math.max(files.logs, before.logs),
    },
  });
}

async function rewrite(run: Run): Promise<void> {
  run.remains = await rewriteTables(run.engines, run.tables);
}

/** Reads everything once more: what came in meanwhile is erased by the next try. */
async function verify({ engines, tables, search }: Run): Promise<void> {
  for (const table of tables) {
    const { own, named } = await countPerson(engines, table, search);
    if (own + named > 0) throw new Error(`${own + named} rows in ${table.table} came in meanwhile; they go next`);
  }
}

/** What no erasure reaches at once. */
function remainsOf({ old_parts, refused }: Remains): string[] {
  return [
    "backups",
    "postgres_wal",
    ...(old_parts.length > 0 ? ["clickhouse_old_parts"] : []),
    ...(refused.length > 0 ? ["postgres_catalog"] : []),
  ];
}

async function certify(run: Run): Promise<void> {
  const { engines, row, work, now } = run;
  const policy = row.policy ?? "anonymize";
  const [kept] = policy === "anonymize" ? await keptOrders(engines.clickhouse, work.disguise.customer_id) : [];
  const said = {
    request: row.id,
    policy,
    asked_by: row.asked_by,
    run_by: row.run_by ?? "",
    received_at: row.received_at.toISOString(),
    started_at: work.started_at,
    ended_at: now().toISOString(),
    identifiers: await fingerprintsOf(engines, work.identifiers),
    shared: await fingerprintsOf(engines, work.shared),
    records: work.stamps.length,
    tombstones: work.tombstones,
    orders_kept: kept?.orders ?? 0,
    files: work.files,
    tables: run.tables.map(({ engine, table, data }) => {
      const { own, named } = work.found[table] ?? { own: 0, named: 0 };
      const action = data.on_erasure === "anonymize" && policy === "delete" ? "delete" : data.on_erasure;
      return { engine, table, action, own, named, left: 0 };
    }),
    remains: remainsOf(run.remains),
  };
  const text = JSON.stringify(said);
  const certificate: Certificate = {
    ...said,
    sha256: createHash("sha256").update(text).digest("hex"),
    signature: keyedHash(await secretOf(engines), text),
  };
  await changeRequest(engines, row.id, { certificate });
}

/** Forgets whom this request and others were about, and the disguise; then nothing links anybody to it. */
async function forgetSubject(row: RequestRow, { engines, now }: Erasing): Promise<void> {
  await changeRequest(engines, row.id, { step: "forget", done: steps.length });
  const table = personTables().find((one) => one.table === "rights_request");
  const subject = subjectIn(row);
  if (table !== undefined && subject !== undefined) {
    const work = Value.Check(Work, row.work) ? row.work : await knownOf(engines, subject);
    const others = await engines.postgres.guarded("listen.rights.others", (db) =>
      db
        .selectFrom("rights_request")
        .select(["id", "state", "subject", "subject_hash"])
        .where("subject", "is not", null)
        .where("id", "!=", row.id)
        .execute(),
    );
    const own = new Set(work.stamps);
    for (const other of others) {
      const about = subjectIn({ ...row, ...other });
      const same = about?.value === subject.value || (about?.customer_id != null && own.has(about.customer_id));
      if (same || other.subject_hash === row.subject_hash) {
        const over = ["done", "refused"].includes(other.state) ? {} : ({ state: "refused", ended_at: now() } as const);
        await changeRequest(engines, other.id, { ...over, subject: null, work: {}, file: null, expires_at: null });
      }
    }
    await changeRequest(engines, row.id, { subject: null, work: {} });
  }
  await forgetMarks(engines, row.id);
  if (table !== undefined) await rewriteTables(engines, [table]);
  await changeRequest(engines, row.id, {
    state: "done",
    step: "",
    done: steps.length + 1,
    total: steps.length + 1,
    ended_at: now(),
    error: null,
  });
}
