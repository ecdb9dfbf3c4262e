// What many leaves measure over events, in few columns: which events are meant in which window is data there, not text.
// The engine takes milliseconds to understand each leaf's text before it reads a row, which is most of the time when few
// people are asked about. See docs/decisions/0013.
import type { Leaf, Measure } from "#contract";
import { identifier, join, render, type Sql, sql, typed } from "#storage";
import { dayOf } from "../sql.ts";
import type { Fact, Source } from "./fact.ts";
import { isNarrowed, isOrdinary, propertyText } from "./happening.sql.ts";
import { changeOf, inWindow, type Moment, never_ms } from "./moment.ts";
import { eventSource } from "./source.sql.ts";

type EventLeaf = Extract<Leaf, { kind: "event" }>;

/** What event leaves have asked for so far. */
export interface Tallies {
  /** The place of what a leaf measures among the tallies of its kind: see {@link talliedAt}. */
  ask(leaf: EventLeaf): number;
  /** When time alone can change any of them, in milliseconds since 1970; null when nobody asks for that. */
  due(): Sql | null;
  facts(): readonly Fact[];
}

// Whether an event is one that an element is about: by its name e, filter f, window w and number v.
const meant = sql`if(e = '', ordinary, name = e) AND fits[f]`;
const within = sql`${meant} AND inside[w]`;
const number = sql`if(${within}, numbers[v], NULL)`;
const happened = sql`if(${within}, occurred_at, NULL)`;

/** What an event adds to an element, and how the elements of all events become one array a customer. */
const measures = {
  count: { column: "tally_count", aggregate: sql`sumForEach`, element: sql`toUInt64(${within})` },
  days: { column: "tally_days", aggregate: sql`uniqExactForEach`, element: sql`if(${within}, day, NULL)` },
  since_first: { column: "tally_first", aggregate: sql`minForEach`, element: happened },
  since_last: { column: "tally_last", aggregate: sql`maxForEach`, element: happened },
  sum: { column: "tally_sum", aggregate: sql`sumForEach`, element: number },
  mean: { column: "tally_mean", aggregate: sql`avgForEach`, element: number },
  least: { column: "tally_least", aggregate: sql`minForEach`, element: number },
  greatest: { column: "tally_greatest", aggregate: sql`maxForEach`, element: number },
} as const satisfies Record<Measure["of"], { column: string; aggregate: Sql; element: Sql }>;

const columnOf = (name: string) => identifier({ [name]: name }, name);

/** What stands at a place: 0 events, 0 days and a sum of 0 where nothing is, else NULL; since an event, days. */
export function talliedAt(of: Measure["of"], place: Sql, { at }: Moment): Sql {
  const found = sql`${columnOf(measures[of].column)}[${place}]`;
  if (of === "sum") return sql`ifNull(${found}, 0)`;
  return of === "since_first" || of === "since_last" ? sql`dateDiff('second', ${found}, ${at}) / 86400` : found;
}

/** Different things by their place, from 1, in which each stands once. */
export function places<Of>(keyOf: (thing: Of) => string) {
  const keys: string[] = [];
  const all: Of[] = [];
  const place = (thing: Of): number => {
    const key = keyOf(thing);
    if (!keys.includes(key)) {
      keys.push(key);
      all.push(thing);
    }
    return keys.indexOf(key) + 1;
  };
  return { place, all };
}

/** What makes fragments the same. */
export const textOf = (fragment: Sql) => JSON.stringify(render(fragment));

/** One element of a tally: an event's name, and the places of its filter, its window and the number it is about. */
type Element = readonly [event: string, filter: number, window: number, value: number];

function lists(elements: readonly Element[]): Sql {
  const of = (at: 1 | 2 | 3) =>
    sql`${typed(
      "Array(UInt16)",
      elements.map((element) => element[at]),
    )}`;
  return sql`${elements.map(([event]) => event)}, ${of(1)}, ${of(2)}, ${of(3)}`;
}

export function collectTallies(moment: Moment, timed: boolean): Tallies {
  const filters = places(textOf);
  const windows = places<EventLeaf["window"]>((window) => JSON.stringify(window));
  const values = places<string>((property) => property);
  const tallies = new Map<Measure["of"], ReturnType<typeof places<Element>>>();
  const tallyOf = (of: Measure["of"]) => {
    const tally = tallies.get(of) ?? places<Element>((element) => JSON.stringify(element));
    tallies.set(of, tally);
    return tally;
  };
  const elements = () => [...tallies.values()].flatMap(({ all }) => all);
  const array = (fragments: readonly Sql[]) => sql`[${join(fragments, ", ")}]`;

  const names = () => [...new Set(elements().map(([event]) => event))];
  // The one reading of events, of which columns of other leaves are drawn as well.
  const source: Source = {
    key: eventSource.key,
    select: (columns, rows, scope) => sql`WITH
      ${dayOf(moment.time_zone)} AS day,
      ${isOrdinary} AS ordinary,
      ${array(filters.all)} AS fits,
      ${array(windows.all.map((window) => inWindow(window, moment)))} AS inside,
      ${array(windows.all.map((window) => changeOf(window, moment)))} AS changes,
      ${array(values.all.map((property) => sql`toFloat64OrNull(${propertyText(property)})`))} AS numbers
    ${eventSource.select(columns, rows, scope)}`,
  };
  const fact = (name: string, aggregate: Sql, nothing: Sql): Fact => ({
    source,
    column: columnOf(name),
    aggregate,
    rows: names().includes("") ? sql`true` : sql`name IN ${names()}`,
    nothing,
  });

  return {
    ask({ event, where = [], window, measure }) {
      const filter = filters.place(isNarrowed(where, moment));
      const value = "property" in measure ? values.place(measure.property) : 0;
      return tallyOf(measure.of).place([event, filter, windows.place(window), value]);
    },
    due: () => (timed && tallies.size > 0 ? sql`ifNull(tally_due, ${never_ms})` : null),
    facts: () => {
      const found = [...tallies].map(([of, { all }]) => {
        const { column, aggregate, element } = measures[of];
        const each = sql`arrayMap((e, f, w, v) -> ${element}, ${lists(all)})`;
        return fact(column, sql`${aggregate}(${each})`, sql`[]`);
      });
      const changes = sql`arrayMap((e, f, w, v) -> if(${meant}, changes[w], NULL), ${lists(elements())})`;
      return timed && found.length > 0
        ? [...found, fact("tally_due", sql`min(arrayMin(${changes}))`, sql`NULL`)]
        : found;
    },
  };
}
