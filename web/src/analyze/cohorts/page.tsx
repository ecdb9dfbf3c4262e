// Cohorts: of those who first bought in a month, how many bought again in each month after.

import { Group, SegmentedControl, Skeleton, Stack, Text, useComputedColorScheme } from "@mantine/core";
import { Waypoints } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CohortTable } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { TableSwitch } from "../../ui/chart-card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { SimpleTable, type SimpleTableData } from "../../ui/simple-table.tsx";
import { tokens } from "../../ui/tokens.ts";
import { cellAt, lastAge, type Shown, strongest, views } from "./cohort.ts";
import classes from "./cohorts.module.css";
import { HeatTable, useCellTexts } from "./heat-table.tsx";

function Scale({ max }: { readonly max: string }) {
  const { t } = useTranslation("cohorts");
  const heat = tokens[useComputedColorScheme("light")].heat;
  return (
    <Group gap="md" mt="sm">
      <Group gap={6} aria-hidden>
        <Text size="xs" c="dimmed">
          0
        </Text>
        <div className={classes.scale} style={{ background: `linear-gradient(90deg, ${heat.low}, ${heat.high})` }} />
        <Text size="xs" c="dimmed" className="k-number">
          {max}
        </Text>
      </Group>
      <Text size="xs" c="dimmed">
        {t("partial_key")}
      </Text>
      <Text size="xs" c="dimmed">
        {t("axis")}
      </Text>
    </Group>
  );
}

function useTableData(table: CohortTable | undefined, shown: Shown): SimpleTableData {
  const { t } = useTranslation("cohorts");
  const format = useFormat();
  const texts = useCellTexts(shown, table?.currency ?? "EUR");
  if (table === undefined) return { columns: [], rows: [] };
  const ages = Array.from({ length: lastAge(table) + 1 }, (_, age) => age);
  const rows = table.months.map((cohort) => [
    format.month(cohort.month),
    format.count(cohort.customers),
    ...ages.map((age) => {
      const cell = cellAt(cohort, age);
      return cell === undefined ? "" : texts.short(cell);
    }),
  ]);
  return { columns: [t("cohort"), t("customers"), ...ages.map((age) => t("age", { age }))], rows };
}

function Definition() {
  const { t } = useTranslation("cohorts");
  return (
    <Card title={t("definition")}>
      <Stack gap="xs" maw={760}>
        <Text size="sm">{t("definition_text")}</Text>
        <Text size="sm">{t("definition_money")}</Text>
        <Text size="sm" c="dimmed">
          {t("source")}
        </Text>
      </Stack>
    </Card>
  );
}

export default function Cohorts() {
  const { t } = useTranslation("cohorts");
  const format = useFormat();
  const [search, setSearch] = useSearchState();
  const [as_table, setAsTable] = useState(false);
  const shown = views.find((view) => view === search.show) ?? "percent";
  const max = (table: CohortTable) =>
    shown === "revenue" || shown === "ltv"
      ? format.brief(strongest(table, shown), "money", table.currency)
      : format.share(strongest(table, shown), 0);
  const answer = useApi<CohortTable>("/api/v1/cohorts", { from: search.from, to: search.to });
  const data = useTableData(answer.data, shown);
  const table = answer.data;

  const choice = (
    <SegmentedControl
      size="xs"
      aria-label={t("show")}
      value={shown}
      onChange={(value) => setSearch({ show: value === "percent" ? undefined : value })}
      data={views.map((value) => ({ value, label: t(value) }))}
    />
  );
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")} />
      <Stack gap="sm">
        {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        {table?.months.length === 0 && (
          <Card>
            <EmptyState icon={Waypoints} title={t("empty")} text={t("empty_hint")}>
              <PageLink to="/import">{t("empty_action")}</PageLink>
            </EmptyState>
          </Card>
        )}
        {answer.isPending && <Skeleton height={480} radius="lg" />}
        {table !== undefined && table.months.length > 0 && (
          <Card
            title={t(`card_${shown}`)}
            actions={
              <>
                {choice}
                <TableSwitch pressed={as_table} onChange={setAsTable} />
              </>
            }
          >
            {as_table ? (
              <SimpleTable data={data} label={t("table_label")} height={520} />
            ) : (
              <HeatTable table={table} shown={shown} />
            )}
            <Scale max={max(table)} />
          </Card>
        )}
        <Definition />
      </Stack>
    </>
  );
}
