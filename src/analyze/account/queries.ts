// Every question about accounts, for the golden test.
import type { AnyQuery } from "#storage";
import {
  accountHeadQuery,
  accountMembersQuery,
  accountTimelineQuery,
  accountTraitsQuery,
  accountWorthQuery,
  customerAccountsQuery,
  lastSeenQuery,
} from "./account.sql.ts";
import { accountListQuery, accountWholeQuery } from "./list.sql.ts";

export const accountQueries: readonly AnyQuery[] = [
  accountListQuery,
  accountWholeQuery,
  accountHeadQuery,
  accountTraitsQuery,
  accountWorthQuery,
  accountMembersQuery,
  lastSeenQuery,
  accountTimelineQuery,
  customerAccountsQuery,
];
