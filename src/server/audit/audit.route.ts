// The audit log over HTTP, for admins: pages with filters, and all of it as CSV.
import { Readable } from "node:stream";
import { Type } from "typebox";
import { AuditEntry, Day } from "#contract";
import { type Postgres, route } from "#storage";
import { csvCell } from "../csv.ts";
import { type AuditFilter, auditActors, readAudit } from "./audit.ts";

const Filter = {
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  actor: Type.Optional(Type.String({ description: "Name of who did it" })),
  text: Type.Optional(
    Type.String({ maxLength: 100, description: "Part of what was done, of the route or the object" }),
  ),
};

const page_rows = 100;

const list = route({
  method: "GET",
  path: "/api/v1/audit",
  access: "admin",
  summary: "What was changed, by whom, newest first",
  query: Type.Object({ ...Filter, cursor: Type.Optional(Type.Integer({ minimum: 1 })) }),
  reply: Type.Object({
    rows: Type.Array(AuditEntry),
    next_cursor: Type.Union([Type.Integer(), Type.Null()]),
    actors: Type.Array(Type.String(), { description: "Everybody who stands in the log" }),
  }),
  async handle({ query, context }) {
    const { cursor, ...filter } = query;
    const { postgres } = context.engines;
    const asked: AuditFilter = cursor === undefined ? filter : { ...filter, before: cursor };
    const rows = await readAudit(postgres, asked, page_rows, context.settings.time_zone);
    const next_cursor = rows.length === page_rows ? (rows.at(-1)?.id ?? null) : null;
    return { rows, next_cursor, actors: await auditActors(postgres) };
  },
});

const columns = [
  "at",
  "actor_kind",
  "actor_name",
  "method",
  "route",
  "summary",
  "object",
  "fields",
  "address",
] as const;

async function* csv(postgres: Postgres, filter: AuditFilter, time_zone: string): AsyncGenerator<string> {
  yield `${columns.join(",")}\n`;
  let before: number | undefined;
  for (;;) {
    const asked: AuditFilter = before === undefined ? filter : { ...filter, before };
    const rows = await readAudit(postgres, asked, 1000, time_zone);
    const line = (row: AuditEntry) => columns.map((name) => csvCell([row[name]].flat().join(" "))).join(",");
    yield rows.map((row) => `${line(row)}\n`).join("");
    before = rows.at(-1)?.id;
    if (rows.length < 1000 || before === undefined) return;
  }
}

const download = route({
  method: "GET",
  path: "/api/v1/audit.csv",
  access: "admin",
  summary: "The audit log as CSV",
  query: Type.Object(Filter),
  reply: "file",
  handle: async ({ query, context }) => ({
    stream: Readable.from(csv(context.engines.postgres, query, context.settings.time_zone)),
    file_name: "audit.csv",
    content_type: "text/csv; charset=utf-8",
  }),
});

export const auditRoutes = [list, download];
