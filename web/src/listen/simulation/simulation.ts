// The simulation as pages follow it: asked for while it runs, started, cancelled.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { SimulationAnswer, SimulationState } from "#contract";
import { apiSend, useApi } from "../../ui/api.ts";
import { useFormat } from "../../ui/format.ts";

const path = "/api/v1/simulation";

type UnderWay = SimulationState & { readonly state: "waiting" | "running" };

/** Whether it is on its way. */
export function isUnderWay(state: SimulationState | null | undefined): state is UnderWay {
  return state?.state === "waiting" || state?.state === "running";
}

/** The newest simulation; undefined while that is not known. */
export function useSimulation(): SimulationState | null | undefined {
  const answer = useApi<SimulationAnswer>(
    path,
    {},
    { refetchInterval: ({ state: { data } }) => (isUnderWay(data?.simulation) ? 700 : false) },
  );
  return answer.data?.simulation;
}

/** Starting and cancelling; both show at once. */
export function useSimulationChange() {
  const client = useQueryClient();
  // It also sets the workspace's currency and time zone.
  const settle = () => client.invalidateQueries();
  const start = useMutation({
    mutationFn: () => apiSend<SimulationState>("POST", path, {}),
    onSettled: settle,
  });
  const cancel = useMutation({
    mutationFn: () => apiSend<SimulationState>("POST", `${path}/cancel`),
    onSettled: settle,
  });
  return { start, cancel };
}

/** "Importing web, app (12 of 17 sources) · 35 sec" */
export function useSimulationText(): (state: SimulationState) => string {
  const { t } = useTranslation("simulation");
  const format = useFormat();
  return ({ step, sources, elapsed_ms }) => {
    const done = sources.filter(({ state }) => state === "done").length;
    const names = sources.filter(({ state }) => state === "running").map(({ source }) => source);
    const which = step === "importing" ? t("step.imported", { done, count: sources.length }) : "";
    const parts = [t(`step.${step}`), which, step === "importing" ? names.join(", ") : ""];
    // Below a second a clock would only flicker.
    return [...parts, elapsed_ms < 1000 ? "" : format.duration(Math.floor(elapsed_ms / 1000) * 1000)]
      .filter((text) => text !== "")
      .join(" · ");
  };
}
