// Metrics asked of the members of one segment: which can be, and of which segment.
import { ProblemError } from "#contract";
import type { Engines } from "#storage";
import { isOfPeople, type Metric } from "./definition.ts";

/** @throws {ProblemError} 404 unknown_segment */
async function requireSegment({ postgres }: Engines, id: string): Promise<void> {
  const found = await postgres.guarded("analyze.metric.segment", (db) =>
    db.selectFrom("segment").select("id").where("id", "=", id).executeTakeFirst(),
  );
  if (!found)
    throw new ProblemError(
      404,
      "unknown_segment",
      `There is no segment "${id}"; GET /api/v1/segments lists them`,
      "within",
    );
}

/** @throws {ProblemError} 404 unknown_segment; 422 not_within for a metric that is not of single customers */
export async function checkWithin(engines: Engines, metrics: readonly Metric[], within: string): Promise<void> {
  await requireSegment(engines, within);
  const other = metrics.find((metric) => !isOfPeople(metric));
  if (other)
    throw new ProblemError(
      422,
      "not_within",
      `"${other.id}" cannot be told of a segment: it has costs, which are nobody's, or what was said in confidence`,
      "within",
    );
}
