// Answers about classes: the matrix, and the customers of its cells.
import {
  type ClassCell,
  type ClassCustomersQuery,
  type ClassMatrix,
  type ClassQuery,
  type Context,
  type CustomerPage,
  minorDigits,
  ProblemError,
} from "#contract";
import type { ClickHouse, Engines } from "#storage";
import { completeStretches, type Days, overlap } from "../calendar.ts";
import { consentingOf } from "../consent.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { shownLabels } from "../customer/label.ts";
import { resolvePeriod } from "../extent.ts";
import {
  boundsQuery,
  type ClassListParams,
  type ClassParams,
  type Cuts,
  classListQuery,
  matrixQuery,
} from "./class.sql.ts";

const cumulative = { x: 0.8, y: 0.95 };
const coefficients = { x: 0.5, y: 1 };

function cutsOf(query: ClassQuery): Cuts {
  const standard = query.form === "variation" ? coefficients : cumulative;
  const cuts = {
    abc_a: query.abc_a ?? cumulative.x,
    abc_b: query.abc_b ?? cumulative.y,
    xyz_x: query.xyz_x ?? standard.x,
    xyz_y: query.xyz_y ?? standard.y,
  };
  if (cuts.abc_a > cuts.abc_b) throw new ProblemError(400, "bad_cuts", "A must end before B", "abc_a");
  if (cuts.xyz_x > cuts.xyz_y) throw new ProblemError(400, "bad_cuts", "X must end before Y", "xyz_x");
  if (query.form !== "variation" && cuts.xyz_y > 1)
    throw new ProblemError(400, "bad_cuts", "A cumulative share is at most 1", "xyz_y");
  if (cuts.xyz_y > 1_000) throw new ProblemError(400, "bad_cuts", "A coefficient is at most 1000", "xyz_y");
  return cuts;
}

/**
 * The question's inputs with what was left out filled in. A stretch of the variation form is complete when it lies
 * within the period and within the data: the month that is still running would look like a fall.
 */
export async function classParams(context: Context<Engines>, query: ClassQuery): Promise<ClassParams> {
  return (await resolved(context, query)).params;
}

async function resolved(
  context: Context<Engines>,
  query: ClassQuery,
): Promise<{ readonly params: ClassParams; readonly state: string }> {
  const { engines, settings, signal } = context;
  const cuts = cutsOf(query);
  const { period, extent, state } = await resolvePeriod(engines, settings, query, context.now(), { signal });
  const grain = query.grain ?? "month";
  const known = extent && overlap(extent, period);
  const params: ClassParams = {
    period,
    form: query.form ?? "frequency",
    grain,
    stretches: known && completeStretches(grain, known),
    cuts,
    digits: minorDigits(settings.currency),
  };
  return { params, state };
}

const letters = { abc: ["A", "B", "C"], xyz: ["X", "Y", "Z"] } as const;

/** All nine cells with their shares; golden are AX and AY. */
export async function classMatrix(context: Context<Engines>, query: ClassQuery): Promise<ClassMatrix> {
  const params = await classParams(context, query);
  const rows = await matrixQuery(context.engines.clickhouse, params, { signal: context.signal });
  const customers = rows.reduce((sum, row) => sum + row.customers, 0);
  const revenue_minor = rows.reduce((sum, row) => sum + row.revenue_minor, 0);
  const cell = (abc: ClassCell["abc"], xyz: ClassCell["xyz"]): ClassCell => {
    const found = rows.find((row) => row.abc === abc && row.xyz === xyz);
    const { orders = 0, revenue_minor: revenue = 0, customers: count = 0 } = found ?? {};
    return {
      abc,
      xyz,
      customers: count,
      customers_share: customers === 0 ? null : count / customers,
      revenue_minor: revenue,
      revenue_share: revenue_minor === 0 ? null : revenue / revenue_minor,
      orders,
      aov_minor: orders === 0 ? null : revenue / orders,
      golden: abc === "A" && xyz !== "Z",
    };
  };
  const { period, form, grain, cuts } = params;
  return {
    currency: context.settings.currency,
    period: { from: period.from, to: period.to },
    form,
    grain,
    cuts,
    customers,
    revenue_minor,
    cells: letters.abc.flatMap((abc) => letters.xyz.map((xyz) => cell(abc, xyz))),
  };
}

/** Which customers were asked for: letters of the cells, and whom a consent reaches. */
export function chosenOf(
  context: Context<Engines>,
  query: ClassCustomersQuery,
): Pick<ClassListParams, "abc" | "xyz" | "consenting"> {
  return { abc: query.abc ?? "ABC", xyz: query.xyz ?? "XYZ", consenting: consentingOf(query, context.now()) };
}

