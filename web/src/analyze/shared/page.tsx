// What a link shows to anybody: one dashboard, to be looked at.
import { ActionIcon, Button, Group, Tooltip, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link2Off, Maximize, Moon, Sun } from "lucide-react";
import { lazy, Suspense, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SharedDashboard } from "#contract";
import { ApiError, apiSend } from "../../ui/api.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Progress } from "../../ui/progress.tsx";
import { Board } from "../dashboard/board.tsx";
import classes from "../dashboard/dashboard.module.css";
import { enterFullScreen } from "../dashboard/full-screen.ts";

const Wall = lazy(() => import("../dashboard/wall.tsx"));

const refresh_ms = 60_000;

function ThemeButton() {
  const { t } = useTranslation("shared");
  const scheme = useComputedColorScheme("light");
  const { setColorScheme } = useMantineColorScheme();
  const [other, Icon] = scheme === "light" ? (["dark", Moon] as const) : (["light", Sun] as const);
  return (
    <Tooltip label={t(other)}>
      <ActionIcon variant="default" size={36} aria-label={t(other)} onClick={() => setColorScheme(other)}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

function Shown({ shared: { dashboard, answers } }: { readonly shared: SharedDashboard }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const [on_wall, setOnWall] = useState(false);
  const leave = useCallback(() => setOnWall(false), []);
  const { name, widgets, compare } = dashboard;
  const days = format.period(answers.period.from, answers.period.to);
  return (
    <>
      <PageHead title={name} subtitle={days}>
        <Group gap="xs">
          <ThemeButton />
          <Button
            variant="default"
            leftSection={<Maximize size={15} />}
            onClick={() => {
              enterFullScreen();
              setOnWall(true);
            }}
          >
            {t("wall.button")}
          </Button>
        </Group>
      </PageHead>
      <Board widgets={widgets} compare={compare} answers={answers} />
      {on_wall && (
        <Suspense fallback={null}>
          <Wall name={name} subtitle={days} widgets={widgets} compare={compare} answers={answers} onClose={leave} />
        </Suspense>
      )}
    </>
  );
}

export default function Shared() {
  const { t } = useTranslation(["shared", "dashboard", "metric", "condition"]);
  const [token] = useState(() => location.hash.slice(1));
  const shared = useQuery({
    queryKey: ["shared", token],
    queryFn: ({ signal }) => apiSend<SharedDashboard>("POST", "/api/v1/shared-dashboard", { token }, signal),
    enabled: token !== "",
    refetchInterval: refresh_ms,
  });
  const gone = token === "" || (shared.error instanceof ApiError && shared.error.code === "link_invalid");
  return (
    <div className={classes.shared}>
      {gone && (
        <>
          <PageHead title={t("title")} />
          <EmptyState icon={Link2Off} title={t("gone.title")} text={t("gone.text")} />
        </>
      )}
      {!gone && shared.error !== null && (
        <>
          <PageHead title={t("title")} />
          <ErrorState error={shared.error} onRetry={() => void shared.refetch()} />
        </>
      )}
      {!gone && shared.isPending && <Progress />}
      {!gone && shared.data !== undefined && <Shown shared={shared.data} />}
    </div>
  );
}
