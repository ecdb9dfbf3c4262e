// Every question about segments, for the golden test.
import type { AnyQuery } from "#storage";
import { changesQuery, classesAtQuery, dueQuery, nextDueQuery, wholeQuery } from "./evaluate.sql.ts";
import { recentQuery, sizesQuery } from "./size.sql.ts";

export const segmentQueries: readonly AnyQuery[] = [
  changesQuery,
  wholeQuery,
  dueQuery,
  nextDueQuery,
  classesAtQuery,
  sizesQuery,
  recentQuery,
];
