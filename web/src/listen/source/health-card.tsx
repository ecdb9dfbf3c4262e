// The pulse of a source: deliveries and refusals of the last hour and day, and why something was refused.
import { SegmentedControl, SimpleGrid, Stack, Table, Text } from "@mantine/core";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SourceHealth, SourceState } from "#contract";
import { useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ChartCard } from "../../ui/chart-card.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import type { Tokens } from "../../ui/tokens.ts";
import { ConditionMark } from "../sources/condition-mark.tsx";
import { pulseOption } from "./pulse.ts";

type Span = "hour" | "day";

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fw={650} fz={18} className="k-number">
        {value}
      </Text>
    </div>
  );
}

function Rejections({ slug, health }: { readonly slug: string; readonly health: SourceHealth }) {
  const { t } = useTranslation("source");
  const format = useFormat();
  return (
    <Card
      title={t("rejections.title")}
      subtitle={t("rejections.hint")}
      actions={
        <PageLink to="/dead-letters" search={{ source: slug }}>
          {t("rejections.link")}
        </PageLink>
      }
    >
      <Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table fz="sm" aria-label={t("rejections.title")} style={{ "--table-border-color": "var(--k-border)" }}>
          <Table.Tbody>
            {health.rejections.map(({ code, count, message }) => (
              <Table.Tr key={code}>
                <Table.Th scope="row" fw={500}>
                  {code}
                </Table.Th>
                <Table.Td>{message}</Table.Td>
                <Table.Td ta="right" className="k-number">
                  {format.count(count)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}

export function HealthCard({ source }: { readonly source: SourceState }) {
  const { t } = useTranslation("source");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const [span, setSpan] = useState<Span>("hour");
  const { data } = useApi<SourceHealth>(
    `/api/v1/sources/${source.slug}/health`,
    {},
    { refetchInterval: 5_000, staleTime: 0 },
  );
  const points = useMemo(() => (data === undefined ? [] : data[span]), [data, span]);
  const labels = useMemo(() => {
    const clock = new Intl.DateTimeFormat(format.locale, { hour: "2-digit", minute: "2-digit", timeZone: time_zone });
    return points.map(({ start }) => clock.format(new Date(start)));
  }, [points, format, time_zone]);
  const names = useMemo(() => ({ deliveries: t("pulse.deliveries"), rejected: t("pulse.rejected") }), [t]);
  const build = useCallback((of: Tokens) => pulseOption(points, labels, names, of), [points, labels, names]);
  const table = {
    columns: [t("pulse.time"), names.deliveries, names.rejected],
    rows: points
      .map((point, at) => [labels[at] ?? "", format.count(point.deliveries), format.count(point.rejected)])
      .filter((_, at) => (points[at]?.deliveries ?? 0) + (points[at]?.rejected ?? 0) > 0),
  };
  return (
    <Stack gap="sm">
      <ChartCard
        title={t("pulse.title")}
        subtitle={<ConditionMark condition={source.condition} />}
        label={t("pulse.label")}
        build={build}
        table={table}
        height={180}
        actions={
          <SegmentedControl
            size="xs"
            aria-label={t("pulse.title")}
            value={span}
            onChange={(value) => setSpan(value === "day" ? "day" : "hour")}
            data={[
              { value: "hour", label: t("pulse.hour") },
              { value: "day", label: t("pulse.day") },
            ]}
          />
        }
        footer={
          <SimpleGrid cols={{ base: 2, sm: 4 }} mt="sm">
            <Figure label={t("pulse.per_hour")} value={format.count(source.deliveries_hour)} />
            <Figure label={t("pulse.per_day")} value={format.count(source.deliveries_day)} />
            <Figure label={t("pulse.rejected_day")} value={format.count(source.rejected_day)} />
            <Figure label={t("pulse.seen")} value={format.instant(source.last_seen_at, time_zone)} />
          </SimpleGrid>
        }
      />
      {data !== undefined && data.rejections.length > 0 && <Rejections slug={source.slug} health={data} />}
      {data !== undefined && data.bad_signatures.count > 0 && (
        <Card title={t("bad_signature.title")}>
          <Text size="sm">
            {t("bad_signature.text", {
              count: data.bad_signatures.count,
              when: format.instant(data.bad_signatures.last_at, time_zone),
            })}
          </Text>
        </Card>
      )}
    </Stack>
  );
}
