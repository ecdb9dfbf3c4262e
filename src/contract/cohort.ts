// Cohort retention.
import { type Static, Type } from "typebox";
import { Day, MaybeNumber } from "./schema.ts";

/**
 * GET /api/v1/cohorts?from&to: customers by calendar month of first purchase. cells[k] are those who bought in the
 * k-th month after (k = 0 is the month itself); a month that has not ended or lies after the data is absent or `partial`.
 */
export const CohortTable = Type.Object({
  months: Type.Array(
    Type.Object({
      month: Day,
      customers: Type.Integer(),
      cells: Type.Array(
        Type.Object({ age: Type.Integer(), customers: Type.Integer(), share: MaybeNumber, partial: Type.Boolean() }),
      ),
    }),
  ),
});
export type CohortTable = Static<typeof CohortTable>;
