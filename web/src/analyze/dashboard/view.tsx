// A dashboard to be looked at, with what can be done with it.
import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { LayoutDashboard, Link2, Mail, Maximize, Pencil } from "lucide-react";
import { lazy, type ReactNode, Suspense, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dashboard } from "#contract";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { useMay } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { useAnswers } from "./answers.ts";
import { Board } from "./board.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { enterFullScreen } from "./full-screen.ts";
import { compares, PeriodFields, periods } from "./period-fields.tsx";

const Digests = lazy(() => import("./digests.tsx"));
const Share = lazy(() => import("./share.tsx"));
const Wall = lazy(() => import("./wall.tsx"));

/** How often a wall asks. */
const wall_refresh_ms = 60_000;

/** The stretch and the comparison of the URL, else the dashboard's own. */
function useAsked({ period, compare, widgets }: Dashboard) {
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

interface ToolProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
}

function Tool({ label, icon, onClick }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={36} aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

interface ViewProps {
  readonly dashboard: Dashboard;
  readonly onEdit: () => void;
}

export function View({ dashboard, onEdit }: ViewProps) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const [search, setSearch] = useSearchState();
  const [sending, setSending] = useState<"link" | "digest">();
  const on_wall = search.wall !== undefined;
  const leave = useCallback(() => setSearch({ wall: undefined }), [setSearch]);
  const { asked, ask } = useAsked(dashboard);
  const answers = useAnswers(asked, on_wall ? wall_refresh_ms : undefined);
  const may_share = useMay("marketer") && dashboard.may_change;
  const { name, widgets } = dashboard;
  const days = answers.data === undefined ? undefined : format.period(answers.data.period.from, answers.data.period.to);
  return (
    <>
      <PageHead title={name} subtitle={days}>
        <PeriodFields period={asked.period} compare={asked.compare} onChange={ask} />
        <Tool
          label={t("wall.button")}
          icon={<Maximize size={16} />}
          onClick={() => {
            enterFullScreen();
            setSearch({ wall: "1" });
          }}
        />
        <ExportMenu
          name={name}
          subtitle={days ?? ""}
          widgets={widgets}
          compare={asked.compare}
          answers={answers.data}
        />
        {may_share && (
          <>
            <Tool label={t("share.button")} icon={<Link2 size={16} />} onClick={() => setSending("link")} />
            <Tool label={t("digest.button")} icon={<Mail size={16} />} onClick={() => setSending("digest")} />
          </>
        )}
        {dashboard.may_change && (
          <Button variant="default" leftSection={<Pencil size={15} />} onClick={onEdit}>
            {t("edit.button")}
          </Button>
        )}
      </PageHead>
      {answers.error !== null && <ErrorState error={answers.error} onRetry={() => void answers.refetch()} />}
      {widgets.length === 0 && (
        <Card>
          <EmptyState icon={LayoutDashboard} title={t("empty.title")} text={t("empty.text")} />
        </Card>
      )}
      <Board widgets={widgets} compare={asked.compare} answers={answers.data} />
      <Suspense fallback={null}>
        {on_wall && (
          <Wall
            name={name}
            subtitle={days}
            widgets={widgets}
            compare={asked.compare}
            answers={answers.data}
            onClose={leave}
          />
        )}
        <SideDrawer
          opened={sending !== undefined}
          title={sending === "digest" ? t("digest.title") : t("share.title")}
          width_px={580}
          onClose={() => setSending(undefined)}
        >
          {sending === "link" && <Share id={dashboard.id} />}
          {sending === "digest" && <Digests id={dashboard.id} />}
        </SideDrawer>
      </Suspense>
    </>
  );
}
