// The gate as the collector asks it: the list out of memory, and a count of every stop.
import { sql } from "kysely";
import type { Engines } from "#storage";
import { tombstones } from "../rights/tombstone.ts";
import { snapshot } from "../snapshot.ts";
import { createGate, type Gate, type GateEvent, type Stop } from "./gate.ts";
import { countStop } from "./tally.ts";

/** The lines in force, as the gate that they make; read again every two seconds. */
export const lines = snapshot(async (engines: Engines): Promise<Gate> => {
  const inForce = await engines.postgres.guarded("block", (db) =>
    db
      .selectFrom("block")
      .select(["id", "kind", "identifiers", "source", "event_name", "network"])
      .where((eb) => eb.or([eb("until", "is", null), eb("until", ">", sql<Date>`now()`)]))
      .orderBy("id")
      .execute(),
  );
  return createGate(inForce);
});

/** Somebody who was erased does not come back, whatever the list says. */
const erasure: Stop = { reason: "erased_person", block_id: 0 };

/**
 * What stops an event, if anything does: gives the reason, and counts it by day, source and line. Ask it before
 * anything of an event is kept, dead letters included: of what is stopped only the count remains. `caller` is the
 * address that the events come from.
 * @throws {ProblemError} 503 not_ready when the list was never read
 */
export async function blocked(
  engines: Engines,
  now: () => Date = () => new Date(),
  caller?: string,
): Promise<(event: GateEvent, source: { readonly slug: string }) => string | undefined> {
  const [gate, erased] = await Promise.all([lines.get(engines), tombstones.get(engines)]);
  return (event, source) => {
    const stop = gate(event, source, caller) ?? (erased.stops(event.identifiers) ? erasure : undefined);
    if (stop === undefined) return undefined;
    countStop(engines, source.slug, stop.reason, stop.block_id, now());
    return stop.reason;
  };
}
