// Times of events to the millisecond, in the workspace's zone.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, time_zone: string, with_day: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${time_zone} ${with_day}`;
  const known =
    formats.get(key) ??
    new Intl.DateTimeFormat(locale, {
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      fractionalSecondDigits: 3,
      hour12: false,
      timeZone: time_zone,
      ...(with_day ? { day: "numeric", month: "short", year: "numeric" } : {}),
    });
  formats.set(key, known);
  return known;
}

/** "10:42:07" and ".125": a narrow screen has no room for the second part. */
export function clock(instant: string, locale: string, time_zone: string): readonly [string, string] {
  const text = formatOf(locale, time_zone, false).format(new Date(instant));
  return [text.slice(0, -4), text.slice(-4)];
}

/** "22 Nov 2026, 10:42:07.125" */
export function moment(instant: string, locale: string, time_zone: string): string {
  return formatOf(locale, time_zone, true).format(new Date(instant));
}
