// Lists of customers by cursor: pages are fetched as the reader comes near the end.

import { keepPreviousData, useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import type { CustomerClasses, CustomerPage, CustomerRow } from "#contract";
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

/** All customers are ranked for classes, which takes longer than a page of the list: they come when they are there. */
export function useClasses(pages: CustomerPages, narrowing: Inputs): CustomerPages {
  const { rows } = pages;
  const chunks = useMemo(() => {
    const ids = rows.map(({ customer_id }) => customer_id);
    return Array.from({ length: Math.ceil(ids.length / page_size) }, (_none, at) =>
      ids.slice(at * page_size, (at + 1) * page_size).join(","),
    );
  }, [rows]);
  const answers = useQueries({
    queries: chunks.map((ids) => ({
      queryKey: ["/api/v1/customers/classes", ids, narrowing],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        apiGet<CustomerClasses>("/api/v1/customers/classes", { ids, ...narrowing }, signal),
      staleTime: 60_000,
    })),
    combine: (results) => results.flatMap(({ data }) => data?.rows ?? []),
  });
  return useMemo(() => {
    const known = new Map(answers.map((row) => [row.customer_id, row]));
    return { ...pages, rows: rows.map((row) => ({ ...row, ...known.get(row.customer_id) })) };
  }, [pages, rows, answers]);
}
