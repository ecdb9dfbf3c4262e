// The state of a page lives in the URL's query, as plain text, so that a link shows the other person the same page.
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";

/** Query parameters of the URL. A patch with undefined removes one. */
export type Search = Readonly<Record<string, string | undefined>>;

/** "?from=2011-01-01&to=2011-01-31" to {from, to}: all values stay text, whatever they look like. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** The inverse of parseSearch; parameters without a value are left out, and their order does not matter. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === "string" && value !== "") params.set(name, value);
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

/** The present parameters, and a function that changes some of them. Changes replace the history entry unless `push`. */
export function useSearchState(): [Search, (patch: Search, options?: { push?: boolean }) => void] {
  const text = useRouterState({ select: (state) => state.location.searchStr });
  const navigate = useNavigate();
  const search = useMemo(() => parseSearch(text), [text]);
  const change = useCallback(
    (patch: Search, options?: { push?: boolean }) => {
      void navigate({
        to: ".",
        search: (now: object) => ({ ...now, ...patch }),
        replace: options?.push !== true,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [search, change];
}

/** Parameters that go along from page to page: the period and how it is looked at. */
export const kept = ["from", "to", "compare", "grain"] as const;

/** The parameters in `search` that go along to another page. */
export function keptSearch(search: Search): Record<string, string> {
  const result: Record<string, string> = {};
  for (const name of kept) {
    const value = search[name];
    if (value !== undefined) result[name] = value;
  }
  return result;
}
