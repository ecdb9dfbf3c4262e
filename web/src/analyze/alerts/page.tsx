// Alerts: what is watched, what fires now, and watching something more.
import { Button, Skeleton } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BellPlus, RefreshCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Alert } from "#contract";
import { apiSend, useApi, useMetrics } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useMay } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { useRemoval } from "../../ui/removal.ts";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { AlertCard } from "./alert-card.tsx";
import { alerts_path } from "./draft.ts";
import { AlertForm } from "./form.tsx";
import { KeyCard } from "./key-card.tsx";

interface AlertList {
  readonly rows: readonly Alert[];
}

function Removal({ alert, onClose }: { readonly alert: Alert; readonly onClose: () => void }) {
  const { t } = useTranslation("alerts");
  const removal = useRemoval(alerts_path, alert.id, onClose);
  return (
    <Confirm
      opened
      title={t("remove.title")}
      text={t("remove.text", { name: alert.name })}
      yes={t("remove.yes")}
      keep={t("remove.keep")}
      {...removal}
      onClose={onClose}
    />
  );
}

function CheckNow() {
  const { t } = useTranslation("alerts");
  const client = useQueryClient();
  const check = useMutation({
    mutationFn: () => apiSend("POST", `${alerts_path}/check`),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <>
      {check.error !== null && <ErrorState error={check.error} />}
      <Button
        variant="default"
        leftSection={<RefreshCw size={15} />}
        loading={check.isPending}
        onClick={() => check.mutate()}
      >
        {t("check")}
      </Button>
    </>
  );
}

export default function Alerts() {
  const { t } = useTranslation("alerts");
  const may = useMay("marketer");
  const may_key = useMay("admin");
  const alerts = useApi<AlertList>(alerts_path);
  const metrics = useMetrics().data ?? [];
  const [changed, setChanged] = useState<Alert | "new">();
  const [removed, setRemoved] = useState<Alert>();
  const rows = alerts.data?.rows ?? [];
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        {may && rows.length > 0 && <CheckNow />}
        {may && (
          <Button leftSection={<BellPlus size={16} />} onClick={() => setChanged("new")}>
            {t("add")}
          </Button>
        )}
      </PageHead>
      {alerts.error !== null && <ErrorState error={alerts.error} onRetry={() => void alerts.refetch()} />}
      {alerts.isPending && <Skeleton height={140} radius="md" />}
      {alerts.isSuccess && rows.length === 0 && (
        <Card>
          <EmptyState icon={BellPlus} title={t("empty.title")} text={t("empty.text")} />
        </Card>
      )}
      <div
        style={{
          display: "grid",
          gap: "var(--k-gap)",
          gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 420px), 1fr))",
        }}
      >
        {rows.map((alert) => (
          <AlertCard
            key={alert.id}
            alert={alert}
            metric={metrics.find(({ id }) => id === alert.metric)}
            onChange={() => setChanged(alert)}
            onRemove={() => setRemoved(alert)}
          />
        ))}
      </div>
      {may_key && <KeyCard />}
      <SideDrawer
        opened={changed !== undefined}
        title={changed === "new" ? t("form.title_new") : t("form.title_change")}
        width_px={460}
        onClose={() => setChanged(undefined)}
      >
        {changed !== undefined && (
          <AlertForm alert={changed === "new" ? undefined : changed} onDone={() => setChanged(undefined)} />
        )}
      </SideDrawer>
      {removed !== undefined && <Removal alert={removed} onClose={() => setRemoved(undefined)} />}
    </>
  );
}
