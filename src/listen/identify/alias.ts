// Writes who is who: the aliases that changed, and the engine's copy of them in memory.
import { Readable } from "node:stream";
import { type Engines, RowWriter, sql } from "#storage";
import { touched } from "../touch.ts";
import { type Held, nextVersion } from "./record.ts";

const rows_at_once = 100_000;

/**
 * Makes the changed stamps the given people, and every question sees it when this returns. `before` are the people that
 * they were: a stamp that is not in it was its own.
 */
export async function writeAliases(
  engines: Engines,
  held: Held,
  changed: ReadonlyMap<bigint, bigint>,
  before: ReadonlyMap<bigint, bigint>,
): Promise<void> {
  if (changed.size === 0) return;
  const version = await nextVersion(held);
  const all = [...changed];
  for (let at = 0; at < all.length; at += rows_at_once) {
    const out = new RowWriter();
    for (const [stamp, customer_id] of all.slice(at, at + rows_at_once)) {
      out.uint64(stamp);
      out.uint64(customer_id);
      out.uint64(BigInt(version));
    }
    await feed(engines, out, "alias (stamp, customer_id, version)");
  }
  await reloadAliases(engines);
  // Whom it joined, whom it left, and who it is.
  for (const [stamp, customer_id] of changed) touched(engines, [stamp, customer_id, before.get(stamp) ?? stamp]);
}

/** Every node's dictionary learns what stands in the table. */
export async function reloadAliases({ clickhouse }: Engines): Promise<void> {
  await clickhouse.run("listen.identify.reload", sql`SYSTEM RELOAD DICTIONARY alias_of`);
}

/** Notes which stamps mention which keys. */
export async function writeKeys(
  engines: Engines,
  pairs: readonly (readonly [key: bigint, stamp: bigint])[],
): Promise<void> {
  if (pairs.length === 0) return;
  const out = new RowWriter();
  for (const [key, stamp] of pairs) {
    out.uint64(key);
    out.uint64(stamp);
  }
  await feed(engines, out, "identity_key (key, stamp)");
}

const inserts = {
  "alias (stamp, customer_id, version)": sql`INSERT INTO alias (stamp, customer_id, version) FORMAT RowBinary`,
  "identity_key (key, stamp)": sql`INSERT INTO identity_key (key, stamp) FORMAT RowBinary`,
};

async function feed({ clickhouse }: Engines, out: RowWriter, into: keyof typeof inserts): Promise<void> {
  const body = Readable.from([out.take()], { objectMode: false });
  await clickhouse.feed("listen.identify.write", inserts[into], body, { settings: { async_insert: 0 } });
}
