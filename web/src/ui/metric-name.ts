// Metrics in the reader's language: names and descriptions by id, with the server's English words as fallback.
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** A function that names a metric. */
export function useMetricName(): (id: string, fallback: string) => string {
  const { t } = useTranslation("metric");
  return useCallback((id: string, fallback: string) => t(`names.${id}`, { defaultValue: fallback }), [t]);
}
