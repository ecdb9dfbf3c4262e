// The truth as the simulator left it in Parquet, read by what its README says, not by the simulator's own types.
import path from "node:path";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { type Static, type TObject, Type } from "typebox";
import { Check } from "typebox/value";

const Text = Type.String();
const Count = Type.Integer();
const Share = Type.Number();
/** Times are ms since 1970. */
const Time = Type.Number();
const Never = Type.Null();
const Flag = Type.Boolean();

const tables = {
  customer: Type.Object({ person: Count, user_id: Text }),
  identifier: Type.Object({ person: Count, kind: Text, value: Text, mistyped: Flag, shared: Flag }),
  order: Type.Object({
    order_id: Text,
    person: Count,
    occurred_at: Time,
    revenue_minor: Count,
    refunded_minor: Count,
    refunded_at: Type.Union([Time, Never]),
    channel: Text,
    region: Text,
    identified: Flag,
    late: Flag,
  }),
  text: Type.Object({
    message_id: Text,
    source: Text,
    person: Count,
    kind: Text,
    language: Text,
    text: Text,
    topics: Text,
    sentiment: Text,
    sarcastic: Flag,
  }),
  answer: Type.Object({
    message_id: Text,
    person: Count,
    asked_at: Time,
    kind: Text,
    score: Count,
    answered: Flag,
    late: Flag,
  }),
  contact: Type.Object({ contact_id: Text, kind: Text, opened_at: Time, first_reply_s: Count, resolved_s: Count }),
  campaign: Type.Object({ person: Count, segment: Text, treated: Flag }),
  friction: Type.Object({
    name: Text,
    since: Time,
    where_property: Text,
    where_value: Text,
    effect: Text,
    size: Share,
  }),
  lost_order: Type.Object({ person: Count, occurred_at: Time, revenue_minor: Count, visitor: Flag }),
  deal: Type.Object({ deal_id: Text, created_at: Time, stage: Text, hours: Share }),
  month: Type.Object({
    month: Text,
    orders: Count,
    revenue_minor: Count,
    refunds_minor: Count,
    customers_active: Count,
    customers_identified: Count,
    customers_new: Count,
    nps_answers: Count,
    nps_promoters: Count,
    nps_detractors: Count,
    tickets: Count,
    calls: Count,
    spend_paid_search_minor: Count,
    spend_paid_social_minor: Count,
    spend_marketplace_minor: Count,
    spend_email_partner_minor: Count,
  }),
} as const;

/** Every table that is checked, row by row. */
export type Truth = { readonly [Table in keyof typeof tables]: readonly Static<(typeof tables)[Table]>[] };

function plain(cell: unknown): unknown {
  if (typeof cell === "bigint") return Number(cell);
  return cell instanceof Date ? cell.getTime() : cell;
}

async function rowsOf<Row extends TObject>(folder: string, table: string, row: Row): Promise<Static<Row>[]> {
  const file = await asyncBufferFromFile(path.join(folder, `${table}.parquet`));
  const found = await parquetReadObjects({ file });
  return found.map((cells) => {
    const told: unknown = Object.fromEntries(Object.entries(cells).map(([column, cell]) => [column, plain(cell)]));
    if (!Check(row, told)) throw new Error(`A row of ${table} is not as its README says: ${JSON.stringify(told)}`);
    return told;
  });
}

/** Reads the truth of a folder. */
export async function readTruth(folder: string): Promise<Truth> {
  return {
    customer: await rowsOf(folder, "customer", tables.customer),
    identifier: await rowsOf(folder, "identifier", tables.identifier),
    order: await rowsOf(folder, "order", tables.order),
    text: await rowsOf(folder, "text", tables.text),
    answer: await rowsOf(folder, "answer", tables.answer),
    contact: await rowsOf(folder, "contact", tables.contact),
    campaign: await rowsOf(folder, "campaign", tables.campaign),
    friction: await rowsOf(folder, "friction", tables.friction),
    lost_order: await rowsOf(folder, "lost_order", tables.lost_order),
    deal: await rowsOf(folder, "deal", tables.deal),
    month: await rowsOf(folder, "month", tables.month),
  };
}
