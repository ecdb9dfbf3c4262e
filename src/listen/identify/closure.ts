// Everybody who has to do with some stamps: those who share an identifier with them, who share one with those, and so on.
import type { Engines } from "#storage";
import { sipHash64 } from "../collect/understand/sip.ts";
import { keyOf } from "./key.ts";
import { aliasesQuery, holdersQuery, linksQuery, sharingQuery, stampsQuery } from "./link.sql.ts";
import type { DecisionsAbout, Held } from "./record.ts";
import { type Decision, inOrder, type Link } from "./resolve.ts";
import { type Checked, ruleOf } from "./rules.ts";

// What is bound travels in the address of a request.
const ids_at_once = 2_000;

function chunks<Item>(items: readonly Item[]): (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / ids_at_once) }, (_, index) =>
    items.slice(index * ids_at_once, (index + 1) * ids_at_once),
  );
}

async function inChunks<Item, Row>(
  items: readonly Item[],
  ask: (some: readonly Item[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const some of chunks(items)) rows.push(...(await ask(some)));
  return rows;
}

/** A link as it was told, made one with its other spellings. */
export function linkOf(
  row: { readonly stamp: string; readonly kind: string; readonly value: string; readonly first_seen_ms: number },
  rules: Checked,
  country: string,
): Link {
  const stamp = BigInt(row.stamp);
  const { key, kind, value } = keyOf(row.kind, row.value, rules, country);
  return {
    key,
    stamp,
    kind,
    value,
    told: row.value,
    first_seen_ms: row.first_seen_ms,
    own: sipHash64(row.kind, row.value) === stamp,
  };
}

/** Which stamps share keys; of keys that more than `most` share only that they do. */
export async function sharing(
  { clickhouse }: Engines,
  keys: readonly bigint[],
  most: number,
): Promise<Map<bigint, { readonly count: number; readonly stamps: readonly bigint[] }>> {
  const rows = await inChunks(keys, (some) => sharingQuery(clickhouse, { keys: some, most }));
  return new Map(rows.map(({ key, count, stamps }) => [BigInt(key), { count, stamps: stamps.map(BigInt) }]));
}

/** All stamps that mention any of a few keys. */
export async function holdersOf({ clickhouse }: Engines, keys: readonly bigint[]): Promise<bigint[]> {
  const rows = await holdersQuery(clickhouse, keys);
  return rows.map(({ stamp }) => BigInt(stamp));
}

/** The people that stamps are; whoever is alone is absent. */
export async function aliasesOf({ clickhouse }: Engines, stamps: readonly bigint[]): Promise<Map<bigint, bigint>> {
  const rows = await inChunks(stamps, (some) => aliasesQuery(clickhouse, some));
  return new Map(rows.map(({ stamp, customer_id }) => [BigInt(stamp), BigInt(customer_id)]));
}

/** The stamps of people, their own first. */
export async function stampsOf({ clickhouse }: Engines, customer_ids: readonly bigint[]): Promise<bigint[]> {
  const rows = await inChunks(customer_ids, (some) => stampsQuery(clickhouse, some));
  return [...customer_ids, ...rows.map(({ stamp }) => BigInt(stamp))];
}

export interface Closure {
  /** Every stamp that was reached. */
  readonly stamps: ReadonlySet<bigint>;
  /** In order. */
  readonly links: readonly Link[];
  readonly crowded: ReadonlySet<bigint>;
  /** All that was decided about any of them. */
  readonly decisions: readonly Decision[];
}

/**
 * Goes from stamps to their keys and on to whoever shares them, until nobody new is found. `fresh` counts, by key, the
 * stamps that were added just now: where these made a key one that too many share, those who shared it before are looked
 * at once more, because it joins them no longer.
 */
export async function closureOf(
  engines: Engines,
  from: Iterable<bigint>,
  { rules, country, decided }: Pick<Held, "rules" | "country"> & { readonly decided: DecisionsAbout },
  fresh: ReadonlyMap<bigint, number> = new Map(),
): Promise<Closure> {
  const stamps = new Set(from);
  const links: Link[] = [];
  const crowded = new Set<bigint>();
  const asked = new Set<bigint>();
  const decisions = new Map<number, Decision>();
  let news = [...stamps];
  while (news.length > 0) {
    const rows = await inChunks(news, (some) => linksQuery(engines.clickhouse, some));
    const found = rows.map((row) => linkOf(row, rules, country));
    links.push(...found);
    const keys = [
      ...new Set(found.filter((link) => leadsOn(link, rules) && !asked.has(link.key)).map(({ key }) => key)),
    ];
    for (const key of keys) asked.add(key);
    const most_fresh = Math.max(0, ...keys.map((key) => fresh.get(key) ?? 0));
    const reached = new Set<bigint>();
    for (const decision of await decided(news, keys)) {
      decisions.set(decision.id, decision);
      if (decision.kind === "same") for (const stamp of [...decision.left, ...decision.right]) reached.add(stamp);
    }
    for (const [key, { count, stamps: others }] of await sharing(engines, keys, rules.most_sharing + most_fresh)) {
      if (count > rules.most_sharing) crowded.add(key);
      if (count - (fresh.get(key) ?? 0) <= rules.most_sharing) for (const stamp of others) reached.add(stamp);
    }
    news = [...reached].filter((stamp) => !stamps.has(stamp));
    for (const stamp of news) stamps.add(stamp);
  }
  return { stamps, links: inOrder(links, rules), crowded, decisions: [...decisions.values()] };
}

function leadsOn({ kind, value, told }: Link, rules: Checked): boolean {
  return ruleOf(rules, kind).merges && !rules.isBlocked(kind, value, told);
}
