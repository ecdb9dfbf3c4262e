// Which of several words on a trait stands: the same fragment for every question over view `trait_said`.
import { type Sql, sql } from "./sql.ts";

/**
 * An aggregate over rows of `trait_said AS said`, grouped by person and trait: the word that stands, as a tuple (weight,
 * value, source, occurred_at); its value is '' when none does. An empty word takes away all that was said before it, but
 * one of enrichment only what enrichment said; of what is left the heaviest stands. `weight` is the view's own, or another to try.
 */
export function standingWord(weight: Sql = sql`said.weight`): Sql {
  const word = sql`(${weight}, said.value, toString(said.source), said.occurred_at)`;
  const found = sql`startsWith(said.source, 'enrich:')`;
  const taken_at = sql`maxIf(said.occurred_at, said.value = '' AND NOT ${found})`;
  const withdrawn_at = sql`maxIf(said.occurred_at, said.value = '' AND ${found})`;
  return sql`arrayReverseSort(
    word -> word.1,
    arrayFilter(
      word -> word.2 != '' AND word.4 >= ${taken_at} AND NOT (startsWith(word.3, 'enrich:') AND word.4 < ${withdrawn_at}),
      groupArray(${word})
    )
  )[1]`;
}
