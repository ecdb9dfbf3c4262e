// What happened to a customer over all channels, newest first, by day: as much of it is drawn as is in view.

import { Button, Center, Loader, Skeleton, Stack, Text } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { Activity } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Timeline as TimelinePage } from "#contract";
import { apiGet } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import classes from "./customer.module.css";
import { byDay, type TimelineItem } from "./customer.ts";
import { Entry } from "./timeline-entry.tsx";
import { type Filter, isNarrowed, noFilter, TimelineFilter } from "./timeline-filter.tsx";

const page_size = 50;

function usePages(id: string, filter: Filter) {
  const path = `/api/v1/customers/${id}/timeline`;
  const inputs = { ...filter, kinds: filter.kinds.join(",") };
  return useInfiniteQuery({
    queryKey: [path, inputs],
    queryFn: ({ pageParam, signal }) =>
      apiGet<TimelinePage>(path, { ...inputs, cursor: pageParam, limit: page_size }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** How far below the top of the page the list begins: what stands above it comes later and grows. */
function useOffset(list: React.RefObject<HTMLElement | null>): number {
  const [offset, setOffset] = useState(0);
  useEffect(() => {
    const measure = () => {
      const top = list.current?.getBoundingClientRect().top;
      if (top !== undefined) setOffset(Math.round(top + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);
  return offset;
}

interface ListProps {
  readonly items: readonly TimelineItem[];
  readonly currency: string;
  readonly time_zone: string;
  /** Called when the reader comes near the end. */
  readonly onEnd: () => void;
}

function List({ items, currency, time_zone, onEnd }: ListProps) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  const list = useRef<HTMLOListElement>(null);
  const scrollMargin = useOffset(list);
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: (index) => (items[index]?.is === "day" ? 34 : 56),
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : item.is === "day" ? item.day : item.entry.id;
    },
    overscan: 10,
    scrollMargin,
  });
  const shown = virtualizer.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (items.length > 0 && last >= items.length - 8) onEnd();
  }, [items.length, last, onEnd]);
  return (
    <ol
      ref={list}
      className={classes.timeline}
      style={{ height: virtualizer.getTotalSize() }}
      aria-label={t("timeline")}
    >
      {shown.map(({ key, index, start }) => {
        const item = items[index];
        if (item === undefined) return null;
        return (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            className={item.is === "day" ? classes.day : classes.entry}
            style={{ transform: `translateY(${start - scrollMargin}px)` }}
          >
            {item.is === "day" ? (
              <Text size="xs" fw={650} c="dimmed">
                {format.day(item.day)}
              </Text>
            ) : (
              <Entry entry={item.entry} currency={currency} time_zone={time_zone} />
            )}
          </li>
        );
      })}
    </ol>
  );
}

export function Timeline({ id, time_zone }: { readonly id: string; readonly time_zone: string }) {
  const { t } = useTranslation("customer");
  const [filter, setFilter] = useState<Filter>(noFilter);
  const query = usePages(id, filter);
  const pages = query.data?.pages;
  const items = useMemo(() => byDay(pages?.flatMap((page) => page.entries) ?? [], time_zone), [pages, time_zone]);
  const currency = pages?.[0]?.currency ?? "EUR";
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  const more = useMemo(
    () => () => {
      if (hasNextPage && !isFetching && !isError) void fetchNextPage();
    },
    [hasNextPage, isFetching, isError, fetchNextPage],
  );
  return (
    <Card title={t("timeline")}>
      <TimelineFilter id={id} filter={filter} onChange={setFilter} />
      {query.isPending && (
        <Stack gap="sm">
          {["a", "b", "c", "d", "e"].map((key) => (
            <Skeleton key={key} height={48} radius="md" />
          ))}
        </Stack>
      )}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && (
        <EmptyState
          icon={Activity}
          title={isNarrowed(filter) ? t("filter.nothing") : t("timeline_none")}
          text={isNarrowed(filter) ? t("filter.nothing_hint") : t("timeline_empty")}
        >
          {isNarrowed(filter) && (
            <Button variant="default" size="xs" onClick={() => setFilter(noFilter)}>
              {t("filter.reset")}
            </Button>
          )}
        </EmptyState>
      )}
      {items.length > 0 && <List items={items} currency={currency} time_zone={time_zone} onEnd={more} />}
      {query.isFetchingNextPage && (
        <Center py="sm" role="status">
          <Loader size="sm" aria-label={t("loading", { ns: "ui" })} />
        </Center>
      )}
    </Card>
  );
}
