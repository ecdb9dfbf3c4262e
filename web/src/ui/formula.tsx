// The formula of a custom metric as a sentence in the reader's language.
import { useTranslation } from "react-i18next";
import type { CustomMetric, Formula, Quantity } from "#contract";
import { useApi } from "./api.ts";
import { happeningText } from "./condition/sentence.ts";
import { useWords } from "./condition/vocabulary.ts";
import { ErrorState } from "./error-state.tsx";
import { Progress } from "./progress.tsx";

export const custom_metrics_path = "/api/v1/custom-metrics";

/** A custom metric as it was defined; `enabled` is whether there is one to ask for. */
export function useCustomMetric(id: string, enabled = true) {
  return useApi<CustomMetric>(`${custom_metrics_path}/${encodeURIComponent(id)}`, {}, { enabled });
}

/** A function that says a formula: "Mean of revenue over “Order Completed” (country is PL)". */
export function useFormulaText(): (formula: Formula) => string {
  const { t } = useTranslation("metric");
  const words = useWords();
  const quantity = (of: Quantity, kind: "sum" | "mean" = "sum") =>
    t(`formula.${of.measure === "sum" ? kind : of.measure}`, {
      event: happeningText(words, of),
      property: "property" in of ? of.property : "",
    });
  return (formula) => {
    const { kind, numerator, denominator, segment } = formula;
    const parts = {
      numerator: happeningText(words, numerator),
      denominator: happeningText(words, denominator ?? numerator),
    };
    const text =
      denominator === null
        ? quantity(numerator, kind === "mean" ? "mean" : "sum")
        : kind === "rate"
          ? t(`formula.rate_${numerator.measure === "events" ? "events" : "customers"}`, parts)
          : t("formula.ratio", { numerator: quantity(numerator), denominator: quantity(denominator) });
    return segment === null ? text : t("formula.within", { text, segment: words.segment(segment) });
  };
}

/** The sentence of a kept metric. */
export function FormulaOf({ id }: { readonly id: string }) {
  const { data, error } = useCustomMetric(id);
  const say = useFormulaText();
  if (error !== null) return <ErrorState error={error} />;
  return data === undefined ? <Progress /> : <span data-testid="formula">{say(data)}</span>;
}
