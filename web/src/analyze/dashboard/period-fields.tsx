// Chooses the stretch and the comparison of a whole dashboard.
import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DashboardCompare, DashboardPeriod } from "#contract";

export const periods = [
  "last_7_days",
  "last_30_days",
  "last_90_days",
  "last_365_days",
  "this_month",
  "last_month",
  "this_quarter",
  "last_quarter",
  "this_year",
  "last_year",
] as const satisfies readonly DashboardPeriod[];

export const compares = ["previous", "year", "none"] as const satisfies readonly DashboardCompare[];

interface PeriodFieldsProps {
  readonly period: DashboardPeriod;
  readonly compare: DashboardCompare;
  readonly onChange: (patch: { period?: DashboardPeriod; compare?: DashboardCompare }) => void;
}

export function PeriodFields({ period, compare, onChange }: PeriodFieldsProps) {
  const { t } = useTranslation("dashboard");
  return (
    <>
      <Select
        w={205}
        aria-label={t("period_label")}
        allowDeselect={false}
        value={period}
        data={periods.map((id) => ({ value: id, label: t(`period.${id}`) }))}
        onChange={(next) => onChange({ period: periods.find((id) => id === next) ?? period })}
      />
      <Select
        w={205}
        aria-label={t("compare_label")}
        allowDeselect={false}
        value={compare}
        data={compares.map((id) => ({ value: id, label: t(`compare.${id}`) }))}
        onChange={(next) => onChange({ compare: compares.find((id) => id === next) ?? compare })}
      />
    </>
  );
}
