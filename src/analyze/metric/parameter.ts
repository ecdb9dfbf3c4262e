// What a metric's definition leaves to who asks, and what it is when nobody says.
import type { MetricParameters } from "#contract";

/** Every parameter with a value; null where its absence means something of its own. */
export interface Parameters {
  readonly maturity_days: number;
  readonly age_days: number | null;
  readonly active_days: number;
  readonly overdue_days: number | null;
  readonly lookback_days: number;
  readonly model: "last" | "first";
  readonly margin_share: number;
}

export type Parameter = keyof Parameters;

export const defaults: Parameters = {
  maturity_days: 90,
  age_days: null,
  active_days: 365,
  overdue_days: null,
  lookback_days: 30,
  model: "last",
  margin_share: 1,
};

/** The parameters that were asked for, the rest as they are by default. */
export function parametersOf(asked: MetricParameters): Parameters {
  return {
    maturity_days: asked.maturity_days ?? defaults.maturity_days,
    age_days: asked.age_days ?? defaults.age_days,
    active_days: asked.active_days ?? defaults.active_days,
    overdue_days: asked.overdue_days ?? defaults.overdue_days,
    lookback_days: asked.lookback_days ?? defaults.lookback_days,
    model: asked.model ?? defaults.model,
    margin_share: asked.margin_share ?? defaults.margin_share,
  };
}
