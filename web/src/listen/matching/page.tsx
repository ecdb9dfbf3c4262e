// Matching: which records are probably one person. Its runs, the model they score by, and where its thresholds lie.
import { Button, Skeleton, Stack } from "@mantine/core";
import { Combine, Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { MatchingState } from "#contract";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageLink } from "../../ui/link.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { type MatchingChange, useMatching, useMatchingChange, useRereadWhenOver } from "./matching.ts";
import { ModelCard } from "./model-card.tsx";
import { QualityCard } from "./quality-card.tsx";
import { RunningCard } from "./running-card.tsx";
import { RunsCard } from "./runs-card.tsx";
import { SettingsCard } from "./settings-card.tsx";

interface StartProps {
  readonly state: MatchingState;
  readonly change: MatchingChange;
}

function Start({ state, change }: StartProps) {
  const { t } = useTranslation("matching");
  const { run } = change;
  const busy = run.isPending || state.running !== null;
  return (
    <>
      {state.active_model !== null && (
        <Button variant="default" disabled={busy} onClick={() => run.mutate({ estimate: true })}>
          {t("start.estimate")}
        </Button>
      )}
      <Button leftSection={<Play size={15} />} disabled={busy} onClick={() => run.mutate({})}>
        {t("start.run")}
      </Button>
    </>
  );
}

function Whole({ state, change }: StartProps) {
  const { t } = useTranslation("matching");
  const { settings, running, active_model } = state;
  return (
    <Stack gap="var(--k-gap)">
      {change.run.error !== null && <ErrorState error={change.run.error} />}
      {running !== null && <RunningCard run={running} change={change} />}
      {active_model === null && running === null && (
        <Card>
          <EmptyState icon={Combine} title={t("empty.title")} text={t("empty.text")} />
        </Card>
      )}
      <RunsCard />
      {/* Chosen elsewhere on the page, the thresholds are typed anew. */}
      <SettingsCard key={JSON.stringify(settings)} settings={settings} change={change.change} />
      {active_model !== null && <QualityCard change={change.change} />}
      {active_model !== null && <ModelCard active={active_model} activate={change.activate} />}
    </Stack>
  );
}

export default function MatchingPage() {
  const { t } = useTranslation("matching");
  const change = useMatchingChange();
  const { data, isPending, error, refetch } = useMatching();
  useRereadWhenOver(data?.running?.id);
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        <PageLink to="/review">{t("to_review")}</PageLink>
        {data !== undefined && <Start state={data} change={change} />}
      </PageHead>
      {isPending && <Skeleton height={400} radius="lg" />}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Whole state={data} change={change} />}
    </>
  );
}
