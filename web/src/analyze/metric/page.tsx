// A metric's own page: its value and change, its trend, its breakdown by anything, its definition and SQL.

import { Stack } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { MetricAnswer, MetricDefinition } from "#contract";
import { hasPage } from "../../pages.ts";
import { useMetrics, useMetricValues, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { Change } from "../../ui/change.tsx";
import { Definition } from "../../ui/definition.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { useMetricName } from "../../ui/metric-name.ts";
import { PageButton } from "../../ui/page-button.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { usePeriod } from "../../ui/period.ts";
import { Progress } from "../../ui/progress.tsx";
import { SqlBlock } from "../../ui/sql-block.tsx";
import { TargetLine } from "../../ui/target-line.tsx";
import { BigValue, halfWidth, isComparable } from "../../ui/tile.tsx";
import { BreakdownCard } from "./breakdown-card.tsx";
import { CustomActions } from "./custom-actions.tsx";
import classes from "./metric.module.css";
import { ParameterFields, useParameters } from "./parameters.tsx";
import { SegmentsCard } from "./segments-card.tsx";
import { TrendCard } from "./trend-card.tsx";

function Numbers({ definition, answer }: { readonly definition: MetricDefinition; readonly answer: MetricAnswer }) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const first_day = useWorkspace().data?.first_day ?? undefined;
  const { total, comparison, unit, currency, matured_to } = answer;
  const interval = halfWidth(total, unit, currency, format);
  const before = comparison?.total.value ?? null;
  return (
    <div className={classes.numbers}>
      <BigValue value={total.value} unit={unit} currency={currency} />
      {interval !== null && <span className="k-muted k-number">{interval}</span>}
      {total.withheld !== undefined && <span className="k-muted">{t("withheld", { ns: "metric" })}</span>}
      {matured_to !== null && (
        <span className="k-muted">{t("matured", { ns: "metric", day: format.day(matured_to) })}</span>
      )}
      {isComparable(answer, first_day) && before !== null && (
        <>
          <Change now={total.value} before={before} unit={unit} direction={definition.direction} />
          <span className="k-muted k-number">{t("before", { value: format.value(before, unit, currency) })}</span>
        </>
      )}
      {comparison !== null && !isComparable(answer, first_day) && (
        <span className="k-muted">{t("not_comparable")}</span>
      )}
    </div>
  );
}

function Known({ definition }: { readonly definition: MetricDefinition }) {
  const { t } = useTranslation("metric");
  const format = useFormat();
  const nameOf = useMetricName();
  const { days, inputs, grain } = usePeriod();
  const parameters = useParameters(definition.parameters);
  const asked = { ...inputs, ...parameters, grain };
  const answer = useMetricValues(definition.id, asked, days !== undefined);
  const name = nameOf(definition.id, definition.name);
  return (
    <>
      <PageHead title={name} subtitle={days === undefined ? undefined : format.period(days.from, days.to)}>
        {hasPage("customers") && definition.has_people && (
          <PageButton
            to="/customers"
            search={{ metric: definition.id, from: days?.from, to: days?.to }}
            variant="default"
            size="sm"
            leftSection={<Users size={15} />}
          >
            {t("open_customers")}
          </PageButton>
        )}
        {definition.is_custom && <CustomActions definition={definition} />}
      </PageHead>
      <TargetLine metric={definition.id} />
      {answer.error !== null && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data === undefined && answer.error === null && <Progress />}
      {answer.data !== undefined && (
        <>
          <Numbers definition={definition} answer={answer.data} />
          <TrendCard name={name} answer={answer.data} />
        </>
      )}
      {definition.has_segments && (
        <div className={classes.below}>
          <SegmentsCard id={definition.id} name={name} parameters={parameters} />
        </div>
      )}
      <div className={classes.halves}>
        <BreakdownCard id={definition.id} parameters={parameters} />
        <Stack gap={12}>
          {definition.parameters.length > 0 && (
            <Card title={t("parameter.title")}>
              <ParameterFields parameters={definition.parameters} />
            </Card>
          )}
          <Card title={t("definition.title")}>
            <Definition definition={definition} answer={answer.data} />
          </Card>
          <Card title="SQL">
            <SqlBlock id={definition.id} inputs={asked} />
          </Card>
        </Stack>
      </div>
    </>
  );
}

export default function Metric() {
  const { t } = useTranslation("metric");
  const { id } = useParams({ strict: false });
  const metrics = useMetrics();
  const definition = metrics.data?.find((metric) => metric.id === id);
  if (metrics.error !== null) return <ErrorState error={metrics.error} onRetry={() => void metrics.refetch()} />;
  if (metrics.data === undefined) return <Progress />;
  if (definition !== undefined) return <Known key={definition.id} definition={definition} />;
  return (
    <>
      <PageHead title={t("metrics", { ns: "titles" })} />
      <EmptyState title={t("unknown.title")} text={t("unknown.text")}>
        <PageLink to="/metrics/all">{t("unknown.all")}</PageLink>
      </EmptyState>
    </>
  );
}
