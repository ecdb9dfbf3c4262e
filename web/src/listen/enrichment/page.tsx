// Enrichment: hooks with their switches, hosts that may be called, attached tables.
import { Button, Skeleton, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Enrichment } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useMay } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { enrichment_path, HookCard } from "./hook-card.tsx";
import { HostsCard } from "./hosts-card.tsx";
import { HttpDrawer } from "./http-drawer.tsx";
import { TablesCard } from "./tables-card.tsx";

export default function EnrichmentPage() {
  const { t } = useTranslation("enrichment");
  const admin = useMay("admin");
  /** The HTTP hook that is written: its id, "" for a new one. */
  const [editing, setEditing] = useState<string>();
  const answer = useApi<Enrichment>(enrichment_path, {}, { refetchInterval: 5_000 });
  const { hooks = [], tables = [], hosts = [] } = answer.data ?? {};
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        {admin && answer.isSuccess && <Button onClick={() => setEditing("")}>{t("http.add")}</Button>}
      </PageHead>
      {answer.isPending && (
        <Card>
          <Skeleton height={260} radius="md" />
        </Card>
      )}
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isSuccess && (
        <Stack gap="var(--k-gap)">
          <div
            style={{
              display: "grid",
              gridTemplateColumns: "repeat(auto-fill, minmax(min(420px, 100%), 1fr))",
              gap: "var(--k-gap)",
              alignItems: "start",
            }}
          >
            {hooks.map((hook) => (
              <HookCard key={hook.id} hook={hook} onEdit={() => setEditing(hook.id)} />
            ))}
          </div>
          {admin && <HostsCard key={hosts.join()} hosts={hosts} />}
          <TablesCard tables={tables} />
        </Stack>
      )}
      <HttpDrawer
        hook={hooks.find(({ id }) => id === editing)}
        opened={editing !== undefined}
        onClose={() => setEditing(undefined)}
      />
    </>
  );
}
