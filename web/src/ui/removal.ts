// Deleting one of a list after somebody has confirmed it.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { apiSend } from "./api.ts";
import { renew } from "./renew.ts";

/** What a confirmation shows and does that deletes `id` of the list under a path; `onGone` when it is deleted. */
export function useRemoval(list: string, id: number, onGone: () => void) {
  const client = useQueryClient();
  const { isPending, error, mutate } = useMutation({
    mutationFn: () => apiSend("DELETE", `${list}/${id}`),
    onSuccess: () => {
      void renew(client, list);
      onGone();
    },
  });
  return { pending: isPending, error, onYes: () => mutate() };
}

/** The same on a page of its own, which is left for the list; what was asked before is forgotten. */
export function usePageRemoval(path: string, to: "/metrics/all" | "/segments" | "/surveys") {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { isPending, error, mutate } = useMutation({
    mutationFn: () => apiSend("DELETE", path),
    onSuccess: async () => {
      client.removeQueries({ type: "inactive" });
      await navigate({ to, search: {} });
      await client.invalidateQueries();
    },
  });
  return { pending: isPending, error, onYes: () => mutate() };
}
