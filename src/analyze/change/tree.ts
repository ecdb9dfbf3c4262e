// What drives what: the metric tree as data, and the price of each node's change.
import type { MetricAnswer, TreeEdge } from "#contract";

/** A node: a metric, or a quotient of two that has no page of its own. Without an edge it is the root. */
export interface Node {
  readonly id: string;
  readonly parent: string | null;
  readonly edge: TreeEdge | null;
  /** Of a quotient: what is divided by what. */
  readonly quotient?: readonly [over: string, under: string];
}

/**
 * Parents before their children. Products and sums are exact; what drives is where to look next, by experience and not by a
 * formula: F. F. Reichheld, The Ultimate Question 2.0 (2011) for NPS and who comes back; M. Dixon et al., "Stop Trying to
 * Delight Your Customers", Harvard Business Review (July 2010) for effort.
 */
export const tree: readonly Node[] = [
  { id: "revenue_net", parent: null, edge: null },
  { id: "orders", parent: "revenue_net", edge: "product" },
  { id: "aov", parent: "revenue_net", edge: "product" },
  { id: "customers_active", parent: "orders", edge: "product" },
  {
    id: "orders_per_customer",
    parent: "orders",
    edge: "product",
    quotient: ["orders", "customers_active"],
  },
  { id: "customers_new", parent: "customers_active", edge: "sum" },
  { id: "customers_returning", parent: "customers_active", edge: "sum" },
  { id: "refund_rate", parent: "aov", edge: "drives" },
  { id: "repeat_purchase_rate", parent: "orders_per_customer", edge: "drives" },
  { id: "nps", parent: "customers_returning", edge: "drives" },
  { id: "csat", parent: "nps", edge: "drives" },
  { id: "ces", parent: "nps", edge: "drives" },
  { id: "contact_rate", parent: "nps", edge: "drives" },
];

/** A node's values in both periods; null where not defined. */
export interface Pair {
  readonly now: number | null;
  readonly before: number | null;
}

function quotient(over: number | null, under: number | null): number | null {
  return over === null || under === null || under === 0 ? null : over / under;
}

/** Values of a node out of the answers of all metrics. */
export function pairOf(node: Pick<Node, "id" | "quotient">, answers: readonly MetricAnswer[]): Pair {
  const of = (id: string): Pair => {
    const answer = answers.find((each) => each.id === id);
    return { now: answer?.total.value ?? null, before: answer?.comparison?.total.value ?? null };
  };
  if (node.quotient === undefined) return of(node.id);
  const [over, under] = [of(node.quotient[0]), of(node.quotient[1])];
  return { now: quotient(over.now, under.now), before: quotient(over.before, under.before) };
}

const middle = ({ now, before }: Pair) => (now === null || before === null ? null : (now + before) / 2);

/**
 * What one unit of a node moves at the root. Of a product a unit of one factor moves as much as the others come to, in the
 * middle of both periods: with two factors the parts then sum to the change of the whole exactly (T. L. Bennet, "The
 * theory of measurement of changes in cost of living", Journal of the Royal Statistical Society 83 (1920)).
 */
function unitWorth(node: Node, answers: readonly MetricAnswer[]): number | null {
  const parent = tree.find(({ id }) => id === node.parent);
  if (parent === undefined) return 1;
  const of_parent = unitWorth(parent, answers);
  if (of_parent === null || node.edge === "drives") return null;
  if (node.edge === "sum") return of_parent;
  const siblings = tree.filter((each) => each.parent === node.parent && each.edge === "product" && each.id !== node.id);
  return siblings.reduce<number | null>((worth, sibling) => {
    const of_sibling = middle(pairOf(sibling, answers));
    return worth === null || of_sibling === null ? null : worth * of_sibling;
  }, of_parent);
}

/** What a node's change did to net revenue, in minor units; null where no formula leads there. */
export function worthOf(id: string, answers: readonly MetricAnswer[]): number | null {
  const node = tree.find((each) => each.id === id);
  const { now, before } = pairOf(node ?? { id }, answers);
  if (now === null || before === null) return null;
  // Net revenue is gross revenue less the refunded share of it.
  const gross = middle(pairOf({ id: "revenue_gross" }, answers));
  if (id === "refund_rate") return gross === null ? null : Math.round((before - now) * gross);
  const unit = node === undefined ? null : unitWorth(node, answers);
  return unit === null ? null : Math.round((now - before) * unit);
}
