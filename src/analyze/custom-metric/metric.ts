// A custom metric's definition as a metric of the registry, so that whatever shows metrics shows it.
import type { CustomMetricDraft, CustomMetricKind } from "#contract";
import type { Metric } from "../metric/definition.ts";
import { type CustomStatistic, customDoers, customFamily, statisticName } from "./family.sql.ts";
import { inWords } from "./words.ts";

const shapes = {
  count: { interval: "none", empty: 0 },
  sum: { interval: "none", empty: 0 },
  mean: { interval: "mean_t", empty: null },
  rate: { interval: "wilson", empty: null },
  ratio: { interval: "none", empty: null },
} as const satisfies Record<CustomMetricKind, Pick<Metric, "interval" | "empty">>;

/** The metric that a definition makes. */
export function metricOf(id: string, definition: CustomMetricDraft): Metric {
  const { name, description, topic, direction, unit, kind } = definition;
  const told = inWords(definition);
  const statistic = (of: CustomStatistic) => statisticName(id, of);
  return {
    ...{ id, name, topic, description, unit, direction, kind },
    ...told,
    ...shapes[kind],
    source: "Defined in this workspace",
    value: statistic("value"),
    over: told.denominator === null ? null : statistic("over"),
    spread: kind === "mean" ? statistic("m2") : null,
    sample: statistic("sample"),
    behind: customDoers(definition),
    family: customFamily(id, definition),
  };
}
