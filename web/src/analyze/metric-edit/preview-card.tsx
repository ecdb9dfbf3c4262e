// What a formula comes to while it is being made: its sentence, the value over the last days with its interval, the trend.
import { SegmentedControl, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomMetricPreview, Formula } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { isComplete } from "../../ui/condition/leaf.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { custom_metrics_path, useFormulaText } from "../../ui/formula.tsx";
import { Progress } from "../../ui/progress.tsx";
import { Sparkline } from "../../ui/sparkline.tsx";
import { SqlAnswer } from "../../ui/sql-block.tsx";
import { BigValue, halfWidth } from "../../ui/tile.tsx";

const rest_ms = 300;

function usePreview(formula: Formula, days: number) {
  const text = JSON.stringify({ formula, days });
  const [rested] = useDebouncedValue(text, rest_ms);
  const answer = useQuery<CustomMetricPreview>({
    queryKey: [`${custom_metrics_path}/preview`, rested],
    queryFn: ({ signal }) =>
      apiSend<CustomMetricPreview>("POST", `${custom_metrics_path}/preview`, JSON.parse(rested), signal),
    placeholderData: keepPreviousData,
    enabled: isComplete(formula),
    retry: false,
  });
  return { ...answer, stale: text !== rested || answer.isPlaceholderData };
}

function Shown({ preview, stale }: { readonly preview: CustomMetricPreview; readonly stale: boolean }) {
  const { t } = useTranslation("metric-edit");
  const format = useFormat();
  const { total, unit, currency, period, series } = preview.answer;
  const interval = halfWidth(total, unit, currency, format);
  return (
    <Stack gap="sm" style={{ opacity: stale ? 0.5 : 1 }}>
      <div>
        <BigValue value={total.value} unit={unit} currency={currency} />{" "}
        {interval !== null && <span className="k-muted k-number">{interval}</span>}
        <Text size="xs" c="dimmed">
          {format.period(period.from, period.to)}
        </Text>
        <Text size="xs" c="dimmed">
          {t("preview.sample", { count: total.n, text: format.count(total.n) })}
        </Text>
      </div>
      <Sparkline values={series.map(({ estimate }) => estimate.value)} partial={{ first: false, last: false }} />
      <details>
        <summary style={{ fontSize: 14 }}>SQL</summary>
        <SqlAnswer answer={preview.sql} />
      </details>
    </Stack>
  );
}

export function PreviewCard({ formula }: { readonly formula: Formula }) {
  const { t } = useTranslation("metric-edit");
  const [days, setDays] = useState("30");
  const say = useFormulaText();
  const { data, error, stale } = usePreview(formula, Number(days));
  const complete = isComplete(formula);
  return (
    <Card
      title={t("preview.title")}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t("preview.days")}
          value={days}
          data={["30", "90"].map((value) => ({ value, label: t("preview.last", { days: value }) }))}
          onChange={setDays}
        />
      }
    >
      <Stack gap="sm" role="status" aria-busy={stale} data-testid="preview">
        <Text size="sm" data-testid="formula">
          {say(formula)}
        </Text>
        {!complete && (
          <Text size="sm" c="dimmed">
            {t("preview.incomplete")}
          </Text>
        )}
        {complete && error !== null && <ErrorState error={error} />}
        {complete && error === null && data === undefined && <Progress />}
        {complete && error === null && data !== undefined && <Shown preview={data} stale={stale} />}
      </Stack>
    </Card>
  );
}
