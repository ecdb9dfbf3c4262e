// The door of stats: pure mathematics on sufficient statistics. Imports nothing of ours.
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
export { studentCdf, studentQuantile } from "./student.ts";
