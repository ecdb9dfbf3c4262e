// The log of classes as it is asked: RFM's tiles with revenue, sizes over time, moves between two times, one customer.
import { Type } from "typebox";
import { type Query, query, sql } from "#storage";
import { beforeEnd, minor, movesRevenue, ofCustomers, type ZonedDays } from "../sql.ts";

const Instant = Type.String();
const at = new Date(0);

interface TilesParams {
  /** Revenue until the end of its last day. */
  readonly until: ZonedDays;
  readonly digits: number;
}

const TileRow = Type.Object({
  recency: Type.Integer(),
  frequency: Type.Integer(),
  customers: Type.Integer(),
  revenue_minor: Type.Integer(),
});

/** Tiles of recency x frequency that hold anybody. */
export const tilesQuery: Query<TilesParams, typeof TileRow> = query({
  name: "analyze.class.tiles",
  row: TileRow,
  branches: { plain: { until: { from: "2024-01-01", to: "2024-12-31", time_zone: "UTC" }, digits: 2 } },
  sql: ({ until, digits }) => sql`WITH
scores AS (
  SELECT
    customer_id,
    toInt64OrZero(anyIf(toString(class), scheme = 'recency')) AS recency,
    toInt64OrZero(anyIf(toString(class), scheme = 'frequency')) AS frequency
  FROM customer_class
  WHERE scheme IN ('recency', 'frequency')
  GROUP BY customer_id
  HAVING recency > 0 AND frequency > 0
),
spent AS (
  SELECT customer_id, sum(revenue) AS net
  FROM event
  WHERE ${movesRevenue} AND ${beforeEnd(until)} AND customer_id != 0
  GROUP BY customer_id
)
SELECT recency, frequency, count() AS customers, ${minor(sql`sum(ifNull(net, 0))`, digits)} AS revenue_minor
FROM scores
LEFT JOIN spent USING (customer_id)
GROUP BY recency, frequency
ORDER BY recency DESC, frequency`,
});

const SizeRow = Type.Object({ computed_at: Instant, class: Type.String(), change: Type.Integer() });

/** By how much each computation changed the size of each class: a person's words in order, each against the one before. */
export const sizesQuery: Query<{ readonly scheme: string }, typeof SizeRow> = query({
  name: "analyze.class.sizes",
  row: SizeRow,
  branches: { plain: { scheme: "rfm" } },
  sql: ({ scheme }) => sql`WITH
words AS (
  SELECT
    customer_id,
    word.computed_at AS computed_at,
    argMax(toString(word.class), word.weight) AS class
  FROM class_word AS word
  WHERE word.scheme = ${scheme}
  GROUP BY customer_id, computed_at
),
changes AS (
  SELECT computed_at, class, lagInFrame(class, 1, '') OVER (PARTITION BY customer_id ORDER BY computed_at) AS before
  FROM words
),
sides AS (
  SELECT computed_at, arrayJoin([(class, 1), (before, -1)]) AS side
  FROM changes
  WHERE class != before
)
SELECT computed_at, side.1 AS class, sum(side.2) AS change
FROM sides
WHERE class != ''
GROUP BY computed_at, class
HAVING change != 0
ORDER BY computed_at, class`,
});

interface MovesParams {
  readonly scheme: string;
  readonly before: Date;
  readonly after: Date;
}

const MoveRow = Type.Object({ left_class: Type.String(), reached_class: Type.String(), customers: Type.Integer() });

/** How many went from which class to which, those who stayed too; '' is no class. */
export const movesQuery: Query<MovesParams, typeof MoveRow> = query({
  name: "analyze.class.moves",
  row: MoveRow,
  branches: { plain: { scheme: "rfm", before: at, after: at } },
  sql: ({ scheme, before, after }) => sql`WITH
sides AS (
  SELECT customer_id, toString(class) AS was, '' AS became
  FROM customer_class_at(at = ${before})
  WHERE scheme = ${scheme}
  UNION ALL
  SELECT customer_id, '' AS was, toString(class) AS became
  FROM customer_class_at(at = ${after})
  WHERE scheme = ${scheme}
),
moves AS (
  SELECT customer_id, max(was) AS left_class, max(became) AS reached_class
  FROM sides
  GROUP BY customer_id
)
SELECT left_class, reached_class, count() AS customers
FROM moves
GROUP BY left_class, reached_class
ORDER BY customers DESC, left_class, reached_class`,
});

const WordRow = Type.Object({ scheme: Type.String(), class: Type.String(), computed_at: Instant });

/** A customer's own words, the newest first, of merged records all of them. */
export const wordsQuery: Query<{ readonly customer_id: string }, typeof WordRow> = query({
  name: "analyze.class.words",
  row: WordRow,
  branches: { plain: { customer_id: "1" } },
  sql: ({ customer_id }) => sql`SELECT
  toString(scheme) AS scheme,
  argMax(toString(word.class), word.weight) AS class,
  word.computed_at AS computed_at
FROM class_word AS word
WHERE ${ofCustomers([customer_id])}
GROUP BY scheme, computed_at
ORDER BY computed_at DESC, scheme`,
});
