// Metrics of the members beside those of all others.
import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MetricUnit, SegmentPortrait } from "#contract";
import { useMetrics } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { useFormat } from "../../ui/format.ts";
import { useMetricName } from "../../ui/metric-name.ts";

export function MetricsCard({ portrait }: { readonly portrait: SegmentPortrait }) {
  const { t } = useTranslation("segment");
  const format = useFormat();
  const name = useMetricName();
  const known = useMetrics().data ?? [];
  const { metrics, currency } = portrait;
  if (metrics.length === 0) return null;
  const definitionOf = (id: string) => known.find((metric) => metric.id === id);
  const unitOf = (id: string): MetricUnit => definitionOf(id)?.unit ?? "count";
  return (
    <Card title={t("portrait.metrics")}>
      <Table fz="sm" className="k-number" aria-label={t("portrait.metrics")} horizontalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("portrait.metric")}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t("portrait.members")}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {t("portrait.others")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {metrics.map(({ metric, members, others }) => (
            <Table.Tr key={metric}>
              <Table.Th scope="row" fw={500}>
                {name(metric, definitionOf(metric)?.name ?? metric)}
              </Table.Th>
              <Table.Td ta="right">{format.value(members, unitOf(metric), currency)}</Table.Td>
              <Table.Td ta="right">{format.value(others, unitOf(metric), currency)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}
