// A metric that was defined here, changed: its whole past is counted by the new definition.
import { Skeleton } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../ui/error-state.tsx";
import { useCustomMetric } from "../../ui/formula.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { formulaOf } from "./draft.ts";
import { MetricForm } from "./form.tsx";

export default function MetricEdit() {
  const { t } = useTranslation(["metric-edit", "metric", "metrics", "condition"]);
  const { id = "" } = useParams({ strict: false });
  const { data, error, refetch, isPlaceholderData } = useCustomMetric(id);
  const metric = isPlaceholderData ? undefined : data;
  return (
    <>
      <PageHead title={metric === undefined ? t("title") : t("title_of", { name: metric.name })} subtitle={t("lead")} />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {metric === undefined && error === null && <Skeleton height={360} radius="lg" />}
      {metric !== undefined && (
        <MetricForm
          key={metric.id}
          id={metric.id}
          initial={{
            name: metric.name,
            description: metric.description,
            topic: metric.topic,
            direction: metric.direction,
            ...formulaOf(metric),
          }}
        />
      )}
    </>
  );
}
