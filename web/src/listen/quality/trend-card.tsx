// One field by the month in which customers came: whether the data that comes in gets better.
import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { QualityField, QualityTrend } from "#contract";
import { useApi } from "../../ui/api.ts";
import { ChartCard } from "../../ui/chart-card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { trendOption } from "../../ui/trend-option.ts";
import { fieldOf, fields, measures, quality_path, recognizing } from "./quality.ts";

interface TrendCardProps {
  readonly field: QualityField;
  readonly source: string;
  readonly onField: (field: QualityField) => void;
}

export function TrendCard({ field, source, onField }: TrendCardProps) {
  const { t } = useTranslation("quality");
  const format = useFormat();
  const { data, error, refetch } = useApi<QualityTrend>(`${quality_path}/trend`, { field, source });
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const rows = data?.rows ?? [];
  const shown = measures.filter((measure) => measure !== "duplicates" || recognizing.includes(field));
  const labels = rows.map(({ month }) => format.bucket(month, "month"));
  const share = (value: number) => format.share(value, 0);
  return (
    <ChartCard
      title={t("trend.title")}
      subtitle={t("trend.lead")}
      label={t("trend.label", { field: t(`field.${field}`) })}
      actions={
        <Select
          size="xs"
          w={150}
          aria-label={t("column.field")}
          allowDeselect={false}
          value={field}
          onChange={(value) => onField(fieldOf(value ?? undefined) ?? field)}
          data={fields.map((value) => ({ value, label: t(`field.${value}`) }))}
        />
      }
      build={(of) =>
        trendOption(
          {
            labels,
            lines: shown.map((measure) => ({
              name: t(`measure.${measure}`),
              values: rows.map((row) => row[measure]),
            })),
            partial: { first: false, last: false },
            bounds: { low: 0, high: 1 },
            format: share,
            axis_format: share,
          },
          of,
        )
      }
      table={{
        columns: [t("column.month"), t("column.customers"), ...shown.map((measure) => t(`measure.${measure}`))],
        rows: rows.map((row, index) => [
          labels[index] ?? "",
          format.count(row.customers),
          ...shown.map((measure) => format.share(row[measure], 1)),
        ]),
      }}
    />
  );
}
