// Clusters are the components of the links, except where a single link makes a chain of two persons.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cluster } from "./cluster.ts";
import type { Link } from "./cut.ts";

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

/** Density of the cut at each link of the strongest tree, by the definition. */
function densities(links: readonly Link[]): number[] {
  const size = new Set(links.flatMap(({ l, r }) => [l, r])).size;
  const surest = links.toSorted((a, b) => b.weight - a.weight || a.l - b.l || a.r - b.r);
  const tree: Link[] = [];
  for (const each of surest)
    if (walked(tree).every((part) => ![each.l, each.r].every((end) => part.includes(end)))) tree.push(each);
  return tree.map((taken) => {
    const rest = walked(tree.filter((each) => each !== taken));
    const side = rest.find((part) => part.includes(taken.l)) ?? [taken.l];
    const across = links.filter(({ l, r }) => side.includes(l) !== side.includes(r)).length;
    return across / (side.length * (size - side.length));
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

  it("hold together at every cut of their strongest tree, on any graph", () => {
    const node = fc.integer({ min: 0, max: 25 });
    const drawn = fc.uniqueArray(fc.tuple(node, node, fc.integer({ min: 1, max: 9 })), {
      selector: ([l, r]) => `${Math.min(l, r)} ${Math.max(l, r)}`,
      maxLength: 60,
    });
    fc.assert(
      fc.property(drawn, fc.constantFrom(0.2, 0.3, 0.6), (tuples, least) => {
        const graph = tuples
          .filter(([l, r]) => l !== r)
          .map(([l, r, weight]) => link(Math.min(l, r), Math.max(l, r), weight));
        const parts = cluster(graph, least);
        for (const part of parts) {
          const cuts = densities(part.links);
          expect(Math.min(...cuts)).toBeGreaterThanOrEqual(Math.min(least, 1));
          expect(part.split || walked(graph).some((each) => each.length === part.members.length)).toBe(true);
        }
        const once = parts.flatMap((part) => part.members);
        expect(new Set(once).size).toBe(once.length);
      }),
    );
  });

  it("part a large one where it is thin, and a large tangle in bounded time", () => {
    const many = (from: number) => clique(Array.from({ length: 150 }, (_, at) => from + at));
    const sizes = (links: readonly Link[]) => cluster(links, 0.3).map((each) => each.members.length);
    expect(sizes([...many(0), ...many(150), link(3, 200, 9)])).toEqual([150, 150]);
    const chain = Array.from({ length: 20_000 }, (_, at) => link(at, at + 1, 1 + (at % 7)));
    expect(Math.max(...sizes(chain))).toBeLessThanOrEqual(4);
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
