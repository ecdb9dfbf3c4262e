// What conditions can be made of here, asked of the server, and the words their sentences are written with.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ConsentSettings, KnownValues, Vocabulary } from "#contract";
import { inLanguage } from "../../listen/consent/consent.ts";
import { useApi, useMetrics, useWorkspace } from "../api.ts";
import { useFormat } from "../format.ts";
import { useMetricName } from "../metric-name.ts";
import type { Words } from "./sentence.ts";

const nothing: Vocabulary = {
  traits: [],
  identifiers: [],
  events: [],
  metrics: [],
  schemes: [],
  purposes: [],
  segments: [],
};

/** The vocabulary; empty until it is there. */
export function useVocabulary(): Vocabulary {
  return useApi<Vocabulary>("/api/v1/conditions/vocabulary").data ?? nothing;
}

/** What values are looked up of: a trait, or a property of an event ("" is any). */
export type ValuesOf = { readonly trait: string } | { readonly event: string; readonly property: string };

/** Known values of a trait or property that contain a text, the most frequent first. */
export function useKnownValues(of: ValuesOf, search: string): readonly string[] {
  const named = "trait" in of ? of.trait !== "" : of.property !== "";
  const answer = useApi<KnownValues>("/api/v1/conditions/values", { ...of, search }, { enabled: named, retry: false });
  return answer.data?.rows.map(({ value }) => value) ?? [];
}

/** The words of sentences in the reader's language. */
export function useWords(): Words {
  const { t, i18n } = useTranslation("condition");
  const format = useFormat();
  const metricName = useMetricName();
  const metrics = useMetrics().data;
  const currency = useWorkspace().data?.currency ?? "EUR";
  const purposes = useApi<ConsentSettings>("/api/v1/consent").data?.purposes;
  const { segments } = useVocabulary();
  return useMemo(() => {
    const metricOf = (id: string) => metrics?.find((metric) => metric.id === id);
    const purposeOf = (id: string) => purposes?.find((purpose) => purpose.id === id);
    return {
      t,
      format,
      metric: (id) => metricName(id, metricOf(id)?.name ?? id),
      metricValue: (id, value) => format.value(value, metricOf(id)?.unit ?? "count", currency),
      segment: (id) => segments.find((segment) => segment.id === id)?.name ?? id,
      purpose: (id) => {
        const purpose = purposeOf(id);
        return purpose === undefined ? id : inLanguage(purpose.names, i18n.language);
      },
      channel: (id) => t(`channels.${id}`, { defaultValue: id }),
      scheme: (id) => t(`scheme.${id}`, { defaultValue: id }),
      classOf: (scheme, id) => t(`classes.${scheme}.${id}`, { defaultValue: id }),
    };
  }, [t, i18n.language, format, metricName, metrics, currency, purposes, segments]);
}
