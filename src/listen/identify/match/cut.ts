// The sparsest cut of a connected part at the links of its strongest tree, all cuts weighed in one walk. Pure.

/** A link between two records by their numbers from 0; the greater the weight, the surer. */
export interface Link {
  readonly l: number;
  readonly r: number;
  readonly weight: number;
}

/** The root of a member's tree by its parents, a root being its own; union-find with path halving. */
export function rootOf(parent: Int32Array, of: number): number {
  let at = of;
  for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
    parent[at] = parent[up] ?? up;
    at = up;
  }
  return at;
}

/** A part of the graph: its members in rising order, its links in falling order of weight. */
interface Connected {
  readonly members: readonly number[];
  readonly links: readonly Link[];
}

/** For each link of a part the number of the side on which it lies, and -1 for those that are cut. */
type Sides = Int32Array;

/** A cut at one link of the tree. */
interface Cut {
  /** Links across the cut over possible ones. */
  readonly density: number;
  /** Members on the smaller side. */
  readonly smaller: number;
  readonly sides: Sides;
}

/** The tree hung up at member 0: members are numbered from 0, in no order that tells. */
interface Hung {
  /** Members so that each comes after its parent. */
  readonly order: Int32Array;
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  /** The link (its position in the part) to the parent. */
  readonly up: Int32Array;
}

/** Both ends of each link as members' numbers: 2 at for the left end, 2 at + 1 for the right. */
function endsOf({ members, links }: Connected): Int32Array {
  const numbers = new Map(members.map((member, at) => [member, at]));
  const ends = new Int32Array(2 * links.length);
  for (const [at, { l, r }] of links.entries()) {
    ends[2 * at] = numbers.get(l) ?? 0;
    ends[2 * at + 1] = numbers.get(r) ?? 0;
  }
  return ends;
}

/** Hangs the tree up by walking from member 0; `next` and `first` are lists of the ends of tree links at each member. */
function hang(size: number, ends: Int32Array, in_tree: Uint8Array): Hung {
  const first = new Int32Array(size).fill(-1);
  const next = new Int32Array(ends.length).fill(-1);
  for (let end = 0; end < ends.length; end += 1) {
    if (in_tree[end >> 1] !== 1) continue;
    const member = ends[end] ?? 0;
    next[end] = first[member] ?? -1;
    first[member] = end;
  }
  const [order, parent, depth, up] = [0, -1, 0, -1].map((fill) => new Int32Array(size).fill(fill));
  if (!order || !parent || !depth || !up) throw new TypeError("Four lists were made");
  let found = 1;
  for (let at = 0; at < found; at += 1) {
    const member = order[at] ?? 0;
    for (let end = first[member] ?? -1; end >= 0; end = next[end] ?? -1) {
      if (end >> 1 === up[member]) continue;
      const child = ends[end ^ 1] ?? 0;
      parent[child] = member;
      depth[child] = (depth[member] ?? 0) + 1;
      up[child] = end >> 1;
      order[found] = child;
      found += 1;
    }
  }
  return { order, parent, depth, up };
}

/** For each member, the links that cross the cut between it and its parent: those whose path in the tree goes there. */
function crossings({ parent, depth }: Hung, ends: Int32Array): Int32Array {
  const across = new Int32Array(parent.length);
  for (let end = 0; end < ends.length; end += 2) {
    let [one, other] = [ends[end] ?? 0, ends[end + 1] ?? 0];
    while (one !== other) {
      if ((depth[one] ?? 0) < (depth[other] ?? 0)) [one, other] = [other, one];
      across[one] = (across[one] ?? 0) + 1;
      one = parent[one] ?? 0;
    }
  }
  return across;
}

/** Members below each member, itself counted. */
function sizesOf({ order, parent }: Hung): Int32Array {
  const sizes = new Int32Array(order.length).fill(1);
  for (let at = order.length - 1; at > 0; at -= 1) {
    const member = order[at] ?? 0;
    const above = parent[member] ?? 0;
    sizes[above] = (sizes[above] ?? 0) + (sizes[member] ?? 0);
  }
  return sizes;
}

/**
 * The sparsest of the cuts at the tree's links, the weakest link's where several are alike; undefined where there is
 * but one link. `in_tree` marks the links of the strongest tree.
 */
export function sparsestCut(part: Connected, in_tree: Uint8Array): Cut | undefined {
  const size = part.members.length;
  if (size < 3) return undefined;
  const ends = endsOf(part);
  const hung = hang(size, ends, in_tree);
  const across = crossings(hung, ends);
  const sizes = sizesOf(hung);
  let [below, density] = [0, Number.POSITIVE_INFINITY];
  for (let member = 0; member < size; member += 1) {
    const link = hung.up[member] ?? -1;
    if (link < 0) continue;
    const inside = sizes[member] ?? 0;
    const found = (across[member] ?? 0) / (inside * (size - inside));
    if (found < density || (found === density && link > (hung.up[below] ?? 0))) [below, density] = [member, found];
  }
  const side = new Int32Array(size);
  side[below] = 1;
  for (const member of hung.order) if (side[hung.parent[member] ?? -1] === 1) side[member] = 1;
  const smaller = Math.min(sizes[below] ?? 0, size - (sizes[below] ?? 0));
  return { density, smaller, sides: sidesOf(ends, side) };
}

function sidesOf(ends: Int32Array, side: Int32Array): Sides {
  return Int32Array.from({ length: ends.length / 2 }, (_, at) => {
    const [one, other] = [side[ends[2 * at] ?? 0] ?? 0, side[ends[2 * at + 1] ?? 0] ?? 0];
    return one === other ? one : -1;
  });
}

/** The parts into which a part falls when the weakest eighth of its tree's links is taken away. */
export function withoutWeakest(part: Connected, in_tree: Uint8Array): Sides {
  const size = part.members.length;
  const ends = endsOf(part);
  const root = Int32Array.from({ length: size }, (_, at) => at);
  let kept = Math.floor(((size - 1) * 7) / 8);
  for (let at = 0; at < in_tree.length && kept > 0; at += 1) {
    if (in_tree[at] !== 1) continue;
    const [one, other] = [rootOf(root, ends[2 * at] ?? 0), rootOf(root, ends[2 * at + 1] ?? 0)];
    root[Math.max(one, other)] = Math.min(one, other);
    kept -= 1;
  }
  for (let at = 0; at < size; at += 1) root[at] = rootOf(root, at);
  return sidesOf(ends, root);
}
