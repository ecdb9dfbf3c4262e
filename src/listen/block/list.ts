// The block list as people keep it: added, listed, found, taken away.
import { sql } from "kysely";
import { type Block, type BlockCount, type BlockRequest, type BlockTarget, ProblemError } from "#contract";
import type { Engines } from "#storage";
import { identifiersOf } from "./block.sql.ts";
import { lines } from "./blocked.ts";
import { anyKind, type BlockedIdentifier, fingerprint, networkOf, normalized } from "./gate.ts";
import { countsWritten } from "./tally.ts";

/** What a target becomes in the table. */
interface Stored {
  readonly kind: BlockTarget["kind"];
  readonly identifiers?: readonly BlockedIdentifier[];
  readonly customer_id?: string;
  readonly source?: string;
  readonly event_name?: string;
  readonly network?: string;
}

function kept(kind: string, value: string, fingerprint_only: boolean | undefined): BlockedIdentifier {
  const spelled = normalized(value);
  if (spelled === "") throw new ProblemError(400, "bad_identifier", "An identifier is not empty", "target.value");
  return fingerprint_only === true ? { kind, sha256: fingerprint(kind, spelled) } : { kind, value: spelled };
}

async function stored(engines: Engines, target: BlockTarget): Promise<Stored> {
  switch (target.kind) {
    case "identifier": {
      const { identifier_kind, value, fingerprint_only } = target;
      return { kind: target.kind, identifiers: [kept(identifier_kind, value, fingerprint_only)] };
    }
    case "customer": {
      const { customer_id, fingerprint_only } = target;
      const known = await identifiersOf(engines.clickhouse, customer_id);
      if (known.length === 0)
        throw new ProblemError(404, "not_found", "There is no such customer", "target.customer_id");
      const identifiers = known.map(({ kind, value }) => kept(kind, value, fingerprint_only));
      return { kind: target.kind, customer_id, identifiers };
    }
    case "network": {
      const parts = networkOf(target.network);
      if (parts === undefined) {
        const how = "Write an address or a range, e.g. 203.0.113.7 or 203.0.113.0/24";
        throw new ProblemError(400, "bad_network", how, "target.network");
      }
      return { kind: target.kind, network: `${parts.address}/${parts.prefix}` };
    }
    case "source":
    case "event":
      return target;
  }
}

/**
 * Adds a line. It acts in this process at once, in others within two seconds.
 * @throws {ProblemError} 400 bad_identifier, bad_network, bad_until; 404 for a customer that nobody has seen
 */
export async function addBlock(engines: Engines, request: BlockRequest, by: string, now: Date): Promise<Block> {
  const until = request.until === undefined ? null : new Date(request.until);
  if (until !== null && !(until.getTime() > now.getTime())) {
    throw new ProblemError(400, "bad_until", "The end of a block lies in the future", "until");
  }
  const { identifiers = [], ...rest } = await stored(engines, request.target);
  const { id } = await engines.postgres.guarded("block.add", (db) =>
    db
      .insertInto("block")
      .values({
        ...rest,
        identifiers: JSON.stringify(identifiers),
        reason: request.reason.trim(),
        added_by: by,
        added_at: now,
        until,
      })
      .returning("id")
      .executeTakeFirstOrThrow(),
  );
  lines.forget(engines);
  const [added] = await readBlocks(engines, now, id);
  if (added === undefined) throw new ProblemError(409, "conflict", "It was taken away at the same moment");
  return added;
}

/** Takes a line away: what comes from now on is let through; what was stopped is gone. */
export async function removeBlock(engines: Engines, id: number): Promise<void> {
  const removed = await engines.postgres.guarded("block.remove", (db) =>
    db.deleteFrom("block").where("id", "=", id).executeTakeFirst(),
  );
  lines.forget(engines);
  if (Number(removed.numDeletedRows) === 0) throw new ProblemError(404, "not_found", "There is no such line");
}

async function readBlocks(engines: Engines, now: Date, id?: number): Promise<Block[]> {
  await countsWritten(engines);
  const found = await engines.postgres.guarded("block.list", (db) =>
    db
      .selectFrom("block")
      .selectAll()
      .select((eb) =>
        eb
          .selectFrom("block_count")
          .whereRef("block_count.block_id", "=", "block.id")
          .select(({ fn }) => fn.coalesce(fn.sum<number>("events"), sql<number>`0`).as("stopped"))
          .as("stopped"),
      )
      .$if(id !== undefined, (select) => select.where("id", "=", id ?? 0))
      .orderBy("id", "desc")
      .execute(),
  );
  return found.map(({ identifiers, added_at, until, stopped, ...row }) => ({
    ...row,
    identifiers: identifiers.map(({ kind, value }) => ({ kind, value: value ?? null })),
    added_at: added_at.toISOString(),
    until: until?.toISOString() ?? null,
    over: until !== null && until <= now,
    stopped: Number(stopped),
  }));
}

/** The whole list, the newest first, with what each line stopped. */
export async function listBlocks(engines: Engines, now: Date): Promise<Block[]> {
  return await readBlocks(engines, now);
}

/** The lines that stop this identifier, those kept as fingerprints too. */
export async function findBlocks(engines: Engines, kind: string, value: string, now: Date): Promise<Block[]> {
  const spelled = normalized(value);
  const wanted = [kind, anyKind].flatMap((of) => [
    JSON.stringify([{ kind: of, value: spelled }]),
    JSON.stringify([{ kind: of, sha256: fingerprint(of, spelled) }]),
  ]);
  const found = await engines.postgres.guarded("block.find", (db) =>
    db
      .selectFrom("block")
      .select("id")
      .where((eb) => eb.or(wanted.map((part) => sql<boolean>`identifiers @> ${part}::jsonb`)))
      .execute(),
  );
  const ids = new Set(found.map(({ id }) => id));
  return (await readBlocks(engines, now)).filter(({ id }) => ids.has(id));
}

/** What was stopped since that day, by day (UTC), source and reason. */
export async function stoppedSince(engines: Engines, since: string): Promise<BlockCount[]> {
  await countsWritten(engines);
  return await engines.postgres.guarded("block.counts", (db) =>
    db
      .selectFrom("block_count")
      .where("day", ">=", since)
      .select(["source", "reason", sql<string>`to_char(day, 'YYYY-MM-DD')`.as("day")])
      .select(({ fn }) => sql<number>`${fn.sum("events")}::bigint`.as("events"))
      .groupBy(["day", "source", "reason"])
      .orderBy("day", "desc")
      .orderBy("source")
      .orderBy("reason")
      .execute(),
  );
}
