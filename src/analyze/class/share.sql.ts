// Classes by cumulative share (Pareto's rule): the biggest who together make up the first share of the whole, and so on.
import { identifier, type Sql, sql, typed } from "#storage";

/** A share of 0..1 as the engine's exact decimal, to six places. */
export function exactShare(share: number): Sql {
  return sql`${typed("Decimal(9, 6)", share.toFixed(6))}`;
}

/** Where upper and middle class end, as cumulative shares; and the names of the three. */
export interface ShareClasses {
  readonly upper: number;
  readonly middle: number;
  readonly names: "abc" | "xyz";
}

const letters = {
  abc: ["'A'", "'B'", "'C'"],
  xyz: ["'X'", "'Y'", "'Z'"],
} as const;

const columns = { revenue: "earned", orders: "orders" };

/**
 * The class of each row by its value, as an expression over windows. A row belongs to the upper class when the values
 * greater than its own make up less than that class's share: so the row that crosses a bound belongs to the upper
 * class, and rows of equal value stay together. Values must not be negative; 0 is of the lowest class.
 */
export function shareClass(column: keyof typeof columns, { upper, middle, names }: ShareClasses): Sql {
  const value = identifier(columns, column);
  const [first, second, third] = letters[names];
  const letter = (text: string) => identifier<string>({ [text]: text }, text);
  const greater = sql`sum(${value}) OVER (ORDER BY ${value} DESC) - sum(${value}) OVER (PARTITION BY ${value})`;
  const whole = sql`toDecimal128(sum(${value}) OVER (), 4)`;
  return sql`multiIf(
      ${value} <= 0, ${letter(third)},
      ${greater} < ${whole} * ${exactShare(upper)}, ${letter(first)},
      ${greater} < ${whole} * ${exactShare(middle)}, ${letter(second)},
      ${letter(third)}
    )`;
}
