// Clusters: components of links, guarded against chains that a single weak link makes out of two persons. Pure.

/** A link between two records by their numbers; the greater the weight, the surer. */
export interface Link {
  readonly l: number;
  readonly r: number;
  readonly weight: number;
}

/** Records that are one person. */
export interface Component<L extends Link> {
  readonly members: readonly number[];
  readonly links: readonly L[];
  /** Links over possible links, 0..1. */
  readonly density: number;
  /** The weakest link of its strongest tree: below this weight it would fall apart. */
  readonly weakest: L | undefined;
  /** Whether it was a part of something larger that was split. */
  readonly split: boolean;
}

/** Components larger than this are cut at their weakest link first: weighing every cut takes too long. */
const weighed_members = 200;

/** Union-find with path halving: the root of a record's component. */
export class Groups {
  readonly #parent = new Map<number, number>();
  root(of: number): number {
    let at = of;
    for (;;) {
      const up = this.#parent.get(at);
      if (up === undefined) return at;
      const over = this.#parent.get(up);
      if (over === undefined) return up;
      this.#parent.set(at, over);
      at = over;
    }
  }
  /** Joins two components; false when they were one already. */
  join(one: number, other: number): boolean {
    const [a, b] = [this.root(one), this.root(other)];
    if (a === b) return false;
    this.#parent.set(Math.max(a, b), Math.min(a, b));
    return true;
  }
}

const surest = (one: Link, other: Link) => other.weight - one.weight || one.l - other.l || one.r - other.r;

/** The strongest spanning forest: links in falling order of weight, each that joins two components (Kruskal 1956). */
function forest<L extends Link>(links: readonly L[]): { readonly tree: L[]; readonly groups: Groups } {
  const groups = new Groups();
  return { tree: links.toSorted(surest).filter(({ l, r }) => groups.join(l, r)), groups };
}

function by<L>(items: readonly L[], key: (item: L) => number): L[][] {
  const found = new Map<number, L[]>();
  for (const item of items) {
    const list = found.get(key(item));
    if (list) list.push(item);
    else found.set(key(item), [item]);
  }
  return [...found.values()];
}

function membersOf(links: readonly Link[]): number[] {
  return [...new Set(links.flatMap(({ l, r }) => [l, r]))].toSorted((one, other) => one - other);
}

/** The members on the left side of a tree once one of its links is taken away. */
function sideOf(tree: readonly Link[], without: Link): Set<number> {
  const groups = new Groups();
  for (const link of tree) if (link !== without) groups.join(link.l, link.r);
  const root = groups.root(without.l);
  return new Set(membersOf(tree).filter((member) => groups.root(member) === root));
}

interface Cut {
  readonly side: ReadonlySet<number>;
  /** Links across the cut over possible ones. */
  readonly density: number;
}

/** The sparsest of the cuts at the tree's links. */
function sparsestCut<L extends Link>(tree: readonly L[], links: readonly L[]): Cut | undefined {
  const size = tree.length + 1;
  const looked = size > weighed_members ? tree.slice(-1) : tree.toReversed();
  let found: Cut | undefined;
  for (const link of looked) {
    const side = sideOf(tree, link);
    const across = links.filter(({ l, r }) => side.has(l) !== side.has(r)).length;
    const density = across / (side.size * (size - side.size));
    if (!found || density < found.density) found = { side, density };
  }
  return found;
}

function component<L extends Link>(links: readonly L[], tree: readonly L[], split: boolean): Component<L> {
  const members = membersOf(links);
  const possible = (members.length * (members.length - 1)) / 2;
  return { members, links, density: links.length / possible, weakest: tree.at(-1), split };
}

/** Splits what is joined by too few links, again and again; what stays alone is no component. */
function guard<L extends Link>(links: readonly L[], least_density: number): Component<L>[] {
  const done: Component<L>[] = [];
  const open = [{ links, split: false }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { tree } = forest(next.links);
    const cut = tree.length > 1 ? sparsestCut(tree, next.links) : undefined;
    if (!cut || cut.density >= least_density) {
      done.push(component(next.links, tree, next.split));
      continue;
    }
    const left = next.links.filter(({ l, r }) => cut.side.has(l) && cut.side.has(r));
    const right = next.links.filter(({ l, r }) => !cut.side.has(l) && !cut.side.has(r));
    for (const part of [left, right]) if (part.length > 0) open.push({ links: part, split: true });
  }
  return done;
}

/**
 * Connected components of the links, each split where two parts of it are joined by less than `least_density` of the
 * possible links between them: a chain of chance likenesses is sparse, one person's records are alike all over.
 * Records without a link are in no component.
 */
export function cluster<L extends Link>(links: readonly L[], least_density: number): Component<L>[] {
  const { groups } = forest(links);
  const parts = by(links, ({ l }) => groups.root(l)).flatMap((each) => guard(each, least_density));
  return parts.toSorted((one, other) => (one.members[0] ?? 0) - (other.members[0] ?? 0));
}
