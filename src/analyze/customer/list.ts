// Answers about many customers: pages of the list, and their classes.
import {
  type Context,
  type CustomerClasses,
  type CustomerClassQuery,
  type CustomerPage,
  type CustomerQuery,
  type CustomerRow,
  maskerOf,
  minorDigits,
  ProblemError,
  requirePersonalData,
} from "#contract";
import type { Engines } from "#storage";
import { type Classify, classifier } from "../class/class.ts";
import { schemes } from "../class/scheme.ts";
import { consentingOf } from "../consent.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { resolvePeriod } from "../extent.ts";
import { requiredMetric } from "../metric/catalogue.ts";
import type { ZonedDays } from "../sql.ts";
import { personQuery } from "./customer.sql.ts";
import { figuresQuery } from "./figures.sql.ts";
import { shownLabels } from "./label.ts";
import { isSortValue, type ListParams, listQuery } from "./list.sql.ts";

type Narrowing = Pick<CustomerQuery, "metric" | "from" | "to">;

async function narrowing(context: Context<Engines>, query: Narrowing): Promise<ListParams["narrowed"]> {
  if (query.metric === undefined && query.from === undefined && query.to === undefined) return null;
  const behind = query.metric === undefined ? "moved" : (await requiredMetric(context.engines, query.metric)).behind;
  if (behind === null)
    throw new ProblemError(
      400,
      "no_people_behind",
      `No customers are shown behind "${query.metric}": it counts none, or what was said in confidence; leave metric out`,
      "metric",
    );
  const { engines, settings, signal } = context;
  const at = context.now();
  const { period } = await resolvePeriod(engines, settings, query, at, { signal });
  return { period, behind, at };
}

function after(sort: ListParams["sort"], cursor: string | undefined): ListParams["after"] {
  if (cursor === undefined) return null;
  const { value, id } = decodeCursor(cursor, "string");
  if (!isSortValue(sort, String(value)))
    throw new ProblemError(400, "bad_cursor", "The cursor belongs to a list that was sorted otherwise", "cursor");
  return { value: String(value), customer_id: id };
}

/** @throws {ProblemError} bad_class for a scheme or a class that does not exist, with those that do */
function classedOf(text: string): ListParams["classed"] {
  const [id = "", names = ""] = text.split(":");
  const scheme = schemes.find((each) => each.id === id);
  if (!scheme)
    throw new ProblemError(
      400,
      "bad_class",
      `There is no scheme "${id}": write one of ${schemes.map((each) => each.id).join(", ")}, a colon and its class`,
      "class",
    );
  const classes = names.split(",");
  const strange = classes.find((name) => !scheme.classes.includes(name));
  if (strange !== undefined)
    throw new ProblemError(
      400,
      "bad_class",
      `"${strange}" is no class of ${id}: choose among ${scheme.classes.join(", ")}`,
      "class",
    );
  return { scheme: id, classes };
}

/** Whom a user looks after; null when it was not asked for. */
async function managedBy(context: Context<Engines>, manager: string | undefined): Promise<readonly string[] | null> {
  if (manager === undefined) return null;
  const { caller, engines } = context;
  const user_id = manager === "me" ? (caller?.kind === "user" ? Number(caller.id) : 0) : Number(manager);
  const rows = await engines.postgres.guarded("analyze.customer.managed", (db) =>
    db
      .selectFrom((from) =>
        from
          .selectFrom("customer_manager")
          .distinctOn("customer_id")
          .select(["customer_id", "user_id"])
          .orderBy("customer_id")
          .orderBy("id", "desc")
          .as("newest"),
      )
      .select("customer_id")
      .where("user_id", "=", user_id)
      .limit(20_000)
      .execute(),
  );
  const customer_ids = rows.map(({ customer_id }) => customer_id);
  // Whoever was merged since is the other one now.
  const people = await personQuery(engines.clickhouse, { customer_ids }, { signal: context.signal });
  return people.map(({ customer_id }) => customer_id);
}

/** Figures of a customer who never moved revenue. */
export const noFigures = {
  orders: 0,
  net: 0,
  revenue_minor: 0,
  aov_minor: null,
  refunds_minor: 0,
  first_order_at: null,
  last_order_at: null,
};

const noClasses: Classify = () => ({ abc: null, xyz: null });

