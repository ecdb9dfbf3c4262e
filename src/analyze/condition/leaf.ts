// What each kind of leaf asks of a customer: the facts it needs, whether it holds, what is there, when time changes it.
import { type Leaf, type Measure, type NumberTest, ProblemError, type Window } from "#contract";
import { identifier, join, type Sql, sql } from "#storage";
import { findMetric } from "../metric/registry.ts";
import { dayOf } from "../sql.ts";
import type { Facts } from "./fact.ts";
import { isMeant, propertyText } from "./happening.sql.ts";
import { changeOf, inWindow, type Moment, never_ms, spanMs } from "./moment.ts";
import {
  allowedSource,
  classSource,
  eventSource,
  identifierSource,
  metricSource,
  segmentSource,
  traitSource,
} from "./source.sql.ts";
import { type Tallies, talliedAt } from "./tally.ts";
import { holdsOfNothing, isNumber, testNumber, testValue } from "./value.sql.ts";

/** What a leaf is compiled with. */
export interface Asking {
  readonly facts: Facts;
  /** Where few people are asked about, what event leaves measure; null where columns of their own are quicker. */
  readonly tallies: Tallies | null;
  readonly moment: Moment;
  /** Digits of the workspace's currency. */
  readonly digits: number;
  /** Whether it is asked when time alone will change the answer, too. */
  readonly timed: boolean;
}

/** A leaf as SQL over the columns of the facts. */
export interface Asked {
  /** 0 or 1, never NULL. */
  readonly holds: Sql;
  /** What the customer has there, as text or NULL. */
  readonly actual: Sql;
  /** When time alone can change it, in milliseconds since 1970; null when never before a midnight. */
  readonly due: Sql | null;
  /** Whether it holds of one of whom nothing is known. */
  readonly of_nothing: boolean;
  /** `holds` as data, where it is a test of a tally. */
  readonly tested?: Tested;
}

/** A test of what stands at a place of the tallies of a kind. */
export interface Tested {
  readonly of: Measure["of"];
  readonly place: number;
  readonly test: NumberTest;
}

type EventLeaf = Extract<Leaf, { kind: "event" }>;

const number = (column: Sql) => sql`toString(${column})`;

const aggregates = { sum: "sumIf", mean: "avgIf", least: "minIf", greatest: "maxIf" } as const;

/** A measure over the events that are counted, as an aggregate of a column of its own; for days since, their instant. */
function measured(measure: Measure, counted: Sql, { time_zone }: Moment): Sql {
  switch (measure.of) {
    case "count":
      return sql`countIf(${counted})`;
    case "days":
      return sql`uniqExactIf(${dayOf(time_zone)}, ${counted})`;
    case "since_first":
      return sql`minOrNullIf(occurred_at, ${counted})`;
    case "since_last":
      return sql`maxOrNullIf(occurred_at, ${counted})`;
    default:
      return sql`${identifier(aggregates, measure.of)}(toFloat64OrNull(${propertyText(measure.property)}), ${counted})`;
  }
}

/** Whether of no events it is 0, not unknown. */
const startsAtNothing = ({ measure: { of } }: EventLeaf) => of === "count" || of === "days" || of === "sum";

const isSince = ({ measure: { of } }: EventLeaf) => of === "since_first" || of === "since_last";

/** A number that an event leaf tests, and when time alone changes the events in its window. */
interface Measurement {
  readonly value: Sql;
  readonly due: Sql | null;
  readonly tested?: Tested;
}

function measurement(leaf: EventLeaf, asking: Asking): Measurement {
  const { facts, tallies, moment, timed } = asking;
  const { of } = leaf.measure;
  // All tallies tell together when the clock changes any of them.
  if (tallies) {
    const place = tallies.ask(leaf);
    return { value: talliedAt(of, sql`${place}`, moment), due: null, tested: { of, place, test: leaf.test } };
  }
  const meant = isMeant(leaf, moment);
  const counted = sql`${meant} AND ${inWindow(leaf.window, moment)}`;
  // Who also asks when the clock will change it needs the events outside the window, too.
  const measure = facts.ask(eventSource, measured(leaf.measure, counted, moment), timed ? meant : counted);
  const value = isSince(leaf) ? sql`dateDiff('second', ${measure}, ${moment.at}) / 86400` : measure;
  return {
    value: startsAtNothing(leaf) ? sql`ifNull(${value}, 0)` : value,
    due: change(asking, leaf.window, meant),
  };
}

/** When days since an event pass a bound of the test. */
function passes(test: EventLeaf["test"], column: Sql, { at }: Moment): Sql {
  const bounds = test.op === "between" ? [test.low, test.high] : [test.value];
  // One millisecond later than equal, so that "more than" is told too.
  const instants = bounds.map(
    (days) =>
      sql`if(${column} <= ${days}, ${at.getTime()} + toInt64((${days} - ${column}) * 86400000) + 1000, ${never_ms})`,
  );
  return sql`arrayMin([${join(instants, ", ")}])`;
}

/** When time alone changes what lies in a window; null when that is not asked for. */
function change({ facts, moment, timed }: Asking, window: Window, matches: Sql): Sql | null {
  if (!timed) return null;
  const next = sql`minIf(${changeOf(window, moment)}, ${matches})`;
  return sql`ifNull(${facts.ask(eventSource, next, matches)}, ${never_ms})`;
}

