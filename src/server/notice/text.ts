// A notice in English words, for e-mails.
import { type AlertNotice, minorDigits, type Notice } from "#contract";

/** A metric's value in the words of a locale. */
export function amount(
  value: number | null,
  { unit, currency }: Pick<AlertNotice, "unit" | "currency">,
  locale = "en",
  missing = "not defined",
): string {
  if (value === null) return missing;
  switch (unit) {
    case "money":
      return new Intl.NumberFormat(locale, { style: "currency", currency }).format(value / 10 ** minorDigits(currency));
    case "share":
      return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(value);
    case "duration":
      return new Intl.NumberFormat(locale, { style: "unit", unit: "minute", maximumFractionDigits: 1 }).format(
        value / 60_000,
      );
    default:
      return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
  }
}

function stretchOf({ grain, stretch }: AlertNotice): string {
  return grain === "day" ? `on ${stretch}` : `in the ${grain} from ${stretch}`;
}

function conditionOf(about: AlertNotice): string {
  const { condition } = about;
  return condition.is === "change"
    ? `a change ${condition.which === "worse" ? "for the worse " : ""}beyond noise`
    : `${condition.is} ${amount(condition.value, about)}`;
}

/** What it is about: the metric, and its group where it is one. */
function subject({ metric_name, group }: AlertNotice): string {
  return group === null ? metric_name : `${metric_name} (${group.dimension}: ${group.key})`;
}

/** Subject and text of an e-mail; `address` is where people open Kompas. */
export function wordsOf(
  { kind, about }: Pick<Notice, "kind" | "about">,
  address: string,
): { subject: string; text: string } {
  const fired = kind === "alert_fired";
  const before = about.before === null ? "" : `, before that ${amount(about.before, about)}`;
  const lines = [
    `${subject(about)} is ${amount(about.value, about)} ${stretchOf(about)}${before}.`,
    fired ? `You asked to be told of: ${conditionOf(about)}.` : `It is no longer: ${conditionOf(about)}.`,
    "",
    `${address}/metrics/${encodeURIComponent(about.metric)}`,
    "",
    `Alerts are changed and switched off at ${address}/alerts`,
  ];
  return { subject: `${fired ? "Alert" : "Over"}: ${about.name}`, text: lines.join("\n") };
}
