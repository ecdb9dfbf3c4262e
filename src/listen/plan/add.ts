// Adds what is expected to the plan, before anything was sent; what the plan knows already stays as it is.
import type { Engines } from "#storage";
import { approvedPlan } from "./gate.ts";
import type { PlannedEvent } from "./schema.ts";

/** Adds events that the plan does not know. Says of each, in the order given, whether it was added. */
export async function addExpected(engines: Engines, expected: readonly PlannedEvent[]): Promise<boolean[]> {
  const added = await engines.postgres.guarded("listen.plan.expect", (db) =>
    db.transaction().execute(async (transaction) => {
      const results: boolean[] = [];
      for (const { properties, ...event } of expected) {
        const row = await transaction
          .insertInto("plan_event")
          .values(event)
          .onConflict((conflict) => conflict.columns(["source", "type", "name"]).doNothing())
          .returning("id")
          .executeTakeFirst();
        results.push(row !== undefined);
        if (row === undefined || properties.length === 0) continue;
        const rows = properties.map((property) => ({ ...property, allowed: [...property.allowed], event_id: row.id }));
        await transaction.insertInto("plan_property").values(rows).execute();
      }
      return results;
    }),
  );
  approvedPlan.forget(engines);
  return added;
}
