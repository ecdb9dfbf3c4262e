// What a metric can be broken down by: where the group's key stands, and what of an event's revenue falls to it.
import { ProblemError } from "#contract";
import { type Sql, sql } from "#storage";
import { orderKey } from "../sql.ts";
import type { Parameters } from "./parameter.ts";
import { attributed, touchChannel } from "./touch.ts";

/** A way to tell events apart. */
export type Dimension =
  | { readonly kind: "property"; readonly name: string }
  | { readonly kind: "trait"; readonly name: string }
  | { readonly kind: "segment" | "class"; readonly name: string }
  | { readonly kind: "product" | "source" | "channel" | "touch" | "survey" };

/**
 * Reads a dimension's id: property:NAME, trait:NAME, segment:ID (members and all others), class:SCHEME, product, source,
 * channel, touch (the channel of marketing) or survey (which one was answered).
 */
export function parseDimension(id: string): Dimension {
  const plain = (["product", "source", "channel", "touch", "survey"] as const).find((kind) => kind === id);
  if (plain !== undefined) return { kind: plain };
  const [, kind, name] = /^(property|trait|segment|class):(.+)$/s.exec(id) ?? [];
  if ((kind === "property" || kind === "trait") && name !== undefined) return { kind, name };
  if ((kind === "segment" || kind === "class") && name !== undefined) return { kind, name };
  throw new ProblemError(
    400,
    "unknown_dimension",
    `"${id}" is not property:NAME, trait:NAME, segment:ID, class:SCHEME, product, source, channel, touch or survey`,
    "by",
  );
}

/** SQL of a dimension: the rows it reads, the key of each, and the part of revenue that belongs to the row. */
export interface DimensionSql {
  readonly from: Sql;
  readonly key: Sql;
  readonly amount: Sql;
  /** Which of the rows count. */
  readonly rows: Sql;
}

// An order stands once per line. What lines leave unexplained (shipping, a discount) stays, under no product, so
// that the parts sum to the whole.
const lines: DimensionSql = {
  from: sql`event
  ARRAY JOIN
    arrayPushBack(arrayMap(id -> toString(id), products.id), '') AS product,
    arrayConcat(
      arrayMap((price, quantity) -> round(toDecimal128(price, 4) * quantity, 4), products.price, products.quantity) AS amounts,
      [round(toDecimal128(revenue, 7) - arraySum(amounts), 4)]
    ) AS line_amount`,
  key: sql`product`,
  amount: sql`line_amount`,
  rows: sql`(product != '' OR line_amount != 0)`,
};

/**
 * As {@link dimensionSql}, for events that move no revenue: their product is a property, their channel of marketing what
 * their own tags or `touch` say.
 */
export function plainDimensionSql(
  dimension: Dimension | null,
  parameters: Parameters,
  touch: Sql = touchChannel,
): Pick<DimensionSql, "from" | "key"> {
  if (dimension?.kind === "touch") return { from: sql`event`, key: touch };
  return dimensionSql(dimension?.kind === "product" ? { kind: "property", name: "product_id" } : dimension, parameters);
}

/** Events with what their customer holds now, '' where that is nothing. */
function heldBy(holders: Sql): Pick<DimensionSql, "from" | "key"> {
  return {
    from: sql`event
  LEFT JOIN (${holders}) AS held ON customer_id = holder_id`,
    key: sql`ifNull(held, '')`,
  };
}

/** The SQL that a dimension adds to a question; without one, events as they are. */
export function dimensionSql(dimension: Dimension | null, parameters: Parameters): DimensionSql {
  const whole = { from: sql`event`, amount: sql`revenue`, rows: sql`1` };
  switch (dimension?.kind) {
    case undefined:
      return { ...whole, key: sql`''` };
    case "product":
      return lines;
    case "source":
      return { ...whole, key: sql`toString(source)` };
    case "channel":
      return { ...whole, key: sql`toString(channel)` };
    case "survey":
      return { ...whole, key: sql`properties['survey_id']` };
    case "property":
      return { ...whole, key: sql`properties[${dimension.name}]` };
    case "touch":
      return {
        ...whole,
        from: sql`event
  LEFT JOIN (${attributed(parameters)}) AS attributed ON ${orderKey} = touched_order`,
        key: sql`ifNull(touch, '')`,
      };
    case "trait":
      return {
        ...whole,
        ...heldBy(sql`SELECT customer_id AS holder_id, value AS held FROM trait WHERE name = ${dimension.name}`),
      };
    case "class":
      return {
        ...whole,
        ...heldBy(
          sql`SELECT customer_id AS holder_id, toString(class) AS held FROM customer_class WHERE scheme = ${dimension.name}`,
        ),
      };
    case "segment": {
      const members = sql`SELECT customer_id AS holder_id, 'in' AS held FROM segment_member WHERE segment_id = ${dimension.name}`;
      const { from, key } = heldBy(members);
      return { ...whole, from, key: sql`if(${key} = '', 'out', 'in')` };
    }
  }
}
