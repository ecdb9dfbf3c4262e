// Clusters are the components of the links, except where a single link makes a chain of two persons.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cluster, type Link } from "./cluster.ts";

const link = (l: number, r: number, weight = 5): Link => ({ l, r, weight });
const clique = (members: readonly number[], weight = 5): Link[] =>
  members.flatMap((one, at) => members.slice(at + 1).map((other) => link(one, other, weight)));
const members = (links: readonly Link[], least: number) => cluster(links, least).map((each) => each.members);

/** Components by walking, to hold union-find against. */
function walked(links: readonly Link[]): number[][] {
  const seen = new Set<number>();
  const nodes = [...new Set(links.flatMap(({ l, r }) => [l, r]))].toSorted((one, other) => one - other);
  return nodes.flatMap((first) => {
    if (seen.has(first)) return [];
    const found: number[] = [];
    const open = [first];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      found.push(next);
      for (const { l, r } of links) open.push(...(l === next ? [r] : r === next ? [l] : []));
    }
    return [found.toSorted((one, other) => one - other)];
  });
}

describe("clusters", () => {
  it("are the connected components when nothing is guarded, on any graph", () => {
    const node = fc.integer({ min: 0, max: 40 });
    const links = fc.uniqueArray(fc.tuple(node, node, fc.integer({ min: 1, max: 9 })), {
      selector: ([l, r]) => `${Math.min(l, r)} ${Math.max(l, r)}`,
      maxLength: 60,
    });
    fc.assert(
      fc.property(links, (drawn) => {
        const graph = drawn
          .filter(([l, r]) => l !== r)
          .map(([l, r, weight]) => link(Math.min(l, r), Math.max(l, r), weight));
        expect(members(graph, 0)).toEqual(walked(graph));
      }),
    );
  });

  it("do not take two persons for one because of a single link", () => {
    const chain = [...clique([1, 2, 3, 4]), ...clique([5, 6, 7, 8]), link(4, 5, 9)];
    expect(members(chain, 0)).toEqual([[1, 2, 3, 4, 5, 6, 7, 8]]);
    const parts = cluster(chain, 0.3);
    expect(parts.map((each) => each.members)).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]);
    expect(parts.every(({ split }) => split)).toBe(true);
  });

  it("keep three records of which two pairs are sure", () => {
    expect(members([link(1, 2), link(2, 3)], 0.3)).toEqual([[1, 2, 3]]);
  });

  it("tell their density and the link without which they fall apart", () => {
    const [only] = cluster([link(1, 2, 9), link(2, 3, 8), link(1, 3, 7), link(3, 4, 2), link(2, 4, 1)], 0.3);
    expect(only?.density).toBeCloseTo(5 / 6);
    expect(only?.weakest).toEqual(link(3, 4, 2));
    expect(only?.split).toBe(false);
  });
});
