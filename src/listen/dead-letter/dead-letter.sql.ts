// Dead letters as their page shows them: by reason, one by one, as a file. Imports' refused rows stand among them.
import { Type } from "typebox";
import type { LetterSelection, LetterState } from "#contract";
import { join, query, type Sql, sql } from "#storage";

/** Which letters; what is left out is not asked for. */
export interface LetterFilter {
  readonly state?: LetterState | undefined;
  readonly source?: string | undefined;
  readonly code?: string | undefined;
  readonly field?: string | undefined;
  readonly import_id?: number | undefined;
  readonly ids?: readonly string[] | undefined;
}

/** The filter of a selection. */
export function filterOf(selection: LetterSelection): LetterFilter {
  return "ids" in selection ? { import_id: 0, ids: selection.ids } : { import_id: 0, ...selection };
}

function where(filter: LetterFilter): Sql {
  const { state, source, code, field, import_id, ids } = filter;
  const conditions = [
    ...(import_id === undefined ? [] : [sql`import_id = ${import_id}`]),
    ...(source === undefined ? [] : [sql`source = ${source}`]),
    ...(ids === undefined ? [] : [sql`has(arrayMap(text -> toUInt128(text), ${ids}), dead_letter.id)`]),
    ...(state === undefined ? [] : [sql`state = ${state}`]),
    ...(code === undefined ? [] : [sql`code = ${code}`]),
    ...(field === undefined ? [] : [sql`column = ${field}`]),
  ];
  return conditions.length === 0 ? sql`true` : join(conditions, " AND ");
}

const all: LetterFilter = {
  state: "open",
  source: "web",
  code: "bad_type",
  field: "type",
  import_id: 0,
  ids: ["1"],
};
const branches = { all: {}, filtered: all };

/** Letters by source, reason and field, the most frequent first. */
export const letterGroups = query({
  name: "listen.dead-letter.groups",
  row: Type.Object({
    source: Type.String(),
    import_id: Type.Integer(),
    code: Type.String(),
    field: Type.String(),
    message: Type.String(),
    state: Type.Union([Type.Literal("open"), Type.Literal("replayed"), Type.Literal("discarded")]),
    letters: Type.Integer(),
    first_at: Type.String(),
    last_at: Type.String(),
    examples: Type.Array(Type.String()),
  }),
  branches,
  sql: (filter: LetterFilter) => sql`WITH letters AS (
  SELECT
    toUInt32(import_id) AS import_number,
    source,
    code,
    toString(column) AS field,
    message,
    state,
    received_at,
    substringUTF8(if(import_id = 0, body, toJSONString(raw)), 1, 200) AS beginning
  FROM dead_letter FINAL
  WHERE ${where(filter)}
)
SELECT
  source,
  import_number AS import_id,
  code,
  field,
  argMax(message, letters.received_at) AS message,
  state,
  count() AS letters,
  min(letters.received_at) AS first_at,
  max(letters.received_at) AS last_at,
  groupArray(3)(beginning) AS examples
FROM letters
GROUP BY source, import_number, code, field, state
ORDER BY letters DESC, source, import_number, code, field
LIMIT 1000`,
});

const LetterRow = Type.Object({
  id: Type.String(),
  source: Type.String(),
  code: Type.String(),
  field: Type.String(),
  message: Type.String(),
  state: Type.Union([Type.Literal("open"), Type.Literal("replayed"), Type.Literal("discarded")]),
  received_at: Type.String(),
  changed_at: Type.String(),
  raw: Type.Record(Type.String(), Type.String()),
  body: Type.String(),
});

const columns = sql`toString(id) AS id,
  source,
  code,
  toString(column) AS field,
  message,
  state,
  received_at,
  changed_at,
  raw,
  body`;

/** Letters of what was tracked, in the order of their ids, after one of them. */
export const lettersAfter = query({
  name: "listen.dead-letter.after",
  row: LetterRow,
  branches: { plain: { filter: {}, after: "0", limit: 200 }, filtered: { filter: all, after: "0", limit: 200 } },
  sql: ({ filter, after, limit }: { filter: LetterFilter; after: string; limit: number }) => sql`SELECT
  ${columns}
FROM dead_letter FINAL
WHERE ${where({ ...filter, import_id: 0 })} AND dead_letter.id > toUInt128(${after})
ORDER BY dead_letter.id
LIMIT ${limit}`,
});

/** Letters of what was tracked, the newest first; bodies are cut to their beginning. */
export const lettersBefore = query({
  name: "listen.dead-letter.before",
  row: LetterRow,
  branches: {
    first: { filter: {}, limit: 50 },
    next: { filter: all, before: { received_at: "2026-01-01T00:00:00.000Z", id: "1" }, limit: 50 },
  },
  sql: (page: {
    filter: LetterFilter;
    before?: { received_at: string; id: string };
    limit: number;
  }) => sql`WITH found AS (
  SELECT id, source, code, column, message, state, received_at, changed_at, raw, substringUTF8(body, 1, 400) AS body
  FROM dead_letter FINAL
  WHERE ${where({ ...page.filter, import_id: 0 })}
)
SELECT
  ${columns}
FROM found
WHERE ${page.before === undefined ? sql`true` : sql`(found.received_at, found.id) < (parseDateTime64BestEffort(${page.before.received_at}, 3, 'UTC'), toUInt128(${page.before.id}))`}
ORDER BY found.received_at DESC, found.id DESC
LIMIT ${page.limit}`,
});

/** How many letters a selection has. */
export const letterCount = query({
  name: "listen.dead-letter.count",
  row: Type.Object({ letters: Type.Integer() }),
  branches,
  sql: (filter: LetterFilter) => sql`SELECT count() AS letters FROM dead_letter FINAL WHERE ${where(filter)}`,
});

/** Letters of what was tracked as a file. */
export const letterFile = query({
  name: "listen.dead-letter.file",
  row: Type.Object({
    id: Type.String(),
    source: Type.String(),
    code: Type.String(),
    field: Type.String(),
    message: Type.String(),
    state: Type.String(),
    received_at: Type.String(),
    body: Type.String(),
  }),
  branches,
  sql: (filter: LetterFilter) => sql`SELECT
  toString(id) AS id,
  source,
  code,
  toString(column) AS field,
  message,
  toString(state) AS state,
  received_at,
  body
FROM dead_letter FINAL
WHERE ${where({ ...filter, import_id: 0 })}
ORDER BY dead_letter.received_at, dead_letter.id`,
});

/** How many letters were closed before then and not opened again. */
export const closedBefore = query({
  name: "listen.dead-letter.closed_before",
  row: Type.Object({ letters: Type.Integer() }),
  branches: { all: { until: new Date("2026-01-01T00:00:00Z") } },
  sql: ({ until }: { until: Date }) =>
    sql`SELECT count() AS letters FROM dead_letter FINAL WHERE state != 'open' AND changed_at < ${until}`,
});

/** Discards the open letters of a selection: a newer version of each row, with the reason. */
export function discardStatement(filter: LetterFilter, reason: string, at: Date): Sql {
  return sql`INSERT INTO dead_letter (import_id, source, file, line, id, column, code, message, raw, body, received_at, state, changed_at)
SELECT
  import_id,
  source,
  file,
  line,
  id,
  column,
  code,
  message,
  mapUpdate(raw, map('kompas_reason', ${reason})),
  body,
  received_at,
  'discarded',
  ${at}
FROM dead_letter FINAL
WHERE ${where({ ...filter, state: "open" })}`;
}

export const letterQueries = [letterGroups, lettersAfter, lettersBefore, letterCount, letterFile, closedBefore];