/** How many the cells have if nobody is asked for consent: that many were left out where nobody is left. */
async function everybodyOf(clickhouse: ClickHouse, list: ClassListParams, signal: AbortSignal): Promise<number> {
  const rows = await classListQuery(clickhouse, { ...list, consenting: null, after: null, limit: 1 }, { signal });
  return rows[0]?.total ?? 0;
}

/** How many a file leaves out for want of consent; null when none was asked for. */
export async function leftOut(
  context: Context<Engines>,
  list: Omit<ClassListParams, "after" | "limit">,
): Promise<number | null> {
  if (list.consenting === null) return null;
  const { clickhouse } = context.engines;
  const [row] = await classListQuery(clickhouse, { ...list, after: null, limit: 1 }, { signal: context.signal });
  return row?.left_out ?? (await everybodyOf(clickhouse, { ...list, after: null, limit: 1 }, context.signal));
}

/** A page of the customers in the chosen cells, the most revenue first. */
export async function classCustomers(context: Context<Engines>, query: ClassCustomersQuery): Promise<CustomerPage> {
  const params = await classParams(context, query);
  const limit = query.limit ?? 100;
  const cursor = query.cursor === undefined ? null : decodeCursor(query.cursor, "number");
  const after = cursor && { revenue_minor: Number(cursor.value), customer_id: cursor.id };
  const { clickhouse } = context.engines;
  const { signal } = context;
  const list = { ...params, ...chosenOf(context, query), after, limit };
  const rows = await classListQuery(clickhouse, list, { signal });
  const labels = await shownLabels(
    context,
    rows.map((row) => row.customer_id),
  );
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    currency: context.settings.currency,
    total: rows[0]?.total ?? 0,
    left_out: list.consenting === null ? null : (rows[0]?.left_out ?? (await everybodyOf(clickhouse, list, signal))),
    rows: rows.map(({ total: _, left_out: __, ...row }) => ({
      ...row,
      label: labels.get(row.customer_id) ?? row.customer_id,
      aov_minor: row.revenue_minor / row.orders,
    })),
    next_cursor: last ? encodeCursor({ value: last.revenue_minor, id: last.customer_id }) : null,
  };
}

/** Tells the classes of a customer by net revenue in major units and number of orders; null without orders. */
export type Classify = (figures: { readonly net: number; readonly orders: number }) => {
  readonly abc: string | null;
  readonly xyz: string | null;
};

type Bounds = Awaited<ReturnType<typeof boundsQuery>>[number];

// The last bounds of each engine: ranking a million customers takes longer than the page that shows a hundred of them,
// and the next page asks for the same. They hold as long as period and data are those that they were computed for.
interface Known {
  readonly key: string;
  readonly bounds: Bounds | undefined;
  readonly asked: string;
  readonly at_ms: number;
}
const lastBounds = new WeakMap<ClickHouse, Known>();

async function boundsOf(context: Context<Engines>, period: Days | null, age_ms: number): Promise<Bounds | undefined> {
  const { clickhouse } = context.engines;
  const asked = JSON.stringify([period, context.settings]);
  const before = lastBounds.get(clickhouse);
  // Whether anything has changed since is a look at everything, too.
  if (before?.asked === asked && performance.now() - before.at_ms < age_ms) return before.bounds;
  const { params, state } = await resolved(context, period ? { from: period.from, to: period.to } : {});
  const key = JSON.stringify([params, state]);
  const last = lastBounds.get(clickhouse);
  const same = last?.key === key ? last : undefined;
  const [bounds] = same ? [same.bounds] : await boundsQuery(clickhouse, params, { signal: context.signal });
  lastBounds.set(clickhouse, { key, bounds, asked, at_ms: performance.now() });
  return bounds;
}

/**
 * The classes by frequency, 80/15/5, among all who bought in the period: those that the matrix shows by default. They may
 * be so old; without an age they are those of now.
 */
export async function classifier(context: Context<Engines>, period: Days | null, age_ms = 0): Promise<Classify> {
  const bounds = await boundsOf(context, period, age_ms);
  const reaches = (value: number, from: number | null | undefined) =>
    value > 0 && typeof from === "number" && value >= from;
  return ({ net, orders }) => {
    if (orders === 0) return { abc: null, xyz: null };
    const lower = reaches(net, bounds?.b_from) ? "B" : "C";
    const rarer = reaches(orders, bounds?.y_from) ? "Y" : "Z";
    return { abc: reaches(net, bounds?.a_from) ? "A" : lower, xyz: reaches(orders, bounds?.x_from) ? "X" : rarer };
  };
}
