// The classes of all customers, computed as the nightly job does, against the same figures gathered by hand: 20 million
// events of 1 million customers.
import { computeClasses } from "#analyze";
import { sql } from "#storage";
import { customers, events, withCompany } from "./company.data.ts";

async function time<Result>(what: string, work: () => Promise<Result>): Promise<number> {
  const start = performance.now();
  await work();
  const took = performance.now() - start;
  console.log(`${what.padEnd(62)} ${Math.round(took).toString().padStart(7)} ms`);
  return took;
}

/** What any computation must do at least: gather each customer's figures, and place everybody by them. */
const byHand = sql`SELECT count(), sum(r), sum(f), sum(m)
FROM (
  SELECT
    rank() OVER (ORDER BY last_day DESC) AS r,
    rank() OVER (ORDER BY orders) AS f,
    rank() OVER (ORDER BY net) AS m
  FROM (
    SELECT
      customer_id,
      max(toDate(occurred_at)) AS last_day,
      uniqExact(order_id) AS orders,
      sum(revenue) AS net,
      groupUniqArray(toDate(occurred_at)) AS days
    FROM event
    WHERE name IN ('Order Completed', 'Order Refunded')
    GROUP BY customer_id
  )
)`;

await withCompany(async (engines) => {
  console.log(`class: ${events} events, ${customers} customers`);
  const at = (day: string) => new Date(`${day}T12:00:00Z`);
  const night = (day: string) => () => computeClasses(engines, { now: at(day), time_zone: "UTC" });
  await time("RFM alone by hand", () => engines.clickhouse.rows("bench.rfm", byHand));
  await time("the first time, with the twelve months before", night("2024-10-15"));
  await time("the next night", night("2024-10-16"));
  await time("the same again: nothing changes", night("2024-10-16"));
  const hand = await time("RFM alone by hand, once more", () => engines.clickhouse.rows("bench.rfm", byHand));
  const all = await time("nine schemes the night after", night("2024-10-17"));
  await time("everybody's class of one scheme, read", () =>
    engines.clickhouse.rows(
      "bench.read",
      sql`SELECT class, count() FROM customer_class WHERE scheme = 'rfm' GROUP BY class`,
    ),
  );
  const [size] = await engines.clickhouse.rows("bench.size", sql`SELECT count() AS words FROM class_log`);
  console.log(`log of classes: ${JSON.stringify(size)}; nine schemes / RFM by hand: ${(all / hand).toFixed(2)}`);
});
