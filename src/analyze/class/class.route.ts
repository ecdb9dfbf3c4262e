// GET /api/v1/classes…: the ABC x XYZ matrix, and the customers of its cells as a list or a file.
import { ClassCustomersQuery, ClassMatrix, ClassQuery, CustomerPage, maskerOf } from "#contract";
import { route } from "#storage";
import { classFileQuery } from "./class.sql.ts";
import { chosenOf, classCustomers, classMatrix, classParams, leftOut } from "./class.ts";

const matrix = route({
  method: "GET",
  path: "/api/v1/classes",
  access: "viewer",
  summary: "ABC x XYZ matrix of the customers who bought in a period",
  query: ClassQuery,
  reply: ClassMatrix,
  handle: ({ query, context }) => classMatrix(context, query),
});

const customers = route({
  method: "GET",
  path: "/api/v1/classes/customers",
  access: "viewer",
  summary: "Customers of the chosen classes, the most revenue first",
  query: ClassCustomersQuery,
  reply: CustomerPage,
  handle: ({ query, context }) => classCustomers(context, query),
});

const file = route({
  method: "GET",
  path: "/api/v1/classes/customers.csv",
  access: "viewer",
  summary: "Customers of the chosen classes as CSV, amounts in major units of the workspace's currency",
  query: ClassCustomersQuery,
  reply: "file",
  handle: async ({ query, context }) => {
    const params = await classParams(context, query);
    const named = !maskerOf(context).masked;
    const chosen = { ...params, ...chosenOf(context, query), named };
    const left_out = await leftOut(context, chosen);
    const { name, sql } = classFileQuery.definition;
    const stream = await context.engines.clickhouse.stream(name, sql(chosen), "CSVWithNames", {
      signal: context.signal,
    });
    const { from, to } = params.period;
    return {
      stream,
      file_name: `customers-${chosen.abc}-${chosen.xyz}-${from}-${to}${left_out === null ? "" : `-${left_out}-left-out`}.csv`,
      ...(left_out === null ? {} : { headers: { "kompas-left-out": String(left_out) } }),
      content_type: "text/csv; charset=utf-8",
    };
  },
});

export const classRoutes = [matrix, customers, file];
