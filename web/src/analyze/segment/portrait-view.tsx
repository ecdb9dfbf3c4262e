// The portrait of a segment: what its members have more or less often than all others, where and when they are met.
import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Distinction, SegmentPortrait } from "#contract";
import { useApi } from "../../ui/api.ts";
import { BarList } from "../../ui/bar-list.tsx";
import { Card } from "../../ui/card.tsx";
import { useWords } from "../../ui/condition/vocabulary.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { not_defined, useFormat } from "../../ui/format.ts";
import { placeOf, spanOf } from "./forest.ts";
import { HoursCard } from "./hours-card.tsx";
import { MetricsCard } from "./metrics-card.tsx";
import classes from "./segment.module.css";

/** How many are shown at first. */
const first_rows = 15;

/** What a distinction is about, in words. */
function useDistinctionName(): (distinction: Distinction) => string {
  const { t } = useTranslation("segment");
  const words = useWords();
  return ({ about, name, value }) => {
    switch (about) {
      case "trait":
        return `${name}: ${value}`;
      case "class":
        return `${words.scheme(name)}: ${words.classOf(name, value)}`;
      case "event":
        return t("portrait.did", { name: value === "" ? name : value });
      case "channel":
        return t("portrait.channel", { value });
      case "hour":
        return t("portrait.hour", { value });
    }
  };
}

/** The interval as a bar, the lift as a dot, and a line where members are as all others. */
function Plot({ distinction, span }: { readonly distinction: Distinction; readonly span: number }) {
  const { lift, low, high } = distinction;
  if (lift === null) return null;
  const x = (value: number) => `${2 + placeOf(value, span) * 96}%`;
  const color = lift >= 1 ? "var(--k-accent)" : "var(--k-warn)";
  return (
    <svg aria-hidden>
      <line x1="50%" x2="50%" y1="0" y2="18" stroke="var(--k-muted)" strokeDasharray="2 2" />
      {low !== null && high !== null && (
        <line x1={x(low)} x2={x(high)} y1="9" y2="9" stroke={color} strokeWidth="3" strokeLinecap="round" />
      )}
      <circle cx={x(lift)} cy="9" r="4.5" fill={color} />
    </svg>
  );
}

function Forest({ portrait }: { readonly portrait: SegmentPortrait }) {
  const { t } = useTranslation("segment");
  const format = useFormat();
  const name = useDistinctionName();
  const [all, setAll] = useState(false);
  const distinctions = all ? portrait.distinctions : portrait.distinctions.slice(0, first_rows);
  const rest = portrait.distinctions.length - distinctions.length;
  const span = spanOf(distinctions.flatMap(({ lift, low, high }) => [lift, low, high]));
  const number = (value: number) => format.count(Number(value.toPrecision(3)));
  return (
    <>
      <table className={`${classes.forest} k-number`} aria-label={t("portrait.title")}>
        <thead>
          <tr>
            <th scope="col">{t("portrait.what")}</th>
            <th scope="col">{t("portrait.members")}</th>
            <th scope="col" className={classes.wide}>
              {t("portrait.others")}
            </th>
            <th scope="col">{t("portrait.lift")}</th>
            <th scope="col" className={classes.wide}>
              {t("portrait.interval")}
            </th>
            <td className={classes.plot}>
              <Group justify="space-between" gap={0} wrap="nowrap">
                {[`÷${span}`, "1", `×${span}`].map((mark) => (
                  <Text key={mark} span size="xs" c="dimmed">
                    {mark}
                  </Text>
                ))}
              </Group>
            </td>
          </tr>
        </thead>
        <tbody>
          {distinctions.map((each) => (
            <tr key={`${each.about} ${each.name} ${each.value}`}>
              <th scope="row">{name(each)}</th>
              <td>{format.share(each.share)}</td>
              <td className={classes.wide}>{format.share(each.others_share)}</td>
              <td>{each.lift === null ? not_defined : `×${number(each.lift)}`}</td>
              <td className={classes.wide}>
                {each.low === null || each.high === null ? not_defined : `${number(each.low)} … ${number(each.high)}`}
              </td>
              <td className={classes.plot}>
                <Plot distinction={each} span={span} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => setAll(true)}>
          {t("portrait.more", { count: rest })}
        </Button>
      )}
    </>
  );
}

function ChannelsCard({ portrait }: { readonly portrait: SegmentPortrait }) {
  const { t } = useTranslation("segment");
  const format = useFormat();
  const bars = portrait.channels.map(({ channel, events, customers }) => ({
    key: channel,
    name: channel === "" ? t("portrait.no_channel") : channel,
    value: customers,
    text: t("portrait.customers", { count: customers, text: format.count(customers) }),
    note: t("portrait.events", { count: events, text: format.count(events) }),
  }));
  return (
    <Card title={t("portrait.channels")}>
      {bars.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("portrait.no_events")}
        </Text>
      ) : (
        <BarList bars={bars} label={t("portrait.channels")} />
      )}
    </Card>
  );
}

export function PortraitView({ id }: { readonly id: string }) {
  const { t } = useTranslation("segment");
  const format = useFormat();
  const { data, error, isPending, refetch } = useApi<SegmentPortrait>(
    `/api/v1/segments/${encodeURIComponent(id)}/portrait`,
    {},
    { staleTime: 60_000 },
  );
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton height={420} radius="lg" />;
  const { customers, others, distinctions } = data;
  return (
    <Stack gap="sm">
      <Card
        title={t("portrait.title")}
        subtitle={t("portrait.hint", { members: format.count(customers), others: format.count(others) })}
      >
        {distinctions.length === 0 ? (
          <EmptyState title={t("portrait.none")} text={t("portrait.none_hint")} />
        ) : (
          <Forest portrait={data} />
        )}
      </Card>
      <div className={classes.halves}>
        <ChannelsCard portrait={data} />
        <HoursCard portrait={data} />
        <MetricsCard portrait={data} />
      </div>
    </Stack>
  );
}
