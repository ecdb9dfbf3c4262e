// What a formula comes to before it is kept: the answer that the metric would give, and its question.
import type { CustomMetricPreview, CustomMetricTry } from "#contract";
import { addDays } from "../calendar.ts";
import { lastKnownDay } from "../forecast/outlook.ts";
import { type Asker, metricAnswers, metricSql } from "../metric/answer.ts";
import { metricOf } from "./metric.ts";
import { checkKnown } from "./store.ts";

const unnamed = { name: "", description: "", topic: "sales", direction: "neutral" } as const;

/**
 * The value over the last days of the data (30 when not said).
 * @throws {ProblemError} 422 bad_formula, unknown_segment
 */
export async function previewFormula(
  asker: Asker,
  { formula, days = 30 }: CustomMetricTry,
): Promise<CustomMetricPreview> {
  await checkKnown(asker.engines, formula);
  const metric = metricOf("preview", { ...unnamed, ...formula });
  const to = await lastKnownDay(asker);
  const asked = { from: addDays(to, 1 - days), to };
  const [[answer], sql] = await Promise.all([
    metricAnswers(asker, [metric], { ...asked, compare: "previous" }),
    metricSql(asker, metric, asked),
  ]);
  if (!answer) throw new Error("one metric, one answer");
  return { answer, sql };
}
