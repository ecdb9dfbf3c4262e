// The import over HTTP: upload, preview, check, start, watch, cancel, dead letters.
import { Readable } from "node:stream";
import { Type } from "typebox";
import {
  Check,
  FileFormat,
  ImportRequest,
  ImportState,
  Location,
  Mapping,
  type Masker,
  maskerOf,
  Preview,
  type Route,
  requirePersonalData,
  Upload,
} from "#contract";
import { type Engines, route } from "#storage";
import { askForImport } from "./import.job.ts";
import { letterExport, letterNames } from "./letter.sql.ts";
import { checkLocation, previewLocation } from "./preview.ts";
import { cancelImport, findImport, importState, listImports } from "./record.ts";
import { forgetSecret } from "./secret.ts";
import { keepUpload } from "./upload.ts";

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });

const upload = route({
  method: "POST",
  path: "/api/v1/uploads",
  access: "analyst",
  summary: "Sends a file to be imported",
  status: 201,
  query: Type.Object({ file_name: Type.String({ minLength: 1, maxLength: 255 }) }),
  takes: "bytes",
  reply: Upload,
  handle: ({ bytes, query, context }) => keepUpload(bytes, query.file_name, context.data_dir, context.signal),
});

const preview = route({
  method: "POST",
  path: "/api/v1/imports/preview",
  access: "analyst",
  summary: "The first rows, their types and the guessed mapping",
  changes: false,
  body: Type.Object({ location: Location, format: Type.Optional(FileFormat) }),
  reply: Preview,
  handle: ({ body, context }) => previewLocation(context, body.location, body.format),
});

const check = route({
  method: "POST",
  path: "/api/v1/imports/check",
  access: "analyst",
  summary: "What an import would take and refuse, without importing",
  changes: false,
  body: Type.Object({ location: Location, mapping: Type.Optional(Mapping) }),
  reply: Check,
  handle: ({ body, context }) => checkLocation(context, body.location, body.mapping),
});

const start = route({
  method: "POST",
  path: "/api/v1/imports",
  access: "analyst",
  summary: "Starts an import",
  status: 202,
  body: ImportRequest,
  reply: ImportState,
  handle: ({ body, context }) => askForImport(context.engines, body, context.settings, context.now()),
});

/** How an import stands, for a reader who may see masks: the cells that were refused are values of people. */
function shownImport(state: ImportState, { text }: Masker): ImportState {
  const rejections = state.rejections.map((rejection) => ({
    ...rejection,
    examples: rejection.examples.map((example) => ({ ...example, value: text(example.value) })),
  }));
  return { ...state, rejections };
}

const listing = route({
  method: "GET",
  path: "/api/v1/imports",
  access: "analyst",
  summary: "Imports, newest first",
  query: Type.Object({
    cursor: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  reply: Type.Object({ rows: Type.Array(ImportState), next_cursor: Type.Union([Type.Integer(), Type.Null()]) }),
  handle: async ({ query, context }) => {
    const limit = query.limit ?? 50;
    const rows = await listImports(context.engines, context.now(), query.cursor, limit);
    const next_cursor = rows.length === limit ? (rows.at(-1)?.id ?? null) : null;
    return { rows: rows.map((row) => shownImport(row, maskerOf(context))), next_cursor };
  },
});

const one = route({
  method: "GET",
  path: "/api/v1/imports/:id",
  access: "analyst",
  summary: "How an import stands",
  params: Id,
  reply: ImportState,
  handle: async ({ params, context }) =>
    shownImport(await importState(context.engines, params.id, context.now()), maskerOf(context)),
});

const cancel = route({
  method: "POST",
  path: "/api/v1/imports/:id/cancel",
  access: "analyst",
  summary: "Stops an import; what was taken stays, importing again completes it",
  params: Id,
  reply: ImportState,
  handle: async ({ params, context }) => {
    await cancelImport(context.engines, params.id, context.now());
    forgetSecret(params.id);
    return shownImport(await importState(context.engines, params.id, context.now()), maskerOf(context));
  },
});

const letters = route({
  method: "GET",
  path: "/api/v1/imports/:id/dead-letters.csv",
  access: "analyst",
  summary: "The refused rows with file, line, column and reason, to be mended and imported again",
  params: Id,
  reply: "file",
  handle: async ({ params, context }) => {
    requirePersonalData(context);
    const { id } = await findImport(context.engines, params.id);
    const { clickhouse } = context.engines;
    const [found] = await letterNames(clickhouse, id);
    const head = "kompas_file,kompas_line,kompas_column,kompas_reason\n";
    const stream = found
      ? await clickhouse.stream("listen.import.letter_export", letterExport(id, found.names), "CSVWithNames", {
          signal: context.signal,
        })
      : Readable.from([head]);
    return { stream, file_name: `dead-letters-${id}.csv`, content_type: "text/csv; charset=utf-8" };
  },
});

export const importRoutes: readonly Route<Engines>[] = [upload, preview, check, start, listing, one, cancel, letters];
