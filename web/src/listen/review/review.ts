// The review queue as the page uses it: what is asked of the server, and which key means which answer.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { PairState, ReviewAnswer, ReviewNext, ReviewQueue } from "#contract";
import { ApiError, apiSend, useApi } from "../../ui/api.ts";

const next_path = "/api/v1/review/next";

/** What became of an answer. */
export interface Answered {
  readonly state: PairState;
  readonly reason: string;
  readonly next: ReviewNext;
}

const reasons = ["limit", "too_many_identifiers", "too_many_merges", "kept_apart"] as const;

/** Why identity refuses a merge, in words: "limit:user_id" names the kind whose limit it is. */
export function useReason(): (reason: string) => string {
  const { t, i18n } = useTranslation("review");
  return (reason) => {
    const [code = "", kind = ""] = reason.split(":");
    const known = reasons.find((each) => each === code) ?? "other";
    return t(`reason.${known}`, { kind: i18n.exists(`review:field.${kind}`) ? t(`field.${kind}`) : kind });
  };
}

/** What the page shows about the answer before: which pair, what was said, what became of it. */
export interface Outcome {
  readonly pair_id: number;
  readonly answer: ReviewAnswer;
  readonly state: PairState;
  readonly reason: string;
}

interface Given {
  readonly id: number;
  readonly answer: ReviewAnswer;
}

/** The next pair of a queue, answering it, and taking the last answer back. */
export function useReview(queue: ReviewQueue, onOutcome: (outcome: Outcome | undefined) => void) {
  const client = useQueryClient();
  // Another pair must not come before the reader's eyes by itself.
  const next = useApi<ReviewNext>(
    next_path,
    { queue },
    { staleTime: Number.POSITIVE_INFINITY, refetchOnMount: "always" },
  );
  const show = (told: ReviewNext) => {
    client.setQueryData([next_path, { queue }], told);
    void client.invalidateQueries({ predicate: ({ queryKey }) => isOther(String(queryKey[0])) });
  };
  const answer = useMutation({
    mutationFn: ({ id, answer: said }: Given) =>
      apiSend<Answered>("POST", `/api/v1/review/pairs/${id}/answers`, { answer: said, queue }),
    onSuccess: (told, { id, answer: said }) => {
      onOutcome({ pair_id: id, answer: said, state: told.state, reason: told.reason });
      show(told.next);
    },
    // Somebody was faster: what is on the screen waits no more.
    onError: (fault) => {
      if (fault instanceof ApiError && fault.status === 409) void next.refetch();
    },
  });
  const undo = useMutation({
    mutationFn: () => apiSend<ReviewNext>("POST", "/api/v1/review/undo", { queue }),
    onSuccess: (told) => {
      onOutcome(undefined);
      answer.reset();
      show(told);
    },
  });
  return { next, answer, undo, busy: answer.isPending || undo.isPending };
}

export type Review = ReturnType<typeof useReview>;

function isOther(path: string): boolean {
  return path.startsWith("/api/v1/review") && path !== next_path;
}

export type Deed = ReviewAnswer | "undo";

const keys: Readonly<Record<string, Deed>> = { y: "same", n: "apart", s: "skip", u: "undo" };
/** The same keys by their place, for alphabets that have other letters there. */
const places: Readonly<Record<string, Deed>> = { KeyY: "same", KeyN: "apart", KeyS: "skip", KeyU: "undo" };

/** What a key means; undefined while somebody types, holds a modifier, or keeps the key down. */
export function deedOf(event: {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
  readonly typing: boolean;
}): Deed | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.typing) return undefined;
  return /^[a-z]$/i.test(event.key) ? keys[event.key.toLowerCase()] : places[event.code];
}

/** Listens for the keys on the whole page. */
export function useKeys(act: (deed: Deed) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { key, code, ctrlKey, metaKey, altKey, repeat, target } = event;
      const within = "input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]";
      const typing = target instanceof Element && target.closest(within) !== null;
      const deed = deedOf({ key, code, ctrlKey, metaKey, altKey, repeat, typing });
      if (deed === undefined) return;
      event.preventDefault();
      act(deed);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [act]);
}
