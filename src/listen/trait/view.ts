// The views `trait_said` and `trait` made by the rules in force: reading costs nothing more than without rules.
import { type Engines, identifier, type Sql, sql, standingWord } from "#storage";
import { allNewest, needsAllWords, type Policies, weightBy } from "./weight.sql.ts";

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** A bound value as a literal: a view keeps its text, so nothing can be bound in it. Only texts and lists of them. */
function literal(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => literal(item)).join(", ");
    return `CAST([${items}], 'Array(String)')`;
  }
  throw new TypeError(`A view cannot hold a ${typeof value}`);
}

/** The statement with every value written into its text. */
function inlined(statement: Sql): Sql {
  const text = statement.parts.reduce(
    (before, part, index) => `${before}${literal(statement.values[index - 1]?.value)}${part}`,
  );
  return identifier({ [text]: text }, text);
}

/** Each word on a trait with its weight. */
function saidView(policies: Policies, database: string): Sql {
  const alias = `${database}.alias_of`;
  return sql`CREATE OR REPLACE VIEW trait_said AS
SELECT
  said.customer_id AS stamp,
  dictGetOrDefault(${alias}, 'customer_id', said.customer_id, said.customer_id) AS customer_id,
  name,
  value,
  source,
  occurred_at,
  ${weightBy(policies)} AS weight
FROM trait_log AS said FINAL`;
}

/** The word that stands on each trait of each person. */
function standingView(policies: Policies): Sql {
  const simple = sql`CREATE OR REPLACE VIEW trait AS
SELECT
  customer_id,
  name,
  argMax(said.value, said.weight) AS value,
  argMax(said.source, said.weight) AS source,
  argMax(said.occurred_at, said.weight) AS occurred_at
FROM trait_said AS said
GROUP BY customer_id, name
HAVING value != ''`;
  if (allNewest(policies)) return simple;
  // By name alone, so that a question about one trait pays for that trait's rule.
  return sql`CREATE OR REPLACE VIEW trait AS
SELECT
  customer_id,
  name,
  heaviest.1 AS value,
  heaviest.2 AS source,
  heaviest.3 AS occurred_at
FROM (
  SELECT customer_id, name, argMax((said.value, said.source, said.occurred_at), said.weight) AS heaviest
  FROM trait_said AS said
  WHERE NOT (${needsAllWords(policies)})
  GROUP BY customer_id, name
)
WHERE value != ''
UNION ALL
SELECT
  customer_id,
  name,
  word.2 AS value,
  toLowCardinality(word.3) AS source,
  word.4 AS occurred_at
FROM (
  SELECT customer_id, name, ${standingWord()} AS word
  FROM trait_said AS said
  WHERE ${needsAllWords(policies)}
  GROUP BY customer_id, name
)
WHERE value != ''`;
}

/** Puts the rules in force, for every question that is asked from now on, in every process. */
export async function makeTraitViews({ clickhouse }: Engines, policies: Policies): Promise<void> {
  await clickhouse.run("listen.trait.said_view", inlined(saidView(policies, clickhouse.database)));
  await clickhouse.run("listen.trait.view", inlined(standingView(policies)));
}
