// Which raw values have not been cleaned yet, or otherwise than they would be today, and which nobody holds any more.
import { Type } from "typebox";
import { query, sql } from "#storage";

/** One kind of value and where it is told. */
export interface Told {
  readonly kind: string;
  readonly stand: string;
  readonly traits: readonly string[];
  readonly identifiers: readonly string[];
}

interface WaitingParams extends Told {
  /** The last value of the page before. */
  readonly after: string;
  readonly limit: number;
}

/** Longer values are told by mistake and are none of these. */
const longest = 1000;

const email: Told = { kind: "email", stand: "1", traits: ["email"], identifiers: ["email"] };

/** Raw values of a kind to be cleaned, by their bytes' order. */
export const waitingValues = query({
  name: "listen.clean.waiting",
  row: Type.Object({ raw: Type.String() }),
  branches: { plain: { ...email, after: "", limit: 1000 } },
  sql: ({ kind, stand, traits, identifiers, after, limit }: WaitingParams) => sql`WITH
told AS (
  SELECT value AS raw
  FROM identifier_log
  WHERE kind IN ${identifiers} AND value > ${after}
  UNION ALL
  SELECT value AS raw
  FROM trait_log
  WHERE name IN ${traits} AND value > ${after}
)
SELECT DISTINCT raw
FROM told
WHERE length(raw) <= ${longest} AND isValidUTF8(raw) AND raw NOT IN (
  SELECT raw
  FROM clean_value FINAL
  WHERE kind = ${kind} AND stand = ${stand} AND raw > ${after}
)
ORDER BY raw
LIMIT ${limit}`,
});

// Two questions, not one of a union: a cluster's engine refuses that.
const orphaned = ({ kind, traits, identifiers }: Told) => sql`kind = ${kind}
  AND raw NOT IN (SELECT value FROM identifier_log WHERE kind IN ${identifiers})
  AND raw NOT IN (SELECT value FROM trait_log WHERE name IN ${traits})`;

/** A raw value whose clean one stands for nobody any more, as after an erasure; no row when there is none. */
export const orphans = query({
  name: "listen.clean.orphans",
  row: Type.Object({ raw: Type.String() }),
  branches: { plain: email },
  sql: (told: Told) => sql`SELECT raw FROM clean_value WHERE ${orphaned(told)} LIMIT 1`,
});

/** Takes those away, without naming any: the engine keeps the text of such statements for a while. */
export const forgetOrphans = (told: Told) => sql`ALTER TABLE clean_value DELETE WHERE ${orphaned(told)}`;

/**
 * A print of the logs that changes with whatever is told, merged or erased, and with nothing else: the engine's own
 * merging of rows changes no maximum. Whoever tells a trait tells an identifier with it.
 */
export const logPrint = query({
  name: "listen.clean.print",
  row: Type.Object({ print: Type.String() }),
  branches: { plain: {} },
  sql: (_: Record<string, never>) => sql`SELECT ifNull(concat(
  toString((SELECT toUnixTimestamp64Milli(max(received_at)) FROM identifier_log)), ' ',
  toString((SELECT max(version) FROM alias)), ' ',
  toString((SELECT count() FROM tombstone))
), '') AS print`,
});

/** The questions of this file, for the golden test. */
export const waitingQueries = [waitingValues, orphans, logPrint];
