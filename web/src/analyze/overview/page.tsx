// The overview: how the business did in the period, at a glance.

import { Navigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { MetricAnswer, MetricDefinition } from "#contract";
import { hasPage } from "../../pages.ts";
import { useMetricSummary, useMetrics, useWorkspace } from "../../ui/api.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { usePeriod } from "../../ui/period.ts";
import { Progress } from "../../ui/progress.tsx";
import { useSearchState } from "../../ui/search.ts";
import { Tile } from "../../ui/tile.tsx";
import { BreakdownCard } from "./breakdown-card.tsx";
import { ClassesCard } from "./classes-card.tsx";
import { CohortsCard } from "./cohorts-card.tsx";
import classes from "./overview.module.css";
import { RevenueCard } from "./revenue-card.tsx";

/** Left to the list of metrics: what remains of active customers without the new ones, and what others say shorter. */
const not_featured = new Set(["customers_returning", "csat_mean", "reviews", "contact_rate"]);

const DefinitionDrawer = lazy(() => import("../../ui/definition-drawer.tsx"));

/** Nobody was asked, nobody wrote: a tile that says so in each period would only be in the way. */
function isTold({ topic }: MetricDefinition, answer: MetricAnswer | undefined): boolean {
  return topic === "sales" || topic === "customers" || (answer?.total.n ?? 0) > 0;
}

/** Nothing has been imported yet: the welcome page says what to do. */
function Empty() {
  const { t } = useTranslation("overview");
  if (hasPage("welcome")) return <Navigate to="/welcome" replace />;
  return <EmptyState title={t("empty.title")} text={t("empty.text")} />;
}

function Tiles({ answers }: { readonly answers: readonly MetricAnswer[] | undefined }) {
  const metrics = useMetrics();
  const first_day = useWorkspace().data?.first_day ?? undefined;
  const { inputs } = usePeriod();
  const [search, setSearch] = useSearchState();
  if (metrics.error !== null) return <ErrorState error={metrics.error} onRetry={() => void metrics.refetch()} />;
  const answerOf = (id: string) => answers?.find((answer) => answer.id === id);
  const opened = metrics.data?.find((metric) => metric.id === search.definition);
  return (
    <>
      <div className={classes.tiles}>
        {metrics.data
          ?.filter((metric) => !not_featured.has(metric.id) && isTold(metric, answerOf(metric.id)))
          .map((metric) => (
            <Tile
              key={metric.id}
              definition={metric}
              answer={answerOf(metric.id)}
              first_day={first_day}
              onOpen={() => setSearch({ definition: metric.id })}
            />
          ))}
      </div>
      {opened !== undefined && (
        <Suspense fallback={null}>
          <DefinitionDrawer
            definition={opened}
            answer={answerOf(opened.id)}
            inputs={inputs}
            onClose={() => setSearch({ definition: undefined })}
          />
        </Suspense>
      )}
    </>
  );
}

export default function Overview() {
  const { t } = useTranslation("overview");
  const format = useFormat();
  const workspace = useWorkspace();
  const { days, inputs, grain } = usePeriod();
  const summary = useMetricSummary({ ...inputs, grain }, days !== undefined);
  const answerOf = (id: string) => summary.data?.metrics.find((answer) => answer.id === id);
  if (workspace.error !== null) return <ErrorState error={workspace.error} onRetry={() => void workspace.refetch()} />;
  if (workspace.data === undefined) return <Progress />;
  if (workspace.data.first_day === null || days === undefined) return <Empty />;
  return (
    <>
      <PageHead title={t("title")} subtitle={format.period(days.from, days.to)} />
      {summary.error !== null && <ErrorState error={summary.error} onRetry={() => void summary.refetch()} />}
      <Tiles answers={summary.data?.metrics} />
      <div className={classes.wide}>
        <RevenueCard net={answerOf("revenue_net")} gross={answerOf("revenue_gross")} />
        <BreakdownCard />
      </div>
      <div className={classes.halves}>
        {hasPage("classes") && <ClassesCard />}
        {hasPage("cohorts") && <CohortsCard />}
      </div>
    </>
  );
}
