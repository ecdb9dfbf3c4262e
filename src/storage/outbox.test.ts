// The outbox: an event is told if and only if its change happened, at least once, and a second telling changes nothing.
import { Type } from "typebox";
import { Parse } from "typebox/value";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testEngines } from "../../tests/engines.ts";
import type { Engines } from "./engines.ts";
import { addToOutbox, drainOutbox, type OutboxMessage } from "./outbox.ts";
import { sql } from "./sql.ts";

let engines: Engines;

beforeAll(async () => {
  engines = await testEngines();
});
beforeEach(async () => {
  await engines.postgres.db.deleteFrom("outbox").execute();
});

const consent = (message_id: string): OutboxMessage => ({
  message_id,
  event: { name: "Consent Given", channel: "web" },
});
const add = (message_id: string) => addToOutbox(engines.postgres.db, consent(message_id));

// What the writer of the event log does: an id out of source and message id, one durable block.
async function write(messages: readonly OutboxMessage[]): Promise<void> {
  const values = messages.map(({ message_id, event }) => ({ message_id, name: event.name }));
  await engines.clickhouse.run(
    "writeEvents",
    sql`INSERT INTO event_log (id, source, message_id, name, original_at, received_at)
SELECT
  reinterpretAsUInt128(sipHash128('kompas', JSONExtractString(message, 'message_id'))),
  'kompas',
  JSONExtractString(message, 'message_id'),
  JSONExtractString(message, 'name'),
  toDateTime64('2026-01-01 00:00:00', 3, 'UTC'),
  now64(3)
FROM (SELECT arrayJoin(JSONExtractArrayRaw(${JSON.stringify(values)})) AS message)`,
  );
}

async function eventIds(): Promise<string[]> {
  const Rows = Type.Array(Type.Object({ message_id: Type.String() }));
  const statement = sql`SELECT message_id FROM event WHERE source = 'kompas' ORDER BY message_id`;
  return Parse(Rows, await engines.clickhouse.rows("eventIds", statement)).map(({ message_id }) => message_id);
}

describe("the outbox", () => {
  it("tells what was changed, in order, once told it is empty", async () => {
    await add("a");
    await add("b");
    await add("b");
    const told: string[] = [];
    const note = async (messages: readonly OutboxMessage[]) =>
      void told.push(...messages.map((each) => each.message_id));
    expect(await drainOutbox(engines, note)).toBe(2);
    expect(await drainOutbox(engines, note)).toBe(0);
    expect(told).toEqual(["a", "b"]);
  });

  it("does not tell of a change that was rolled back", async () => {
    const change = engines.postgres.db.transaction().execute(async (trx) => {
      await addToOutbox(trx, consent("never"));
      throw new Error("the change failed");
    });
    await expect(change).rejects.toThrow("the change failed");
    expect(await drainOutbox(engines, write)).toBe(0);
  });

  it("tells again after a death between telling and noting it, and no number changes", async () => {
    for (const id of ["c", "d", "e"]) await add(id);
    const dying = drainOutbox(engines, async (messages) => {
      await write(messages);
      throw new Error("killed here");
    });
    await expect(dying).rejects.toThrow("killed here");
    expect(await eventIds()).toEqual(["c", "d", "e"]);

    expect(await drainOutbox(engines, write)).toBe(3);
    expect(await eventIds()).toEqual(["c", "d", "e"]);
    expect(await drainOutbox(engines, write)).toBe(0);
  });

  it("drained by two at once tells each message to one of them", async () => {
    await engines.postgres.db.transaction().execute(async (trx) => {
      for (let number = 0; number < 2500; number += 1) await addToOutbox(trx, consent(`message ${number}`));
    });
    const told: string[] = [];
    const note = async (messages: readonly OutboxMessage[]) =>
      void told.push(...messages.map((each) => each.message_id));
    const counts = await Promise.all([drainOutbox(engines, note), drainOutbox(engines, note)]);
    expect(counts[0] + counts[1]).toBe(2500);
    expect(new Set(told).size).toBe(2500);
  });
});
