// All metrics by what they are about, each a tile that leads to its page.
import { Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MetricDefinition } from "#contract";
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
  const may = useMay("analyst");
  const metrics = useMetrics();
  // Of many events all metrics take their time: topics are asked one after another, and the first is there soon.
  const [answered, setAnswered] = useState(0);
  const open = (id: string) => void navigate({ to: `/metrics/${id}`, search: keptSearch(search) });
  const topics = [...new Set(metrics.data?.map(({ topic }) => topic))];
  return (
    <>
      <PageHead title={t("title")} subtitle={t("subtitle")}>
        {may && (
          <PageButton to="/new-metric" leftSection={<Plus size={15} />}>
            {t("new")}
          </PageButton>
        )}
      </PageHead>
      {metrics.error !== null && <ErrorState error={metrics.error} onRetry={() => void metrics.refetch()} />}
      {metrics.data === undefined && metrics.error === null && <Progress />}
      {topics.map((topic, index) => (
        <Topic
          key={topic}
          topic={topic}
          metrics={metrics.data?.filter((metric) => metric.topic === topic) ?? []}
          asks={index <= answered}
          onAnswered={() => setAnswered((before) => Math.max(before, index + 1))}
          onOpen={open}
        />
      ))}
    </>
  );
}

interface TopicProps {
  readonly topic: MetricDefinition["topic"];
  readonly metrics: readonly MetricDefinition[];
  readonly asks: boolean;
  readonly onAnswered: () => void;
  readonly onOpen: (id: string) => void;
}

function Topic({ topic, metrics, asks, onAnswered, onOpen }: TopicProps) {
  const { t } = useTranslation("metrics");
  const { days, inputs, grain } = usePeriod();
  const ids = metrics.map(({ id }) => id).join(",");
  const summary = useMetricSummary({ ...inputs, grain, ids }, asks && days !== undefined);
  const first_day = useWorkspace().data?.first_day ?? undefined;
  const settled = summary.data !== undefined || summary.error !== null;
  useEffect(() => {
    if (settled) onAnswered();
  }, [settled, onAnswered]);
  return (
    <section className={classes.topic}>
      <Title order={2} size="h4">
        {t(`topic.${topic}`)}
      </Title>
      {summary.error !== null && <ErrorState error={summary.error} onRetry={() => void summary.refetch()} />}
      <div className={classes.grid}>
        {metrics.map((metric) => (
          <Tile
            key={metric.id}
            definition={metric}
            answer={summary.data?.metrics.find((answer) => answer.id === metric.id)}
            first_day={first_day}
            onOpen={() => onOpen(metric.id)}
          />
        ))}
      </div>
    </section>
  );
}
