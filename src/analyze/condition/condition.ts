// Answers about conditions: how many customers they fit, why they fit one or not, their SQL.
import {
  type Condition,
  type ConditionPreview,
  type Context,
  maskerOf,
  minorDigits,
  ProblemError,
  type Why,
} from "#contract";
import { thinnedInterval } from "#stats";
import { type Engines, type RunOptions, render } from "#storage";
import { personQuery } from "../customer/customer.sql.ts";
import { countQuery, sizeQuery, whyQuery } from "./condition.sql.ts";
import type { Scope } from "./fact.ts";
import { placed } from "./tree.ts";

/** Who asks, when, and by which calendar and currency. */
export type Asker = Pick<Context<Engines>, "engines" | "settings" | "now"> &
  Partial<Pick<Context<Engines>, "signal" | "caller">>;

const optionsOf = ({ signal }: Asker): RunOptions => (signal ? { signal } : {});

function paramsOf({ settings, now }: Asker, condition: Condition, scope: Scope, at = now()) {
  return { condition, scope, moment: { at, time_zone: settings.time_zone }, digits: minorDigits(settings.currency) };
}

/** Beyond so many words of identifiers a part of the customers is looked at while somebody waits. */
const most_words = 100_000;
const everybody: Condition = { kind: "all", of: [] };

/** How many customers there are; asked anew when a minute has passed. */
export async function customersInAll(asker: Asker): Promise<number> {
  const known = totals.get(asker.engines);
  const now_ms = performance.now();
  if (known && now_ms - known.asked_ms < 60_000) return known.customers;
  const [row] = await countQuery(
    asker.engines.clickhouse,
    paramsOf(asker, everybody, { kind: "all" }),
    optionsOf(asker),
  );
  const customers = row?.customers ?? 0;
  totals.set(asker.engines, { customers, asked_ms: now_ms });
  return customers;
}

const totals = new WeakMap<Engines, { readonly customers: number; readonly asked_ms: number }>();

/** The scope that can be looked at while somebody waits, and its share of all: ids are hashes, so a bound is a sample. */
async function quickScope(asker: Asker): Promise<{ readonly scope: Scope; readonly share: number }> {
  const [size] = await sizeQuery(asker.engines.clickhouse, {}, optionsOf(asker));
  const words = size?.words ?? 0;
  if (words <= most_words) return { scope: { kind: "all" }, share: 1 };
  const bits = Math.ceil(Math.log2(words / most_words)) + 1;
  return { scope: { kind: "sample", below: (2n ** BigInt(64 - bits)).toString() }, share: 2 ** -bits };
}

/** How many a condition fits, soon: counted where that is quick, else estimated from a share of all customers. */
export async function preview(asker: Asker, condition: Condition): Promise<ConditionPreview> {
  const { scope, share } = await quickScope(asker);
  const [[row], of] = await Promise.all([
    countQuery(asker.engines.clickhouse, paramsOf(asker, condition, scope), optionsOf(asker)),
    customersInAll(asker),
  ]);
  const found = row?.customers ?? 0;
  if (share === 1) return { customers: found, low: null, high: null, of, looked_at: 1 };
  const { low, high } = thinnedInterval(found, share);
  const customers = Math.min(of, Math.round(found / share));
  return { customers, low: Math.round(low), high: Math.min(of, Math.round(high)), of, looked_at: share };
}

/** The text and bound values of the question that counts whom a condition fits. */
export function conditionSql(asker: Asker, condition: Condition): { sql: string; params: Record<string, unknown> } {
  const { text, params } = render(countQuery.definition.sql(paramsOf(asker, condition, { kind: "all" })));
  return { sql: text, params };
}

/** What is there as the caller may see it. */
function shown(part: Condition, actual: string | null, asker: Asker): string | null {
  return actual !== null && part.kind === "trait" ? maskerOf(asker).field(part.trait, actual) : actual;
}

/**
 * Each node of a condition with what was found for a customer, now or at a past instant by what had happened until then.
 * @throws {ProblemError} 400 for an instant that is none or is still to come
 */
export async function why(asker: Asker, condition: Condition, customer_id: string, at_text?: string): Promise<Why> {
  const at = at_text === undefined ? asker.now() : new Date(at_text);
  if (Number.isNaN(at.getTime()) || at > asker.now())
    throw new ProblemError(
      400,
      "bad_instant",
      `"${at_text}" is no past instant; write one as 2026-01-31T12:00:00Z`,
      "at",
    );
  const [person] = await personQuery(asker.engines.clickhouse, { customer_ids: [customer_id] }, optionsOf(asker));
  const id = person?.customer_id ?? customer_id;
  const params = paramsOf(asker, condition, { kind: "people", customer_ids: [id] }, at);
  const [row] = await whyQuery(asker.engines.clickhouse, params, optionsOf(asker));
  const steps = placed(condition).map(({ path, kind, part }, index) => ({
    path,
    kind,
    holds: row?.holds[index] === 1,
    actual: shown(part, row?.actual[index] ?? null, asker),
  }));
  return { customer_id: id, at: at.toISOString(), holds: steps[0]?.holds ?? false, steps };
}
