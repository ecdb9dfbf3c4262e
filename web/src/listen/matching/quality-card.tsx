// How good thresholds are among the pairs that people settled: the curve, the table, and a click that chooses.
import { Button, Group, Skeleton, Table, Text } from "@mantine/core";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { LabeledQuality, MatchQuality } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ChartCard } from "../../ui/chart-card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { type Format, useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { ScrollBox } from "../../ui/scroll-box.tsx";
import type { Tokens } from "../../ui/tokens.ts";
import { curveOption, type MatchingChange, matching_path } from "./matching.ts";

interface QualityCardProps {
  readonly change: MatchingChange["change"];
}

function withInterval(format: Format, share: number | null, interval: { low: number; high: number } | null): string {
  if (interval === null) return format.share(share);
  return `${format.share(share)} (${format.share(interval.low, 0)}–${format.share(interval.high, 0)})`;
}

interface RowProps extends QualityCardProps {
  readonly row: LabeledQuality;
  readonly quality: MatchQuality;
}

function Row({ row, quality, change }: RowProps) {
  const { t } = useTranslation("matching");
  const format = useFormat();
  const { threshold } = row;
  const shown = format.share(threshold, threshold > 0.99 ? 2 : 1);
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500}>
        {shown}
        {threshold === quality.upper && ` · ${t("quality.is_upper")}`}
        {threshold === quality.lower && ` · ${t("quality.is_lower")}`}
      </Table.Th>
      <Table.Td ta="right">{format.count(row.pairs)}</Table.Td>
      <Table.Td ta="right">{withInterval(format, row.precision, row.precision_interval)}</Table.Td>
      <Table.Td ta="right">{withInterval(format, row.recall, row.recall_interval)}</Table.Td>
      <Table.Td ta="right">{format.share(row.f1)}</Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap" justify="flex-end">
          {(["upper", "lower"] as const).map((which) => (
            <Button
              key={which}
              size="compact-xs"
              variant="default"
              disabled={quality[which] === threshold || change.isPending}
              aria-label={t(`quality.use_${which}`, { threshold: shown })}
              onClick={() => change.mutate({ [which]: threshold })}
            >
              {t(`quality.as_${which}`)}
            </Button>
          ))}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function Thresholds({ quality, change }: { readonly quality: MatchQuality } & QualityCardProps) {
  const { t } = useTranslation("matching");
  return (
    <Card title={t("quality.table")} subtitle={t("quality.table_hint")}>
      <ScrollBox label={t("quality.table")}>
        <Table
          fz="sm"
          verticalSpacing={5}
          className="k-number"
          aria-label={t("quality.table")}
          style={{ "--table-border-color": "var(--k-border)", whiteSpace: "nowrap" }}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("quality.threshold")}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t("quality.pairs")}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {t("quality.precision")}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {t("quality.recall")}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                F1
              </Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {quality.table.map((row) => (
              <Row key={row.threshold} row={row} quality={quality} change={change} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollBox>
      {change.error !== null && <ErrorState error={change.error} />}
    </Card>
  );
}

function Curve({ quality }: { readonly quality: MatchQuality }) {
  const { t } = useTranslation("matching");
  const format = useFormat();
  const { curve, same, apart } = quality;
  const build = useCallback(
    (of: Tokens) =>
      curveOption(
        curve,
        { precision: t("quality.precision"), recall: t("quality.recall"), threshold: t("quality.threshold") },
        (share) => format.share(share, 0),
        of,
      ),
    [curve, format, t],
  );
  return (
    <ChartCard
      title={t("quality.title")}
      subtitle={t("quality.of", { same: format.count(same), apart: format.count(apart) })}
      label={t("quality.title")}
      build={build}
      height={280}
      table={{
        columns: [t("quality.threshold"), t("quality.precision"), t("quality.recall"), "F1"],
        rows: curve.map(({ threshold, precision, recall, f1 }) => [
          format.share(threshold, 3),
          format.share(precision),
          format.share(recall),
          format.share(f1),
        ]),
      }}
      footer={
        <Text size="xs" c="dimmed" mt="xs">
          {t("quality.caveat")}
        </Text>
      }
    />
  );
}

export function QualityCard({ change }: QualityCardProps) {
  const { t } = useTranslation("matching");
  const { data, isPending, error, refetch } = useApi<MatchQuality>(`${matching_path}/quality`);
  if (isPending) return <Skeleton height={200} radius="lg" />;
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data.same + data.apart === 0) {
    return (
      <Card title={t("quality.title")}>
        <EmptyState title={t("quality.empty")} text={t("quality.empty_hint")}>
          <PageLink to="/review">{t("to_review")}</PageLink>
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <Curve quality={data} />
      <Thresholds quality={data} change={change} />
    </>
  );
}
