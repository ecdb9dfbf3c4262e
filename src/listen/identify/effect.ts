// What a change does to people: who becomes part of another, who comes out of one, with examples. Pure.

/** Who is who, by stamp; whoever is not in it is alone. */
export type People = ReadonlyMap<bigint, bigint>;

export interface Effect {
  readonly customers_before: number;
  readonly customers_after: number;
  /** Customers who become part of another. */
  readonly merged: number;
  /** Customers who come out of another. */
  readonly split: number;
  readonly examples: readonly { readonly kind: "merge" | "split"; readonly customers: readonly bigint[] }[];
}

const examples_most = 10;
const people_most = 5;

function groupsOf(stamps: Iterable<bigint>, people: People): Map<bigint, bigint[]> {
  const groups = new Map<bigint, bigint[]>();
  for (const stamp of stamps) {
    const customer = people.get(stamp) ?? stamp;
    const group = groups.get(customer);
    if (group) group.push(stamp);
    else groups.set(customer, [stamp]);
  }
  return groups;
}

/**
 * Compares people before and after. A customer of before whose stamps are in n customers after was split into n: n - 1
 * come out; a customer of after that holds stamps of n customers before took in n - 1.
 */
export function effectOf(before: People, after: People): Effect {
  const stamps = new Set([...before.keys(), ...after.keys(), ...before.values(), ...after.values()]);
  const [old, fresh] = [groupsOf(stamps, before), groupsOf(stamps, after)];
  const examples: { kind: "merge" | "split"; customers: readonly bigint[] }[] = [];
  const count = (kind: "merge" | "split", groups: ReadonlyMap<bigint, bigint[]>, other: People): number => {
    let sum = 0;
    let told = 0;
    for (const group of groups.values()) {
      if (group.length === 1) continue;
      const customers = [...new Set(group.map((stamp) => other.get(stamp) ?? stamp))];
      sum += customers.length - 1;
      if (customers.length < 2 || told >= examples_most) continue;
      told += 1;
      examples.push({ kind, customers: customers.slice(0, people_most) });
    }
    return sum;
  };
  const merged = count("merge", fresh, before);
  const split = count("split", old, after);
  return { customers_before: old.size, customers_after: fresh.size, merged, split, examples };
}
