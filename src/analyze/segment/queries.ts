// Every question about segments, for the golden test.
import type { AnyQuery } from "#storage";
import { changesQuery, classesAtQuery, dueQuery, nextDueQuery, peopleQuery, wholeQuery } from "./evaluate.sql.ts";
import { staysQuery, turnsByDayQuery } from "./history.sql.ts";
import { unsentQuery, waitingQuery } from "./hook.sql.ts";
import { bearersQuery, listedQuery } from "./list.sql.ts";
import { membersFileQuery, unreachedQuery } from "./members.sql.ts";
import { overlapQuery } from "./overlap.sql.ts";
import {
  portraitClassesQuery,
  portraitEventsQuery,
  portraitHabitsQuery,
  portraitOthersQuery,
  portraitStatisticsQuery,
  portraitTraitsQuery,
} from "./portrait.sql.ts";
import { recentQuery, sizesQuery } from "./size.sql.ts";

export const segmentQueries: readonly AnyQuery[] = [
  changesQuery,
  peopleQuery,
  wholeQuery,
  dueQuery,
  nextDueQuery,
  classesAtQuery,
  sizesQuery,
  recentQuery,
  membersFileQuery,
  unreachedQuery,
  listedQuery,
  bearersQuery,
  turnsByDayQuery,
  staysQuery,
  overlapQuery,
  portraitTraitsQuery,
  portraitClassesQuery,
  portraitEventsQuery,
  portraitHabitsQuery,
  portraitOthersQuery,
  portraitStatisticsQuery,
  unsentQuery,
  waitingQuery,
];
