// One segment: how it goes, who belongs, what distinguishes them, why somebody does, and who is told.
import { Skeleton, Stack, Tabs } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { Shapes } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Segment } from "#contract";
import { ApiError, useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageLink } from "../../ui/link.tsx";
import { useMay } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { dayOf } from "../customer/customer.ts";
import { conditionOf, segments_path } from "../segments/segments.ts";
import { SegmentHead } from "./head.tsx";
import { HistoryCard } from "./history-card.tsx";
import { HooksCard } from "./hooks-card.tsx";
import { ListCard } from "./list-card.tsx";
import { MembersCard } from "./members-card.tsx";
import { NeedsCard } from "./needs-card.tsx";
import { PortraitView } from "./portrait-view.tsx";
import { WhyCard } from "./why-card.tsx";

/** How soon the page looks again: while members are being counted, and as they move. */
const again_ms = { computing: 1_000, live: 5_000, failed: 30_000 };
const views = ["size", "members", "portrait", "why", "hooks"] as const;
type View = (typeof views)[number];

interface ViewProps {
  readonly view: View;
  readonly segment: Segment;
  readonly today: string;
  readonly time_zone: string;
}

function Shown({ view, segment, today, time_zone }: ViewProps) {
  const condition = conditionOf(segment);
  switch (view) {
    case "size":
      return (
        <Stack gap="sm">
          {segment.kind === "list" && <ListCard id={segment.id} />}
          <HistoryCard id={segment.id} since={dayOf(segment.created_at, time_zone)} today={today} />
          <NeedsCard segment={segment} />
        </Stack>
      );
    case "members":
      return <MembersCard id={segment.id} />;
    case "portrait":
      return <PortraitView id={segment.id} />;
    case "why":
      return condition === null ? null : <WhyCard id={segment.id} condition={condition} today={today} />;
    case "hooks":
      return <HooksCard id={segment.id} time_zone={time_zone} />;
  }
}

function Known({ segment }: { readonly segment: Segment }) {
  const { t } = useTranslation("segment");
  const [search, setSearch] = useSearchState();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const may_tell = useMay("marketer");
  const today = dayOf(new Date().toISOString(), time_zone);
  const offered = views.filter((view) => (view !== "why" || segment.kind === "rule") && (view !== "hooks" || may_tell));
  const shown = offered.find((view) => view === search.view) ?? "size";
  return (
    <>
      <SegmentHead segment={segment} time_zone={time_zone} />
      <Tabs
        mt="sm"
        value={shown}
        keepMounted={false}
        onChange={(view) => setSearch({ view: view === null || view === "size" ? undefined : view })}
      >
        <Tabs.List mb="sm">
          {offered.map((view) => (
            <Tabs.Tab key={view} value={view}>
              {t(`view.${view}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {offered.map((view) => (
          <Tabs.Panel key={view} value={view}>
            <Shown view={view} segment={segment} today={today} time_zone={time_zone} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

export default function SegmentPage() {
  // What the cards say comes with the page: asked for later, the whole page would wait for it.
  const { t } = useTranslation(["segment", "segments", "condition", "metric", "customers", "classes", "consent"]);
  const { id = "" } = useParams({ strict: false });
  const { data, error, isPending, refetch } = useApi<Segment>(
    `${segments_path}/${encodeURIComponent(id)}`,
    {},
    {
      placeholderData: () => undefined,
      refetchInterval: ({ state }) => again_ms[state.data?.state ?? "live"],
    },
  );
  if (isPending) return <Skeleton height={420} radius="lg" />;
  if (data !== undefined) return <Known key={data.id} segment={data} />;
  if (!(error instanceof ApiError) || error.status !== 404)
    return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <PageHead title={t("segments", { ns: "titles" })} />
      <Card>
        <EmptyState icon={Shapes} title={t("missing")} text={t("missing_hint")}>
          <PageLink to="/segments">{t("all")}</PageLink>
        </EmptyState>
      </Card>
    </>
  );
}
