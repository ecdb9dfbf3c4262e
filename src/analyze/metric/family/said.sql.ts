// What customers said and asked in a period.
import { type Sql, sql } from "#storage";
import { within } from "../../sql.ts";
import { type Frame, keyed } from "../frame.ts";
import { isSaid, type Said, saidColumns, says } from "../said.ts";
import { rowFamily } from "./family.ts";

function tells(frame: Frame): Sql {
  const { from, key } = keyed(frame);
  return sql`SELECT ${saidColumns}, occurred_at, ${key} AS key
  FROM ${from}
  WHERE ${says} AND ${within(frame.period)}`;
}

const answers = (of: Said) => sql`countIf(${isSaid(of)})`;
const total = (of: Said) => sql`sumIf(score, ${isSaid(of)})`;
const squares = (of: Said) => sql`ifNotFinite(countIf(${isSaid(of)}) * varPopStableIf(score, ${isSaid(of)}), 0)`;
const promoters = (of: Said) => sql`countIf(${isSaid(of)} AND score >= 9)`;
const detractors = (of: Said) => sql`countIf(${isSaid(of)} AND score <= 6)`;
const balance = (of: Said) => sql`100 * (toFloat64(${promoters(of)}) - toFloat64(${detractors(of)}))`;

/** Over what was said and asked: columns of said.ts. */
export const said = rowFamily(
  {
    nps_answers: () => answers("nps"),
    nps_promoters: () => promoters("nps"),
    nps_detractors: () => detractors("nps"),
    nps_balance: () => balance("nps"),
    enps_answers: () => answers("enps"),
    enps_promoters: () => promoters("enps"),
    enps_detractors: () => detractors("enps"),
    enps_balance: () => balance("enps"),
    csat_answers: () => answers("csat"),
    csat_satisfied: () => sql`countIf(is_satisfied)`,
    csat_5_answers: () => answers("csat_5"),
    csat_5_sum: () => total("csat_5"),
    csat_5_m2: () => squares("csat_5"),
    ces_answers: () => answers("ces"),
    ces_sum: () => total("ces"),
    ces_m2: () => squares("ces"),
    effort_answers: () => answers("effort"),
    effort_sum: () => total("effort"),
    effort_m2: () => squares("effort"),
    reviews: () => answers("review"),
    review_sum: () => total("review"),
    review_m2: () => squares("review"),
    tickets: () => answers("ticket"),
    contacts: () => answers("contact"),
  },
  tells,
);
