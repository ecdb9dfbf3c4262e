// Surveys as pages ask for them.
import type { Survey, SurveyCounts, SurveyKind } from "#contract";
import { useApi } from "../../ui/api.ts";

export const surveys_path = "/api/v1/surveys";
export const results_path = "/api/v1/survey-results";

interface Kind {
  readonly kind: SurveyKind;
  /** Those that it may have, the usual one first. */
  readonly scales: readonly [number, ...number[]];
}

export const nps: Kind = { kind: "nps", scales: [10] };
export const kinds: readonly Kind[] = [
  nps,
  { kind: "csat", scales: [5, 2, 3, 7, 10] },
  { kind: "ces", scales: [7] },
  { kind: "enps", scales: [10] },
];

export function useSurveys() {
  return useApi<{ rows: Survey[] }>(surveys_path);
}

export function useSurveyCounts() {
  return useApi<SurveyCounts>(results_path);
}
