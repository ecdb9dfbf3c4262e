// When an e-mail on a schedule is due, by the clock of the workspace's time zone.
import type { DigestDraft } from "#contract";

type Schedule = Pick<DigestDraft, "every" | "day" | "hour">;

const hour_ms = 3_600_000;
const day_ms = 24 * hour_ms;

/** How far a zone's clock is ahead of UTC at an instant. */
function offsetMs(time_zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: time_zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"));
  return shown - Math.floor(at / 60_000) * 60_000;
}

/** The instant at which a zone's clock shows an hour of a day; where clocks skip that hour, the one after it. */
function instantOf(midnight_utc: number, hour: number, time_zone: string): number {
  const shown = midnight_utc + hour * hour_ms;
  const guess = shown - offsetMs(time_zone, shown);
  return shown - offsetMs(time_zone, guess);
}

function isDay({ every, day }: Schedule, midnight_utc: number): boolean {
  const date = new Date(midnight_utc);
  if (every === "day") return true;
  // Weeks begin on Monday.
  return every === "week" ? ((date.getUTCDay() + 6) % 7) + 1 === day : date.getUTCDate() === day;
}

/** The due instants of the days around `now`, the earliest first. */
function around(schedule: Schedule, time_zone: string, now: Date): number[] {
  const local = now.getTime() + offsetMs(time_zone, now.getTime());
  const today = Math.floor(local / day_ms) * day_ms;
  return Array.from({ length: 67 }, (_none, index) => today + (index - 33) * day_ms)
    .filter((day) => isDay(schedule, day))
    .map((day) => instantOf(day, schedule.hour, time_zone));
}

/** The last due moment up to now. */
export function lastDue(schedule: Schedule, time_zone: string, now: Date): Date {
  return new Date(Math.max(...around(schedule, time_zone, now).filter((at) => at <= now.getTime())));
}

/** The first due moment after now. */
export function nextDue(schedule: Schedule, time_zone: string, now: Date): Date {
  return new Date(Math.min(...around(schedule, time_zone, now).filter((at) => at > now.getTime())));
}
