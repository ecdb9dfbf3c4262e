// Reads what an alert watches: the last stretch that is over, the one that runs, and those that they are held against.
import type { Alert, Estimate } from "#contract";
import { addDays, nextStart, startOf } from "../calendar.ts";
import { lastKnownDay, startsBefore, todayIn } from "../forecast/outlook.ts";
import { type Asker, metricAnswers } from "../metric/answer.ts";
import type { Metric } from "../metric/definition.ts";
import type { Reading } from "./judge.ts";

/** Stretches before, to tell what is usual. */
const earlier_stretches = 8;

const nothing: Estimate = { value: null, low: null, high: null, n: 0 };

type Watched = Pick<Alert, "grain" | "group">;

/** The stretches that one is held against, the oldest first: a day is held against the same weekday of the weeks before. */
function earlierOf(grain: Alert["grain"], start: string): string[] {
  if (grain !== "day") return startsBefore(grain, start, earlier_stretches);
  return Array.from({ length: earlier_stretches }, (_, index) => addDays(start, -7 * (earlier_stretches - index)));
}

/** The metric in each of these stretches, up to `to`: of all, or of one group, which takes a question for each. */
async function estimatesOf(
  asker: Asker,
  metric: Metric,
  { grain, group }: Watched,
  starts: readonly string[],
  to: string,
): Promise<Estimate[]> {
  // Before its first sample a metric did not exist: that tells nothing of what is usual.
  const known = (estimate: Estimate | undefined) => (estimate === undefined || estimate.n === 0 ? nothing : estimate);
  if (group === null) {
    const [answer] = await metricAnswers(asker, [metric], { from: starts[0] ?? to, to, grain });
    return starts.map((start) => known(answer?.series.find((point) => point.start === start)?.estimate));
  }
  return await Promise.all(
    starts.map(async (from) => {
      const end = addDays(nextStart(grain, from), -1);
      const asked = { from, to: end < to ? end : to, grain, by: group.dimension, keys: [group.key] };
      const [answer] = await metricAnswers(asker, [metric], asked);
      return known(answer?.groups.find(({ key }) => key === group.key)?.total);
    }),
  );
}

/** The last stretch that is over, then the one that runs. */
export async function readingsOf(asker: Asker, metric: Metric, watched: Watched): Promise<Reading[]> {
  const { grain } = watched;
  const as_of = await lastKnownDay(asker);
  const today = todayIn(asker.settings.time_zone, asker.now());
  const running = startOf(grain, as_of);
  const over = startOf(grain, addDays(running, -1));
  return await Promise.all(
    [over, running].map(async (stretch) => {
      const estimates = await estimatesOf(asker, metric, watched, [...earlierOf(grain, stretch), stretch], as_of);
      // Data that ended before today ended with their stretch.
      const complete = nextStart(grain, stretch) <= today;
      const now = estimates.at(-1) ?? nothing;
      const earlier = estimates.slice(0, -1);
      // A count that has not come to anything is 0, unless it never did.
      const is_nothing = now.n === 0 && metric.over === null && earlier.some(({ n }) => n > 0);
      return { stretch, complete, now: is_nothing ? { ...now, value: 0 } : now, earlier };
    }),
  );
}
