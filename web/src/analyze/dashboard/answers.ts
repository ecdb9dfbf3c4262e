// What widgets answer, asked for together; where they stand and what they are called does not matter to it.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Dashboard, DashboardAnswers, DashboardPreview, Widget } from "#contract";
import { apiSend, useApi } from "../../ui/api.ts";

export const dashboards_path = "/api/v1/dashboards";

export function useDashboards() {
  return useApi<{ rows: Dashboard[] }>(dashboards_path);
}

export function useDashboard(id: string | undefined) {
  return useApi<Dashboard>(`${dashboards_path}/${encodeURIComponent(id ?? "")}`, {}, { enabled: id !== undefined });
}

/** A widget without what its answer does not depend on. */
function question(widget: Widget): Widget {
  return { ...widget, title: "", place: { x: 0, y: 0, w: 1, h: 1 } };
}

/** Answers of widgets that are kept or only tried; while they are asked anew the earlier ones stay. */
export function useAnswers({ period, compare, widgets }: DashboardPreview, refetch_ms?: number) {
  const asked = { period, compare, widgets: widgets.filter(({ kind }) => kind !== "text").map(question) };
  return useQuery({
    queryKey: [`${dashboards_path}/answers`, asked],
    queryFn: ({ signal }) => apiSend<DashboardAnswers>("POST", `${dashboards_path}/answers`, asked, signal),
    placeholderData: keepPreviousData,
    ...(refetch_ms === undefined ? {} : { refetchInterval: refetch_ms }),
  });
}
