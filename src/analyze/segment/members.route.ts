// /api/v1/segments/:id/customers…: members as a list and as a file, and the changing of lists.
import { Type } from "typebox";
import { ConsentFilter, CustomerPage, CustomerQuery, ListChange, ListChanged, SegmentId } from "#contract";
import { route } from "#storage";
import { changeList } from "./list.ts";
import { membersFile, membersPage } from "./members.ts";

const ById = Type.Object({ id: SegmentId });

const customers = route({
  method: "GET",
  path: "/api/v1/segments/:id/customers",
  access: "viewer",
  summary: "Members of a segment, searched and sorted as the list of customers is",
  params: ById,
  query: Type.Omit(CustomerQuery, ["segment"]),
  reply: CustomerPage,
  handle: ({ params, query, context }) => membersPage(context, params.id, query),
});

const file = route({
  method: "GET",
  path: "/api/v1/segments/:id/customers.csv",
  access: "viewer",
  summary: "Members of a segment as CSV, amounts in major units of the workspace's currency",
  params: ById,
  query: ConsentFilter,
  reply: "file",
  handle: async ({ params, query, context }) => {
    const { stream, left_out } = await membersFile(context, params.id, query);
    return {
      stream,
      file_name: `segment-${params.id}${left_out === null ? "" : `-${left_out}-left-out`}.csv`,
      ...(left_out === null ? {} : { headers: { "kompas-left-out": String(left_out) } }),
      content_type: "text/csv; charset=utf-8",
    };
  },
});

const change = route({
  method: "POST",
  path: "/api/v1/segments/:id/members",
  access: "marketer",
  summary: "Puts people on a list, takes them off, or makes it anew",
  params: ById,
  body: ListChange,
  reply: ListChanged,
  handle: ({ params, body, context }) => changeList(context, params.id, body),
});

export const membersRoutes = [customers, file, change];
