// Alerts and what they told, in the reader's words.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { AlertDraft, AlertNotice, MetricUnit } from "#contract";
import { useFormat } from "./format.ts";
import { useMetricName } from "./metric-name.ts";

type Watched = Pick<AlertDraft, "metric" | "group" | "grain" | "condition">;

/** Words for an alert's rule, for a stretch and for what happened in it. */
export function useAlertWords() {
  const { t } = useTranslation("alerts");
  const format = useFormat();
  const nameOf = useMetricName();
  return useMemo(() => {
    const subject = ({ metric, group }: Pick<Watched, "metric" | "group">, name: string) => {
      const known = nameOf(metric, name);
      return group === null ? known : `${known} (${group.key === "" ? "—" : group.key})`;
    };
    const stretch = (grain: Watched["grain"], start: string) => t(`stretch.${grain}`, { day: format.day(start) });
    return {
      stretch,
      /** "Net revenue: a day below €1,000". */
      rule: (watched: Watched, name: string, unit: MetricUnit, currency: string) => {
        const { condition, grain } = watched;
        const words = { subject: subject(watched, name), grain: t(`grain.${grain}`) };
        if (condition.is === "change") return t(`rule.change_${condition.which}`, words);
        return t(`rule.${condition.is}`, { ...words, value: format.value(condition.value, unit, currency) });
      },
      happened: (about: AlertNotice) => {
        const text = (value: number | null) => format.value(value, about.unit, about.currency);
        const words = { subject: subject(about, about.metric_name), stretch: stretch(about.grain, about.stretch) };
        const value = text(about.value);
        return about.before === null
          ? t("notice.happened", { ...words, value })
          : t("notice.changed", { ...words, value, before: text(about.before) });
      },
    };
  }, [t, format, nameOf]);
}
