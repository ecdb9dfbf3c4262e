// A segment's size by day, and one customer's memberships.
import { type Memberships, ProblemError, type SegmentHistory } from "#contract";
import { addDays, isDay, lengthDays } from "../calendar.ts";
import type { Asker } from "../condition/condition.ts";
import { today } from "../condition/moment.ts";
import { personQuery } from "../customer/customer.sql.ts";
import { staysQuery, turnsByDayQuery } from "./history.sql.ts";
import { conditionOf } from "./store.ts";

/** Ten years and the leap days in them. */
const most_days = 3_653;

interface Asked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The asked days; left out they are those since the first change, until today. */
function daysOf(asked: Asked, first: string, now: string): { readonly from: string; readonly to: string } {
  for (const field of ["from", "to"] as const) {
    const day = asked[field];
    if (day !== undefined && !isDay(day))
      throw new ProblemError(400, "bad_day", `"${day}" is no day; write one as 2026-01-31`, field);
  }
  const to = asked.to ?? now;
  const from = asked.from ?? (first < to ? first : to);
  if (from > to)
    throw new ProblemError(400, "bad_period", `The period ends on ${to}, before it begins on ${from}`, "to");
  if (lengthDays({ from, to }) > most_days)
    throw new ProblemError(400, "bad_period", "At most ten years are told at once; ask for fewer days", "from");
  return { from, to };
}

/**
 * How many belonged at the end of each day of the workspace's calendar, and who moved on it.
 * @throws {ProblemError} 404 unknown_segment; 400 bad_day, bad_period
 */
export async function segmentHistory(asker: Asker, id: string, asked: Asked): Promise<SegmentHistory> {
  const { engines, settings, now } = asker;
  const { time_zone } = settings;
  await conditionOf(engines, id);
  const rows = await turnsByDayQuery(engines.clickhouse, { id, time_zone });
  const last = today({ at: now(), time_zone });
  const { from, to } = daysOf(asked, rows[0]?.day ?? last, last);
  const changes = new Map(rows.map((row) => [row.day, row]));
  let customers = rows.filter(({ day }) => day < from).reduce((sum, { grown }) => sum + grown, 0);
  const days = Array.from({ length: lengthDays({ from, to }) }, (_none, index) => {
    const day = addDays(from, index);
    const change = changes.get(day);
    customers += change?.grown ?? 0;
    return { day, customers, entered: change?.entered ?? 0, left: change?.left ?? 0 };
  });
  return { days };
}

/** Where a customer belongs and belonged, the newest first; segments that were forgotten are not told of. */
export async function memberships({ engines }: Asker, customer_id: string): Promise<Memberships> {
  const [person] = await personQuery(engines.clickhouse, { customer_ids: [customer_id] });
  const [stays, known] = await Promise.all([
    staysQuery(engines.clickhouse, { customer_id: person?.customer_id ?? customer_id }),
    engines.postgres.guarded("analyze.segment.names", (db) =>
      db.selectFrom("segment").select(["id", "name"]).execute(),
    ),
  ]);
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const rows = stays.flatMap(({ segment_id: segment, turns }) => {
    const name = names.get(segment);
    if (name === undefined) return [];
    return turns.flatMap((since, index) => {
      const until = turns[index + 1] ?? null;
      return index % 2 === 0 ? [{ segment, name, inside: until === null, since, until }] : [];
    });
  });
  return { rows: rows.sort((one, other) => (one.since < other.since ? 1 : -1)) };
}
