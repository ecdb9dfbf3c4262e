// Letters as rows: read from the table, shown over the API, written back as newer versions.
import { Type } from "typebox";
import { Value } from "typebox/value";
import { type Letter, type Masker, ProblemError } from "#contract";
import type { Engines } from "#storage";
import { trackedTypes } from "../collect/event.ts";
import { lettersAfter } from "./dead-letter.sql.ts";
import type { LetterArrival } from "./keep.ts";

/** A letter of what was tracked, as it stands in the table. */
export type LetterRow = Awaited<ReturnType<typeof lettersAfter>>[number];

/** One letter; 404 when there is none of this id. */
export async function findLetter(engines: Engines, id: string): Promise<LetterRow> {
  const [row] = await lettersAfter(engines.clickhouse, { filter: { ids: [id] }, after: "0", limit: 1 });
  if (!row) throw new ProblemError(404, "not_found", `There is no dead letter ${id}`);
  return row;
}

/** A letter as the API shows it. Of what may hold personal data a masked reader learns that it is there. */
export function shownLetter(row: LetterRow, { text }: Masker): Letter {
  const { raw, changed_at, ...letter } = row;
  return {
    ...letter,
    message: text(letter.message),
    body: text(letter.body),
    // Until somebody touches a letter its version lies before 1970, see keep.ts.
    changed_at: changed_at < "1970" ? null : changed_at,
    mended: raw.kompas_mended === undefined ? null : text(raw.kompas_mended),
    reason: raw.kompas_reason ?? "",
  };
}

const Arrival = Type.Object({
  path_type: Type.Optional(Type.Union(trackedTypes.map((type) => Type.Literal(type)))),
  batch: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});

/** How the letter's event came; undefined when the letter is what a request brought, not one event. */
export function arrivalOf({ raw }: LetterRow): LetterArrival | undefined {
  if (raw.kompas_arrival === undefined) return undefined;
  const arrival: unknown = JSON.parse(raw.kompas_arrival);
  return Value.Check(Arrival, arrival) ? arrival : {};
}

/** Headers of the webhook that brought the letter. */
export function headersOf({ raw }: LetterRow): Record<string, string> {
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !name.startsWith("kompas_")));
}

/** What a letter becomes. */
export interface LetterChange {
  readonly state: Letter["state"];
  readonly code?: string;
  readonly message?: string;
  readonly field?: string;
  /** Added to what is kept beside the body. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** Writes newer versions of letters; durable when this returns. */
export async function changeLetters(
  engines: Engines,
  changes: readonly (readonly [row: LetterRow, change: LetterChange])[],
  now: Date,
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(([row, { notes, field, ...change }]) => {
    const { field: before, ...letter } = row;
    return {
      import_id: 0,
      file: "",
      line: 0,
      ...letter,
      ...change,
      column: field ?? before,
      raw: { ...row.raw, ...notes },
      changed_at: now,
    };
  });
  await engines.clickhouse.insert("dead_letter", rows);
}
