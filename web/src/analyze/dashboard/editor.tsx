// A dashboard being changed: nothing is kept before it is saved, and leaving it changes nothing.
import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { LayoutDashboard, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dashboard, DashboardDraft, Widget } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Progress } from "../../ui/progress.tsx";
import { renew } from "../../ui/renew.ts";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { dashboards_path, useAnswers } from "./answers.ts";
import classes from "./dashboard.module.css";
import { freePlace, freshId, inOrder } from "./grid.ts";
import { PeriodFields } from "./period-fields.tsx";
import { kinds } from "./widget/kinds.ts";
import { WidgetForm } from "./widget-form.tsx";

const Mover = lazy(() => import("./mover.tsx"));

/** A number where there is room for one: what a new widget begins as. */
function freshWidget(widgets: readonly Widget[]): Widget {
  const { size, fresh } = kinds.number;
  return fresh({ id: freshId(widgets), place: freePlace(widgets, size.w, size.h), title: "" });
}

/** The widgets with one added, at a place for the size that its kind has, or changed. */
function withWidget(widgets: readonly Widget[], widget: Widget): Widget[] {
  if (widgets.some(({ id }) => id === widget.id)) return widgets.map((each) => (each.id === widget.id ? widget : each));
  const { w, h } = widget.place;
  return [...widgets, { ...widget, place: freePlace(widgets, w, h) }];
}

interface EditorProps {
  readonly dashboard: Dashboard;
  readonly onClose: () => void;
}

function useSave({ dashboard, onClose }: EditorProps) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: DashboardDraft) => apiSend<Dashboard>("PATCH", `${dashboards_path}/${dashboard.id}`, draft),
    onSuccess: (saved) => {
      client.setQueryData([`${dashboards_path}/${dashboard.id}`, {}], saved);
      void renew(client, dashboards_path);
      onClose();
    },
  });
}

export default function Editor({ dashboard, onClose }: EditorProps) {
  const { t } = useTranslation("dashboard");
  const { name, visibility, period, compare, widgets } = dashboard;
  const [draft, setDraft] = useState<DashboardDraft>({ name, visibility, period, compare, widgets });
  const [edited, setEdited] = useState<Widget>();
  const change = (patch: Partial<DashboardDraft>) => setDraft((now) => ({ ...now, ...patch }));
  const save = useSave({ dashboard, onClose });
  const answers = useAnswers(draft);
  const add = () => setEdited(freshWidget(draft.widgets));
  const is_new = edited !== undefined && draft.widgets.every(({ id }) => id !== edited.id);
  return (
    <>
      <PageHead title={name} subtitle={t("edit.hint")}>
        <Button variant="default" onClick={onClose}>
          {t("edit.cancel")}
        </Button>
        <Button
          loading={save.isPending}
          disabled={draft.name.trim() === ""}
          onClick={() => save.mutate({ ...draft, widgets: inOrder(draft.widgets) })}
        >
          {t("edit.save")}
        </Button>
      </PageHead>
      {save.error !== null && <ErrorState error={save.error} />}
      <div className={classes.tools}>
        <TextInput
          aria-label={t("edit.name")}
          value={draft.name}
          maxLength={100}
          w={260}
          onChange={({ currentTarget: { value } }) => change({ name: value })}
        />
        <PeriodFields period={draft.period} compare={draft.compare} onChange={change} />
        <SegmentedControl
          aria-label={t("edit.visibility")}
          value={draft.visibility}
          data={[
            { value: "workspace", label: t("visibility.workspace") },
            { value: "private", label: t("visibility.private") },
          ]}
          onChange={(next) => change({ visibility: next === "private" ? next : "workspace" })}
        />
        <Button variant="light" leftSection={<Plus size={16} />} disabled={draft.widgets.length >= 40} onClick={add}>
          {t("edit.add")}
        </Button>
      </div>
      {answers.error !== null && <ErrorState error={answers.error} onRetry={() => void answers.refetch()} />}
      {draft.widgets.length === 0 && (
        <Card>
          <EmptyState icon={LayoutDashboard} title={t("empty.title")} text={t("empty.text_edit")}>
            <Button onClick={add}>{t("edit.add")}</Button>
          </EmptyState>
        </Card>
      )}
      <Suspense fallback={<Progress />}>
        <Mover
          widgets={draft.widgets}
          compare={draft.compare}
          answers={answers.data}
          onChange={(next) => change({ widgets: next })}
          onEdit={setEdited}
        />
      </Suspense>
      <SideDrawer
        opened={edited !== undefined}
        title={is_new ? t("form.title_new") : t("form.title_change")}
        width_px={560}
        onClose={() => setEdited(undefined)}
      >
        {edited !== undefined && (
          <WidgetForm
            widget={edited}
            is_new={is_new}
            of={draft}
            onDone={(widget) => {
              change({ widgets: withWidget(draft.widgets, widget) });
              setEdited(undefined);
            }}
          />
        )}
      </SideDrawer>
    </>
  );
}
