// An attached table as its form holds it, and the request that is made of it. Pure.
import type { AttachedTable, AttachedTableDraft, Location, Preview, Target } from "#contract";
import { datesOf, detailName } from "../import/mapping.ts";

export type PlaceKind = "path" | "url" | "database";
export const placeKinds: readonly PlaceKind[] = ["database", "url", "path"];

export interface TableDraft {
  readonly name: string;
  readonly kind: PlaceKind;
  /** A path or a URL. */
  readonly at: string;
  /** Of a database. */
  readonly table: string;
  /** The column that joins, and the kind of identifier that it is. */
  readonly join_column: string;
  readonly join_kind: string;
  /** Columns that become traits of their name. */
  readonly traits: readonly string[];
  readonly every_minutes: number;
  readonly enabled: boolean;
}

/** How often a table may be read, in minutes. */
export const schedules = [15, 60, 360, 1_440, 10_080] as const;

export const emptyTable: TableDraft = {
  name: "",
  kind: "database",
  at: "",
  table: "",
  join_column: "",
  join_kind: "email",
  traits: [],
  every_minutes: 1_440,
  enabled: true,
};

/** The form of a table that there is. */
export function tableDraftOf({ name, location, mapping, every_minutes, enabled }: AttachedTable): TableDraft {
  const joined = mapping.columns.find(({ target }) => target.to === "identifier");
  return {
    name,
    every_minutes,
    enabled,
    kind: location.kind === "path" || location.kind === "url" ? location.kind : "database",
    at: location.kind === "path" ? location.path : "url" in location ? location.url : "",
    table: location.kind === "database" ? location.table : "",
    join_column: joined?.column ?? "",
    join_kind: joined?.target.to === "identifier" ? joined.target.kind : "email",
    traits: mapping.columns.filter(({ target }) => target.to === "trait").map(({ column }) => column),
  };
}

/** Where the rows are; undefined while it is not written. */
export function locationOf({ kind, at, table }: TableDraft): Location | undefined {
  const place = at.trim();
  if (place === "" || (kind === "database" && table.trim() === "")) return undefined;
  if (kind === "path") return { kind, path: place };
  return kind === "url" ? { kind, url: place } : { kind, url: place, table: table.trim() };
}

/** What a look at the columns suggests: the identifier that was recognized, and every other column a trait. */
export function suggested(draft: TableDraft, preview: Preview): TableDraft {
  const columns = preview.columns.map(({ name }) => name);
  if (columns.includes(draft.join_column))
    return { ...draft, traits: draft.traits.filter((one) => columns.includes(one)) };
  const known = preview.mapping.columns.find(({ target }) => target.to === "identifier");
  const join_column = known?.column ?? columns[0] ?? "";
  const join_kind = known?.target.to === "identifier" ? known.target.kind : draft.join_kind;
  return { ...draft, join_column, join_kind, traits: columns.filter((one) => one !== join_column) };
}

/** What is sent; undefined while something that nobody can do without is missing. */
export function tableRequestOf(
  draft: TableDraft,
  preview: Pick<Preview, "format" | "mapping"> | undefined,
): AttachedTableDraft | undefined {
  const location = locationOf(draft);
  const traits = draft.traits.filter((column) => column !== draft.join_column);
  const named = /^[a-z][a-z0-9_]{0,39}$/.test(draft.name);
  if (!(location && preview && named) || draft.join_column === "" || traits.length === 0) return undefined;
  const { mapping, format } = preview;
  const target = (to: Target) => to;
  return {
    name: draft.name,
    location,
    every_minutes: draft.every_minutes,
    enabled: draft.enabled,
    mapping: {
      rows: "customers",
      source: `attached:${draft.name}`,
      currency: mapping.currency,
      time_zone: mapping.time_zone,
      format,
      columns: [
        { column: draft.join_column, target: target({ to: "identifier", kind: draft.join_kind }) },
        ...mapping.columns
          .filter((one) => one.target.to === "occurred_at" && !draft.traits.includes(one.column))
          .map(({ column }) => ({ column, target: target({ to: "occurred_at", dates: datesOf(mapping) }) })),
        ...traits.map((column) => ({ column, target: target({ to: "trait", name: detailName(column) }) })),
      ],
    },
  };
}
