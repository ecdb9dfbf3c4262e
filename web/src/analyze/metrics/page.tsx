// All metrics by what they are about, each a tile that leads to its page.
import { Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMetricSummary, useMetrics, useWorkspace } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { useMay } from "../../ui/me.ts";
import { PageButton } from "../../ui/page-button.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { usePeriod } from "../../ui/period.ts";
import { Progress } from "../../ui/progress.tsx";
import { keptSearch, useSearchState } from "../../ui/search.ts";
import { Tile } from "../../ui/tile.tsx";
import classes from "./metrics.module.css";

export default function Metrics() {
  const { t } = useTranslation("metrics");
  const navigate = useNavigate();
  const [search] = useSearchState();
  const { days, inputs, grain } = usePeriod();
  const may = useMay("analyst");
  const metrics = useMetrics();
  const summary = useMetricSummary({ ...inputs, grain }, days !== undefined);
  const first_day = useWorkspace().data?.first_day ?? undefined;
  const error = metrics.error ?? summary.error;
  const open = (id: string) => void navigate({ to: `/metrics/${id}`, search: keptSearch(search) });
  return (
    <>
      <PageHead title={t("title")} subtitle={t("subtitle")}>
        {may && (
          <PageButton to="/new-metric" leftSection={<Plus size={15} />}>
            {t("new")}
          </PageButton>
        )}
      </PageHead>
      {error !== null && (
        <ErrorState error={error} onRetry={() => void Promise.all([metrics.refetch(), summary.refetch()])} />
      )}
      {metrics.data === undefined && error === null && <Progress />}
      {[...new Set(metrics.data?.map(({ topic }) => topic))].map((topic) => (
        <section key={topic} className={classes.topic}>
          <Title order={2} size="h4">
            {t(`topic.${topic}`)}
          </Title>
          <div className={classes.grid}>
            {metrics.data
              ?.filter((metric) => metric.topic === topic)
              .map((metric) => (
                <Tile
                  key={metric.id}
                  definition={metric}
                  answer={summary.data?.metrics.find((answer) => answer.id === metric.id)}
                  first_day={first_day}
                  onOpen={() => open(metric.id)}
                />
              ))}
          </div>
        </section>
      ))}
    </>
  );
}
