// Which dimensions the data offer, and how many values each has.

import { Type } from "typebox";
import { query, sql } from "#storage";
import { movesRevenue } from "../sql.ts";
import { defaults } from "./parameter.ts";
import { attributed } from "./touch.ts";

const DimensionRow = Type.Object({ kind: Type.String(), name: Type.String(), values: Type.Integer() });

/** Dimensions of the events that move revenue, and the surveys that were answered; empty values are no values. */
export const dimensionsQuery = query({
  name: "analyze.metric.dimensions",
  row: DimensionRow,
  branches: { plain: {} },
  sql: () => sql`WITH
moved AS (
  SELECT source, channel, products.id AS product_ids, properties
  FROM event
  WHERE ${movesRevenue}
),
named AS (
  SELECT 'property' AS kind, toString(pair.1) AS name, uniqExactIf(pair.2, pair.2 != '') AS values
  FROM moved
  ARRAY JOIN CAST(properties, 'Array(Tuple(String, String))') AS pair
  GROUP BY name
  UNION ALL
  SELECT 'trait' AS kind, toString(trait.name) AS name, uniqExactIf(value, value != '') AS values
  FROM trait
  GROUP BY name
  UNION ALL
  SELECT 'product' AS kind, 'product' AS name, uniqExactArrayIf(product_ids, true) AS values
  FROM moved
  UNION ALL
  SELECT 'source' AS kind, 'source' AS name, uniqExactIf(source, source != '') AS values
  FROM moved
  UNION ALL
  SELECT 'channel' AS kind, 'channel' AS name, uniqExactIf(channel, channel != '') AS values
  FROM moved
  UNION ALL
  SELECT 'touch' AS kind, 'touch' AS name, uniqExactIf(touch, touch != '') AS values
  FROM (${attributed(defaults)})
  UNION ALL
  SELECT 'survey' AS kind, 'survey' AS name, uniqExactIf(properties['survey_id'], properties['survey_id'] != '') AS values
  FROM event
  WHERE event.name = 'Survey Responded'
  UNION ALL
  SELECT 'class' AS kind, toString(scheme) AS name, uniqExact(class) AS values
  FROM customer_class
  GROUP BY name
  UNION ALL
  SELECT 'segment' AS kind, toString(segment_id) AS name, toUInt64(2) AS values
  FROM segment_log
  GROUP BY name
)
SELECT kind, name, values
FROM named
WHERE values > 0
ORDER BY kind, name`,
});
