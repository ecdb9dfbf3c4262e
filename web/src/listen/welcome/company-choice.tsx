// The invented company: simulated with one press, with live progress, then to the overview.
import { Button, Group, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Running } from "../simulation/running.tsx";
import { isUnderWay, useSimulation, useSimulationChange } from "../simulation/simulation.ts";
import classes from "./welcome.module.css";

export function CompanyChoice() {
  const { t } = useTranslation("welcome");
  const client = useQueryClient();
  const navigate = useNavigate();
  const simulation = useSimulation();
  const { start, cancel } = useSimulationChange();
  const seen_running = useRef(false);
  const running = isUnderWay(simulation);
  useEffect(() => {
    // Only who waited for it is led on: a company that stands is no reason to leave this page.
    if (seen_running.current && simulation?.state === "done") {
      void client.invalidateQueries().then(() => navigate({ to: "/", search: {} }));
    }
    seen_running.current = running;
  }, [simulation, running, client, navigate]);
  const failed = simulation?.state === "failed" ? simulation.error : null;
  const error = start.error ?? (failed ? new ApiError(500, failed.code, failed.message) : null);
  return (
    <Card title={t("company.title")}>
      <div className={classes.choice}>
        <Text size="sm">{t("company.text")}</Text>
        {error !== null && !running && <ErrorState error={error} onRetry={() => start.mutate()} />}
        {running && <Running state={simulation} cancelling={cancel.isPending} onCancel={() => cancel.mutate()} />}
        {!running && error === null && (
          <Group>
            <Button variant="default" loading={start.isPending} onClick={() => start.mutate()}>
              {t("company.button")}
            </Button>
          </Group>
        )}
        <Text size="xs" c="dimmed">
          {t("company.time")}
        </Text>
      </div>
    </Card>
  );
}
