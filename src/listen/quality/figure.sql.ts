// The figures of one measuring, as the page shows them.
import { Type } from "typebox";
import { QualityField } from "#contract";
import { query, sql, typed } from "#storage";

const Counts = {
  customers: Type.Integer(),
  told: Type.Integer(),
  cleaned: Type.Integer(),
  valid: Type.Integer(),
  keyed: Type.Integer(),
  shared: Type.Integer(),
};

const at = new Date("2024-01-01T00:00:00Z");

const sums = sql`sum(figure.customers) AS customers,
  sum(figure.told) AS told,
  sum(figure.cleaned) AS cleaned,
  sum(figure.valid) AS valid,
  sum(figure.keyed) AS keyed,
  sum(figure.shared) AS shared`;

/** Every source and field, all months together. */
export const figuresOf = query({
  name: "listen.quality.figures",
  row: Type.Object({
    source: Type.String(),
    field: QualityField,
    ...Counts,
    flags: Type.Record(Type.String(), Type.Integer()),
  }),
  branches: { plain: { measured_at: at } },
  sql: ({ measured_at }: { measured_at: Date }) => sql`SELECT
  toString(source) AS source,
  toString(field) AS field,
  ${sums},
  CAST(sumMap(figure.flags), 'Map(String, UInt64)') AS flags
FROM quality_figure AS figure
WHERE measured_at = ${typed("DateTime64(3, 'UTC')", measured_at)}
GROUP BY source, field
ORDER BY source, field`,
});

interface TrendParams {
  readonly measured_at: Date;
  readonly source: string;
  readonly field: QualityField;
}

/** One field of one source by the month in which customers came. */
export const trendOf = query({
  name: "listen.quality.trend",
  row: Type.Object({ month: Type.String(), ...Counts }),
  branches: { plain: { measured_at: at, source: "", field: "email" } },
  sql: ({ measured_at, source, field }: TrendParams) => sql`SELECT
  toString(figure.month) AS month,
  ${sums}
FROM quality_figure AS figure
WHERE measured_at = ${typed("DateTime64(3, 'UTC')", measured_at)} AND source = ${source} AND field = ${field}
GROUP BY month
ORDER BY month`,
});
