// Orders that a later file gave to another customer or time: their older rows sort elsewhere and no merge meets them.
import { Type } from "typebox";
import { type Engines, query, type RunOptions, sql } from "#storage";

interface MovedInput {
  readonly source: string;
  readonly import_id: number;
}

const moved = query({
  name: "listen.import.moved",
  row: Type.Object({ orders: Type.Integer() }),
  branches: { one: { source: "shop", import_id: 1 } },
  sql: ({ source, import_id }: MovedInput) => sql`WITH
  mine AS (SELECT id FROM event_log WHERE event_log.source = ${source} AND event_log.import_id = ${import_id}),
  places AS (
    SELECT id, uniqExact(customer_id, original_at) AS places
    FROM event_log
    WHERE event_log.source = ${source} AND id IN (SELECT id FROM mine)
    GROUP BY id
  )
SELECT countIf(places > 1) AS orders FROM places`,
});

export const movedQueries = [moved];

/** Deletes all but the newest row of each moved order. `again` is false when nobody can have brought an order before. */
export async function removeMoved(
  engines: Engines,
  input: MovedInput & { readonly again: boolean },
  options: RunOptions,
): Promise<void> {
  const { clickhouse } = engines;
  if (!input.again) return;
  const [found] = await moved(clickhouse, input, options);
  if (!found || found.orders === 0) return;
  const { source, import_id } = input;
  await clickhouse.run(
    "listen.import.remove_moved",
    sql`DELETE FROM event_log WHERE source = ${source} AND (id, customer_id, original_at) NOT IN (
  SELECT id, argMax(customer_id, received_at), argMax(original_at, received_at)
  FROM event_log WHERE source = ${source} GROUP BY id
) AND id IN (SELECT id FROM event_log WHERE source = ${source} AND import_id = ${import_id})`,
    {
      ...options,
      settings: { ...options.settings, lightweight_deletes_sync: "2", allow_nondeterministic_mutations: 1 },
    },
  );
}
