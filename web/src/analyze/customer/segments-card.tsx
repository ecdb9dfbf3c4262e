// The segments that a customer belongs to and belonged to, each with the reason a click away.
import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Memberships, Segment, Why } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { WhyTree } from "../../ui/condition/why.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { conditionOf, segments_path } from "../segments/segments.ts";

interface ReasonProps {
  readonly segment: string;
  readonly customer_id: string;
}

/** Its own words come when it is opened. */
function Reason({ segment, customer_id }: ReasonProps) {
  const { t } = useTranslation(["segment", "condition", "metric"]);
  const of = useApi<Segment>(`${segments_path}/${segment}`);
  const condition = of.data === undefined ? null : conditionOf(of.data);
  const why = useApi<Why>(
    `${segments_path}/${segment}/why`,
    { customer_id },
    { enabled: condition !== null, placeholderData: () => undefined },
  );
  const error = of.error ?? why.error;
  if (error !== null) return <ErrorState error={error} />;
  if (of.data !== undefined && condition === null) return <Text size="sm">{t("why.by_hand")}</Text>;
  if (condition === null || why.data === undefined) return <Skeleton height={160} radius="md" />;
  return <WhyTree condition={condition} why={why.data} />;
}

export function SegmentsCard({ id, time_zone }: { readonly id: string; readonly time_zone: string }) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  const [opened, setOpened] = useState<string | null>(null);
  const { data } = useApi<Memberships>(`/api/v1/customers/${encodeURIComponent(id)}/segments`);
  if (data === undefined || data.rows.length === 0) return null;
  const shown = data.rows.find(({ segment }) => segment === opened);
  return (
    <Card title={t("segments", { ns: "titles" })}>
      <Stack gap="xs">
        {data.rows.map(({ segment, name, inside, since, until }) => (
          <Group key={`${segment} ${since}`} justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
            <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
              <PageLink to={`/segments/${segment}`}>{name}</PageLink>
              <Text size="xs" c="dimmed">
                {t(inside ? "segment_since" : "segment_from", { date: format.instant(since, time_zone) })}
                {until !== null && ` ${t("segment_until", { date: format.instant(until, time_zone) })}`}
              </Text>
            </div>
            {inside && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t("segment_why_of", { name })}
                onClick={() => setOpened(segment)}
              >
                {t("segment_why")}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      <SideDrawer
        opened={shown !== undefined}
        title={t("segment_why_of", { name: shown?.name ?? "" })}
        onClose={() => setOpened(null)}
      >
        {shown !== undefined && <Reason segment={shown.segment} customer_id={id} />}
      </SideDrawer>
    </Card>
  );
}
