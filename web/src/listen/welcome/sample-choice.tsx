// The sample: loaded with one press, with live progress, then to the overview.

import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportState, Workspace } from "#contract";
import { ApiError, apiSend, useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Progress } from "../../ui/progress.tsx";
import { useSearchState } from "../../ui/search.ts";
import { useProgressText } from "../import-run/running.tsx";
import classes from "./welcome.module.css";

// The sample's shop sells in pounds; its file names no zone, so its days are taken as they are written.
const sampleSettings = { currency: "GBP", time_zone: "UTC" };

async function loadSample(): Promise<ImportState> {
  await apiSend<Workspace>("PATCH", "/api/v1/workspace", sampleSettings);
  return await apiSend<ImportState>("POST", "/api/v1/imports", { location: { kind: "sample" } });
}

/** The import of the sample: its number is in the URL, so that a reload finds it again. */
function useSample() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchState();
  const [failed, setFailed] = useState<Error | null>(null);
  const id = search.import;
  const start = useMutation({
    mutationFn: loadSample,
    onMutate: () => setFailed(null),
    onSuccess: (state) => setSearch({ import: String(state.id) }),
    onError: setFailed,
  });
  const state = useApi<ImportState>(
    `/api/v1/imports/${id}`,
    {},
    { enabled: id !== undefined, refetchInterval: 500, placeholderData: () => undefined },
  ).data;
  useEffect(() => {
    if (state?.state === "done") void client.invalidateQueries().then(() => navigate({ to: "/", search: {} }));
    if (state?.state === "failed" || state?.state === "cancelled") {
      setFailed(new ApiError(500, state.error?.code ?? state.state, state.error?.message ?? state.state));
      setSearch({ import: undefined });
    }
  }, [state, client, navigate, setSearch]);
  return { start: () => start.mutate(), busy: start.isPending || id !== undefined, state, failed };
}

export function SampleChoice({ disabled }: { readonly disabled: boolean }) {
  const { t } = useTranslation("welcome");
  const { start, busy, state, failed } = useSample();
  const text = useProgressText();
  const share = state === undefined || state.rows_total === null ? 0 : state.rows_read / Math.max(1, state.rows_total);
  return (
    <Card title={t("sample.title")}>
      <div className={classes.choice}>
        <Text size="sm">{t("sample.text")}</Text>
        {failed !== null && <ErrorState error={failed} onRetry={start} />}
        {busy ? (
          <Progress
            share={Math.min(1, share)}
            label={state === undefined || state.rows_read === 0 ? t("sample.loading") : text(state)}
          />
        ) : (
          <Group>
            <Button onClick={start} disabled={disabled}>
              {t("sample.button")}
            </Button>
          </Group>
        )}
        <Text size="xs" c="dimmed">
          {t("sample.time")}
        </Text>
      </div>
    </Card>
  );
}
