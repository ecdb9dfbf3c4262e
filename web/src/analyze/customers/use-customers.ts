// Lists of customers by cursor: pages are fetched as the reader comes near the end.

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { CustomerPage, CustomerRow } from "#contract";
import { apiGet, type Inputs } from "../../ui/api.ts";

const page_size = 100;

export interface CustomerPages {
  readonly rows: readonly CustomerRow[];
  readonly currency: string;
  /** How many there are; null while unknown. */
  readonly total: number | null;
  readonly error: Error | null;
  /** Nothing is known yet. */
  readonly pending: boolean;
  /** The rows shown are those of earlier inputs, or more are on their way. */
  readonly loading: boolean;
  readonly more: () => void;
  readonly retry: () => void;
}

/** The rows of any route that answers a CustomerPage, as far as they have been fetched. */
export function useCustomerPages(path: string, inputs: Inputs, enabled = true): CustomerPages {
  const query = useInfiniteQuery({
    queryKey: [path, "pages", inputs],
    queryFn: ({ pageParam, signal }) =>
      apiGet<CustomerPage>(path, { ...inputs, cursor: pageParam, limit: page_size }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
  });
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.rows) ?? [], [pages]);
  return {
    rows,
    currency: pages?.[0]?.currency ?? "EUR",
    total: pages?.[0]?.total ?? null,
    error: query.error,
    pending: query.isPending,
    loading: query.isFetchingNextPage || query.isPlaceholderData,
    more: () => {
      if (query.hasNextPage && !query.isFetchingNextPage && !query.isError) void query.fetchNextPage();
    },
    retry: () => void (pages === undefined ? query.refetch() : query.fetchNextPage()),
  };
}
