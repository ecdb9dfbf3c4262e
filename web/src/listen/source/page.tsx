// One source: how to connect it, how it fares, what its webhook makes of payloads, and what can be done to it.
import { Skeleton, Stack } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { FileX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SourceState } from "#contract";
import { ApiError, useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageLink } from "../../ui/link.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { ConnectCard } from "./connect-card.tsx";
import { HealthCard } from "./health-card.tsx";
import { ManageCard } from "./manage-card.tsx";
import { WebhookCard } from "./webhook-card.tsx";

export default function Source() {
  const { t } = useTranslation(["source", "sources"]);
  const { slug = "" } = useParams({ strict: false });
  const answer = useApi<SourceState>(
    `/api/v1/sources/${encodeURIComponent(slug)}`,
    {},
    {
      refetchInterval: (query) => (query.state.data?.last_seen_at === null ? 2_000 : 10_000),
      staleTime: 0,
      placeholderData: () => undefined,
    },
  );
  const source = answer.data;
  const missing = answer.error instanceof ApiError && answer.error.status === 404;
  const subtitle = source === undefined ? undefined : `${t(`kind.${source.kind}`, { ns: "sources" })} · ${source.slug}`;
  return (
    <>
      <PageHead title={source?.name ?? t("title")} subtitle={subtitle} />
      <Stack gap="sm">
        {missing && (
          <Card>
            <EmptyState icon={FileX} title={t("missing")}>
              <PageLink to="/sources">{t("sources", { ns: "titles" })}</PageLink>
            </EmptyState>
          </Card>
        )}
        {answer.isError && !missing && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.isPending && <Skeleton height={320} radius="lg" />}
        {source !== undefined && (
          <>
            <ConnectCard source={source} />
            {source.kind === "webhook" && <WebhookCard slug={source.slug} />}
            <HealthCard source={source} />
            <ManageCard key={source.slug} source={source} />
          </>
        )}
      </Stack>
    </>
  );
}
