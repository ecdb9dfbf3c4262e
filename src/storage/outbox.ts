// The outbox: events of state changes, written in the change's own transaction, delivered at least once after it.
import type { Kysely } from "kysely";
import type { Database } from "./database.ts";
import type { Engines } from "./engines.ts";

/** An event on its way to the event log. `message_id` is deterministic, so a second delivery collapses there. */
export interface OutboxMessage {
  readonly message_id: string;
  readonly event: Record<string, unknown>;
}

/** Messages taken from the table at one time. */
const batchSize = 1000;

/** Notes an event in the transaction of the change that it tells of. The same message again changes nothing. */
export async function addToOutbox(db: Kysely<Database>, message: OutboxMessage): Promise<void> {
  await db
    .insertInto("outbox")
    .values({ message_id: message.message_id, event: JSON.stringify(message.event) })
    .onConflict((conflict) => conflict.column("message_id").doNothing())
    .execute();
}

/**
 * Delivers what waits, oldest first, and says how many that was. `write` makes its messages durable before it
 * returns. Should we die between its return and our commit, the same messages come again: at least once.
 */
export async function drainOutbox(
  engines: Engines,
  write: (messages: readonly OutboxMessage[]) => Promise<void>,
): Promise<number> {
  let delivered = 0;
  for (;;) {
    const count = await engines.postgres.guarded("drainOutbox", (db) =>
      db.transaction().execute(async (trx) => {
        // Locked until the commit, so two drains at once never deliver the same message.
        const rows = await trx
          .selectFrom("outbox")
          .selectAll()
          .orderBy("id")
          .limit(batchSize)
          .forUpdate()
          .skipLocked()
          .execute();
        if (rows.length === 0) return 0;
        await write(rows.map(({ message_id, event }) => ({ message_id, event })));
        await trx
          .deleteFrom("outbox")
          .where(
            "id",
            "in",
            rows.map(({ id }) => id),
          )
          .execute();
        return rows.length;
      }),
    );
    delivered += count;
    if (count < batchSize) return delivered;
  }
}
