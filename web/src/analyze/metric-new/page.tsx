// A new metric of one's own.
import { useTranslation } from "react-i18next";
import { PageHead } from "../../ui/page-head.tsx";
import { begun } from "../metric-edit/draft.ts";
import { MetricForm } from "../metric-edit/form.tsx";

export default function MetricNew() {
  const { t } = useTranslation(["metric-new", "metric-edit", "metric", "metrics", "condition"]);
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")} />
      <MetricForm initial={begun} />
    </>
  );
}
