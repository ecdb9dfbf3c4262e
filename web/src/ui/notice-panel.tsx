// The list behind the bell: what happened, newest first; opening one reads it.
import { Button, Group, Stack, Text } from "@mantine/core";
import { BellOff, CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Notice } from "#contract";
import { useAlertWords } from "./alert-words.ts";
import { useWorkspace } from "./api.ts";
import { EmptyState } from "./empty-state.tsx";
import { ErrorState } from "./error-state.tsx";
import { useFormat } from "./format.ts";
import { PageLink } from "./link.tsx";
import { useNotices, useReadNotices } from "./notices.ts";
import { SideDrawer } from "./side-drawer.tsx";

function Line({ notice, onOpen }: { readonly notice: Notice; readonly onOpen: () => void }) {
  const { t } = useTranslation("alerts");
  const format = useFormat();
  const words = useAlertWords();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const fired = notice.kind === "alert_fired";
  const Icon = fired ? TriangleAlert : CircleCheck;
  const { name, metric } = notice.about;
  return (
    <li
      data-read={notice.read}
      style={{
        display: "flex",
        gap: 10,
        padding: "12px 0",
        borderBottom: "1px solid var(--k-border)",
        opacity: notice.read ? 0.75 : 1,
      }}
    >
      <Icon
        size={18}
        style={{ flex: "none", marginTop: 2, color: fired ? "var(--k-warn)" : "var(--k-good)" }}
        aria-hidden
      />
      <div style={{ minWidth: 0 }}>
        <PageLink to={`/metrics/${metric}`} onClick={onOpen}>
          <b>{fired ? name : t("notice.over", { name })}</b>
        </PageLink>
        <Text size="sm">{words.happened(notice.about)}</Text>
        <Text size="xs" c="dimmed">
          {format.instant(notice.at, time_zone)}
          {!notice.read && ` · ${t("notice.unread")}`}
        </Text>
      </div>
    </li>
  );
}

export default function NoticePanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("alerts");
  const notices = useNotices();
  const read = useReadNotices();
  const rows = notices.data?.rows ?? [];
  const open = (notice: Notice) => {
    if (!notice.read) read.mutate([notice.id]);
    onClose();
  };
  return (
    <SideDrawer opened title={t("notice.title")} width_px={440} onClose={onClose}>
      {notices.error !== null && <ErrorState error={notices.error} onRetry={() => void notices.refetch()} />}
      {notices.isSuccess && rows.length === 0 && (
        <EmptyState icon={BellOff} title={t("notice.empty")} text={t("notice.empty_hint")} />
      )}
      <Stack gap="xs">
        <Group justify="space-between" fz="sm">
          <PageLink to="/alerts" onClick={onClose}>
            {t("notice.to_alerts")}
          </PageLink>
          {(notices.data?.unread ?? 0) > 0 && (
            <Button variant="default" size="xs" loading={read.isPending} onClick={() => read.mutate("all")}>
              {t("notice.read_all")}
            </Button>
          )}
        </Group>
        <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
          {rows.map((notice) => (
            <Line key={notice.id} notice={notice} onOpen={() => open(notice)} />
          ))}
        </ul>
      </Stack>
    </SideDrawer>
  );
}
