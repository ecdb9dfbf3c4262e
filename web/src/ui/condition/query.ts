// Conditions as the rule builder holds them, and back, without loss.
import type { RuleGroupType, RuleType } from "react-querybuilder";
import type { Condition, Leaf } from "#contract";

/** One leaf; with operator "is_not" it stands for its opposite. */
export interface LeafRule extends RuleType<string, string, Leaf> {
  readonly field: "leaf";
  operator: "is" | "is_not";
}

/** A group. One that is `lone` stands for its only rule as long as it has one, and is an ordinary group when more come. */
export interface LeafGroup extends RuleGroupType<LeafRule, "all" | "any"> {
  lone?: boolean;
}

type Node = LeafGroup | LeafRule;

let made = 0;
/** Names nodes apart while they are edited. */
const id = () => `node-${++made}`;

/** A leaf as a rule of the builder. */
export function ruleOf(leaf: Leaf, negated = false): LeafRule {
  return { id: id(), field: "leaf", operator: negated ? "is_not" : "is", value: leaf };
}

/** A group without rules. */
export function emptyGroup(combinator: "all" | "any"): LeafGroup {
  return { id: id(), combinator, not: false, rules: [] };
}

function lone(rule: Node, negated: boolean): LeafGroup {
  return { id: id(), combinator: "all", not: negated, lone: true, rules: [rule] };
}

function nodeOf(condition: Condition): Node {
  if (!("of" in condition)) return ruleOf(condition);
  if (condition.kind !== "not")
    return { id: id(), combinator: condition.kind, not: false, rules: condition.of.map(nodeOf) };
  const { of } = condition;
  // A second "not" has no switch of its own: a lone group carries it.
  if (of.kind === "not") return lone(nodeOf(of), true);
  const node = nodeOf(of);
  return "rules" in node ? { ...node, not: true } : { ...node, operator: "is_not" };
}

/** The builder's query of a condition; its top is always a group. */
export function toQuery(condition: Condition): LeafGroup {
  const node = nodeOf(condition);
  return "rules" in node ? node : lone(node, false);
}

function conditionOf(node: Node): Condition {
  if ("rules" in node) return fromQuery(node);
  return node.operator === "is_not" ? { kind: "not", of: node.value } : node.value;
}

/** The condition of a query: the inverse of {@link toQuery}. */
export function fromQuery(group: LeafGroup): Condition {
  const of = group.rules.map(conditionOf);
  const [only, ...others] = of;
  const inner: Condition =
    group.lone === true && only !== undefined && others.length === 0 ? only : { kind: group.combinator, of };
  return group.not === true ? { kind: "not", of: inner } : inner;
}
