// The invented company: what was planted in it, how it came in, and how to begin with data of one's own.
import { Code, List, Skeleton, Stack, Text } from "@mantine/core";
import { FlaskConical } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SimulationState } from "#contract";
import { hasPage } from "../../pages.ts";
import { useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { Copy } from "../../ui/copy.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { useMay } from "../../ui/me.ts";
import { PageButton } from "../../ui/page-button.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { SimpleTable } from "../../ui/simple-table.tsx";
import { Running } from "./running.tsx";
import { isUnderWay, useSimulation, useSimulationChange } from "./simulation.ts";

const planted = ["habits", "identity", "friction", "delivery", "surveys", "campaign", "word", "ads", "texts"] as const;
const fresh_start = "KOMPAS_DATA=./own KOMPAS_PORT=4601 npx kompas start";

function Planted() {
  const { t } = useTranslation("simulation");
  return (
    <Card title={t("planted.title")} subtitle={t("planted.text")}>
      <List size="sm" spacing={6}>
        {planted.map((id) => (
          <List.Item key={id}>{t(`planted.${id}`)}</List.Item>
        ))}
      </List>
      <Text size="sm" mt="sm">
        {t("planted.truth")} <Code>truth/README.md</Code>
      </Text>
    </Card>
  );
}

function OwnData() {
  const { t } = useTranslation("simulation");
  return (
    <Card title={t("own.title")}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t("own.text")}</Text>
        <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", width: "100%" }}>
          {fresh_start}
        </Code>
        <Copy value={fresh_start} />
        {hasPage("templates") && (
          <PageButton to="/templates" variant="default" size="xs">
            {t("own.templates")}
          </PageButton>
        )}
      </Stack>
    </Card>
  );
}

function Came({ state }: { readonly state: SimulationState }) {
  const { t } = useTranslation("simulation");
  const format = useFormat();
  const refused = state.sources.some(({ rows_rejected }) => rows_rejected > 0);
  const columns = [t("column.source"), t("column.rows"), ...(refused ? [t("column.refused")] : []), t("column.events")];
  const rows = state.sources.map(({ source, rows_total, rows_rejected, events }) => [
    source,
    format.count(rows_total),
    ...(refused ? [format.count(rows_rejected)] : []),
    format.count(events),
  ]);
  return (
    <Card
      title={t("came.title")}
      subtitle={t("came.text", {
        customers: format.count(state.customers),
        count: state.months,
        seed: state.seed,
        events: format.count(state.events),
        time: format.duration(state.elapsed_ms),
      })}
    >
      <SimpleTable data={{ columns, rows }} label={t("came.title")} height={720} />
    </Card>
  );
}

function Standing({ state }: { readonly state: SimulationState }) {
  const { t } = useTranslation("simulation");
  const may = useMay("admin");
  const { cancel, start } = useSimulationChange();
  if (isUnderWay(state)) {
    return (
      <Card title={t("running")}>
        {may ? (
          <Running state={state} cancelling={cancel.isPending} onCancel={() => cancel.mutate()} />
        ) : (
          <Text size="sm">{t("wait")}</Text>
        )}
      </Card>
    );
  }
  if (state.state === "done") return <Came state={state} />;
  const message = state.error?.message ?? t("cut_off");
  return <ErrorState error={new Error(message)} {...(may ? { onRetry: () => start.mutate() } : {})} />;
}

export default function Simulation() {
  const { t } = useTranslation("simulation");
  const simulation = useSimulation();
  const workspace = useWorkspace().data;
  if (simulation === undefined || workspace === undefined) return <Skeleton height={320} radius="lg" />;
  return (
    <div style={{ maxWidth: 960, margin: "0 auto" }}>
      <PageHead title={t("title")} subtitle={t("lead")} />
      {simulation === null ? (
        <Card>
          <EmptyState icon={FlaskConical} title={t("none.title")} text={t("none.text")} />
        </Card>
      ) : (
        <Stack gap="sm">
          <Standing state={simulation} />
          <Planted />
          <OwnData />
        </Stack>
      )}
    </div>
  );
}