/** Rows of the given customers in their order; `period` as of which their figures are told, null for all time. */
async function customerRows(
  context: Context<Engines>,
  customer_ids: readonly string[],
  period: ZonedDays | null,
  classify: Classify,
): Promise<CustomerRow[]> {
  const digits = minorDigits(context.settings.currency);
  const [labels, figures] = await Promise.all([
    shownLabels(context, customer_ids),
    figuresQuery(context.engines.clickhouse, { customer_ids, period, digits }, { signal: context.signal }),
  ]);
  const known = new Map(figures.map((row) => [row.customer_id, row]));
  return customer_ids.map((customer_id) => {
    const { net, ...row } = known.get(customer_id) ?? { ...noFigures, customer_id };
    return { ...row, label: labels.get(customer_id) ?? customer_id, ...classify({ net, orders: row.orders }) };
  });
}

// The log is sorted by customer: whoever is done need not be remembered.
const inOrder = { optimize_aggregation_in_order: 1 } as const;

/** How the page is sorted: by what fits best where something is looked for and nothing else was asked. */
function sorting(query: CustomerQuery, search: string | null): Pick<ListParams, "sort" | "order"> {
  const narrowed = query.metric !== undefined || query.from !== undefined || query.to !== undefined;
  const asked = query.sort ?? (search === null ? "revenue" : "match");
  if (asked === "match")
    return search === null || narrowed ? { sort: "revenue", order: "desc" } : { sort: asked, order: "asc" };
  return { sort: asked, order: query.order ?? (asked === "label" ? "asc" : "desc") };
}

/** How many the list would have if nobody were asked for consent: that many were left out where nobody is left. */
async function everybodyOf(context: Context<Engines>, list: ListParams): Promise<number> {
  const asked = { ...list, consenting: null, after: null, limit: 1 };
  const rows = await listQuery(context.engines.clickhouse, asked, { signal: context.signal, settings: inOrder });
  return rows[0]?.total ?? 0;
}

/**
 * A page of customers. With a metric or a period, only those behind it, with their figures of that period; so the sum
 * over the list is the metric's own value. Who sees masks finds by whole identifiers, and cannot sort by name.
 */
export async function customerPage(context: Context<Engines>, query: CustomerQuery): Promise<CustomerPage> {
  const limit = query.limit ?? 100;
  const search = query.search?.trim() || null;
  const { sort, order } = sorting(query, search);
  // A cursor of names would hold them, and their order tells them.
  if (sort === "label") requirePersonalData(context, "sort");
  const [narrowed, only] = await Promise.all([narrowing(context, query), managedBy(context, query.manager)]);
  const list: ListParams = {
    narrowed,
    search: search === null ? null : { text: search, exact: maskerOf(context).masked },
    only,
    segment: query.segment ?? null,
    classed: query.class === undefined ? null : classedOf(query.class),
    consenting: consentingOf(query, context.now()),
    sort,
    order,
    after: after(sort, query.cursor),
    limit,
  };
  const period = narrowed?.period ?? null;
  const [rows, classify] = await Promise.all([
    listQuery(context.engines.clickhouse, list, { signal: context.signal, settings: inOrder }),
    query.classes === false ? noClasses : classifier(context, period),
  ]);
  const last = rows.length === limit ? rows.at(-1) : undefined;
  const left_out = list.consenting === null ? null : (rows[0]?.left_out ?? (await everybodyOf(context, list)));
  const customer_ids = rows.map(({ customer_id }) => customer_id);
  return {
    currency: context.settings.currency,
    total: rows[0]?.total ?? 0,
    left_out,
    rows: await customerRows(context, customer_ids, period, classify),
    next_cursor: last ? encodeCursor({ value: last.sort_value, id: last.customer_id }) : null,
  };
}

/** Where one customer stands among a million moves slowly. */
const class_age_ms = 60_000;

/** The classes of the given customers, which a page asks for after it has shown them: all customers are ranked for it. */
export async function customerClasses(context: Context<Engines>, query: CustomerClassQuery): Promise<CustomerClasses> {
  const customer_ids = [...new Set(query.ids.split(","))];
  const narrowed = await narrowing(context, query);
  const period = narrowed?.period ?? null;
  const digits = minorDigits(context.settings.currency);
  const [figures, classify] = await Promise.all([
    figuresQuery(context.engines.clickhouse, { customer_ids, period, digits }, { signal: context.signal }),
    classifier(context, period, class_age_ms),
  ]);
  const known = new Map(figures.map((row) => [row.customer_id, row]));
  return {
    rows: customer_ids.map((customer_id) => ({ customer_id, ...classify(known.get(customer_id) ?? noFigures) })),
  };
}
