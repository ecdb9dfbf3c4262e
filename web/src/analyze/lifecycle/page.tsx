// The life of customers: how many are new, active, at risk, lapsed and returned, how that changed, and by which thresholds.
import { SimpleGrid, Skeleton, Stack, Text } from "@mantine/core";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { ClassSizes } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ChartCard } from "../../ui/chart-card.tsx";
import { useClassNames } from "../../ui/class-name.ts";
import { AsOf, CalmNote, NoClasses } from "../../ui/class-run.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import type { Tokens } from "../../ui/tokens.ts";
import classes from "./lifecycle.module.css";
import { stackedOption } from "./stacked.ts";

interface SizesProps {
  readonly sizes: ClassSizes;
}

function Now({ sizes }: SizesProps) {
  const { t } = useTranslation("lifecycle");
  const names = useClassNames();
  const format = useFormat();
  const last = sizes.points.at(-1)?.customers ?? [];
  const before = sizes.points.at(-2);
  const all = last.reduce((sum, count) => sum + count, 0);
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="sm">
      {sizes.classes.map((id, index) => {
        const count = last[index] ?? 0;
        return (
          <Card key={id}>
            <PageLink to="/customers" search={{ class: `lifecycle:${id}` }}>
              {names.of("lifecycle", id)}
            </PageLink>
            <p className={`${classes.count} k-number`}>{format.count(count)}</p>
            <Text size="xs" c="dimmed" className="k-number">
              {format.share(all === 0 ? null : count / all)}
              {before !== undefined &&
                ` · ${t("change", { change: format.change(count, before.customers[index] ?? 0, "count"), day: format.day(before.day) })}`}
            </Text>
            <Text size="xs" mt={4}>
              {t(`means.${id}`)}
            </Text>
          </Card>
        );
      })}
    </SimpleGrid>
  );
}

function OverTime({ sizes }: SizesProps) {
  const { t } = useTranslation("lifecycle");
  const names = useClassNames();
  const format = useFormat();
  const name = names.of;
  const build = useCallback(
    (of: Tokens) =>
      stackedOption(
        {
          labels: sizes.points.map(({ day }) => format.day(day)),
          series: sizes.classes.map((id, index) => ({
            name: name("lifecycle", id),
            values: sizes.points.map(({ customers }) => customers[index] ?? 0),
          })),
          format: format.count,
          axis_format: format.compact,
        },
        of,
      ),
    [sizes, format, name],
  );
  const table = {
    columns: [t("day"), ...sizes.classes.map((id) => name("lifecycle", id))],
    rows: sizes.points
      .toReversed()
      .map(({ day, customers }) => [format.day(day), ...customers.map((count) => format.count(count))]),
  };
  return (
    <ChartCard
      title={t("over_time")}
      subtitle={t("over_time_hint")}
      label={t("over_time_label")}
      build={build}
      table={table}
      height={340}
    />
  );
}

function Thresholds({ sizes }: SizesProps) {
  const { t } = useTranslation("lifecycle");
  const format = useFormat();
  const late = sizes.run?.late_days ?? 0;
  return (
    <Card title={t("thresholds")}>
      <Stack gap="xs" maw={760}>
        <Text size="sm">{t("thresholds_own")}</Text>
        <Text size="sm">
          {t("thresholds_all", { late: format.count(Math.round(late)), gone: format.count(Math.round(2 * late)) })}
        </Text>
        <Text size="sm">{t("thresholds_returned")}</Text>
        <CalmNote />
      </Stack>
    </Card>
  );
}

export default function LifecyclePage() {
  const { t } = useTranslation(["lifecycle", "condition"]);
  const answer = useApi<ClassSizes>("/api/v1/classes/sizes", { scheme: "lifecycle" });
  const sizes = answer.data;
  const known = sizes !== undefined && sizes.points.length > 0;
  return (
    <>
      <PageHead title={t("title")} subtitle={sizes?.run ? <AsOf run={sizes.run} /> : t("lead")}>
        <PageLink to="/migration" search={{ scheme: "lifecycle" }}>
          {t("moves")}
        </PageLink>
      </PageHead>
      <Stack gap="sm">
        {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.isPending && <Skeleton height={480} radius="lg" />}
        {sizes !== undefined && !known && <NoClasses />}
        {known && <Now sizes={sizes} />}
        {known && <OverTime sizes={sizes} />}
        {known && <Thresholds sizes={sizes} />}
      </Stack>
    </>
  );
}
