// Clusters: components of links, guarded against chains that a single weak link makes out of two persons. Pure.
import { type Link, rootOf, sparsestCut, withoutWeakest } from "./cut.ts";

/** Records that are one person. */
export interface Component<L extends Link> {
  readonly members: readonly number[];
  /** The surest first. */
  readonly links: readonly L[];
  /** Links over possible links, 0..1. */
  readonly density: number;
  /** The weakest link of its strongest tree: below this weight it would fall apart. */
  readonly weakest: L | undefined;
  /** Whether it was a part of something larger that was split. */
  readonly split: boolean;
}

/** Parts larger than this are not parted by one member after another. */
const weighed_members = 200;

const surest = (one: Link, other: Link) => other.weight - one.weight || one.l - other.l || one.r - other.r;

/** Links in falling order of weight; scored pairs come so, and are not sorted again. */
function inOrder<L extends Link>(links: readonly L[]): readonly L[] {
  const ordered = links.every((link, at) => at === 0 || surest(links[at - 1] ?? link, link) <= 0);
  return ordered ? links : links.toSorted(surest);
}

/** All links in falling order of weight, and what is known of each by its position. */
interface Forest<L extends Link> {
  readonly links: readonly L[];
  /** 1 for links of the strongest spanning forest: each that joins two components (Kruskal 1956). */
  readonly tree: Uint8Array;
  /** A number for each record's component: that of its least record. */
  readonly root: Int32Array;
}

function forestOf<L extends Link>(links: readonly L[]): Forest<L> {
  const records = links.reduce((most, { l, r }) => Math.max(most, l, r), -1) + 1;
  const root = Int32Array.from({ length: records }, (_, at) => at);
  const tree = new Uint8Array(links.length);
  for (const [at, { l, r }] of links.entries()) {
    const [one, other] = [rootOf(root, l), rootOf(root, r)];
    if (one === other) continue;
    root[Math.max(one, other)] = Math.min(one, other);
    tree[at] = 1;
  }
  for (let at = 0; at < records; at += 1) root[at] = rootOf(root, at);
  return { links, tree, root };
}

/** Positions of the links of each component, together and in their order; components by their least record. */
function grouped<L extends Link>({ links, root }: Forest<L>): Int32Array[] {
  const ends = new Int32Array(root.length + 1);
  for (const { l } of links) {
    const next = (root[l] ?? 0) + 1;
    ends[next] = (ends[next] ?? 0) + 1;
  }
  for (let at = 0; at < root.length; at += 1) ends[at + 1] = (ends[at + 1] ?? 0) + (ends[at] ?? 0);
  const begins = ends.slice();
  const positions = new Int32Array(links.length);
  for (const [position, { l }] of links.entries()) {
    const component = root[l] ?? 0;
    const at = begins[component] ?? 0;
    positions[at] = position;
    begins[component] = at + 1;
  }
  const parts: Int32Array[] = [];
  for (let at = 0; at < root.length; at += 1) {
    const [from, to] = [ends[at] ?? 0, ends[at + 1] ?? 0];
    if (to > from) parts.push(positions.subarray(from, to));
  }
  return parts;
}

/** A connected part: positions of its links in falling order of weight. */
interface Part {
  readonly positions: Int32Array;
  readonly split: boolean;
}

function component<L extends Link>({ links, tree }: Forest<L>, { positions, split }: Part): Component<L> {
  const members = new Set<number>();
  const own: L[] = [];
  let weakest: L | undefined;
  for (const position of positions) {
    const link = links[position];
    if (!link) continue;
    own.push(link);
    members.add(link.l).add(link.r);
    if (tree[position] === 1) weakest = link;
  }
  const possible = (members.size * (members.size - 1)) / 2;
  return {
    members: [...members].sort((one, other) => one - other),
    links: own,
    density: own.length / possible,
    weakest,
    split,
  };
}

/** Whether no cut can be sparser than that: a cut has one link at least, and lacks no more links than all are lacking. */
function dense(members: number, links: number, least_density: number): boolean {
  const half = Math.floor(members / 2);
  const lacking = (members * (members - 1)) / 2 - links;
  return 1 / (half * (members - half)) >= least_density || 1 - lacking / (members - 1) >= least_density;
}

/** Where a part is to be parted, if anywhere. */
function partingOf<L extends Link>(forest: Forest<L>, part: Part, whole: Component<L>, least_density: number) {
  const size = whole.members.length;
  if (dense(size, whole.links.length, least_density)) return undefined;
  const in_tree = Uint8Array.from(part.positions, (position) => forest.tree[position] ?? 0);
  const cut = sparsestCut(whole, in_tree);
  if (!cut || cut.density >= least_density) return undefined;
  // A large part from which members come off one by one would take too long.
  const slow = size > weighed_members && cut.smaller < size / 8;
  return slow ? withoutWeakest(whole, in_tree) : cut.sides;
}

/** Splits what is joined by too few links, again and again; what stays alone is no component. */
function guard<L extends Link>(forest: Forest<L>, positions: Int32Array, least_density: number): Component<L>[] {
  const done: Component<L>[] = [];
  const open: Part[] = [{ positions, split: false }];
  for (let next = open.pop(); next; next = open.pop()) {
    const whole = component(forest, next);
    const sides = partingOf(forest, next, whole, least_density);
    if (!sides) {
      done.push(whole);
      continue;
    }
    const parts = new Map<number, number[]>();
    for (const [at, position] of next.positions.entries()) {
      const side = sides[at] ?? -1;
      if (side < 0) continue;
      const part = parts.get(side);
      if (part) part.push(position);
      else parts.set(side, [position]);
    }
    for (const part of parts.values()) open.push({ positions: Int32Array.from(part), split: true });
  }
  return done;
}

/**
 * Connected components of the links, each split where two parts of it are joined by less than `least_density` of the
 * possible links between them: a chain of chance likenesses is sparse, one person's records are alike all over.
 * Records without a link are in no component. Components come by their least record; two records have one link at most.
 */
export function cluster<L extends Link>(links: readonly L[], least_density: number): Component<L>[] {
  const forest = forestOf(inOrder(links));
  const parts = grouped(forest).flatMap((positions) => guard(forest, positions, least_density));
  return parts.sort((one, other) => (one.members[0] ?? 0) - (other.members[0] ?? 0));
}
