// Pairs of identifiers: which the product takes as one person's, which truly are, and which any record ties together.
import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { companySources } from "#simulate";

/** An identifier as "kind value". */
export const keyOf = (kind: string, value: string): string => `${kind} ${value}`;

/** Groups of members, by a name of the group: a customer of the product, a person of the truth. */
export type Groups = ReadonlyMap<string, ReadonlySet<string>>;

/** Groups made of pairs (group, member). */
export function groupsOf(pairs: Iterable<readonly [group: string, member: string]>): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const [group, member] of pairs) {
    const members = groups.get(group) ?? new Set();
    groups.set(group, members.add(member));
  }
  return groups;
}

/** Pairs of members that stand in one group; each pair once. */
export function pairsOf(groups: Groups): Set<string> {
  const pairs = new Set<string>();
  for (const members of groups.values()) {
    const sorted = [...members].sort();
    for (const [index, one] of sorted.entries()) {
      for (const other of sorted.slice(index + 1)) pairs.add(`${one}\n${other}`);
    }
  }
  return pairs;
}

/** Share of `pairs` that stand among `others` too. */
export function shareIn(pairs: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let found = 0;
  for (const pair of pairs) if (others.has(pair)) found += 1;
  return found / pairs.size;
}

/** What a value is compared by, written for this file alone: digits of Polish telephones, addresses in lower case. */
function comparable(kind: string, value: string): string {
  if (kind === "phone") return keyOf(kind, value.replace(/\D/g, "").slice(-9));
  return keyOf(kind, kind === "email" ? value.toLowerCase() : value);
}

/** Groups of identifiers that the rows of the files tie together, however many rows lie between: a union-find. */
export async function tiedTogether(files: ReadonlyMap<string, string>): Promise<Groups> {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) root = up;
    parents.set(key, root);
    return root;
  };
  const told = new Map<string, string>();
  for (const { name, mapping } of companySources) {
    const kinds = mapping.columns.flatMap(({ column, target }) =>
      target.to === "identifier" ? [{ column, kind: target.kind }] : [],
    );
    const rows: Record<string, string>[] = parse(await readFile(files.get(name) ?? ""), { columns: true });
    for (const row of rows) {
      const keys = kinds.flatMap(({ column, kind }) => {
        const value = row[column] ?? "";
        if (value === "") return [];
        told.set(keyOf(kind, value), comparable(kind, value));
        return [comparable(kind, value)];
      });
      const [first] = keys;
      for (const key of keys) parents.set(rootOf(key), rootOf(first ?? key));
    }
  }
  return groupsOf([...told].map(([key, compared]) => [rootOf(compared), key]));
}
