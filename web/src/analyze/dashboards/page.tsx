// Dashboards: whose they are and how they look from afar; new ones, from ready ones.
import { ActionIcon, Button, Group, SimpleGrid, Skeleton, Text, Tooltip, UnstyledButton } from "@mantine/core";
import { Copy, LayoutDashboard, Lock, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dashboard } from "#contract";
import { useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { useRemoval } from "../../ui/removal.ts";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { dashboards_path, useDashboards } from "../dashboard/answers.ts";
import { grid_columns, rowsOf } from "../dashboard/grid.ts";
import classes from "./dashboards.module.css";
import { MakeForm, useMake } from "./make-form.tsx";
import { type TemplateId, template_ids } from "./templates.ts";

/** Where the widgets stand, as from afar. */
function Picture({ widgets }: Pick<Dashboard, "widgets">) {
  const rows = Math.max(4, Math.min(12, rowsOf(widgets)));
  return (
    <svg viewBox={`0 0 ${grid_columns * 10} ${rows * 5}`} className={classes.picture} aria-hidden>
      {widgets.map(({ id, kind, place: { x, y, w, h } }) => (
        <rect key={id} x={x * 10 + 0.5} y={y * 5 + 0.5} width={w * 10 - 1} height={h * 5 - 1} rx={1} data-kind={kind} />
      ))}
    </svg>
  );
}

interface DashboardCardProps {
  readonly dashboard: Dashboard;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
}

function DashboardCard({ dashboard, onCopy, onRemove }: DashboardCardProps) {
  const { t } = useTranslation("dashboards");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const { id, name, owner, visibility, widgets, changed_at, may_change } = dashboard;
  const told = [
    owner === "" ? "" : t("owner", { name: owner }),
    t("widgets", { count: widgets.length }),
    t("changed", { when: format.instant(changed_at, time_zone) }),
  ].filter((text) => text !== "");
  return (
    <article className={`k-card ${classes.card}`} data-dashboard={id}>
      <Picture widgets={widgets} />
      <h2 className={classes.name}>
        <PageLink to={`/dashboards/${id}`} className={`k-plain-link ${classes.open}`}>
          {name}
        </PageLink>
      </h2>
      <Group justify="space-between" wrap="nowrap" align="flex-end" gap="xs">
        <Text size="xs" c="dimmed">
          {told.join(" · ")}
          {visibility === "private" && (
            <span className={classes.private}>
              <Lock size={11} aria-hidden /> {t("private")}
            </span>
          )}
        </Text>
        <Group gap={2} wrap="nowrap" className={classes.actions ?? ""}>
          <Tooltip label={t("copied")}>
            <ActionIcon variant="subtle" color="gray" aria-label={t("copy", { name })} onClick={onCopy}>
              <Copy size={15} />
            </ActionIcon>
          </Tooltip>
          {may_change && (
            <Tooltip label={t("remove.button")}>
              <ActionIcon variant="subtle" color="gray" aria-label={t("remove.of", { name })} onClick={onRemove}>
                <Trash2 size={15} />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
      </Group>
    </article>
  );
}

function Removal({ dashboard, onClose }: { readonly dashboard: Dashboard; readonly onClose: () => void }) {
  const { t } = useTranslation("dashboards");
  const removal = useRemoval(dashboards_path, dashboard.id, onClose);
  return (
    <Confirm
      opened
      title={t("remove.title")}
      text={t("remove.text", { name: dashboard.name })}
      yes={t("remove.yes")}
      keep={t("remove.keep")}
      {...removal}
      onClose={onClose}
    />
  );
}

/** What stands here before there are any: ready ones to begin with. */
function Beginning({ onChoose }: { readonly onChoose: (template: TemplateId) => void }) {
  const { t } = useTranslation("dashboards");
  return (
    <Card>
      <EmptyState icon={LayoutDashboard} title={t("empty.title")} text={t("empty.text")} />
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="sm">
        {template_ids.map((id) => (
          <UnstyledButton key={id} className={classes.template ?? ""} onClick={() => onChoose(id)}>
            <Text fw={600} size="sm">
              {t(`template.${id}`)}
            </Text>
            <Text size="xs" c="dimmed">
              {t(`template.${id}_text`)}
            </Text>
          </UnstyledButton>
        ))}
      </SimpleGrid>
    </Card>
  );
}

export default function Dashboards() {
  const { t } = useTranslation("dashboards");
  const dashboards = useDashboards();
  const [making, setMaking] = useState<TemplateId>();
  const [removed, setRemoved] = useState<Dashboard>();
  const copy = useMake();
  const rows = dashboards.data?.rows ?? [];
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        <Button leftSection={<Plus size={16} />} onClick={() => setMaking("cx")}>
          {t("new")}
        </Button>
      </PageHead>
      {dashboards.error !== null && <ErrorState error={dashboards.error} onRetry={() => void dashboards.refetch()} />}
      {copy.error !== null && <ErrorState error={copy.error} />}
      {dashboards.isPending && <Skeleton height={180} radius="md" />}
      {dashboards.isSuccess && rows.length === 0 && <Beginning onChoose={setMaking} />}
      <div className={classes.list}>
        {rows.map((dashboard) => (
          <DashboardCard
            key={dashboard.id}
            dashboard={dashboard}
            onCopy={() => {
              const { period, compare, widgets, name } = dashboard;
              const title = t("copy_name", { name }).slice(0, 100);
              copy.mutate({ name: title, visibility: "private", period, compare, widgets });
            }}
            onRemove={() => setRemoved(dashboard)}
          />
        ))}
      </div>
      <SideDrawer
        opened={making !== undefined}
        title={t("form.title")}
        width_px={440}
        onClose={() => setMaking(undefined)}
      >
        {making !== undefined && <MakeForm template={making} />}
      </SideDrawer>
      {removed !== undefined && <Removal dashboard={removed} onClose={() => setRemoved(undefined)} />}
    </>
  );
}
