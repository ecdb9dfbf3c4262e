// A metric of up to four segments beside that of everybody: lines over time, and their totals with intervals.
import { MultiSelect, Skeleton, Stack } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { Shapes } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { MetricAnswer, Segments } from "#contract";
import { apiGet, useApi } from "../../ui/api.ts";
import { partialEnds } from "../../ui/bucket.ts";
import { Card } from "../../ui/card.tsx";
import { Chart } from "../../ui/chart.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { type Format, not_defined, useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { usePeriod } from "../../ui/period.ts";
import { useSearchState } from "../../ui/search.ts";
import { SimpleTable } from "../../ui/simple-table.tsx";
import type { Tokens } from "../../ui/tokens.ts";
import { type Trend, trendOption } from "../../ui/trend-option.ts";
import { segments_path } from "../segments/segments.ts";
import type { useParameters } from "./parameters.tsx";

const most_segments = 4;

interface SegmentsCardProps {
  readonly id: string;
  readonly name: string;
  readonly parameters: ReturnType<typeof useParameters>;
}

/** Answers of everybody and of each segment, in order; null until all are there. */
function useAnswers({ id, parameters }: SegmentsCardProps, chosen: readonly string[]) {
  const { inputs, grain, days } = usePeriod();
  const asked = { ...parameters, from: inputs.from, to: inputs.to, grain };
  const path = `/api/v1/metrics/${encodeURIComponent(id)}/values`;
  const enabled = days !== undefined && chosen.length > 0;
  return useQueries({
    queries: [undefined, ...chosen].map((within) => ({
      queryKey: [path, { ...asked, within }],
      queryFn: ({ signal }: { signal: AbortSignal }) => apiGet<MetricAnswer>(path, { ...asked, within }, signal),
      enabled,
    })),
    combine: (results) => {
      const answers = results.flatMap(({ data }) => data ?? []);
      return {
        error: results.find(({ error }) => error !== null)?.error ?? null,
        answers: answers.length === results.length ? answers : null,
      };
    },
  });
}

interface ComparedProps {
  readonly name: string;
  /** By the order of the answers: everybody, then the segments. */
  readonly names: readonly string[];
  readonly answers: readonly MetricAnswer[];
}

/** A line each; everybody's is drawn muted, behind the others. */
function comparedTrend({ names, answers }: Omit<ComparedProps, "name">, format: Format): Trend | null {
  const [all, ...segments] = answers.map((answer, place) => ({
    name: names[place] ?? "",
    values: answer.series.map(({ estimate }) => estimate.value),
  }));
  const [first] = answers;
  if (first === undefined || all === undefined) return null;
  const { series, grain, period, unit, currency } = first;
  const days = series.map(({ start }) => start);
  return {
    labels: days.map((start) => format.bucket(start, grain)),
    lines: [...segments, { ...all, is_comparison: true }],
    partial: partialEnds(days, grain, period),
    format: (value) => format.value(value, unit, currency),
    axis_format: (value) => format.value(value, unit, currency, "compact"),
  };
}

/** The chart, and below it the totals with their intervals. */
function Compared({ name, names, answers }: ComparedProps) {
  const { t } = useTranslation("metric");
  const format = useFormat();
  const listed = names.join("\n");
  const trend = useMemo(() => comparedTrend({ names: listed.split("\n"), answers }, format), [listed, answers, format]);
  const build = useCallback((of: Tokens) => (trend === null ? {} : trendOption(trend, of)), [trend]);
  const table = {
    columns: [t("segments.segment"), t("segments.value"), t("segments.interval"), t("segments.sample")],
    rows: answers.map(({ total, unit, currency }, place) => {
      const text = (value: number | null) => format.value(value, unit, currency);
      const interval = total.low === null ? not_defined : `${text(total.low)} … ${text(total.high)}`;
      return [names[place] ?? "", text(total.value), interval, format.count(total.n)];
    }),
  };
  return (
    <>
      <Chart build={build} label={t("segments.label", { name, segments: names.join(", ") })} height={280} />
      <SimpleTable data={table} label={t("segments.title")} />
    </>
  );
}

export function SegmentsCard(props: SegmentsCardProps) {
  const { t } = useTranslation("metric");
  const [search, setSearch] = useSearchState();
  const known = useApi<Segments>(segments_path).data?.rows;
  const nameOf = (id: string) => known?.find((segment) => segment.id === id)?.name ?? id;
  const chosen = (search.segments ?? "").split(",").filter((id) => known?.some((segment) => segment.id === id));
  const { answers, error } = useAnswers(props, chosen);
  return (
    <Card title={t("segments.title")} subtitle={t("segments.lead")}>
      {known?.length === 0 ? (
        <EmptyState icon={Shapes} title={t("segments.none")}>
          <PageLink to="/segments">{t("segments.make")}</PageLink>
        </EmptyState>
      ) : (
        <Stack gap="sm">
          <MultiSelect
            aria-label={t("segments.choose")}
            placeholder={chosen.length === 0 ? t("segments.hint") : ""}
            data={(known ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={chosen}
            maxValues={most_segments}
            searchable
            clearable
            onChange={(next) => setSearch({ segments: next.length === 0 ? undefined : next.join(",") })}
          />
          {chosen.length === 0 && <span className="k-muted">{t("segments.empty")}</span>}
          {error !== null && <ErrorState error={error} />}
          {chosen.length > 0 && error === null && answers === null && <Skeleton height={280} />}
          {chosen.length > 0 && answers !== null && (
            <Compared name={props.name} names={[t("segments.everybody"), ...chosen.map(nameOf)]} answers={answers} />
          )}
        </Stack>
      )}
    </Card>
  );
}
