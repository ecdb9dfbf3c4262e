// A metric's groups as bars: the biggest first, the rest and the groups without a value by their names in the reader's language.

import { useTranslation } from "react-i18next";
import type { MetricAnswer } from "#contract";
import type { Bar } from "./bar-list.tsx";
import { useFormat } from "./format.ts";

/** Metrics whose groups add up to the whole, so that each group has a share of it. */
const additive = new Set(["revenue_gross", "revenue_net"]);

/** Bars of an answer that was asked `by` a dimension; `nameOf` says a group's key in words. */
export function useBars(answer: MetricAnswer | undefined, nameOf: (key: string) => string = (key) => key): Bar[] {
  const { t } = useTranslation("metric");
  const format = useFormat();
  if (answer === undefined) return [];
  const { unit, currency, total } = answer;
  const whole = additive.has(answer.id) ? total.value : null;
  return answer.groups.map(({ key, total: { value } }) => ({
    key,
    name: key === "…other" ? t("other") : key === "" ? t("no_value") : nameOf(key),
    value,
    text: format.value(value, unit, currency, whole === null ? "full" : "whole"),
    ...(whole === null || whole === 0 || value === null ? {} : { note: format.share(value / whole) }),
  }));
}

/** Groups of classes and of a segment in words; all others go by their own names. */
export function useGroupName(by: string | undefined): (key: string) => string {
  const { t } = useTranslation(["metric", "condition"]);
  const [kind, name = ""] = by?.split(":") ?? [];
  if (kind === "segment") return (key) => t(`member.${key}`);
  if (kind === "class") return (key) => t(`classes.${name}.${key}`, { ns: "condition", defaultValue: key });
  return (key) => key;
}
