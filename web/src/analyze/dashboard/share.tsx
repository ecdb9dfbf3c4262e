// Links by which anybody looks at a dashboard: making one, and taking one back.
import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DashboardLink, DashboardLinkDraft, DashboardLinkMade } from "#contract";
import { ToldOnce } from "../../settings/users/fresh-link.tsx";
import { apiSend, useApi, useWorkspace } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { renew } from "../../ui/renew.ts";
import { dashboards_path } from "./answers.ts";
import classes from "./dashboard.module.css";

const lasting = ["7", "30", "90", "365", "ever"] as const;

function stateOf({ revoked_at, expires_at }: DashboardLink): "revoked" | "expired" | "open" {
  if (revoked_at !== null) return "revoked";
  return expires_at !== null && Date.parse(expires_at) <= Date.now() ? "expired" : "open";
}

function LinkRow({ link, path }: { readonly link: DashboardLink; readonly path: string }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const client = useQueryClient();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const revoke = useMutation({
    mutationFn: () => apiSend("DELETE", `${path}/${link.id}`),
    onSuccess: () => void renew(client, path),
  });
  const state = stateOf(link);
  const name = link.name === "" ? t("share.unnamed") : link.name;
  const told = [
    t("share.made", { name: link.created_by, when: format.instant(link.created_at, time_zone) }),
    state !== "open"
      ? t(`share.${state}`)
      : link.expires_at === null
        ? t("share.for_ever")
        : t("share.until", { when: format.instant(link.expires_at, time_zone) }),
    link.opened_at === null
      ? t("share.unopened")
      : t("share.opened", { when: format.instant(link.opened_at, time_zone) }),
  ];
  return (
    <li data-link={state}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {told.join(" · ")}
          </Text>
        </div>
        {state === "open" && (
          <Button
            size="compact-sm"
            variant="default"
            loading={revoke.isPending}
            aria-label={t("share.revoke_of", { name })}
            onClick={() => revoke.mutate()}
          >
            {t("share.revoke")}
          </Button>
        )}
      </Group>
      {revoke.error !== null && <ErrorState error={revoke.error} />}
    </li>
  );
}

export default function Share({ id }: { readonly id: number }) {
  const { t } = useTranslation("dashboard");
  const client = useQueryClient();
  const path = `${dashboards_path}/${id}/links`;
  const links = useApi<{ rows: DashboardLink[] }>(path);
  const [name, setName] = useState("");
  const [days, setDays] = useState<(typeof lasting)[number]>("30");
  const make = useMutation({
    mutationFn: (draft: DashboardLinkDraft) => apiSend<DashboardLinkMade>("POST", path, draft),
    onSuccess: () => {
      setName("");
      void renew(client, path);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({ name, days: days === "ever" ? null : Number(days) });
  };
  return (
    <Stack gap="md">
      <Text size="sm">{t("share.text")}</Text>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={t("share.name")}
            placeholder={t("share.name_example")}
            maxLength={100}
            value={name}
            onChange={({ currentTarget: { value } }) => setName(value)}
          />
          <Select
            label={t("share.days")}
            allowDeselect={false}
            value={days}
            data={lasting.map((value) => ({
              value,
              label: value === "ever" ? t("share.ever") : t("share.for_days", { count: Number(value) }),
            }))}
            onChange={(next) => setDays(lasting.find((value) => value === next) ?? "30")}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={make.isPending}>
              {t("share.make")}
            </Button>
          </Group>
        </Stack>
      </form>
      {make.error !== null && <ErrorState error={make.error} />}
      {make.data !== undefined && (
        <ToldOnce label={t("share.link")} text={t("share.once")} value={`${location.origin}${make.data.path}`} />
      )}
      {links.error !== null && <ErrorState error={links.error} onRetry={() => void links.refetch()} />}
      <ul className={classes.rows} aria-label={t("share.title")}>
        {links.data?.rows.map((link) => (
          <LinkRow key={link.id} link={link} path={path} />
        ))}
      </ul>
    </Stack>
  );
}
