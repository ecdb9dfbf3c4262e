// The door of stats: pure mathematics on sufficient statistics. Imports nothing of ours.
export { type Bounded, differenceInterval, sumNoise, usualChange } from "./difference.ts";
export { type Forecast, forecastPace, forecastSum, neededDays, widened } from "./forecast.ts";
export {
  type Interval,
  type Moments,
  meanInterval,
  npsInterval,
  type PairMoments,
  ratioInterval,
  wilsonInterval,
  z95,
} from "./interval.ts";
export { discoveryBound, type Lift, relativeRisk } from "./lift.ts";
export { studentCdf, studentQuantile } from "./student.ts";
export { thinnedInterval } from "./thinned.ts";
