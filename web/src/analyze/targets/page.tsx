// Targets: what is wanted of metrics, where each will stand, and which need somebody's attention.
import { Button, Skeleton, Text } from "@mantine/core";
import { Plus, Target as TargetIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MetricTarget } from "#contract";
import { Card } from "../../ui/card.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useKnownName } from "../../ui/known-name.ts";
import { useMay } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { useRemoval } from "../../ui/removal.ts";
import { useSearchState } from "../../ui/search.ts";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { targets_path, useTargets } from "../../ui/targets.ts";
import { TargetForm } from "./form.tsx";
import { TargetCard } from "./target-card.tsx";
import classes from "./targets.module.css";

const attention = ["off", "at_risk", "unknown", "on_track"] as const;

/** What needs attention stands first. */
function ordered(targets: readonly MetricTarget[]): MetricTarget[] {
  const place = ({ status }: MetricTarget) => attention.indexOf(status ?? "unknown");
  return targets.toSorted((a, b) => place(a) - place(b) || a.id - b.id);
}

function Removal({ target, onClose }: { readonly target: MetricTarget; readonly onClose: () => void }) {
  const { t } = useTranslation("targets");
  const nameOf = useKnownName();
  const removal = useRemoval(targets_path, target.id, onClose);
  return (
    <Confirm
      opened
      title={t("remove.title")}
      text={t("remove.text", { name: nameOf(target.metric) })}
      yes={t("remove.yes")}
      keep={t("remove.keep")}
      {...removal}
      onClose={onClose}
    />
  );
}

/** How the words of the statuses are meant. */
function Meaning() {
  const { t } = useTranslation("targets");
  return (
    <Card title={t("meaning.title")} style={{ marginTop: "var(--k-gap)" }}>
      <Text size="sm">{t("meaning.text")}</Text>
    </Card>
  );
}

export default function Targets() {
  const { t } = useTranslation("targets");
  const may = useMay("marketer");
  const [search, setSearch] = useSearchState();
  const targets = useTargets();
  const [changed, setChanged] = useState<MetricTarget | "new" | undefined>(
    search.metric === undefined ? undefined : "new",
  );
  const [removed, setRemoved] = useState<MetricTarget>();
  const rows = targets.data?.rows ?? [];
  const close = () => {
    setChanged(undefined);
    setSearch({ metric: undefined });
  };
  const add = (
    <Button leftSection={<Plus size={16} />} onClick={() => setChanged("new")}>
      {t("add")}
    </Button>
  );
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        {may && add}
      </PageHead>
      {targets.error !== null && <ErrorState error={targets.error} onRetry={() => void targets.refetch()} />}
      {targets.isPending && <Skeleton height={180} radius="md" />}
      {targets.isSuccess && rows.length === 0 && (
        <Card>
          <EmptyState icon={TargetIcon} title={t("empty.title")} text={t("empty.text")} />
        </Card>
      )}
      <div className={classes.list}>
        {ordered(rows).map((target) => (
          <TargetCard
            key={target.id}
            target={target}
            onChange={() => setChanged(target)}
            onRemove={() => setRemoved(target)}
          />
        ))}
      </div>
      {rows.length > 0 && <Meaning />}
      <SideDrawer
        opened={changed !== undefined}
        title={changed === "new" ? t("form.title_new") : t("form.title_change")}
        width_px={440}
        onClose={close}
      >
        {changed !== undefined && (
          <TargetForm target={changed === "new" ? undefined : changed} metric={search.metric} onDone={close} />
        )}
      </SideDrawer>
      {removed !== undefined && <Removal target={removed} onClose={() => setRemoved(undefined)} />}
    </>
  );
}
