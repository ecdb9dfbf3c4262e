// What the members of an account did, newest first.
import { Button, Center, Skeleton, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Activity } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AccountTimeline } from "#contract";
import { apiGet } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import classes from "./account.module.css";

type Entry = AccountTimeline["entries"][number];

/** An event's own name; of calls that have none, what they are. */
function useWhat(): (entry: Entry) => string {
  const { t } = useTranslation("account");
  return ({ type, name, order_id }) => {
    const called =
      type === "track" ? name : [t(`type.${type}`, { defaultValue: type }), name].filter(Boolean).join(": ");
    return order_id === "" ? called : `${called} ${order_id}`;
  };
}

export function AccountTimelineCard({ id, time_zone }: { readonly id: string; readonly time_zone: string }) {
  const { t } = useTranslation("account");
  const format = useFormat();
  const what = useWhat();
  const path = `/api/v1/accounts/${id}/timeline`;
  const query = useInfiniteQuery({
    queryKey: [path],
    queryFn: ({ pageParam, signal }) => apiGet<AccountTimeline>(path, { cursor: pageParam, limit: 25 }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const pages = query.data?.pages ?? [];
  const entries = pages.flatMap((page) => page.entries);
  const currency = pages[0]?.currency ?? "EUR";
  return (
    <Card title={t("timeline")}>
      {query.isPending && <Skeleton height={240} radius="md" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && entries.length === 0 && (
        <EmptyState icon={Activity} title={t("timeline_none")} text={t("timeline_empty")} />
      )}
      <ol className={classes.timeline}>
        {entries.map((entry) => (
          <li key={entry.id} className={classes.entry}>
            <div style={{ minWidth: 0 }}>
              <Text size="sm" fw={600}>
                {what(entry)}
              </Text>
              <Text size="xs" c="dimmed">
                <PageLink to={`/customers/${entry.customer_id}`}>{entry.label}</PageLink>
                {` · ${entry.channel === "" ? entry.source : entry.channel}`}
              </Text>
            </div>
            <div style={{ textAlign: "right" }}>
              {entry.revenue_minor !== 0 && (
                <Text
                  size="sm"
                  fw={600}
                  className="k-number"
                  {...(entry.revenue_minor < 0 ? { c: "var(--k-bad)" } : {})}
                >
                  {format.money(entry.revenue_minor, currency)}
                </Text>
              )}
              <Text size="xs" c="dimmed" className="k-number">
                {format.instant(entry.occurred_at, time_zone)}
              </Text>
            </div>
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <Center mt="sm">
          <Button
            variant="default"
            size="xs"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("earlier")}
          </Button>
        </Center>
      )}
    </Card>
  );
}
