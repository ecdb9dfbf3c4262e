// Tables of the truth: their columns, what each means, and how they get to Parquet row group by row group.
import { type ColumnSource, fileWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";

type Kind = "text" | "count" | "money" | "number" | "time" | "flag";
type Definition = Readonly<Record<string, readonly [kind: Kind, means: string]>>;

const person = ["count", "The person's number; visitors who never buy have negative ones"] as const;
const mood = ["number", "How the person felt: 0 is usual, 1 is a deviation of people's usual moods"] as const;

/** Every table and column. Columns of kind time may be null. */
export const truthTables = {
  customer: {
    person,
    user_id: ["text", "Of the account; empty without one"],
    born_at: ["time", "The first order"],
    channel: ["text", "How the person came"],
    region: ["text", "Voivodeship"],
    language: ["text", "pl, ru or en"],
    segment: ["text", "Segment of the campaign; empty for who had not ordered by then"],
    rate_per_week: ["number", "BG/NBD: orders a week while active, before seasons"],
    dropout: ["number", "BG/NBD: probability to drop out after an order"],
    mean_order_minor: ["number", "Gamma-gamma: mean of the person's orders"],
    alive_until: ["time", "When the person dropped out; null for who is still active"],
    orders: ["count", "Orders that were completed"],
    revenue_minor: ["money", "Of them, less refunds"],
    referred_by: ["count", "The person who told; 0 for none"],
    household: ["count", "The person with whom a home and a device is shared; 0 for none"],
    bargain: ["flag", "Orders with coupons mostly"],
  },
  identifier: {
    person,
    kind: ["text", "Kind of identifier"],
    value: ["text", "As it was sent"],
    mistyped: ["flag", "A clerk's slip: belongs to nobody else"],
    shared: ["flag", "Of a device that another customer uses too, who may not have used it with this cookie"],
  },
  order: {
    order_id: ["text", "As in the file"],
    person,
    occurred_at: ["time", "When it was ordered"],
    revenue_minor: ["money", "What it was worth"],
    refunded_minor: ["money", "What was given back"],
    refunded_at: ["time", "When; null for never"],
    channel: ["text", "web, app, store, call or marketplace"],
    region: ["text", "Voivodeship"],
    cause: ["text", "own, or campaign: it would not have been without the campaign"],
    identified: ["flag", "The company was told who ordered"],
    late: ["flag", "Delivered later than promised"],
  },
  touch: {
    order_id: ["text", "Of an order"],
    cause: ["text", "The channel that truly brought it"],
    last: ["text", "The channel of the visit in which it was made: what a last click would say"],
  },
  text: {
    message_id: ["text", "Of the event that holds it"],
    source: ["text", "Which file"],
    person,
    kind: ["text", "survey, review, ticket, chat or social"],
    language: ["text", "pl, ru or en"],
    text: ["text", "What was written"],
    topics: ["text", "JSON: a list of {topic, sentiment}"],
    sentiment: ["text", "Of the whole: positive, negative, neutral or mixed"],
    sarcastic: ["flag", "Praise is written and blame is meant"],
  },
  answer: {
    message_id: ["text", "Of the answer; empty for who did not answer"],
    person,
    asked_at: ["time", "When the person was asked"],
    kind: ["text", "nps, csat or ces"],
    mood,
    score: ["count", "The score that was given, or would have been"],
    answered: ["flag", "Whether it was given"],
    late: ["flag", "The delivery asked about was late; of nps"],
  },
  contact: {
    contact_id: ["text", "Of the ticket, call or chat"],
    person,
    kind: ["text", "ticket, call or chat"],
    opened_at: ["time", "When it began"],
    first_reply_s: ["count", "Seconds until somebody answered"],
    resolved_s: ["count", "Seconds until it was done; -1 for never"],
    cause: ["text", "late, payment, return, order or other"],
  },
  friction: {
    name: ["text", "payment or delivery"],
    what: ["text", "In words"],
    since: ["time", "From when"],
    where_property: ["text", "Property that tells whom it hits"],
    where_value: ["text", "Its value"],
    effect: ["text", "Which figure it changes"],
    size: ["number", "By how much"],
  },
  lost_order: {
    person,
    occurred_at: ["time", "When payment failed for good"],
    revenue_minor: ["money", "What it would have been worth"],
    visitor: ["flag", "By somebody who never bought before"],
  },
  campaign: {
    person,
    segment: ["text", "loyal, regular, new or bargain"],
    treated: ["flag", "The message was sent; else held out by chance"],
    would_order: ["flag", "Orders within the window without the message"],
    would_order_treated: ["flag", "Orders within the window with it"],
    ordered: ["flag", "What happened"],
  },
  word: {
    person,
    told_at: ["time", "When the person told others"],
    kind: ["text", "good or bad"],
    told: ["count", "How many"],
    came: ["count", "Of those, how many became customers because of it, the history's end not counted"],
    stayed_away: ["count", "Of those, how many did not become customers because of it"],
  },
  deal: {
    deal_id: ["text", "Of the deal"],
    created_at: ["time", "When the lead came"],
    origin: ["text", "Where it came from"],
    stage: ["text", "The last stage that was reached by the end of the history"],
    value_minor: ["money", "What it is worth"],
    hours: ["number", "Hours that managers worked on it"],
  },
  month: {
    month: ["text", "Calendar month in Warsaw"],
    orders: ["count", "Orders completed"],
    revenue_minor: ["money", "Of them"],
    refunds_minor: ["money", "Given back in the month, not negative"],
    customers_active: ["count", "Persons with an order, whether the company was told who they are or not"],
    customers_identified: ["count", "Persons with an order at which the company was told who they are"],
    customers_new: ["count", "Persons with their first order"],
    nps_answers: ["count", "Answers given"],
    nps_promoters: ["count", "9 and 10"],
    nps_detractors: ["count", "0 to 6"],
    nps_asked: ["count", "Asked in the month"],
    nps_true: ["number", "NPS of all who were asked, silent ones too; null when nobody was"],
    tickets: ["count", "Tickets opened"],
    calls: ["count", "Calls ended"],
    spend_paid_search_minor: ["money", "Advertising"],
    spend_paid_social_minor: ["money", "Advertising"],
    spend_marketplace_minor: ["money", "Advertising"],
    spend_email_partner_minor: ["money", "Advertising"],
  },
} as const satisfies Readonly<Record<string, Definition>>;

export type TruthTable = keyof typeof truthTables;
interface Values {
  readonly text: string;
  readonly count: number;
  readonly money: number;
  readonly number: number | null;
  readonly time: number | null;
  readonly flag: boolean;
}
/** A row of a table: times in ms since 1970. */
export type TruthRow<T extends TruthTable> = {
  readonly [C in keyof (typeof truthTables)[T]]: (typeof truthTables)[T][C] extends readonly [
    infer K extends Kind,
    string,
  ]
    ? Values[K]
    : never;
};

type Stored = string | number | boolean | null;
const types = {
  text: "STRING",
  count: "INT32",
  money: "INT64",
  number: "DOUBLE",
  time: "TIMESTAMP",
  flag: "BOOLEAN",
} as const;
const group_rows = 50_000;

function cell(kind: Kind, value: Stored): Stored | bigint | Date {
  if (value === null) return null;
  if (kind === "time") return new Date(Math.floor(Number(value) / 1000) * 1000);
  return kind === "money" ? BigInt(Math.round(Number(value))) : value;
}

/** A table that is being written. */
export interface TruthFile {
  readonly add: (row: Readonly<Record<string, Stored>>) => void;
  /** Writes what is left and ends the file; gives its rows. */
  readonly finish: () => number;
}

/** Opens <path> for the rows of a table; every so many rows become a row group, so that memory stays small. */
export function truthFile(table: TruthTable, path: string): TruthFile {
  const columns = Object.entries<readonly [Kind, string]>(truthTables[table]);
  const lists = columns.map((): (Stored | bigint | Date)[] => []);
  const columnData = (): ColumnSource[] =>
    columns.map(([column, [kind]], at) => ({
      name: column,
      data: lists[at] ?? [],
      type: types[kind],
      nullable: kind === "time" || kind === "number",
    }));
  const writer = fileWriter(path);
  const file = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({ columnData: columnData() }),
    createdBy: "kompas",
  });
  let rows = 0;
  const flush = () => {
    if ((lists[0]?.length ?? 0) === 0) return;
    file.write({ columnData: columnData(), rowGroupSize: group_rows });
    for (const list of lists) list.length = 0;
  };
  return {
    add: (row) => {
      for (const [at, [column, [kind]]] of columns.entries()) lists[at]?.push(cell(kind, row[column] ?? null));
      rows += 1;
      if (rows % group_rows === 0) flush();
    },
    finish: () => {
      flush();
      file.finish();
      return rows;
    },
  };
}
