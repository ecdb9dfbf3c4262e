// Importing files and tables: where from, how its columns become events and customers, how far it is.
import { type Static, Type } from "typebox";
import { Instant } from "./schema.ts";

/** Where rows come from. An upload is a file that the web page sent before. */
export const Location = Type.Union([
  Type.Object({
    kind: Type.Literal("path"),
    path: Type.String({ description: "File, folder or glob on the server's machine" }),
  }),
  Type.Object({ kind: Type.Literal("upload"), upload_id: Type.String(), file_name: Type.String() }),
  Type.Object({ kind: Type.Literal("url"), url: Type.String({ description: "https or s3" }) }),
  Type.Object({
    kind: Type.Literal("database"),
    url: Type.String({ description: "postgres:// or mysql://" }),
    table: Type.String(),
  }),
  Type.Object({ kind: Type.Literal("sample") }),
]);
export type Location = Static<typeof Location>;

/** How a file is written: guessed, shown, corrected. */
export const FileFormat = Type.Object({
  format: Type.Union([
    Type.Literal("csv"),
    Type.Literal("json"),
    Type.Literal("parquet"),
    Type.Literal("excel"),
    Type.Literal("table"),
  ]),
  delimiter: Type.Optional(Type.String({ minLength: 1, maxLength: 1 })),
  encoding: Type.Optional(Type.String()),
  decimal_comma: Type.Optional(Type.Boolean()),
  sheet: Type.Optional(Type.String()),
});
export type FileFormat = Static<typeof FileFormat>;

export const DateOrder = Type.Union([
  Type.Literal("ymd"),
  Type.Literal("dmy"),
  Type.Literal("mdy"),
  Type.Literal("unix"),
  Type.Literal("unix_ms"),
]);
export type DateOrder = Static<typeof DateOrder>;

/** What a column becomes. One column may become several things. */
export const Target = Type.Union([
  Type.Object({ to: Type.Literal("occurred_at"), dates: DateOrder }),
  Type.Object({ to: Type.Literal("order_id") }),
  Type.Object({ to: Type.Literal("product_id") }),
  Type.Object({ to: Type.Literal("product_name") }),
  Type.Object({ to: Type.Literal("quantity") }),
  Type.Object({ to: Type.Literal("price") }),
  Type.Object({ to: Type.Literal("amount") }),
  Type.Object({ to: Type.Literal("event_name") }),
  Type.Object({ to: Type.Literal("message_id") }),
  Type.Object({ to: Type.Literal("channel") }),
  /** The group that the customer is a member of. */
  Type.Object({ to: Type.Literal("group_id") }),
  Type.Object({ to: Type.Literal("identifier"), kind: Type.String({ pattern: "^[a-z][a-z0-9_]{0,39}$" }) }),
  Type.Object({ to: Type.Literal("property"), name: Type.String({ minLength: 1, maxLength: 100 }) }),
  Type.Object({ to: Type.Literal("trait"), name: Type.String({ minLength: 1, maxLength: 100 }) }),
  Type.Object({ to: Type.Literal("group_trait"), name: Type.String({ minLength: 1, maxLength: 100 }) }),
]);
export type Target = Static<typeof Target>;

/** mapping.json of `kompas import --map`. */
export const Mapping = Type.Object({
  /** Rows are order lines, events, or customers. */
  rows: Type.Union([Type.Literal("order_lines"), Type.Literal("events"), Type.Literal("customers")]),
  source: Type.String({ minLength: 1, maxLength: 100 }),
  /** Name of the events when no column gives it (rows: events). */
  event_name: Type.Optional(Type.String()),
  currency: Type.String({ pattern: "^[A-Z]{3}$" }),
  /** Zone of times that name none. */
  time_zone: Type.String(),
  format: FileFormat,
  /** A line is a refund when its quantity or amount is negative, or when its order id matches this (RE2). */
  refund_order_pattern: Type.Optional(Type.String({ maxLength: 200 })),
  columns: Type.Array(Type.Object({ column: Type.String(), target: Target })),
});
export type Mapping = Static<typeof Mapping>;

export const PreviewColumn = Type.Object({
  name: Type.String(),
  type: Type.Union([
    Type.Literal("text"),
    Type.Literal("integer"),
    Type.Literal("number"),
    Type.Literal("date"),
    Type.Literal("boolean"),
  ]),
  /** Share of the sampled rows without a value. */
  empty_share: Type.Number(),
});
export type PreviewColumn = Static<typeof PreviewColumn>;

/** POST /api/v1/imports/preview {location, format?} */
export const Preview = Type.Object({
  format: FileFormat,
  columns: Type.Array(PreviewColumn),
  rows: Type.Array(Type.Array(Type.Union([Type.String(), Type.Null()])), { description: "The first 50 rows" }),
  mapping: Mapping,
  /** Why each column was mapped so, in the order of mapping.columns. */
  reasons: Type.Array(
    Type.Object({ column: Type.String(), reason: Type.Union([Type.Literal("name"), Type.Literal("values")]) }),
  ),
});
export type Preview = Static<typeof Preview>;

export const Rejection = Type.Object({
  code: Type.String(),
  column: Type.String(),
  rows: Type.Integer(),
  examples: Type.Array(Type.Object({ file: Type.String(), line: Type.Integer(), value: Type.String() })),
});
export type Rejection = Static<typeof Rejection>;

/** POST /api/v1/imports/check {location, mapping}: the dry run. */
export const Check = Type.Object({
  rows: Type.Integer(),
  accepted: Type.Integer(),
  rejected: Type.Integer(),
  rejections: Type.Array(Rejection),
  orders: Type.Integer(),
  customers: Type.Integer(),
  without_customer: Type.Integer({ description: "Rows that count in revenue but belong to no customer" }),
  revenue_minor: Type.Integer(),
  first_at: Type.Union([Instant, Type.Null()]),
  last_at: Type.Union([Instant, Type.Null()]),
  /** An earlier import of the same content from the same source: importing again changes no number. */
  already_imported: Type.Union([Type.Integer(), Type.Null()]),
});
export type Check = Static<typeof Check>;

/** GET /api/v1/imports/:id; POST /api/v1/imports {location, mapping} answers it with 202. */
export const ImportState = Type.Object({
  id: Type.Integer(),
  source: Type.String(),
  location: Location,
  state: Type.Union([
    Type.Literal("waiting"),
    Type.Literal("running"),
    Type.Literal("done"),
    Type.Literal("cancelled"),
    Type.Literal("failed"),
  ]),
  rows_total: Type.Union([Type.Integer(), Type.Null()]),
  rows_read: Type.Integer(),
  rows_accepted: Type.Integer(),
  rows_rejected: Type.Integer(),
  rows_per_second: Type.Union([Type.Number(), Type.Null()]),
  remaining_ms: Type.Union([Type.Integer(), Type.Null()]),
  events: Type.Integer(),
  customers: Type.Integer(),
  rejections: Type.Array(Rejection),
  error: Type.Union([Type.Object({ code: Type.String(), message: Type.String() }), Type.Null()]),
  created_at: Instant,
  started_at: Type.Union([Instant, Type.Null()]),
  ended_at: Type.Union([Instant, Type.Null()]),
});
export type ImportState = Static<typeof ImportState>;

/** Without a mapping, the guessed one. */
export const ImportRequest = Type.Object({ location: Location, mapping: Type.Optional(Mapping) });
export type ImportRequest = Static<typeof ImportRequest>;

/** POST /api/v1/uploads?file_name= with the file's bytes as the body. */
export const Upload = Type.Object({ upload_id: Type.String(), bytes: Type.Integer() });
export type Upload = Static<typeof Upload>;
