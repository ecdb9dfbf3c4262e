// The one compiler of conditions: trees to the steps of one ClickHouse question, whoever is asked about.
import type { Condition } from "#contract";
import { join, type Sql, sql } from "#storage";
import { collectFacts, factStep, type Scope } from "./fact.ts";
import { type Asked, type Asking, askLeaf } from "./leaf.ts";
import { never_ms } from "./moment.ts";
import { collectTallies } from "./tally.ts";

/** One node of a tree as SQL. */
export interface Node extends Asked {
  /** What a group is; null for a leaf. */
  readonly group: "all" | "any" | "not" | null;
  readonly nodes: readonly Node[];
}

function askNode(condition: Condition, asking: Asking): Node {
  switch (condition.kind) {
    case "all":
    case "any": {
      const nodes = condition.of.map((each) => askNode(each, asking));
      const all = condition.kind === "all";
      const holds = join(
        nodes.map((node) => sql`(${node.holds})`),
        all ? " AND " : " OR ",
      );
      return {
        ...group(nodes),
        group: condition.kind,
        holds: nodes.length === 0 ? (all ? sql`1` : sql`0`) : holds,
        of_nothing: all ? nodes.every((node) => node.of_nothing) : nodes.some((node) => node.of_nothing),
      };
    }
    case "not": {
      const node = askNode(condition.of, asking);
      return { ...group([node]), group: "not", holds: sql`NOT (${node.holds})`, of_nothing: !node.of_nothing };
    }
    default:
      return { ...askLeaf(condition, asking), group: null, nodes: [] };
  }
}

/** A group: time changes it when it changes what it is made of. */
function group(nodes: readonly Node[]) {
  const dues = nodes.map(({ due }) => due).filter((due) => due !== null);
  const due = dues.length === 0 ? null : sql`arrayMin([${join(dues, ", ")}])`;
  return { nodes, actual: sql`NULL`, due };
}

/** Nodes in the order of a walk from the top. */
export function walk(node: Node): Node[] {
  return [node, ...node.nodes.flatMap(walk)];
}

/** Conditions compiled together: the steps up to `facts`, and each as an expression over its columns. */
export interface Compiled {
  /** `facts AS (…)`: customer_id and a column a fact. */
  readonly step: Sql;
  /** By the order of the conditions. */
  readonly nodes: readonly Node[];
  /** When time alone can change any of them for a customer, in milliseconds since 1970, or the year 2200. */
  readonly due: Sql;
}

/**
 * Compiles conditions to one question, whose facts join those that are asked for already.
 * @throws {ProblemError} 422 for a metric that cannot be asked
 */
export function compile(
  conditions: readonly Condition[],
  scope: Scope,
  { moment, digits, timed }: Pick<Asking, "moment" | "digits" | "timed">,
  facts = collectFacts(),
): Compiled {
  const tallies = scope.kind === "people" ? collectTallies(moment, timed) : null;
  const asking: Asking = { facts, tallies, moment, digits, timed };
  const nodes = conditions.map((condition) => askNode(condition, asking));
  const dues = [...nodes.map(({ due }) => due), tallies?.due() ?? null].filter((due) => due !== null);
  const whole = nodes.some(({ of_nothing }) => of_nothing);
  return {
    step: factStep([...facts.all(), ...(tallies?.facts() ?? [])], scope, whole),
    nodes,
    due: dues.length === 0 ? sql`toInt64(${never_ms})` : sql`toInt64(arrayMin([${join(dues, ", ")}]))`,
  };
}
