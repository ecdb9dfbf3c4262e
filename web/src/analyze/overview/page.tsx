// The overview: how the business did in the period, at a glance.

import { Button } from "@mantine/core";
import { Navigate } from "@tanstack/react-router";
import { SlidersHorizontal } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TileAnswers } from "#contract";
import { hasPage } from "../../pages.ts";
import { useApi, useMetrics, useMetricValues, useWorkspace } from "../../ui/api.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { usePeriod } from "../../ui/period.ts";
import { Progress } from "../../ui/progress.tsx";
import { useSearchState } from "../../ui/search.ts";
import { useTargets } from "../../ui/targets.ts";
import { Tile } from "../../ui/tile.tsx";
import { BreakdownCard } from "./breakdown-card.tsx";
import { ChangesCard } from "./changes-card.tsx";
import { ClassesCard } from "./classes-card.tsx";
import { CohortsCard } from "./cohorts-card.tsx";
import classes from "./overview.module.css";
import { RevenueCard } from "./revenue-card.tsx";
import { tiles_path } from "./tiles.ts";

const DefinitionDrawer = lazy(() => import("../../ui/definition-drawer.tsx"));
const ChooseTiles = lazy(() => import("./choose-tiles.tsx"));

/** Nothing has been imported yet: the welcome page says what to do. */
function Empty() {
  const { t } = useTranslation("overview");
  if (hasPage("welcome")) return <Navigate to="/welcome" replace />;
  return <EmptyState title={t("empty.title")} text={t("empty.text")} />;
}

function Tiles({ shown }: { readonly shown: TileAnswers | undefined }) {
  const metrics = useMetrics();
  const targets = useTargets().data?.rows ?? [];
  const first_day = useWorkspace().data?.first_day ?? undefined;
  const { inputs } = usePeriod();
  const [search, setSearch] = useSearchState();
  if (metrics.error !== null) return <ErrorState error={metrics.error} onRetry={() => void metrics.refetch()} />;
  const answerOf = (id: string) => shown?.metrics.find((answer) => answer.id === id);
  const opened = metrics.data?.find((metric) => metric.id === search.definition);
  return (
    <>
      <div className={classes.tiles}>
        {shown?.tiles.metrics
          .flatMap((id) => metrics.data?.find((metric) => metric.id === id) ?? [])
          .map((metric) => (
            <Tile
              key={metric.id}
              definition={metric}
              answer={answerOf(metric.id)}
              first_day={first_day}
              target={targets.find((target) => target.metric === metric.id)}
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

/** Both revenues over time, whether they are among the tiles or not. */
function Revenue() {
  const { days, inputs, grain } = usePeriod();
  const net = useMetricValues("revenue_net", { ...inputs, grain }, days !== undefined);
  const gross = useMetricValues("revenue_gross", { ...inputs, grain }, days !== undefined);
  return <RevenueCard net={net.data} gross={gross.data} />;
}

export default function Overview() {
  const { t } = useTranslation("overview");
  const format = useFormat();
  const workspace = useWorkspace();
  const { days, inputs, grain } = usePeriod();
  const [choosing, setChoosing] = useState(false);
  const shown = useApi<TileAnswers>(tiles_path, { ...inputs, grain }, { enabled: days !== undefined });
  if (workspace.error !== null) return <ErrorState error={workspace.error} onRetry={() => void workspace.refetch()} />;
  if (workspace.data === undefined) return <Progress />;
  if (workspace.data.first_day === null || days === undefined) return <Empty />;
  return (
    <>
      <PageHead title={t("title")} subtitle={format.period(days.from, days.to)}>
        <Button
          variant="default"
          size="sm"
          leftSection={<SlidersHorizontal size={15} />}
          disabled={shown.data === undefined}
          onClick={() => setChoosing(true)}
        >
          {t("choose.button")}
        </Button>
      </PageHead>
      {shown.error !== null && <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />}
      {shown.isPending && <Progress />}
      <Tiles shown={shown.data} />
      <div className={classes.wide}>
        <div className={classes.column}>
          <Revenue />
          <BreakdownCard />
        </div>
        <ChangesCard />
      </div>
      <div className={classes.halves}>
        {hasPage("classes") && <ClassesCard />}
        {hasPage("cohorts") && <CohortsCard />}
      </div>
      {choosing && shown.data !== undefined && (
        <Suspense fallback={null}>
          <ChooseTiles tiles={shown.data.tiles} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </>
  );
}
