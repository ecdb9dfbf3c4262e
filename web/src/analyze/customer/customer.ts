// Small figures of the customer page. Pure.
import type { Customer, TimelineEntry } from "#contract";

/** Every month from the first to the last with revenue, so that a quiet month shows as a gap, not as nothing. */
export function monthsOf(customer: Pick<Customer, "revenue_by_month">): { month: string; revenue_minor: number }[] {
  const known = new Map(
    customer.revenue_by_month.map(({ month, revenue_minor }) => [month.slice(0, 7), revenue_minor]),
  );
  const names = [...known.keys()].sort();
  const first = names[0];
  const last = names.at(-1);
  if (first === undefined || last === undefined) return [];
  const months: { month: string; revenue_minor: number }[] = [];
  const date = new Date(`${first}-01T00:00:00Z`);
  for (let name = first; name <= last; name = date.toISOString().slice(0, 7)) {
    months.push({ month: `${name}-01`, revenue_minor: known.get(name) ?? 0 });
    date.setUTCMonth(date.getUTCMonth() + 1);
  }
  return months;
}

/** The day of an instant in a time zone, YYYY-MM-DD. */
export function dayOf(instant: string, time_zone: string): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone: time_zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(new Date(instant));
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

const shownDetails = 6;

/**
 * What else is known of an entry, by name, as much as a line holds: what its title or sum says already, and what only
 * machines read (libraries, screens, nested JSON), is left out.
 */
export function detailsOf(entry: Pick<TimelineEntry, "name" | "properties">): readonly (readonly [string, string])[] {
  const said = new Set(["order_id", "revenue", "currency", "total", "channel", "name", "context.page.url"]);
  return Object.entries(entry.properties)
    .filter(([name, value]) => !said.has(name) && value !== entry.name && !/^[[{]/.test(value) && value.length <= 120)
    .filter(
      ([name]) => !name.startsWith("context.") || /^context\.(page\.path|campaign\.|os\.name|device\.type)/.test(name),
    )
    .map(([name, value]) => [name.replace(/^context\./, "").replaceAll(".", " "), value] as const)
    .slice(0, shownDetails);
}

/** Up to two letters for a round mark: "Marta Kowalczyk" MK, "17850" 17. */
export function initials(label: string): string {
  const words = label.split(/[\s@._-]+/).filter((word) => word !== "");
  const first = words[0] ?? "?";
  const second = words[1];
  return (
    second === undefined || /\d/.test(first) ? first.slice(0, 2) : `${first.charAt(0)}${second.charAt(0)}`
  ).toUpperCase();
}

/** An order's lines with their places: one product may stand in several. */
export function numbered(
  products: TimelineEntry["products"],
): { line: number; product: TimelineEntry["products"][number] }[] {
  return products.map((product, index) => ({ line: index + 1, product }));
}

/** A name of the data as words: "loyalty_card" is "Loyalty card". */
export function readable(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A row of the timeline as it is drawn: the head of a day, or what happened. */
export type TimelineItem =
  | { readonly is: "day"; readonly day: string; readonly entries: number }
  | { readonly is: "entry"; readonly entry: TimelineEntry };

/** Entries, newest first, with a head before those of each day of the zone; `entries` counts those that are loaded. */
export function byDay(entries: readonly TimelineEntry[], time_zone: string): TimelineItem[] {
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.occurred_at, time_zone);
    const same = days.get(day);
    if (same) same.push(entry);
    else days.set(day, [entry]);
  }
  return [...days].flatMap(([day, same]) => [
    { is: "day" as const, day, entries: same.length },
    ...same.map((entry) => ({ is: "entry" as const, entry })),
  ]);
}

/** The scale that a score was given on: the widest that is usual for its kind. */
export function scaleOf(feeling: {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
}): number {
  if (feeling.name !== "Survey Responded") return 5;
  return feeling.properties.kind === "csat" || feeling.properties.kind === "ces" ? 5 : 10;
}

/** Good, middling or bad: the upper fifth of a scale, and what lies below its middle. */
export function moodOf(score: number, scale: number): "good" | "warn" | "bad" {
  if (score >= 0.8 * scale) return "good";
  return score > 0.6 * scale ? "warn" : "bad";
}
