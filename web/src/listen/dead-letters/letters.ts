// What the page of dead letters derives from the API: its requests, and which reasons lead where.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { LetterGroup, LetterSelection, LetterState, Replay, ReplayedLetter } from "#contract";
import { apiGet, apiSend } from "../../ui/api.ts";

export const states = ["open", "replayed", "discarded"] as const;

export function stateOf(text: string | undefined): LetterState {
  return states.find((state) => state === text) ?? "open";
}

export function groupKey({ source, import_id, code, field, state }: LetterGroup): string {
  return JSON.stringify([source, import_id, code, field, state]);
}

/** The letters of a group, as the API asks for them. */
export function selectionOf({ source, code, field }: LetterGroup): LetterSelection {
  return { source, code, field };
}

/** JSON as people read it; what is none stays as it is. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Where a reason is mended for all of its letters: in the plan, in the source's mapping, or only by hand. */
export function mendedAt(code: string): "plan" | "mapping" | "hand" {
  if (code.startsWith("plan_")) return "plan";
  return code === "bad_mapping" ? "mapping" : "hand";
}

function useReread() {
  const client = useQueryClient();
  return useCallback(
    () =>
      client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith("/api/v1/dead-letters") }),
    [client],
  );
}

function isOver(replay: Replay | undefined): boolean {
  return replay?.state === "done" || replay?.state === "failed";
}

/** Sends many again and follows how it goes. */
export function useReplay() {
  const reread = useReread();
  const [id, setId] = useState<number>();
  const asked = useMutation({
    mutationFn: (selection: LetterSelection) => apiSend<Replay>("POST", "/api/v1/dead-letters/replays", selection),
    onSuccess: (replay) => setId(replay.id),
  });
  const followed = useQuery<Replay, Error>({
    queryKey: ["replay", id],
    enabled: id !== undefined,
    queryFn: async ({ signal }) => {
      const replay = await apiGet<Replay>(`/api/v1/dead-letters/replays/${id}`, {}, signal);
      if (isOver(replay)) void reread();
      return replay;
    },
    refetchInterval: (query) => (isOver(query.state.data) ? false : 500),
  });
  const replay = id === undefined ? undefined : followed.data;
  return {
    replay,
    running: asked.isPending || (id !== undefined && !isOver(replay)),
    error: asked.error ?? followed.error,
    start: asked.mutate,
    close: () => {
      setId(undefined);
      asked.reset();
    },
  };
}

export type Replaying = ReturnType<typeof useReplay>;

/** Puts letters away with a reason. */
export function useDiscard(onDone: () => void) {
  const reread = useReread();
  return useMutation({
    mutationFn: (body: { selection: LetterSelection; reason: string }) =>
      apiSend<{ letters: number }>("POST", "/api/v1/dead-letters/discard", body),
    onSuccess: () => {
      void reread();
      onDone();
    },
  });
}

/** Sends one letter again, with a body mended by hand or as it is. */
export function useReplayOne(id: string, onDone: (result: ReplayedLetter) => void) {
  const reread = useReread();
  return useMutation({
    mutationFn: (body: string | undefined) =>
      apiSend<ReplayedLetter>("POST", `/api/v1/dead-letters/${id}/replay`, body === undefined ? {} : { body }),
    onSuccess: (result) => {
      void reread();
      onDone(result);
    },
  });
}