function event(leaf: EventLeaf, asking: Asking): Asked {
  const { moment, timed } = asking;
  const { value, due, ...tested } = measurement(leaf, asking);
  const known = startsAtNothing(leaf);
  const fits = testNumber(value, leaf.test);
  const passing = isSince(leaf) && timed ? sql`ifNull(${passes(leaf.test, value, moment)}, ${never_ms})` : null;
  return {
    holds: known ? fits : sql`ifNull(${fits}, 0)`,
    actual: number(value),
    due: due && passing ? sql`least(${due}, ${passing})` : (due ?? passing),
    of_nothing: known && isNumber(0, leaf.test),
    ...tested,
  };
}

const century_ms = 3_153_600_000_000;

function sequence({ steps, window, within }: Extract<Leaf, { kind: "sequence" }>, asking: Asking): Asked {
  const { facts, moment } = asking;
  const meant = steps.map((step) => sql`(${isMeant(step, moment)})`);
  const any = sql`(${join(meant, " OR ")})`;
  const inside = inWindow(window, moment);
  const length_ms = within ? spanMs(within) : century_ms;
  // Of each step the latest start of a chain that has come so far: an event carries on the chain of the step before as it
  // stood before the event, so that no event is two steps.
  const events = sql`arraySort(groupArrayIf((toUnixTimestamp64Milli(occurred_at), [${join(meant, ", ")}]), ${any} AND ${inside}))`;
  const starts = sql`arrayFold(
      (starts, happened) -> arrayMap(
        (start, before, fits) -> if(fits AND before > 0 AND happened.1 - before <= ${length_ms}, greatest(start, before), start),
        starts,
        arrayPopBack(arrayPushFront(starts, happened.1)),
        happened.2
      ),
      ${events},
      arrayResize(emptyArrayInt64(), ${steps.length})
    )`;
  const rows = asking.timed ? any : sql`${any} AND ${inside}`;
  const reached = facts.ask(eventSource, sql`arrayCount(start -> start > 0, ${starts})`, rows);
  return {
    holds: sql`ifNull(${reached} = ${steps.length}, 0)`,
    actual: number(sql`ifNull(${reached}, 0)`),
    due: change(asking, window, any),
    of_nothing: false,
  };
}

function metric({ metric: id, window, test }: Extract<Leaf, { kind: "metric" }>, asking: Asking): Asked {
  const { facts, moment, digits } = asking;
  const definition = findMetric(id);
  const source = definition && metricSource(definition, window, moment, digits);
  if (!definition || !source)
    throw new ProblemError(
      422,
      "unknown_metric",
      `"${id}" is no metric that can be told of a single customer`,
      "metric",
    );
  const value = facts.ask(source.values, sql`any(value)`, sql`true`);
  const defined = definition.over === null ? sql`ifNull(${value}, 0)` : value;
  return {
    holds: sql`ifNull(${testNumber(defined, test)}, 0)`,
    actual: number(defined),
    due: change(asking, window, source.rows),
    of_nothing: definition.over === null && isNumber(0, test),
  };
}

const always: Window = { kind: "ever" };

function trait({ trait: name, test }: Extract<Leaf, { kind: "trait" }>, { facts, moment }: Asking): Asked {
  const value = facts.ask(traitSource(moment), sql`anyIf(value, name = ${name})`, sql`name = ${name}`);
  return {
    holds: testValue(sql`ifNull(${value}, '')`, test, moment),
    actual: sql`nullIf(${value}, '')`,
    due: null,
    of_nothing: holdsOfNothing(test),
  };
}

/** Belonging to something: a fact that is there or not. */
function belonging(column: Sql, actual: Sql = column): Asked {
  return { holds: sql`ifNull(${column} > 0, 0)`, actual: sql`toString(${actual})`, due: null, of_nothing: false };
}

/**
 * A leaf as SQL; asks its facts.
 * @throws {ProblemError} 422 for a metric that does not exist or cannot be told of one customer
 */
export function askLeaf(leaf: Leaf, asking: Asking): Asked {
  const { facts, moment } = asking;
  switch (leaf.kind) {
    case "event":
      return event(leaf, asking);
    case "sequence":
      return sequence(leaf, asking);
    case "metric":
      return metric(leaf, asking);
    case "trait":
      return trait(leaf, asking);
    case "identifier": {
      const rows = sql`kind = ${leaf.identifier}`;
      return belonging(facts.ask(identifierSource, sql`countIf(${rows} AND ${inWindow(always, moment)})`, rows));
    }
    case "class": {
      const rows = sql`scheme = ${leaf.scheme}`;
      const found = facts.ask(classSource(moment), sql`anyIf(toString(class), ${rows})`, rows);
      return {
        ...belonging(sql`toUInt8(has(${leaf.classes}, ifNull(${found}, '')))`),
        actual: sql`nullIf(${found}, '')`,
      };
    }
    case "segment": {
      const rows = sql`segment_id = ${leaf.segment}`;
      return belonging(facts.ask(segmentSource(moment), sql`countIf(${rows})`, rows));
    }
    case "consent": {
      const allowed = facts.ask(allowedSource(leaf.purpose, leaf.channel, moment), sql`count()`, sql`true`);
      const holds = leaf.granted ? sql`ifNull(${allowed} > 0, 0)` : sql`ifNull(${allowed}, 0) = 0`;
      return {
        holds,
        actual: sql`if(ifNull(${allowed}, 0) > 0, 'granted', 'not granted')`,
        due: null,
        of_nothing: !leaf.granted,
      };
    }
  }
}
