// What the plan's page derives from what the API says: which events are shown, the names of things, and its requests.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { PlanEvent, PlanEventChange, PlanState, PlanViolation } from "#contract";
import { apiSend } from "../../ui/api.ts";
import type { Search } from "../../ui/search.ts";

export const states = ["new", "approved", "ignored"] as const;

export function isState(text: string | undefined): text is PlanState {
  return states.some((state) => state === text);
}

/** The events that the address asks for. */
export function shownEvents(events: readonly PlanEvent[], { source, state, q }: Search): PlanEvent[] {
  const wanted = q?.toLowerCase() ?? "";
  const matches = (event: PlanEvent) =>
    wanted === "" ||
    [event.name, event.type, event.description, ...event.properties.map(({ name }) => name)].some((text) =>
      text.toLowerCase().includes(wanted),
    );
  return events.filter(
    (event) =>
      (source === undefined || event.source === source) && (!isState(state) || event.state === state) && matches(event),
  );
}

export function volumeOf({ days }: PlanEvent): number {
  return days.reduce((sum, day) => sum + day, 0);
}

/** What a person calls it: the name of a track, the type of anything else. */
export function titleOf({ type, name }: Pick<PlanEvent, "type" | "name">): string {
  return name === "" ? type : name;
}

export function violationKey({ source, type, name, kind, property }: PlanViolation): string {
  return JSON.stringify([source, type, name, kind, property]);
}

/** JSON as people read it; what is none stays as it is. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** A change of the plan; afterwards everything that shows it is read anew. */
export function usePlanChange() {
  const client = useQueryClient();
  const { mutate, isPending, error, variables } = useMutation({
    mutationFn: ({ method, path, body }: { method: "POST" | "PUT" | "PATCH"; path: string; body?: unknown }) =>
      apiSend<unknown>(method, `/api/v1/plan/${path}`, body),
    onSuccess: () =>
      client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith("/api/v1/plan") }),
  });
  return {
    pending: isPending ? variables?.path : undefined,
    error,
    event: (id: number, body: PlanEventChange) => mutate({ method: "PATCH", path: `events/${id}`, body }),
    approveEvent: (id: number) => mutate({ method: "POST", path: `events/${id}/approve` }),
    approveSource: (source: string) =>
      mutate({ method: "POST", path: `sources/${encodeURIComponent(source)}/approve` }),
    policy: (source: string, policy: string) =>
      mutate({ method: "PUT", path: `sources/${encodeURIComponent(source)}`, body: { policy } }),
  };
}

export type PlanChange = ReturnType<typeof usePlanChange>;
