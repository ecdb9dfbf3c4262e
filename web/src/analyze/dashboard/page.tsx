// A dashboard, looked at or being changed.
import { useParams } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageLink } from "../../ui/link.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Progress } from "../../ui/progress.tsx";
import { useSearchState } from "../../ui/search.ts";
import { useDashboard } from "./answers.ts";
import { View } from "./view.tsx";

const Editor = lazy(() => import("./editor.tsx"));

export default function Dashboard() {
  // The words of groups come with the page: asked for later, the whole page would wait for them.
  const { t } = useTranslation(["dashboard", "metric", "condition"]);
  const { id } = useParams({ strict: false });
  const [search, setSearch] = useSearchState();
  const dashboard = useDashboard(id);
  if (dashboard.error !== null)
    return (
      <>
        <PageHead title={t("title")} />
        <ErrorState error={dashboard.error} onRetry={() => void dashboard.refetch()} />
        <p>
          <PageLink to="/dashboards">{t("all")}</PageLink>
        </p>
      </>
    );
  if (dashboard.data === undefined) return <Progress />;
  if (search.edit !== undefined && dashboard.data.may_change)
    return (
      <Suspense fallback={<Progress />}>
        <Editor key={dashboard.data.id} dashboard={dashboard.data} onClose={() => setSearch({ edit: undefined })} />
      </Suspense>
    );
  return <View dashboard={dashboard.data} onEdit={() => setSearch({ edit: "1" }, { push: true })} />;
}
