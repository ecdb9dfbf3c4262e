// Dead letters over HTTP: by reason, one by one, sent again, discarded, as a file.
import { Type } from "typebox";
import {
  type Context,
  type FileReply,
  Letter,
  LetterGroup,
  LetterSelection,
  LetterState,
  maskerOf,
  ProblemError,
  Replay,
  ReplayedLetter,
  type Route,
  requirePersonalData,
} from "#contract";
import { type Engines, route } from "#storage";
import {
  discardStatement,
  filterOf,
  type LetterFilter,
  letterCount,
  letterFile,
  letterGroups,
  lettersBefore,
} from "./dead-letter.sql.ts";
import { findLetter, shownLetter } from "./read.ts";
import { askForReplay, replayState } from "./replay.job.ts";
import { replayLetter } from "./replay.ts";

const Filter = Type.Partial(
  Type.Object({ state: LetterState, source: Type.String(), code: Type.String(), field: Type.String() }),
);
const Id = Type.Object({ id: Type.String({ pattern: "^[0-9]{1,39}$" }) });
const maxBody = 1_000_000;

const groups = route({
  method: "GET",
  path: "/api/v1/dead-letters/groups",
  access: "analyst",
  summary: "Dead letters by source, reason and field, the most frequent first; those of imports too",
  query: Filter,
  reply: Type.Object({ rows: Type.Array(LetterGroup) }),
  handle: async ({ query, context }) => {
    const { text } = maskerOf(context);
    const rows = await letterGroups(context.engines.clickhouse, query);
    return { rows: rows.map((row) => ({ ...row, message: text(row.message), examples: row.examples.map(text) })) };
  },
});

function cursorOf(text: string): { received_at: string; id: string } {
  const [, received_at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_(\d{1,39})$/.exec(text) ?? [];
  if (received_at === undefined || id === undefined) {
    throw new ProblemError(422, "bad_cursor", "The cursor is the next_cursor of the page before", "cursor");
  }
  return { received_at, id };
}

const list = route({
  method: "GET",
  path: "/api/v1/dead-letters",
  access: "analyst",
  summary: "Dead letters of what was tracked, the newest first; bodies are cut to their beginning",
  query: Type.Object({
    ...Filter.properties,
    cursor: Type.Optional(Type.String()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  reply: Type.Object({ rows: Type.Array(Letter), next_cursor: Type.Union([Type.String(), Type.Null()]) }),
  handle: async ({ query: { cursor, limit = 50, ...filter }, context }) => {
    const before = cursor === undefined ? {} : { before: cursorOf(cursor) };
    const rows = await lettersBefore(context.engines.clickhouse, { filter, ...before, limit });
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return {
      rows: rows.map((row) => shownLetter(row, maskerOf(context))),
      next_cursor: last ? `${last.received_at}_${last.id}` : null,
    };
  },
});

const one = route({
  method: "GET",
  path: "/api/v1/dead-letters/:id",
  access: "analyst",
  summary: "One dead letter, whole",
  params: Id,
  reply: Letter,
  handle: async ({ params, context }) => shownLetter(await findLetter(context.engines, params.id), maskerOf(context)),
});

const replayOne = route({
  method: "POST",
  path: "/api/v1/dead-letters/:id/replay",
  access: "analyst",
  summary: "Sends one dead letter again, at the time at which it came; with a body mended by hand, or as it is",
  params: Id,
  body: Type.Object({ body: Type.Optional(Type.String({ maxLength: maxBody })) }),
  reply: ReplayedLetter,
  handle: async ({ params, body, context }) => {
    const row = await findLetter(context.engines, params.id);
    if (row.state === "replayed") {
      throw new ProblemError(409, "replayed", "This letter was replayed already; what it told is in the event log");
    }
    const replayed = await replayLetter(context.engines, row, body.body ?? row.body, context.now());
    return { ...replayed, message: maskerOf(context).text(replayed.message) };
  },
});

const replay = route({
  method: "POST",
  path: "/api/v1/dead-letters/replays",
  access: "analyst",
  summary: "Sends the open letters of a group, or some letters, again",
  status: 202,
  body: LetterSelection,
  reply: Replay,
  handle: ({ body, context }) => askForReplay(context.engines, body),
});

const replaying = route({
  method: "GET",
  path: "/api/v1/dead-letters/replays/:id",
  access: "analyst",
  summary: "How a replay stands",
  params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
  reply: Replay,
  handle: ({ params, context }) => replayState(context.engines, params.id),
});

const discard = route({
  method: "POST",
  path: "/api/v1/dead-letters/discard",
  access: "analyst",
  summary: "Discards the open letters of a group, or some letters; they stay in the table with the reason",
  body: Type.Object({ selection: LetterSelection, reason: Type.String({ minLength: 1, maxLength: 500 }) }),
  reply: Type.Object({ letters: Type.Integer() }),
  handle: async ({ body, context }) => {
    const { clickhouse } = context.engines;
    const filter: LetterFilter = { ...filterOf(body.selection), state: "open" };
    const [counted] = await letterCount(clickhouse, filter);
    await clickhouse.run("listen.dead-letter.discard", discardStatement(filter, body.reason, context.now()));
    return { letters: counted?.letters ?? 0 };
  },
});

const formats = {
  csv: { format: "CSVWithNames", content_type: "text/csv; charset=utf-8" },
  jsonl: { format: "JSONEachRow", content_type: "application/x-ndjson" },
} as const;

async function file(context: Context<Engines>, filter: LetterFilter, ending: keyof typeof formats): Promise<FileReply> {
  requirePersonalData(context);
  const { format, content_type } = formats[ending];
  const { name, sql } = letterFile.definition;
  const stream = await context.engines.clickhouse.stream(name, sql(filter), format, {
    signal: context.signal,
    timeout_ms: 3_600_000,
    settings: { max_bytes_before_external_sort: "300000000" },
  });
  return { stream, file_name: `dead-letters.${ending}`, content_type };
}

const csv = route({
  method: "GET",
  path: "/api/v1/dead-letters.csv",
  access: "analyst",
  summary: "Dead letters of what was tracked as CSV",
  query: Filter,
  reply: "file",
  handle: ({ query, context }) => file(context, query, "csv"),
});

const jsonl = route({
  method: "GET",
  path: "/api/v1/dead-letters.jsonl",
  access: "analyst",
  summary: "Dead letters of what was tracked as JSON lines",
  query: Filter,
  reply: "file",
  handle: ({ query, context }) => file(context, query, "jsonl"),
});

export const letterRoutes: readonly Route<Engines>[] = [
  groups,
  list,
  one,
  replayOne,
  replay,
  replaying,
  discard,
  csv,
  jsonl,
];
