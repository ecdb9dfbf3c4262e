// GET /api/v1/accounts…: the list, one account, its members, their timeline; and the accounts of one customer.
import { Type } from "typebox";
import {
  Account,
  AccountId,
  AccountMembers,
  AccountPage,
  AccountQuery,
  AccountTimeline,
  CustomerAccounts,
  CustomerId,
} from "#contract";
import { route } from "#storage";
import { account, accountMembers, accountPage, accountTimeline, customerAccounts } from "./account.ts";

const ById = Type.Object({ id: AccountId });
const Page = Type.Object({
  cursor: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
});

const list = route({
  method: "GET",
  path: "/api/v1/accounts",
  access: "viewer",
  summary: "Accounts of one kind: groups, or households; searched, sorted, with what their members are worth",
  query: AccountQuery,
  reply: AccountPage,
  handle: ({ query, context }) => accountPage(context, query),
});

const one = route({
  method: "GET",
  path: "/api/v1/accounts/:id",
  access: "viewer",
  summary: "An account: name, traits with their sources, totals over its members",
  params: ById,
  reply: Account,
  handle: ({ params, context }) => account(context, params.id),
});

const members = route({
  method: "GET",
  path: "/api/v1/accounts/:id/members",
  access: "viewer",
  summary: "Who is a member since when and by what, and who was one",
  params: ById,
  query: Page,
  reply: AccountMembers,
  handle: ({ params, query, context }) => accountMembers(context, params.id, query),
});

const timeline = route({
  method: "GET",
  path: "/api/v1/accounts/:id/timeline",
  access: "viewer",
  summary: "What the members of an account did, newest first",
  params: ById,
  query: Page,
  reply: AccountTimeline,
  handle: ({ params, query, context }) => accountTimeline(context, params.id, query),
});

const ofCustomer = route({
  method: "GET",
  path: "/api/v1/customers/:id/accounts",
  access: "viewer",
  summary: "The accounts that a customer is or was a member of",
  params: Type.Object({ id: CustomerId }),
  reply: CustomerAccounts,
  handle: ({ params, context }) => customerAccounts(context, params.id),
});

export const accountRoutes = [list, one, members, timeline, ofCustomer];
