// GET /api/v1/cohorts: retention by month of first purchase.
import { CohortTable, Period } from "#contract";
import { route } from "#storage";
import { cohortTable } from "./cohort.ts";

const cohorts = route({
  method: "GET",
  path: "/api/v1/cohorts",
  access: "viewer",
  summary: "Customers by month of first purchase, and how many of them bought in each month after",
  query: Period,
  reply: CohortTable,
  handle: ({ query, context }) => cohortTable(context, query),
});

export const cohortRoutes = [cohorts];
