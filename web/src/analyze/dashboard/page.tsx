// A dashboard: its widgets over its period or another one; from here it is changed.
import { Button } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { LayoutDashboard, Pencil } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Dashboard as Shown } from "#contract";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Progress } from "../../ui/progress.tsx";
import { useSearchState } from "../../ui/search.ts";
import { useAnswers, useDashboard } from "./answers.ts";
import { Board } from "./board.tsx";
import { compares, PeriodFields, periods } from "./period-fields.tsx";

const Editor = lazy(() => import("./editor.tsx"));

/** The stretch and the comparison of the URL, else the dashboard's own. */
function useAsked({ period, compare, widgets }: Shown) {
  const [search, setSearch] = useSearchState();
  return {
    asked: {
      period: periods.find((id) => id === search.period) ?? period,
      compare: compares.find((id) => id === search.against) ?? compare,
      widgets,
    },
    ask: (patch: { period?: string; compare?: string }) =>
      setSearch({
        ...(patch.period === undefined ? {} : { period: patch.period === period ? undefined : patch.period }),
        ...(patch.compare === undefined ? {} : { against: patch.compare === compare ? undefined : patch.compare }),
      }),
  };
}

function View({ dashboard, onEdit }: { readonly dashboard: Shown; readonly onEdit: () => void }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const { asked, ask } = useAsked(dashboard);
  const answers = useAnswers(asked);
  const days = answers.data?.period;
  return (
    <>
      <PageHead title={dashboard.name} subtitle={days === undefined ? undefined : format.period(days.from, days.to)}>
        <PeriodFields period={asked.period} compare={asked.compare} onChange={ask} />
        {dashboard.may_change && (
          <Button variant="default" leftSection={<Pencil size={15} />} onClick={onEdit}>
            {t("edit.button")}
          </Button>
        )}
      </PageHead>
      {answers.error !== null && <ErrorState error={answers.error} onRetry={() => void answers.refetch()} />}
      {answers.isPending && <Progress />}
      {dashboard.widgets.length === 0 && (
        <Card>
          <EmptyState icon={LayoutDashboard} title={t("empty.title")} text={t("empty.text")} />
        </Card>
      )}
      <Board widgets={dashboard.widgets} compare={asked.compare} answers={answers.data} />
    </>
  );
}

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
