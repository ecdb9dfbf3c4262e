// Where simulated rows go: lines of CSV for the product, rows of truth beside it, and what a month amounts to.
import { iso, monthOf } from "./calendar.ts";
import { channels, columnsOf, type SourceName, sourceNames } from "./source.ts";
import type { TruthRow, TruthTable } from "./truth.ts";

type Words<S extends string> = S extends `${infer First} ${infer Rest}` ? First | Words<Rest> : S;
type Cell = string | number | undefined;
/** Cells of a source's row by column. The time and the message id are set by `row`. */
export type Cells<S extends SourceName> = { readonly [C in Words<(typeof columnsOf)[S]>]?: Cell };

/** A month as it is counted while rows are written. Money in minor units. */
export interface Month {
  orders: number;
  revenue_minor: number;
  refunds_minor: number;
  customers_active: number;
  customers_identified: number;
  customers_new: number;
  nps_answers: number;
  nps_promoters: number;
  nps_detractors: number;
  nps_asked: number;
  nps_balance: number;
  tickets: number;
  calls: number;
  spend_paid_search_minor: number;
  spend_paid_social_minor: number;
  spend_marketplace_minor: number;
  spend_email_partner_minor: number;
}

/** Takes what is written, line by line and row by row. */
export interface Sinks {
  readonly line: (source: SourceName, line: string) => void;
  readonly tell: (table: TruthTable, row: Readonly<Record<string, string | number | boolean | null>>) => void;
}

export interface Out {
  /** From now on rows are of this person: message ids count from 0 again, so that they depend on nobody else. */
  readonly begin: (person: number) => void;
  /** Writes a row and gives its message id; "" when it lies after the end of the history, and then nothing is written. */
  readonly row: <S extends SourceName>(source: S, at: number, cells: Cells<S>) => string;
  /** The same with the cells behind the channel as they stand in the file. */
  readonly text: (source: SourceName, at: number, cells: string) => string;
  readonly tell: <T extends TruthTable>(table: T, row: TruthRow<T>) => void;
  readonly month: (at: number) => Month;
  readonly months: ReadonlyMap<string, Month>;
}

function emptyMonth(): Month {
  return {
    orders: 0,
    revenue_minor: 0,
    refunds_minor: 0,
    customers_active: 0,
    customers_identified: 0,
    customers_new: 0,
    nps_answers: 0,
    nps_promoters: 0,
    nps_detractors: 0,
    nps_asked: 0,
    nps_balance: 0,
    tickets: 0,
    calls: 0,
    spend_paid_search_minor: 0,
    spend_paid_social_minor: 0,
    spend_marketplace_minor: 0,
    spend_email_partner_minor: 0,
  };
}

const special = /[",\r\n]/;

/** A cell as CSV has it (RFC 4180). */
function csv(cell: Cell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  return special.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The first line of each source's file. */
export function headerOf(source: SourceName): string {
  return `${columnsOf[source].replaceAll(" ", ",")}\n`;
}

const given = ["message_id", "occurred_at", "channel"];

/** How a source's rows begin and which columns follow. */
interface Shape {
  readonly id: boolean;
  readonly channel: string;
  readonly rest: readonly string[];
}

function shapeOf(source: SourceName): Shape {
  const columns = columnsOf[source].split(" ");
  const channel = channels[source];
  return {
    id: columns.includes("message_id"),
    channel: channel === undefined ? "" : `,${channel}`,
    rest: columns.filter((column) => !given.includes(column) || (column === "channel" && channel === undefined)),
  };
}

const shapes = new Map(sourceNames.map((source) => [source, shapeOf(source)]));

/** Rows up to `until`, exclusive. */
export function outOf(until: number, sinks: Sinks): Out {
  const months = new Map<string, Month>();
  let prefix = "";
  let count = 0;
  let lastDay = Number.NaN;
  let lastMonth = emptyMonth();
  const nextId = () => {
    const id = `${prefix}${count.toString(36)}`;
    count += 1;
    return id;
  };
  const line = (source: SourceName, at: number, cells: Readonly<Record<string, Cell>>): string => {
    const shape = shapes.get(source);
    if (!shape) throw new RangeError(`${source} is no source`);
    if (at >= until) return "";
    const id = nextId();
    let text = shape.id ? `${id},${iso(at)}${shape.channel}` : iso(at);
    for (const column of shape.rest) text += `,${csv(cells[column])}`;
    sinks.line(source, `${text}\n`);
    return id;
  };
  const text = (source: SourceName, at: number, cells: string): string => {
    if (at >= until) return "";
    const id = nextId();
    sinks.line(source, `${id},${iso(at)},${channels[source]},${cells}\n`);
    return id;
  };
  return {
    begin: (person) => {
      prefix = person < 0 ? `V${(-person).toString(36)}-` : `${person.toString(36)}-`;
      count = 0;
    },
    row: line,
    text,
    tell: sinks.tell,
    month: (at) => {
      // Hours decide only where a month ends, in the last days of one.
      const day = Math.floor(at / 3_600_000);
      if (day === lastDay) return lastMonth;
      const key = monthOf(at);
      const month = months.get(key) ?? emptyMonth();
      months.set(key, month);
      lastDay = day;
      lastMonth = month;
      return month;
    },
    months,
  };
}
