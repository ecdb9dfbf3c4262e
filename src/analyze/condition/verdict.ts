// Whether each of many conditions holds of few people, as one array: there trees are data and each leaf stands once, for
// the engine takes longest to understand the text. See docs/decisions/0013.
import type { Measure } from "#contract";
import { join, type Sql, sql, typed } from "#storage";
import { type Node, walk } from "./compile.ts";
import type { Tested } from "./leaf.ts";
import type { Moment } from "./moment.ts";
import { places, talliedAt, textOf } from "./tally.ts";
import { testNumbers } from "./value.sql.ts";

/** Leaves as arrays of 0 and 1, one after another, and where each leaf stands in them, from 1. */
function askLeaves(leaves: readonly Node[], moment: Moment) {
  const texts = places<Sql>(textOf);
  const tests = new Map<Measure["of"], ReturnType<typeof places<Tested>>>();
  for (const { holds, tested } of leaves) {
    if (!tested) texts.place(holds);
    else {
      const kind = tests.get(tested.of) ?? places<Tested>((test) => JSON.stringify(test));
      tests.set(tested.of, kind);
      kind.place(tested);
    }
  }
  const arrays = texts.all.length > 0 ? [sql`[${join(texts.all, ", ")}]`] : [];
  const before = new Map<Measure["of"], number>();
  let count = texts.all.length;
  for (const [of, { all }] of tests) {
    const tallied = sql`arrayMap(place -> ${talliedAt(of, sql`place`, moment)}, ${typed(
      "Array(UInt16)",
      all.map(({ place }) => place),
    )})`;
    arrays.push(
      testNumbers(
        tallied,
        all.map(({ test }) => test),
      ),
    );
    before.set(of, count);
    count += all.length;
  }
  const placeOf = ({ holds, tested }: Node) =>
    tested ? (before.get(tested.of) ?? 0) + (tests.get(tested.of)?.place(tested) ?? 0) : texts.place(holds);
  return { arrays, count, placeOf };
}

/** How many groups stand on one another below and with a node. */
function depthOf({ group, nodes }: Node): number {
  const below = Math.max(0, ...nodes.map(depthOf));
  return group === "all" || group === "any" ? below + 1 : below;
}

// Whether what a signed place means holds: at -3, that what stands at 3 does not.
const isSo = sql`held[abs(at)] = (at > 0)`;

/**
 * Whether each condition holds, in their order: an array of 0 and 1 over the columns of the facts. Leaves come first, then
 * groups of leaves, then groups of those, each level looking up what the ones before found.
 */
export function verdicts(conditions: readonly Node[], moment: Moment): Sql {
  const nodes = conditions.flatMap(walk);
  const { arrays, count, placeOf } = askLeaves(
    nodes.filter(({ group }) => group === null),
    moment,
  );
  const groups = new Map<Node, number>();
  const signed = (node: Node): number => {
    const [only] = node.nodes;
    if (node.group === "not" && only) return -signed(only);
    return groups.get(node) ?? placeOf(node);
  };
  let held = sql`arrayConcat(${join([sql`emptyArrayUInt8()`, ...arrays], ", ")})`;
  const deepest = Math.max(0, ...nodes.map(depthOf));
  for (let depth = 1; depth <= deepest; depth += 1) {
    const level = nodes.filter((node) => node.group !== null && node.group !== "not" && depthOf(node) === depth);
    const of = typed(
      "Array(Array(Int32))",
      level.map((node) => node.nodes.map(signed)),
    );
    const all = typed(
      "Array(UInt8)",
      level.map(({ group }) => Number(group === "all")),
    );
    held = sql`arrayMap(held -> arrayConcat(held, arrayMap((every, of) -> if(every = 1, arrayAll(at -> ${isSo}, of), arrayExists(at -> ${isSo}, of)), ${all}, ${of})), [${held}])[1]`;
    for (const node of level) groups.set(node, count + groups.size + 1);
  }
  return sql`arrayMap(held -> arrayMap(at -> ${isSo}, ${typed("Array(Int32)", conditions.map(signed))}), [${held}])[1]`;
}
