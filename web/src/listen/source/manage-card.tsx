// What can be done to a source: its name and its switch, for analysts; a new key and its end, for admins.
import { Button, Group, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SourceChange, SourceKey, SourceState } from "#contract";
import { apiSend, useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { useMay } from "../../ui/me.ts";

const graces = ["0", "1", "24", "168"] as const;

interface PartProps {
  readonly source: SourceState;
}

function KeyPart({ source }: PartProps) {
  const { t } = useTranslation("source");
  const format = useFormat();
  const client = useQueryClient();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const [grace, setGrace] = useState<string>("24");
  const path = `/api/v1/sources/${source.slug}/key`;
  const key = useApi<SourceKey>(path, {}, { retry: false });
  const rotate = useMutation({
    mutationFn: () => apiSend<SourceKey>("POST", path, { grace_hours: Number(grace) }),
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).includes(`/sources/${source.slug}`),
      }),
  });
  return (
    <Stack gap="xs">
      <Text size="sm">{t(source.kind === "webhook" ? "key.hint_webhook" : "key.hint")}</Text>
      <Group align="flex-end" gap="xs">
        <Select
          label={t("key.grace")}
          data={graces.map((value) => ({ value, label: t(`key.grace_${value}`) }))}
          value={grace}
          onChange={(value) => setGrace(value ?? "24")}
          allowDeselect={false}
        />
        <Button variant="default" loading={rotate.isPending} onClick={() => rotate.mutate()}>
          {t("key.rotate")}
        </Button>
      </Group>
      {key.data?.old_keys.map(({ ends_with, until }) => (
        <Text key={ends_with} size="sm" c="dimmed">
          {t("key.old", { ends_with, until: format.instant(until, time_zone) })}
        </Text>
      ))}
      {rotate.isError && <ErrorState error={rotate.error} />}
    </Stack>
  );
}

function DeletePart({ source }: PartProps) {
  const { t } = useTranslation("source");
  const navigate = useNavigate();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => apiSend<null>("DELETE", `/api/v1/sources/${source.slug}`),
    onSuccess: async () => {
      await navigate({ to: "/sources", search: {} });
      await client.invalidateQueries({ queryKey: ["/api/v1/sources"] });
    },
  });
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm">{t("manage.delete_hint")}</Text>
      <Button color="red" variant="outline" loading={remove.isPending} onClick={() => remove.mutate()}>
        {t("manage.delete")}
      </Button>
      {remove.isError && <ErrorState error={remove.error} />}
    </Stack>
  );
}

function SettingsPart({ source }: PartProps) {
  const { t } = useTranslation("source");
  const client = useQueryClient();
  const path = `/api/v1/sources/${source.slug}`;
  const [name, setName] = useState(source.name);
  const change = useMutation({
    mutationFn: (body: SourceChange) => apiSend<SourceState>("PATCH", path, body),
    onSuccess: (state) => client.setQueryData([path, {}], state),
  });
  const rename = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ name: name.trim() });
  };
  return (
    <>
      <form onSubmit={rename}>
        <Group align="flex-end" gap="xs">
          <TextInput
            label={t("manage.name")}
            value={name}
            onChange={({ currentTarget: { value } }) => setName(value)}
            maxLength={100}
            style={{ flex: "1 1 200px", maxWidth: 360 }}
          />
          <Button
            type="submit"
            variant="default"
            disabled={name.trim() === "" || name.trim() === source.name}
            loading={change.isPending}
          >
            {t("manage.rename")}
          </Button>
        </Group>
      </form>
      <Switch
        label={t("manage.enabled")}
        description={t("manage.enabled_hint")}
        checked={source.enabled}
        onChange={({ currentTarget: { checked } }) => change.mutate({ enabled: checked })}
      />
      {change.isError && <ErrorState error={change.error} />}
    </>
  );
}

export function ManageCard({ source }: PartProps) {
  const { t } = useTranslation("source");
  const may_change = useMay("analyst");
  const may_end = useMay("admin");
  if (!may_change) return null;
  return (
    <Card title={t("manage.title")}>
      <Stack gap="lg">
        <SettingsPart source={source} />
        {may_end && <KeyPart source={source} />}
        {may_end && <DeletePart source={source} />}
      </Stack>
    </Card>
  );
}
