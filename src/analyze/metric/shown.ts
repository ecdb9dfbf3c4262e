// A metric's answer as one caller may see it: groups by what may be personal are masked or refused.
import { type Context, isOpenField, type MetricAnswer, maskerOf, requirePersonalData } from "#contract";
import type { Engines } from "#storage";
import { type Asked, metricAnswer } from "./answer.ts";

/** The trait or the property that a dimension's id names. */
function fieldOf(dimension: string | undefined): string | undefined {
  return /^(?:property|trait):(.+)$/s.exec(dimension ?? "")?.[1];
}

/** @throws {ProblemError} 404 unknown_metric, 403 personal_data, 422 for what cannot be asked */
export async function shownAnswer(context: Context<Engines>, id: string, asked: Asked): Promise<MetricAnswer> {
  const name = fieldOf(asked.by);
  if (name === undefined) return await metricAnswer(context, id, asked);
  if (!isOpenField(name)) requirePersonalData(context, "by");
  const mask = maskerOf(context);
  const answer = await metricAnswer(context, id, asked);
  return { ...answer, groups: answer.groups.map((group) => ({ ...group, key: mask.field(name, group.key) })) };
}
