// The rules that are kept true: read in an order in which each stands on what is asked before it, and how far each is.
import type { Transaction } from "kysely";
import { ProblemError } from "#contract";
import { type Database, StorageError } from "#storage";
import { readCondition } from "../condition/read.ts";
import { placed, segmentsIn } from "../condition/tree.ts";
import type { Rule } from "./evaluate.sql.ts";

/** A transaction under the lock. */
export type Db = Transaction<Database>;

/** A rule with what is known of it. */
export interface Known extends Rule {
  readonly version: number;
  /** Counted for the first time, or by another condition than before. */
  readonly computing: boolean;
  /** To be asked of everybody again. */
  readonly stale: boolean;
}

/** All rules but those that failed, the oldest first. */
export async function knownRules(db: Db): Promise<Known[]> {
  const rows = await db
    .selectFrom("segment")
    .select(["id", "condition", "version", "state", "stale"])
    .where("condition", "is not", null)
    .where("state", "!=", "failed")
    .orderBy("created_at")
    .execute();
  return rows.map(({ id, condition, version, state, stale }) => ({
    id,
    condition: readCondition(condition),
    version,
    computing: state === "computing",
    stale,
  }));
}

/** Segments after those that they name, so that each is asked when what it stands on is true. */
export function inOrder(rules: readonly Known[]): Known[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const done = new Set<string>();
  const ordered: Known[] = [];
  const visit = (rule: Known) => {
    if (done.has(rule.id)) return;
    done.add(rule.id);
    for (const id of segmentsIn(rule.condition)) {
      const other = known.get(id);
      if (other) visit(other);
    }
    ordered.push(rule);
  };
  for (const rule of rules) visit(rule);
  return ordered;
}

/** Rules in order by levels: those of one stand on those of the levels before it alone, so that each is asked once. */
export function inLevels(ordered: readonly Known[]): Known[][] {
  const levels: Known[][] = [];
  const levelOf = new Map<string, number>();
  for (const rule of ordered) {
    const level = Math.max(-1, ...segmentsIn(rule.condition).map((id) => levelOf.get(id) ?? -1)) + 1;
    levelOf.set(rule.id, level);
    levels[level] = [...(levels[level] ?? []), rule];
  }
  return levels;
}

/** Rules that are asked at once, and how many parts their conditions have together. */
export interface Batch {
  readonly rules: readonly Known[];
  readonly parts: number;
}

/** Batches with no more than so many parts; a single rule may have more. */
export function inBatches(rules: readonly Known[], most_parts: number): Batch[] {
  const batches: Batch[] = [];
  for (const rule of rules) {
    const parts = placed(rule.condition).length;
    const last = batches.at(-1);
    if (last && last.parts + parts <= most_parts)
      batches[batches.length - 1] = { rules: [...last.rules, rule], parts: last.parts + parts };
    else batches.push({ rules: [rule], parts });
  }
  return batches;
}

/** Those that ask for it, and all that stand on one of them. */
export function withFollowers(ordered: readonly Known[], asks: (rule: Known) => boolean): Known[] {
  const found = new Set<string>();
  return ordered.filter((rule) => {
    const taken = asks(rule) || segmentsIn(rule.condition).some((id) => found.has(id));
    if (taken) found.add(rule.id);
    return taken;
  });
}

/** What a rule says of everybody is known as of a moment, unless its condition changed meanwhile. */
export async function computed(db: Db, rule: Known, at: Date): Promise<void> {
  await db
    .updateTable("segment")
    .set({ state: "live", stale: false, error: null, evaluated_at: at })
    .where("id", "=", rule.id)
    .where("version", "=", rule.version)
    .execute();
}

/** What waits for an engine is done again; a condition that the engine cannot answer waits for a person. */
export async function failed(db: Db, { id, version }: Known, fault: unknown): Promise<void> {
  const hopeless =
    fault instanceof ProblemError ||
    (fault instanceof StorageError && ["bad_query", "bad_input", "memory_limit", "query_timeout"].includes(fault.code));
  if (!hopeless) throw fault;
  await db
    .updateTable("segment")
    .set({ state: "failed", error: fault.message })
    .where("id", "=", id)
    .where("version", "=", version)
    .execute();
}

/** What is not asked yet is kept for the next steps. */
export async function keepStale(db: Db, later: readonly Known[]): Promise<void> {
  const ids = later.filter(({ stale }) => !stale).map(({ id }) => id);
  if (ids.length > 0) await db.updateTable("segment").set({ stale: true }).where("id", "in", ids).execute();
}
