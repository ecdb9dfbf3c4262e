// Cohorts by month of first purchase: who came back, what they spent.
import { type Static, Type } from "typebox";
import { Day, MaybeNumber } from "./schema.ts";

/**
 * GET /api/v1/cohorts?from&to: customers by calendar month of first purchase. cells[k] are those who bought in the
 * k-th month after (k = 0 is the month itself); a month that has not ended or lies after the data is absent or `partial`.
 * Revenue is net of what was given back in that month; `ltv_minor` adds up all months until then for each customer of the
 * cohort, those who never came back included.
 */
export const CohortTable = Type.Object({
  currency: Type.String(),
  months: Type.Array(
    Type.Object({
      month: Day,
      customers: Type.Integer(),
      cells: Type.Array(
        Type.Object({
          age: Type.Integer(),
          customers: Type.Integer(),
          share: MaybeNumber,
          revenue_minor: Type.Integer(),
          ltv_minor: MaybeNumber,
          partial: Type.Boolean(),
        }),
      ),
    }),
  ),
});
export type CohortTable = Static<typeof CohortTable>;
