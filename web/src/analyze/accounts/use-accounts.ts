// The list of accounts by cursor: pages are fetched as the reader comes near the end.
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { AccountPage, AccountRow } from "#contract";
import { apiGet, type Inputs } from "../../ui/api.ts";

const page_size = 100;
const path = "/api/v1/accounts";

export interface AccountPages {
  readonly rows: readonly AccountRow[];
  /** The first page: totals and currency; undefined while nothing is known. */
  readonly head: AccountPage | undefined;
  readonly error: Error | null;
  readonly loading: boolean;
  readonly more: () => void;
  readonly retry: () => void;
}

/** Accounts as far as they have been fetched. */
export function useAccountPages(inputs: Inputs): AccountPages {
  const query = useInfiniteQuery({
    queryKey: [path, "pages", inputs],
    queryFn: ({ pageParam, signal }) =>
      apiGet<AccountPage>(path, { ...inputs, cursor: pageParam, limit: page_size }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.rows) ?? [], [pages]);
  return {
    rows,
    head: pages?.[0],
    error: query.error,
    loading: query.isFetchingNextPage || query.isPlaceholderData,
    more: () => {
      if (query.hasNextPage && !query.isFetchingNextPage && !query.isError) void query.fetchNextPage();
    },
    retry: () => void (pages === undefined ? query.refetch() : query.fetchNextPage()),
  };
}
