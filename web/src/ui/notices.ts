// Notices as the bell and its list show them: asked each minute, marked as read.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { NoticeList } from "#contract";
import { apiSend, useApi } from "./api.ts";

const notices_path = "/api/v1/notices";
const every_ms = 60_000;

export function useNotices() {
  return useApi<NoticeList>(notices_path, {}, { refetchInterval: every_ms, retry: false });
}

/** Notes that these have been read, or all. */
export function useReadNotices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly number[] | "all") => apiSend<NoticeList>("POST", `${notices_path}/read`, { ids }),
    onSuccess: (list) => client.setQueryData([notices_path, {}], list),
  });
}
